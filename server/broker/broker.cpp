// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/broker.h"

#include "server/broker/logging.h"

#include <QPointer>
#include <QRandomGenerator>

namespace Server {

using Stomp::Clock;
using Stomp::TimePoint;

Broker::Broker(Options options, Authenticator &authenticator, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_authenticator(authenticator),
      m_instance(QByteArray::number(QRandomGenerator::system()->generate64(), 36))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Broker::runDeadlines);
}

Broker::~Broker()
{
    // Nobody is told any more: the application may be gone.
    m_application = nullptr;
    m_connections.clear();
}

void Broker::addLink(std::unique_ptr<Stomp::Link> link)
{
    const SessionNumber number{++m_lastSession};
    Client &client = m_connections[quint64(number)];
    client.connection = std::make_unique<ClientConnection>(number, std::move(link),
                                                           m_options.session, m_options.connection,
                                                           static_cast<ConnectionEvents &>(*this));
}

Broker::Client *Broker::find(SessionNumber session)
{
    const auto it = m_connections.find(quint64(session));
    return it == m_connections.end() ? nullptr : &it->second;
}

void Broker::connectRequested(ClientConnection &from, const Stomp::Headers &headers)
{
    Credentials credentials;
    credentials.login = headers.value("login", {});
    credentials.passcode = headers.value("passcode", {});
    credentials.guestToken = headers.value("guest-token", {});
    credentials.name = headers.value("name", {});
    credentials.peer = from.peerName();
    credentials.inProcess = from.isInProcess();
    const auto answer = [broker = QPointer(this),
                         number = from.number()](const tl::expected<Principal, AccessDenied> &who) {
        Client *client = broker ? broker->find(number) : nullptr;
        if (!client)
            return;
        ClientConnection &connection = *client->connection;
        if (!who) {
            connection.refuse(who.error().message);
            return;
        }
        Stomp::Headers extra;
        extra.append("user-id", who->user.toString().toUtf8());
        if (!who->isGuest())
            extra.append("user-name", who->name.toUtf8());
        extra.append("host-name", broker->m_options.hostName);
        if (!who->guestToken.isEmpty())
            extra.append("guest-token", who->guestToken);
        const QByteArray session = broker->m_instance + '-' + QByteArray::number(quint64(number));
        qCInfo(brokerLog) << "session" << quint64(number) << connection.peerName() << "is"
                          << who->user.toString();
        connection.accept(*who, session, extra);
    };
    m_authenticator.authenticate(credentials, answer);
}

void Broker::sendRequested(ClientConnection &from, const Stomp::ServerEvent::SendRequested &request,
                           Completion done)
{
    if (!m_reading)
        return;
    const QByteArray destination = Chat::canonicalDestination(request.destination);
    if (Chat::isApplicationDestination(destination) || m_application->takesSend(destination)) {
        from.noteStored(Clock::now());
        m_application->send(from.peer(), destination, request.headers, request.body,
                            std::move(done));
        return;
    }
    done(Outcome{publish({destination, request.headers, request.body, false})});
}

void Broker::subscribeRequested(ClientConnection &from,
                                const Stomp::ServerEvent::SubscribeRequested &request,
                                Completion done)
{
    Client *client = find(from.number());
    if (!m_reading || !client)
        return;
    Subscription subscription;
    subscription.destination = Chat::canonicalDestination(request.destination);
    subscription.family = Chat::familyOf(request.destination);
    subscription.application = m_application->takesSubscribe(subscription.destination);
    client->subscriptions.insert(request.id, subscription);
    const SubscriptionRef ref{from.number(), request.id};
    if (subscription.application) {
        m_application->subscribe(from.peer(), ref, subscription.destination, request.headers,
                                 std::move(done));
        return;
    }
    done({});
    activate(ref);
}

void Broker::unsubscribeRequested(ClientConnection &from, const QByteArray &id)
{
    Client *client = find(from.number());
    const auto subscription = client ? client->subscriptions.constFind(id)
                                     : QHash<QByteArray, Subscription>::const_iterator();
    if (!client || subscription == client->subscriptions.constEnd())
        return;
    const Subscription gone = *subscription;
    client->subscriptions.erase(subscription);
    drop(*client, id, gone);
}

void Broker::drop(Client &client, const QByteArray &id, const Subscription &subscription)
{
    if (subscription.active)
        m_registry.remove(subscription.destination, client.connection.get(), id);
    if (subscription.application && m_application) {
        const Peer peer = client.connection->peer();
        m_application->unsubscribed(peer, {peer.session, id}, subscription.destination);
    }
}

void Broker::activate(const SubscriptionRef &ref)
{
    Client *client = find(ref.session);
    const auto subscription =
        client ? client->subscriptions.find(ref.id) : QHash<QByteArray, Subscription>::iterator();
    if (!client || subscription == client->subscriptions.end() || subscription->active)
        return;
    subscription->active = true;
    m_registry.add(subscription->destination, subscriber(*client, ref.id, *subscription));
}

Subscriber Broker::subscriber(Client &client, const QByteArray &id,
                              const Subscription &subscription)
{
    const Stomp::ServerSession &session = client.connection->session();
    return {client.connection.get(),
            id,
            session.namesSubscription(id) ? id : QByteArray(),
            subscription.family,
            session.version(),
            session.ackMode(id) != Stomp::AckMode::Auto};
}

int Broker::subscribers(const QByteArray &destination) const
{
    return int(m_registry.subscribers(destination).size());
}

int Broker::publish(const Publication &publication)
{
    const std::vector<Subscriber> &subscribers = m_registry.subscribers(publication.destination);
    if (subscribers.empty())
        return 0;
    MessageFrames frames(publication, nextMessageId());
    const TimePoint now = Clock::now();
    // Nothing in a delivery changes the registry: links send at the end of the turn, and a slow
    // client is ended later.
    for (const Subscriber &subscriber : subscribers)
        deliver(frames, publication, subscriber, now);
    return int(subscribers.size());
}

void Broker::reply(const SubscriptionRef &ref, const Publication &publication)
{
    Client *client = find(ref.session);
    const auto subscription = client ? client->subscriptions.constFind(ref.id)
                                     : QHash<QByteArray, Subscription>::const_iterator();
    if (!client || subscription == client->subscriptions.constEnd())
        return;
    MessageFrames frames(publication, nextMessageId());
    deliver(frames, publication, subscriber(*client, ref.id, *subscription), Clock::now());
}

void Broker::deliver(MessageFrames &frames, const Publication &publication,
                     const Subscriber &subscriber, TimePoint now)
{
    if (!subscriber.acknowledges) {
        const Stomp::OutgoingFrame &frame =
            frames.shared(subscriber.header, subscriber.family, subscriber.version);
        subscriber.connection->deliver(frame, publication.droppable, now);
        return;
    }
    Stomp::ServerSession &session = subscriber.connection->session();
    const auto ack = session.track(subscriber.id, frames.messageId());
    if (!ack) {
        subscriber.connection->tooSlow(QStringLiteral("too many messages were not acknowledged"));
        return;
    }
    const bool named = subscriber.version == Stomp::Version::V12;
    subscriber.connection->deliver(frames.acknowledged(subscriber.header, subscriber.family,
                                                       subscriber.version,
                                                       named ? *ack : QByteArray()),
                                   false, now);
}

void Broker::ended(ClientConnection &connection)
{
    Client *client = find(connection.number());
    if (!client)
        return;
    const auto subscriptions = std::exchange(client->subscriptions, {});
    for (auto it = subscriptions.begin(); it != subscriptions.end(); ++it)
        drop(*client, it.key(), it.value());
    if (m_application && !connection.principal().user.isEmpty())
        m_application->disconnected(connection.peer());
}

void Broker::closed(ClientConnection &connection)
{
    const auto it = m_connections.find(quint64(connection.number()));
    if (it == m_connections.end())
        return;
    // We are inside one of its signals.
    it->second.connection.release()->deleteLater();
    m_connections.erase(it);
    if (m_closing && m_connections.empty())
        Q_EMIT allClosed();
}

void Broker::remind(ClientConnection &connection, TimePoint when)
{
    m_deadlines.add(connection.number(), when);
    armTimer();
}

void Broker::heldBack(ClientConnection &connection)
{
    ++m_counters.heldBack;
    qCDebug(brokerLog) << "session" << quint64(connection.number()) << connection.peerName()
                       << "sends faster than its rate and waits";
}

void Broker::runDeadlines()
{
    const TimePoint now = Clock::now();
    while (const auto session = m_deadlines.takeDue(now)) {
        if (Client *client = find(*session))
            client->connection->tick(now);
    }
    armTimer();
}

void Broker::armTimer()
{
    const auto next = m_deadlines.next();
    if (!next)
        return;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next - Clock::now());
    const auto bounded = std::max(wait, std::chrono::milliseconds(0));
    if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > bounded)
        m_timer.start(bounded);
}

QByteArray Broker::nextMessageId()
{
    return m_instance + '-' + QByteArray::number(++m_lastMessage);
}

void Broker::stopReading()
{
    m_reading = false;
}

void Broker::closeAll()
{
    m_closing = true;
    m_reading = false;
    std::vector<SessionNumber> numbers;
    for (const auto &[number, client] : m_connections)
        numbers.push_back(SessionNumber{number});
    for (const SessionNumber number : numbers) {
        if (Client *client = find(number)) {
            client->connection->close(Stomp::CloseCode::GoingAway,
                                      QStringLiteral("the host is closing"));
        }
    }
    if (m_connections.empty())
        QMetaObject::invokeMethod(this, &Broker::allClosed, Qt::QueuedConnection);
}

} // namespace Server
