// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/store/guard.h"

namespace Server {

/// Conversations of two people: one for each two, whoever begins it.
class RoomsOfTwo {
public:
    explicit RoomsOfTwo(ChatParts &parts) : m_parts(parts) {}

    /// SEND `/app/chat/direct`: it is there, and both are told.
    void open(const Peer &peer, const QByteArray &body, Completion done);

private:
    struct Two {
        StoredMember one;
        StoredMember other;
    };
    void write(const StoredRoom &room, const Two &two, const Completion &done);
    /// Writes that both belong to it, should the log not have that.
    void join(const Chat::RoomId &room, const Two &two, const Completion &done);

    ChatParts &m_parts;
    Guard m_guard;
};

} // namespace Server
