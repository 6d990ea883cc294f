// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/chat/guard.h"

#include <tl/expected.hpp>

namespace Server {

/// How rooms come into being and change.
class RoomMaking {
public:
    explicit RoomMaking(ChatParts &parts) : m_parts(parts) {}

    /// Writes the lobby if the log does not have it.
    void makeLobby();
    /// SEND `/app/chat/createroom`.
    void create(const Peer &peer, const QByteArray &body, Completion done);
    /// SEND `/app/chat/room/{id}/topic`.
    void setTopic(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                  Completion done);
    /// For the first ENTER or TALK: the room is there for whatever is asked of the log next.
    tl::expected<void, Refusal> ensure(const Peer &peer, const Chat::RoomId &room);

private:
    void write(const StoredRoom &room, Completion done);

    ChatParts &m_parts;
    Guard m_guard;
};

} // namespace Server
