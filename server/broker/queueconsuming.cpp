// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/queueconsuming.h"

#include <algorithm>

namespace Server {

using Source = Subscription::Source;

bool QueueConsuming::handOut(const SubscriptionRef &ref, const QueuedMessage &message)
{
    Client *client = m_parts.clients.find(ref.session);
    const Subscription *subscription = m_parts.clients.find(ref);
    if (!client || !subscription)
        return false;
    ClientConnection &connection = *client->connection;
    if (!connection.hasRoom()) {
        connection.waitForRoom();
        return false;
    }
    const QByteArray messageId = Queues::messageId(message);
    const auto ack = connection.session().track(ref.id, messageId);
    if (!ack) {
        connection.waitForRoom();
        return false;
    }
    const Publication publication{message.destination, message.headers, message.body, false};
    const MessageFrames frames(publication, messageId, m_parts.delivery.style(),
                               message.attempts > 0 ? MessageMark::Redelivered : MessageMark::None);
    const Subscriber subscriber = Delivery::subscriber(*client, ref.id, *subscription);
    const bool named = subscriber.acknowledges && subscriber.version == Stomp::Version::V12;
    connection.deliver(frames.acknowledged(subscriber.header, subscriber.family, subscriber.version,
                                           named ? *ack : QByteArray()),
                       false, Stomp::Clock::now());
    return true;
}

void QueueConsuming::settle(SessionNumber session, const Stomp::ServerEvent::Acknowledged &event)
{
    const SubscriptionRef ref{session, event.subscription};
    const Subscription *subscription = m_parts.clients.find(ref);
    if (subscription && subscription->application && event.positive)
        tellApplication(ref.session, *subscription, event);
    // Topics do not redeliver: the ledger of the session is all there is to settle.
    if (!subscription || !m_parts.queues ||
        (subscription->source != Source::Queue && subscription->source != Source::Durable))
        return;
    if (event.positive)
        m_parts.queues->acknowledged(ref, event.messageIds);
    else
        m_parts.queues->refused(ref, event.messageIds, event.requeue);
}

/// The newest of what an ACK covers stands for all of it.
void QueueConsuming::tellApplication(SessionNumber session, const Subscription &subscription,
                                     const Stomp::ServerEvent::Acknowledged &event)
{
    qint64 newest = 0;
    for (const QByteArray &id : event.messageIds)
        newest = std::max(newest, Delivery::acknowledgedAs(id));
    const Client *client = m_parts.clients.find(session);
    if (newest > 0 && client && m_parts.application)
        m_parts.application->acknowledged(client->connection->peer(), subscription.destination,
                                          newest);
}

void QueueConsuming::roomIn(SessionNumber session)
{
    if (m_parts.queues)
        m_parts.queues->ready(session);
}

} // namespace Server
