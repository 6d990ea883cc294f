// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/announcer.h"
#include "server/chat/attendances.h"
#include "server/chat/audiences.h"
#include "server/chat/audittrail.h"
#include "server/chat/chatoptions.h"
#include "server/chat/earliersweep.h"
#include "server/chat/invitations.h"
#include "server/chat/memberships.h"
#include "server/chat/presence.h"
#include "server/chat/roomaccess.h"
#include "server/chat/roomdirectory.h"
#include "server/chat/roomlisteners.h"
#include "server/chat/roompasswords.h"
#include "server/chat/sanctions.h"

namespace Server {

/// What the parts of the chat share. Owned by ChatService.
struct ChatParts {
    ChatParts(Topics &topicsOfBroker, Store &log, const StoreContents &contents,
              ChatOptions chatOptions)
        : topics(topicsOfBroker), store(log), options(std::move(chatOptions)),
          rooms(contents.rooms, options), memberships(contents.members),
          invitations(contents.guests), sanctions(contents.sanctions, options),
          audit(log, memberships, options), attendances(contents), audiences(contents, memberships),
          access(rooms, memberships, invitations, sanctions, options),
          announcer(topics, rooms, memberships, presence, attendances, audiences, access, options,
                    avatars),
          listeners(topics, presence, access, announcer)
    {
        for (const auto &[user, avatar] : contents.avatars)
            avatars.insert(user, avatar);
    }
    Q_DISABLE_COPY_MOVE(ChatParts)

    /// Whether they belong to the room or are in it.
    bool isThere(const Chat::RoomId &room, const Chat::UserId &user) const
    {
        return memberships.find(room, user) || presence.isHere(room, user);
    }

    Topics &topics;
    Store &store;
    const ChatOptions options;
    RoomDirectory rooms;
    Memberships memberships;
    Invitations invitations;
    Sanctions sanctions;
    AuditTrail audit;
    Presence presence;
    Attendances attendances;
    Audiences audiences;
    QHash<Chat::UserId, Chat::Avatar> avatars; ///< Of those who have one.
    RoomAccess access;
    Announcer announcer;
    RoomListeners listeners;
    RoomPasswords passwords{options};
    EarlierSweep earlier{store};

    struct Person {
        QString name;
        bool guest = false;
    };
    /// Somebody whom `viewer` can see here; nullopt: nobody of that id.
    std::optional<Person> findPerson(const Principal &viewer, const Chat::UserId &user) const;
};

} // namespace Server
