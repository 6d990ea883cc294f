// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/brokerparts.h"
#include "stomp/serverevent.h"

#include <tl/expected.hpp>

namespace Server {

/// Between sessions and the broker behind this one.
class Relaying final : public Downstream {
public:
    explicit Relaying(BrokerParts &parts) : m_parts(parts) {}

    void send(const ClientConnection &from, const QByteArray &destination,
              const Stomp::ServerEvent::SendRequested &request, Completion done);
    void subscribe(const Client &client, const Stomp::ServerEvent::SubscribeRequested &request,
                   const Subscription &subscription, Completion done);
    void unsubscribe(const Client &client, const QByteArray &id, bool forGood, Completion done);
    /// What of an ACK or NACK is of messages from there; nullopt: nothing.
    std::optional<Upstream::Settle> partOf(SessionNumber session,
                                           const Stomp::ServerEvent::Acknowledged &event) const;
    void settle(SessionNumber session, const Upstream::Settle &settle, Completion done);
    void commit(SessionNumber session, const std::vector<Upstream::Action> &actions,
                Completion done);
    void roomIn(SessionNumber session);
    void ended(SessionNumber session);

    Taken deliver(const SubscriptionRef &ref, const Message &message) override;
    void lost(SessionNumber session, const Refusal &why) override;

private:
    Upstream::Client clientOf(SessionNumber session) const;
    Taken deliverAnswer(ClientConnection &connection, const QByteArray &id,
                        const Message &message) const;
    bool mayHave(const Client &client, const QByteArray &destination) const;

    BrokerParts &m_parts;
};

} // namespace Server
