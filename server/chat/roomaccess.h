// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/principal.h"
#include "server/broker/application.h"
#include "server/chat/chatoptions.h"
#include "server/chat/invitations.h"
#include "server/chat/memberships.h"
#include "server/chat/roomdirectory.h"
#include "server/chat/sanctions.h"
#include "server/chat/slowmode.h"

#include <tl/expected.hpp>
#include <vector>

namespace Server {

/// The one gate: who may do what in which room. Every door asks here, and nobody else decides.
///
/// To somebody who may not see a room it is as if there were none, and no answer tells otherwise.
/// Of a room that the log does not have, everybody may hear and say something: it is made so.
class RoomAccess {
public:
    /// The refusal says what to do about it.
    using Verdict = tl::expected<void, Refusal>;

    RoomAccess(const RoomDirectory &rooms, const Memberships &memberships,
               const Invitations &invitations, const Sanctions &sanctions,
               const ChatOptions &options)
        : m_rooms(rooms), m_memberships(memberships), m_invitations(invitations),
          m_sanctions(sanctions), m_options(options)
    {
    }

    /// The room, if there is one for them; nullptr otherwise.
    const StoredRoom *find(const Principal &who, const Chat::RoomId &room) const;
    /// Whether there is such a room, and not for them.
    bool isHidden(const Principal &who, const Chat::RoomId &room) const;
    bool mayList(const Principal &who, const StoredRoom &room) const;
    /// Whether they may enter whatever else is asked of who enters.
    bool isInvited(const Principal &who, const StoredRoom &room) const;
    std::vector<StoredGuest> invited(const Chat::RoomId &room) const;
    /// As far as they belong to it, and who owns the host where that counts.
    QList<Chat::UserId> keepers(const Chat::RoomId &room) const;
    int knocking(const Chat::RoomId &room) const;
    Chat::MemberRole roleOf(const Principal &who, const StoredRoom &room) const;

    /// What is said there and what becomes of it, who is there, what was said before.
    Verdict mayHear(const Principal &who, const Chat::RoomId &room) const;
    bool hears(const Chat::UserId &user, const Chat::RoomId &room) const;

    /// How somebody comes in who does not belong to the room.
    enum class Entry {
        Open,
        Password, ///< If they say the right one.
        Knock,    ///< If somebody lets them.
    };
    tl::expected<Entry, Refusal> mayEnter(const Principal &who, const Chat::RoomId &room) const;

    /// Whom a text speaks to, as Audiences finds them in it.
    using Mentioned = std::vector<Chat::UserId>;
    /// A text that mentions those; a room that is not there is made for it. With the pause of a
    /// slow room in Refusal::retryAfter.
    Verdict maySay(const Principal &who, const Chat::RoomId &room,
                   const Mentioned &mentioned) const;
    /// A bot's, in a room that there is. Pauses are for people.
    /// `maker`: who made the hook that it speaks by.
    Verdict mayBotSay(const Chat::RoomId &room, const Chat::UserId &maker,
                      const Mentioned &mentioned) const;
    /// Their own message, so that it mentions those.
    Verdict mayEdit(const Principal &who, const Chat::RoomId &room,
                    const Mentioned &mentioned) const;
    /// Reactions, and their own messages away.
    Verdict mayReact(const Principal &who, const Chat::RoomId &room) const;
    Verdict mayPin(const Principal &who, const Chat::RoomId &room) const;
    Verdict mayLeave(const Principal &who, const Chat::RoomId &room) const;

    /// Why somebody may not speak in a room, or not be there; nullptr: they may. Valid until
    /// sanctions change.
    const StoredSanction *muteOf(const Principal &who, const Chat::RoomId &room) const;
    const StoredSanction *banOf(const Principal &who, const Chat::RoomId &room) const;

    /// Others' messages away, people in, the room quiet. False: not, or not even to know of it.
    bool keepsOrder(const Principal &who, const Chat::RoomId &room) const;
    Verdict mayKeepOrder(const Principal &who, const Chat::RoomId &room) const;
    /// What the room is, who keeps order in it, and its end.
    Verdict mayOwn(const Principal &who, const Chat::RoomId &room) const;
    Verdict maySetTopic(const Principal &who, const Chat::RoomId &room) const;
    /// By ENTER, TALK or createroom, under that id.
    Verdict mayMake(const Principal &who, const Chat::RoomId &room) const;

    /// Something is about to be said; and what to take back when it was not.
    SlowMode::Time noteSaid(const Principal &who, const Chat::RoomId &room);
    void takeBackSaid(const Principal &who, const Chat::RoomId &room, SlowMode::Time before);

private:
    const StoredSanction *sanctionOf(Sanctions::Kind kind, const Principal &who,
                                     const Chat::RoomId &room) const;
    Verdict mayTakePart(const Principal &who, const StoredRoom &room) const;
    Verdict mayCall(const Chat::RoomId &room, const Mentioned &mentioned) const;
    Verdict mayChangeThere(const Principal &who, const Chat::RoomId &room) const;

    const RoomDirectory &m_rooms;
    const Memberships &m_memberships;
    const Invitations &m_invitations;
    const Sanctions &m_sanctions;
    const ChatOptions &m_options;
    SlowMode m_slow;
};

} // namespace Server
