// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QHash>

#include <chrono>
#include <optional>
#include <utility>

namespace Server {

/// When somebody last said something in a room that wants pauses between messages. Not kept over a
/// restart.
class SlowMode {
public:
    using Time = std::optional<Chat::Timestamp>;

    /// How long they have to wait still; nullopt: not at all.
    std::optional<std::chrono::milliseconds> wait(const Chat::RoomId &room,
                                                  const Chat::UserId &user,
                                                  std::chrono::seconds pause,
                                                  Chat::Timestamp now) const;
    /// They said something; gives when they did before, for takeBack().
    Time note(const Chat::RoomId &room, const Chat::UserId &user, std::chrono::seconds pause,
              Chat::Timestamp now);
    /// It was not said after all.
    void takeBack(const Chat::RoomId &room, const Chat::UserId &user, Time before);

private:
    using Key = std::pair<Chat::RoomId, Chat::UserId>;
    struct Said {
        Chat::Timestamp time;
        Chat::Timestamp until; ///< Of no use after it.
    };
    QHash<Key, Said> m_said;
    qsizetype m_pruneAt = 1000;
};

} // namespace Server
