// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/relaying.h"

#include "server/broker/refusing.h"
#include "stomp/wire/destinationpattern.h"

namespace Server {

using Stomp::ServerEvent::Acknowledged;
using Stomp::ServerEvent::SendRequested;
using Stomp::ServerEvent::SubscribeRequested;

Upstream::Client Relaying::clientOf(SessionNumber session) const
{
    const auto *client = m_parts.clients.find(session);
    if (!client || client->clientId.isEmpty())
        return {session, {}};
    // A user id has no line in it.
    return {session,
            client->connection->principal().user.toString().toUtf8() + '\n' + client->clientId};
}

void Relaying::send(const ClientConnection &from, const QByteArray &destination,
                    const SendRequested &request, Completion done)
{
    m_parts.upstream->send(clientOf(from.number()), {destination, request.headers, request.body},
                           std::move(done));
}

void Relaying::subscribe(const Client &client, const SubscribeRequested &request,
                         const Subscription &subscription, Completion done)
{
    const SessionNumber session = client.connection->number();
    // What the session keeps, which a profile may have made none.
    const Stomp::AckMode ack = client.connection->session().ackMode(request.id);
    m_parts.upstream->subscribe(
        clientOf(session),
        {request.id, subscription.destination, ack, subscription.durable, request.headers},
        std::move(done));
}

void Relaying::unsubscribe(const Client &client, const QByteArray &id, bool forGood,
                           Completion done)
{
    m_parts.upstream->unsubscribe(clientOf(client.connection->number()), id, forGood,
                                  std::move(done));
}

std::optional<Upstream::Settle> Relaying::partOf(SessionNumber session,
                                                 const Acknowledged &event) const
{
    if (!m_parts.upstream)
        return std::nullopt;
    Upstream::Settle part{event.subscription, {}, event.positive, event.requeue};
    for (const QByteArray &id : event.messageIds) {
        if (m_parts.upstream->holds({session, event.subscription}, id))
            part.messageIds.push_back(id);
    }
    return part.messageIds.empty() ? std::nullopt : std::optional(std::move(part));
}

void Relaying::settle(SessionNumber session, const Upstream::Settle &settle, Completion done)
{
    m_parts.upstream->settle(clientOf(session), settle, std::move(done));
}

void Relaying::commit(SessionNumber session, const std::vector<Upstream::Action> &actions,
                      Completion done)
{
    m_parts.upstream->commit(clientOf(session), actions, std::move(done));
}

void Relaying::roomIn(SessionNumber session)
{
    if (m_parts.upstream)
        m_parts.upstream->resume(session);
}

void Relaying::ended(SessionNumber session)
{
    if (m_parts.upstream)
        m_parts.upstream->ended(session);
}

/// One who is subscribed to many gets what they could subscribe to, and never what others than the
/// application publish to its topics.
bool Relaying::mayHave(const Client &client, const QByteArray &destination) const
{
    return m_parts.relayedAs(destination) &&
           m_parts.allows(DestinationPolicy::Action::Subscribe, destination,
                          client.connection->principal());
}

Downstream::Taken Relaying::deliver(const SubscriptionRef &ref, const Message &message)
{
    Client *client = m_parts.clients.find(ref.session);
    const Subscription *subscription = m_parts.clients.find(ref);
    if (client && !subscription && message.isAnswer)
        return deliverAnswer(*client->connection, ref.id, message);
    if (!client || !subscription || !subscription->relayed)
        return Taken::Never;
    const QByteArray &destination = message.publication.destination;
    if (m_parts.upstream->coversMany(subscription->destination) && !mayHave(*client, destination))
        return Taken::Never;
    // The broker behind may know less of wildcards and bring more than was asked for.
    if (subscription->source == Subscription::Source::Pattern &&
        !Chat::matchesPattern(subscription->destination, destination))
        return Taken::Never;
    ClientConnection &connection = *client->connection;
    if (!connection.hasRoom()) {
        connection.waitForRoom();
        return Taken::NoRoom;
    }
    const auto ack = connection.session().track(ref.id, message.id);
    if (!ack) {
        connection.waitForRoom();
        return Taken::NoRoom;
    }
    const MessageFrames frames(message.publication, message.id, m_parts.delivery.style(),
                               message.redelivered ? MessageMark::Redelivered : MessageMark::None);
    const Subscriber subscriber = Delivery::subscriber(*client, ref.id, *subscription);
    const bool named = subscriber.acknowledges && subscriber.version == Stomp::Version::V12;
    connection.deliver(frames.acknowledged(subscriber.header, subscriber.family, subscriber.version,
                                           named ? *ack : QByteArray()),
                       false, Stomp::Clock::now());
    return Taken::Yes;
}

/// By a subscription that is the broker's behind, and that nobody made.
Downstream::Taken Relaying::deliverAnswer(ClientConnection &connection, const QByteArray &id,
                                          const Message &message) const
{
    if (!connection.hasRoom()) {
        connection.waitForRoom();
        return Taken::NoRoom;
    }
    const MessageFrames frames(message.publication, message.id, m_parts.delivery.style());
    connection.deliver(
        frames.acknowledged(id, Chat::DestinationFamily::Topic, connection.session().version(), {}),
        false, Stomp::Clock::now());
    return Taken::Yes;
}

void Relaying::lost(SessionNumber session, const Refusal &why)
{
    if (Client *client = m_parts.clients.find(session))
        client->connection->refuse(why.message, why.body, errorHeaders(why));
}

} // namespace Server
