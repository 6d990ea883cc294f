// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/announcer.h"
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
          rooms(contents.rooms, options), memberships(contents.members),
          announcer(topics, rooms, memberships, presence)
    {
    }
    Q_DISABLE_COPY_MOVE(ChatParts)

    Topics &topics;
    Store &store;
    const ChatOptions options;
    RoomDirectory rooms;
    Memberships memberships;
    Presence presence;
    Announcer announcer;
};

} // namespace Server
