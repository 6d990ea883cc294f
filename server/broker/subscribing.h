// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/publishing.h"
#include "server/broker/relaying.h"

#include <tl/expected.hpp>

namespace Server {

/// What becomes of a SUBSCRIBE, until its UNSUBSCRIBE or the end of its session.
class Subscribing {
public:
    Subscribing(BrokerParts &parts, Publishing &publishing, Relaying &relaying)
        : m_parts(parts), m_publishing(publishing), m_relaying(relaying)
    {
    }

    void subscribe(Client &client, const Stomp::ServerEvent::SubscribeRequested &request,
                   Completion done);
    /// With `durable:true` a durable subscription ends for good, otherwise it waits.
    void unsubscribe(Client &client, const Stomp::ServerEvent::UnsubscribeRequested &request,
                     Completion done);
    /// What is published to its destination comes from now on.
    void activate(const SubscriptionRef &ref);
    /// Nothing comes by it any more, until its UNSUBSCRIBE.
    void silence(const SubscriptionRef &ref);
    /// All subscriptions of a session that is over.
    void end(Client &client);

private:
    tl::expected<Subscription, Refusal>
    decide(const Client &client, const Stomp::ServerEvent::SubscribeRequested &request);
    tl::expected<Subscription, Refusal> decidePattern(const Client &client, Subscription pattern,
                                                      bool durable) const;
    tl::expected<Subscription, Refusal> decideDurable(const Client &client,
                                                      Subscription subscription) const;
    tl::expected<Subscription, Refusal> decideRelayed(const Client &client,
                                                      Subscription subscription,
                                                      const QByteArray &known, bool durable) const;
    void relay(Client &client, const Stomp::ServerEvent::SubscribeRequested &request,
               const Subscription &subscription, Completion done);
    void consume(Client &client, const Stomp::ServerEvent::SubscribeRequested &request,
                 const Subscription &subscription, Completion done);
    void deactivate(Client &client, const QByteArray &id, const Subscription &subscription);
    void drop(Client &client, const QByteArray &id, const Subscription &subscription);

    BrokerParts &m_parts;
    Publishing &m_publishing;
    Relaying &m_relaying;
};

} // namespace Server
