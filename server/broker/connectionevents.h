// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/broker/brokerstatus.h"
#include "stomp/serverevent.h"
#include "stomp/time.h"

#include <functional>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace Server {

class ClientConnection;

/// Called once, now or later: the outcome of each action of a transaction, in their order.
using Committed = std::function<void(tl::expected<std::vector<Outcome>, Refusal>)>;

/// What a client's connection asks of the broker.
class ConnectionEvents {
public:
    virtual ~ConnectionEvents() = default;
    virtual void connectRequested(ClientConnection &from, const Stomp::Headers &headers) = 0;
    virtual void sendRequested(ClientConnection &from,
                               const Stomp::ServerEvent::SendRequested &request,
                               Completion done) = 0;
    virtual void subscribeRequested(ClientConnection &from,
                                    const Stomp::ServerEvent::SubscribeRequested &request,
                                    Completion done) = 0;
    virtual void unsubscribeRequested(ClientConnection &from,
                                      const Stomp::ServerEvent::UnsubscribeRequested &request,
                                      Completion done) = 0;
    virtual void acknowledged(ClientConnection &from, const Stomp::ServerEvent::Acknowledged &event,
                              Completion done) = 0;
    /// All of it or nothing.
    virtual void commitRequested(ClientConnection &from,
                                 const Stomp::ServerEvent::TransactionCommitted &request,
                                 Committed done) = 0;
    /// A request was refused. True: the client was told, and goes on without a receipt; false: it
    /// is to get an ERROR.
    virtual bool refused(ClientConnection &from, const std::optional<QByteArray> &receipt,
                         const Refusal &refusal) = 0;
    /// It may take more from queues, after ClientConnection::waitForRoom().
    virtual void roomIn(ClientConnection &connection) = 0;
    /// The session is over; nothing will be delivered to it any more. Comes once.
    virtual void ended(ClientConnection &connection) = 0;
    /// The link is gone as well; the connection may be deleted (later).
    virtual void closed(ClientConnection &connection) = 0;
    /// Look at the connection (ClientConnection::tick) at that moment.
    virtual void remind(ClientConnection &connection, Stomp::TimePoint when) = 0;
    /// It sends faster than its rates and is not read for a while.
    virtual void heldBack(ClientConnection &connection) = 0;
    /// And that for a second or longer; at most once a second. ClientConnection::heldFor() tells
    /// how long, once all that it has sent was counted: in the next turn.
    virtual void waits(ClientConnection &connection) = 0;
    /// What connections count; outlives them.
    virtual BrokerCounters &countersToRaise() = 0;
};

} // namespace Server
