// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/announcer.h"
#include "server/chat/attendances.h"
#include "server/chat/audiences.h"
#include "server/chat/chatoptions.h"
#include "server/chat/memberships.h"
#include "server/chat/presence.h"
#include "server/chat/roomdirectory.h"

namespace Server {

/// What the parts of the chat share. Owned by ChatService.
struct ChatParts {
    ChatParts(Topics &topicsOfBroker, Store &log, const StoreContents &contents,
              ChatOptions chatOptions)
        : topics(topicsOfBroker), store(log), options(std::move(chatOptions)),
          rooms(contents.rooms, options), memberships(contents.members), attendances(contents),
          audiences(contents, memberships),
          announcer(topics, rooms, memberships, presence, attendances, audiences, options)
    {
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
    Presence presence;
    Attendances attendances;
    Audiences audiences;
    Announcer announcer;
};

} // namespace Server
