// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/chat/roomdelivery.h"
#include "server/chat/roommaking.h"
#include "server/store/guard.h"

#include <vector>

namespace Server {

/// Messages to rooms that are said together or not at all.
class RoomTransactions {
public:
    RoomTransactions(ChatParts &parts, RoomMaking &making, RoomDelivery &delivery)
        : m_parts(parts), m_making(making), m_delivery(delivery)
    {
    }

    /// Nothing but messages may be in it: TALK to `/app/chat/message` or to a room's topic.
    void commit(const Peer &peer, const std::vector<ApplicationRequest> &requests, Completion done);

private:
    tl::expected<Chat::RoomMessage, Refusal> message(const Peer &peer,
                                                     const ApplicationRequest &request) const;
    tl::expected<void, Refusal> reserve(const Peer &peer, const Chat::RoomMessage &message,
                                        MessageBatch &batch);
    void write(const MessageBatch &batch, Completion done);

    ChatParts &m_parts;
    RoomMaking &m_making;
    RoomDelivery &m_delivery;
    Guard m_guard;
};

} // namespace Server
