// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/chatparts.h"

namespace Server {

std::optional<ChatParts::Person> ChatParts::findPerson(const Principal &viewer,
                                                       const Chat::UserId &user) const
{
    for (const StoredRoom &room : rooms.list()) {
        if (!access.mayHear(viewer, room.id))
            continue;
        if (const Membership *membership = memberships.find(room.id, user))
            return Person{membership->name, membership->guest};
        const Presence::People here = presence.people(room.id);
        if (const auto person = here.constFind(user); person != here.cend())
            return Person{person->name, person->guest};
    }
    return std::nullopt;
}

} // namespace Server
