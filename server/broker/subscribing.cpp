// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/subscribing.h"

#include "server/broker/brokerrefusals.h"
#include "stomp/wire/destinationpattern.h"

namespace Server {

using Source = Subscription::Source;
using Stomp::ServerEvent::SubscribeRequested;

namespace {

bool isDurable(const Stomp::Headers &headers)
{
    return headers.value("durable", {}) == "true";
}

bool fromQueue(const Subscription &subscription)
{
    return subscription.source == Source::Queue || subscription.source == Source::Durable;
}

/// Absent: as many as the queues allow. The error is a number that is none.
tl::expected<std::optional<int>, Refusal> prefetchOf(const Stomp::Headers &headers)
{
    const auto value = headers.value("prefetch-count");
    if (!value)
        return std::nullopt;
    bool isNumber = false;
    const int prefetch = value->toInt(&isNumber);
    if (!isNumber || prefetch < 1)
        return tl::unexpected(BrokerRefusals::badPrefetch());
    return prefetch;
}

} // namespace

tl::expected<Subscription, Refusal> Subscribing::decide(const Client &client,
                                                        const SubscribeRequested &request)
{
    using Unknown = Compatibility::UnknownDestination;
    Subscription subscription;
    subscription.destination = Chat::canonicalDestination(request.destination);
    subscription.family = Chat::familyOf(request.destination);
    const QByteArray &destination = subscription.destination;
    const DestinationKind kind = m_parts.kindOf(destination);
    const Unknown unknown = m_parts.options.compatibility.unknownDestination;
    const bool durable = isDurable(request.headers);
    const bool isPattern = kind != DestinationKind::Unknown && Chat::isPattern(destination);
    if (const auto known = m_parts.relayedAs(destination); known && !isPattern)
        return decideRelayed(client, subscription, *known, durable);
    if (kind == DestinationKind::Unknown && unknown == Unknown::Error)
        return tl::unexpected(BrokerRefusals::unknownDestination());
    if (kind == DestinationKind::Unknown && unknown == Unknown::Ignore) {
        subscription.source = Source::Nothing;
        return subscription;
    }
    if (Chat::isPattern(destination)) {
        if (kind != DestinationKind::Topic)
            return tl::unexpected(BrokerRefusals::badPattern());
        return decidePattern(client, subscription, durable);
    }
    if (!m_parts.allows(DestinationPolicy::Action::Subscribe, destination,
                        client.connection->principal())) {
        ++m_parts.counters.denied;
        return tl::unexpected(BrokerRefusals::denied());
    }
    subscription.application =
        m_parts.application && m_parts.application->takesSubscribe(destination);
    if (kind == DestinationKind::Topic && durable)
        return decideDurable(client, subscription);
    if (durable)
        return tl::unexpected(BrokerRefusals::notDurable());
    if (subscription.application)
        return subscription;
    if (kind == DestinationKind::User) {
        subscription.source = Source::User;
        if (!ownUserDestination(destination))
            return tl::unexpected(BrokerRefusals::badUserDestination());
    } else if (kind == DestinationKind::Queue) {
        subscription.source = Source::Queue;
    }
    return subscription;
}

tl::expected<Subscription, Refusal>
Subscribing::decidePattern(const Client &client, Subscription pattern, bool durable) const
{
    if (durable || pattern.destination.size() > PatternSubscriptions::longestPattern ||
        Chat::DestinationPattern(pattern.destination).isTooLong())
        return tl::unexpected(BrokerRefusals::badPattern());
    if (client.patterns >= m_parts.options.patterns)
        return tl::unexpected(BrokerRefusals::tooManyPatterns());
    if (!m_parts.patterns.contains(pattern.destination) &&
        m_parts.patterns.count() >= m_parts.options.allPatterns)
        return tl::unexpected(BrokerRefusals::tooManyPatternsOfAll());
    pattern.source = Source::Pattern;
    pattern.relayed = m_parts.relayedAs(pattern.destination).has_value();
    return pattern;
}

tl::expected<Subscription, Refusal> Subscribing::decideRelayed(const Client &client,
                                                               Subscription subscription,
                                                               const QByteArray &known,
                                                               bool durable) const
{
    const Principal &who = client.connection->principal();
    const auto allows = [&](const QByteArray &destination) {
        return m_parts.allows(DestinationPolicy::Action::Subscribe, destination, who);
    };
    if (!allows(subscription.destination) || !allows(known)) {
        ++m_parts.counters.denied;
        return tl::unexpected(BrokerRefusals::denied());
    }
    if (durable && m_parts.kindOf(subscription.destination) != DestinationKind::Topic)
        return tl::unexpected(BrokerRefusals::notDurable());
    if (durable && client.clientId.isEmpty())
        return tl::unexpected(BrokerRefusals::noClientId());
    subscription.source = Source::Nothing;
    subscription.relayed = true;
    subscription.durable = durable;
    return subscription;
}

tl::expected<Subscription, Refusal> Subscribing::decideDurable(const Client &client,
                                                               Subscription subscription) const
{
    if (subscription.application ||
        (m_parts.application && m_parts.application->takesSend(subscription.destination)))
        return tl::unexpected(BrokerRefusals::hasHistory());
    if (!m_parts.queues)
        return tl::unexpected(BrokerRefusals::notDurable());
    if (client.clientId.isEmpty())
        return tl::unexpected(BrokerRefusals::noClientId());
    subscription.source = Source::Durable;
    return subscription;
}

void Subscribing::subscribe(Client &client, const SubscribeRequested &request, Completion done)
{
    const auto decided = decide(client, request);
    if (!decided) {
        done(tl::unexpected(decided.error()));
        return;
    }
    client.subscriptions.insert_or_assign(request.id, *decided);
    const Peer peer = client.connection->peer();
    const SubscriptionRef ref{peer.session, request.id};
    if (decided->application) {
        m_parts.application->subscribe(peer, ref, decided->destination, request.headers,
                                       std::move(done));
        return;
    }
    if (decided->relayed) {
        relay(client, request, *decided, std::move(done));
        return;
    }
    if (fromQueue(*decided)) {
        consume(client, request, *decided, std::move(done));
        return;
    }
    done({});
    activate(ref);
    if (decided->source == Source::Topic || decided->source == Source::Pattern)
        m_publishing.giveRetained(client, request.id, *decided);
}

/// The receipt tells that both have it.
void Subscribing::relay(Client &client, const SubscribeRequested &request,
                        const Subscription &subscription, Completion done)
{
    if (const auto prefetch = prefetchOf(request.headers); !prefetch) {
        done(tl::unexpected(prefetch.error()));
        return;
    }
    activate({client.connection->number(), request.id});
    m_relaying.subscribe(client, request, subscription, std::move(done));
}

void Subscribing::consume(Client &client, const SubscribeRequested &request,
                          const Subscription &subscription, Completion done)
{
    const auto prefetch = prefetchOf(request.headers);
    if (!prefetch) {
        done(tl::unexpected(prefetch.error()));
        return;
    }
    const QueueSubscription consumer{
        {client.connection->number(), request.id}, request.ack, *prefetch};
    if (subscription.source == Source::Durable) {
        m_parts.queues->subscribeDurably(client.durable(request.id, subscription.destination),
                                         consumer, std::move(done));
        return;
    }
    const auto subscribed = m_parts.queues->subscribe(subscription.destination, consumer);
    if (subscribed)
        done({});
    else
        done(tl::unexpected(subscribed.error()));
}

void Subscribing::activate(const SubscriptionRef &ref)
{
    Client *client = m_parts.clients.find(ref.session);
    Subscription *subscription = m_parts.clients.find(ref);
    if (!client || !subscription || subscription->active)
        return;
    const auto subscriber = [&] { return Delivery::subscriber(*client, ref.id, *subscription); };
    switch (subscription->source) {
    case Source::Topic:
        m_parts.topics.add(subscription->destination, subscriber());
        break;
    case Source::Pattern:
        m_parts.patterns.add(subscription->destination, subscriber());
        ++client->patterns;
        break;
    case Source::User:
        m_parts.users.add(userKey(ref.session, *ownUserDestination(subscription->destination)),
                          subscriber());
        break;
    case Source::Nothing:
    case Source::Queue:
    case Source::Durable:
        return;
    }
    subscription->active = true;
}

/// Out of the registry that it stands in.
void Subscribing::deactivate(Client &client, const QByteArray &id, const Subscription &subscription)
{
    const ClientConnection *connection = client.connection.get();
    if (!subscription.active)
        return;
    if (subscription.source == Source::Topic) {
        m_parts.topics.remove(subscription.destination, connection, id);
    } else if (subscription.source == Source::User) {
        m_parts.users.remove(
            userKey(connection->number(), *ownUserDestination(subscription.destination)),
            connection, id);
    } else {
        m_parts.patterns.remove(subscription.destination, connection, id);
        --client.patterns;
    }
}

void Subscribing::silence(const SubscriptionRef &ref)
{
    Client *client = m_parts.clients.find(ref.session);
    Subscription *subscription = m_parts.clients.find(ref);
    if (!client || !subscription || fromQueue(*subscription))
        return;
    deactivate(*client, ref.id, *subscription);
    subscription->source = Source::Nothing;
    subscription->active = false;
    subscription->application = false;
}

void Subscribing::drop(Client &client, const QByteArray &id, const Subscription &subscription)
{
    const Peer peer = client.connection->peer();
    if (fromQueue(subscription)) {
        if (m_parts.queues)
            m_parts.queues->unsubscribe({peer.session, id});
    } else {
        deactivate(client, id, subscription);
    }
    if (subscription.application && m_parts.application)
        m_parts.application->unsubscribed(peer, {peer.session, id}, subscription.destination);
}

void Subscribing::unsubscribe(Client &client,
                              const Stomp::ServerEvent::UnsubscribeRequested &request,
                              Completion done)
{
    const auto it = client.subscriptions.find(request.id);
    if (it == client.subscriptions.end()) {
        done({});
        return;
    }
    const Subscription gone = it->second;
    client.subscriptions.erase(it);
    drop(client, request.id, gone);
    if (gone.relayed) {
        const bool forGood = gone.durable && isDurable(request.headers);
        m_relaying.unsubscribe(client, request.id, forGood, std::move(done));
        return;
    }
    if (gone.source == Source::Durable && isDurable(request.headers) && m_parts.queues)
        m_parts.queues->forget(client.durable(request.id, gone.destination), std::move(done));
    else
        done({});
}

void Subscribing::end(Client &client)
{
    const auto subscriptions = std::exchange(client.subscriptions, {});
    for (const auto &[id, subscription] : subscriptions)
        drop(client, id, subscription);
}

} // namespace Server
