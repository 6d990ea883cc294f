// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/sending.h"

#include "server/broker/brokerrefusals.h"
#include "server/broker/sharedtopics.h"
#include "stomp/wire/destinationfamily.h"

namespace Server {
namespace {

using Action = DestinationPolicy::Action;

constexpr QByteArrayView applicationPrefix = "/app/";

} // namespace

bool isPersistent(const Stomp::Headers &headers)
{
    return headers.value("persistent", {}) == "true";
}

bool Sending::allows(Action action, const Principal &sender, const QByteArray &destination) const
{
    return m_parts.allows(action, destination, sender);
}

bool Sending::isTaken(const QByteArray &destination) const
{
    return m_parts.application && m_parts.application->takesSend(destination);
}

tl::expected<Route, Refusal> Sending::route(const Principal &sender, const QByteArray &said)
{
    const QByteArray destination = Chat::canonicalDestination(said);
    if (!allows(Action::Send, sender, destination)) {
        ++m_parts.counters.denied;
        return tl::unexpected(BrokerRefusals::denied());
    }
    if (isTaken(destination)) {
        const bool past = m_parts.kindOf(destination) == DestinationKind::Topic &&
                          allows(Action::Publish, sender, destination);
        if (const auto refusal =
                past ? m_parts.application->refusesPast(sender, destination) : std::nullopt)
            return tl::unexpected(*refusal);
        return Route{past ? Route::Kind::PastOwner : Route::Kind::Application, destination};
    }
    if (const auto known = m_parts.relayedAs(destination)) {
        if (!allows(Action::Send, sender, *known)) {
            ++m_parts.counters.denied;
            return tl::unexpected(BrokerRefusals::denied());
        }
        return Route{Route::Kind::Upstream, destination};
    }
    switch (m_parts.kindOf(destination)) {
    case DestinationKind::Queue:
        return Route{Route::Kind::Queue, destination};
    case DestinationKind::Application:
        return exchange(sender, destination);
    case DestinationKind::User:
        if (const auto user = parseUserDestination(destination); user && isHostsAlone(user->inner))
            return tl::unexpected(BrokerRefusals::hostsAlone());
        break;
    case DestinationKind::Topic:
        break;
    case DestinationKind::Unknown:
        if (m_parts.options.compatibility.unknownDestination ==
            Compatibility::UnknownDestination::Ignore)
            return Route{Route::Kind::Nowhere, destination};
        if (m_parts.options.compatibility.unknownDestination ==
            Compatibility::UnknownDestination::Error)
            return tl::unexpected(BrokerRefusals::unknownDestination());
        break;
    }
    return Route{Route::Kind::Topic, destination};
}

/// A request that nobody takes goes to whoever subscribes to the topic of its name.
tl::expected<Route, Refusal> Sending::exchange(const Principal &sender,
                                               const QByteArray &destination)
{
    const QByteArray topic =
        "/topic/" + QByteArrayView(destination).sliced(applicationPrefix.size()).toByteArray();
    if (isTaken(topic))
        return Route{Route::Kind::Nowhere, destination};
    if (!allows(Action::Send, sender, topic)) {
        ++m_parts.counters.denied;
        return tl::unexpected(BrokerRefusals::denied());
    }
    return Route{m_parts.relayedAs(topic) ? Route::Kind::Upstream : Route::Kind::Topic, topic};
}

void Sending::send(ClientConnection &from, const Stomp::ServerEvent::SendRequested &request,
                   Completion done)
{
    const auto route = this->route(from.principal(), request.destination);
    if (!route) {
        done(tl::unexpected(route.error()));
        return;
    }
    switch (route->kind) {
    case Route::Kind::Application:
        from.noteStored(Stomp::Clock::now());
        m_parts.application->send(from.peer(), route->destination, request.headers, request.body,
                                  std::move(done));
        return;
    case Route::Kind::Queue:
        if (isPersistent(request.headers))
            from.noteStored(Stomp::Clock::now());
        m_parts.queues->send(route->destination, request.headers, request.body, std::move(done));
        return;
    case Route::Kind::Upstream:
        m_relaying.send(from, route->destination, request, std::move(done));
        return;
    case Route::Kind::Topic:
    case Route::Kind::PastOwner:
    case Route::Kind::Nowhere:
        publish(*route, request.headers, request.body, std::move(done));
        return;
    }
}

void Sending::publish(const Route &route, const Stomp::Headers &headers, const QByteArray &body,
                      Completion done)
{
    if (route.kind == Route::Kind::Nowhere) {
        done(Outcome{0});
        return;
    }
    const bool mayRetain = route.kind == Route::Kind::Topic &&
                           m_parts.kindOf(route.destination) == DestinationKind::Topic;
    const Publication publication{route.destination, headers, body, false};
    if (m_parts.shared)
        m_parts.shared->sent(publication, mayRetain);
    m_publishing.send(publication, mayRetain, std::move(done));
}

} // namespace Server
