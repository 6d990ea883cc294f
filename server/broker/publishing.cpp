// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/publishing.h"

#include "server/broker/expiry.h"

#include <QDateTime>

namespace Server {

using Stomp::Clock;
using Stomp::TimePoint;

int Publishing::publish(const Publication &publication)
{
    if (m_parts.kindOf(publication.destination) == DestinationKind::User)
        return toUser(publication);
    if (m_parts.relayedAs(publication.destination)) {
        m_parts.upstream->publish(publication);
        return 0;
    }
    int delivered = toTopic(publication);
    if (m_parts.queues && m_parts.queues->hasDurable(publication.destination)) {
        delivered += m_parts.queues->publish(publication.destination, publication.headers,
                                             publication.body, [](const auto &) {});
    }
    return delivered;
}

void Publishing::send(const Publication &publication, bool mayRetain, Completion done)
{
    const qint64 expires = expiryOf(publication.headers);
    if (expires > 0 && hasExpired(expires, QDateTime::currentMSecsSinceEpoch())) {
        ++m_parts.counters.expired;
        done(Outcome{0});
        return;
    }
    if (mayRetain && publication.headers.value("retain", {}) == "true")
        m_parts.retained.set(publication, expires);
    if (m_parts.kindOf(publication.destination) == DestinationKind::User) {
        done(Outcome{toUser(publication)});
        return;
    }
    const int live = toTopic(publication);
    if (!m_parts.queues || !m_parts.queues->hasDurable(publication.destination)) {
        done(Outcome{live});
        return;
    }
    // How many that are is known before the answer comes, but not before the call returns.
    const auto away = std::make_shared<int>(0);
    *away = m_parts.queues->publish(publication.destination, publication.headers, publication.body,
                                    [done, live, away](const auto &result) {
                                        if (result)
                                            done(Outcome{live + *away});
                                        else
                                            done(result);
                                    });
    if (*away == 0)
        done(Outcome{live}); // they ended meanwhile: nobody will answer
}

int Publishing::toTopic(const Publication &publication)
{
    const std::vector<Subscriber> &subscribers =
        m_parts.topics.subscribers(publication.destination);
    const PatternSubscriptions::Lists &covering =
        m_parts.patterns.covering(publication.destination);
    if (subscribers.empty() && covering.empty())
        return 0;
    MessageFrames frames = m_parts.delivery.frames(publication);
    const TimePoint now = Clock::now();
    // Nothing in a delivery changes the registry: links send at the end of the turn, and a slow
    // client is ended later.
    for (const Subscriber &subscriber : subscribers)
        m_parts.delivery.deliver(frames, publication, subscriber, now);
    const int exact = int(subscribers.size());
    return covering.empty() ? exact : exact + byPatterns(covering, frames, publication, now);
}

int Publishing::byPatterns(const PatternSubscriptions::Lists &lists, MessageFrames &frames,
                           const Publication &publication, TimePoint now)
{
    const bool asksApplication =
        m_parts.application && m_parts.application->takesSubscribe(publication.destination);
    int delivered = 0;
    for (const std::vector<Subscriber> *list : lists) {
        for (const Subscriber &subscriber : *list) {
            if (!mayReceive(*subscriber.connection, publication.destination, asksApplication))
                continue;
            m_parts.delivery.deliver(frames, publication, subscriber, now);
            ++delivered;
        }
    }
    return delivered;
}

bool Publishing::mayReceive(const ClientConnection &connection, const QByteArray &destination,
                            bool asksApplication) const
{
    using Action = DestinationPolicy::Action;
    return m_parts.options.policy.allows(Action::Subscribe, destination, connection.principal()) &&
           (!asksApplication || m_parts.application->mayReceive(connection.peer(), destination));
}

int Publishing::toUser(const Publication &publication)
{
    const auto parsed = parseUserDestination(publication.destination);
    if (!parsed)
        return 0;
    Publication shown = publication;
    shown.destination = shownUserDestination(parsed->inner);
    MessageFrames frames = m_parts.delivery.frames(shown);
    const TimePoint now = Clock::now();
    int delivered = 0;
    for (const SessionNumber session : m_parts.people.sessionsOf(parsed->who)) {
        for (const Subscriber &subscriber :
             m_parts.users.subscribers(userKey(session, parsed->inner))) {
            m_parts.delivery.deliver(frames, shown, subscriber, now);
            ++delivered;
        }
    }
    return delivered;
}

void Publishing::reply(const SubscriptionRef &ref, const Publication &publication)
{
    const Subscription *subscription = m_parts.clients.find(ref);
    if (!subscription)
        return;
    MessageFrames frames = m_parts.delivery.frames(publication);
    m_parts.delivery.deliver(
        frames, publication,
        Delivery::subscriber(*m_parts.clients.find(ref.session), ref.id, *subscription),
        Clock::now());
}

void Publishing::giveRetained(Client &client, const QByteArray &id,
                              const Subscription &subscription)
{
    if (m_parts.retained.count() == 0)
        return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    std::vector<Publication> values;
    if (subscription.source == Subscription::Source::Pattern)
        values = m_parts.retained.matching(subscription.destination, now);
    else if (const Publication *value = m_parts.retained.find(subscription.destination, now))
        values.push_back(*value);
    const Subscriber subscriber = Delivery::subscriber(client, id, subscription);
    for (const Publication &value : values) {
        if (!mayReceive(*client.connection, value.destination, false))
            continue;
        MessageFrames frames = m_parts.delivery.frames(value, MessageMark::Retained);
        m_parts.delivery.deliver(frames, value, subscriber, Clock::now());
    }
}

int Publishing::subscribers(const QByteArray &destination) const
{
    size_t count = m_parts.topics.subscribers(destination).size();
    for (const std::vector<Subscriber> *list : m_parts.patterns.covering(destination))
        count += list->size();
    return int(count);
}

} // namespace Server
