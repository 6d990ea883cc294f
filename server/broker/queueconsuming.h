// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/brokerparts.h"

namespace Server {

/// Between the queues and the sessions that consume from them.
class QueueConsuming final : public QueueConsumers {
public:
    explicit QueueConsuming(BrokerParts &parts) : m_parts(parts) {}

    /// Refuses while the session has much to read, awaits ACKs for as much as it may, or is over.
    bool handOut(const SubscriptionRef &ref, const QueuedMessage &message) override;
    /// ACK or NACK, where it is of a queue.
    void settle(SessionNumber session, const Stomp::ServerEvent::Acknowledged &event);
    /// A session that refused can take something again.
    void roomIn(SessionNumber session);

private:
    void tellApplication(SessionNumber session, const Subscription &subscription,
                         const Stomp::ServerEvent::Acknowledged &event);

    BrokerParts &m_parts;
};

} // namespace Server
