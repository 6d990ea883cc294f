// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <map>
#include <optional>
#include <vector>

namespace Server {

/// What part of a room's history is wanted; both ends exclusive.
struct HistoryQuery {
    Chat::RoomId room;
    std::optional<Chat::Sequence> after = {};  ///< Newer than this.
    std::optional<Chat::Sequence> before = {}; ///< Older than this.
    int limit = 100;                           ///< Messages at most.
    qint64 byteLimit = 512 * 1024;             ///< Text bytes at most; one message is always given.
    bool newestFirst = false; ///< Which end is kept when the limit cuts: true keeps the newest.
    Chat::UserId viewer = {}; ///< Whose reactions are `mine`.
};

/// What was found, always oldest first.
struct History {
    std::vector<Chat::RoomMessage> messages;
    bool more = false; ///< The limit cut off messages that the query's bounds include.
};

/// How far a room is known of which what follows is wanted.
struct KnownPart {
    Chat::RoomId room;
    Chat::Sequence upTo;
    int limit = 100; ///< Messages at most.
};

/// By room.
using Histories = std::map<Chat::RoomId, History>;

} // namespace Server
