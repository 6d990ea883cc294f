// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/broker.h"

#include "server/broker/logging.h"
#include "server/broker/sharedtopics.h"
#include "server/broker/statusreport.h"

#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>

namespace Server {

using Stomp::Clock;
using Stomp::TimePoint;

namespace {

/// Of a `client-id`, which is kept with every durable subscription.
constexpr qsizetype longestClientId = 256;

/// `Authorization: Bearer …`, as pages put it into CONNECT for Spring's interceptors, or `token`.
QByteArray bearerToken(const Stomp::Headers &headers)
{
    constexpr QByteArrayView scheme = "bearer ";
    for (const char *name : {"Authorization", "authorization"}) {
        const QByteArray value = headers.value(name, {});
        if (value.first(std::min(value.size(), scheme.size())).toLower() == scheme)
            return value.sliced(scheme.size()).trimmed();
    }
    return headers.value("token", {});
}

Stomp::Headers headersOf(const QList<std::pair<QByteArray, QByteArray>> &list)
{
    Stomp::Headers headers;
    for (const auto &[name, value] : list)
        headers.append(name, value);
    return headers;
}

} // namespace

Broker::Broker(Options options, Authenticator &authenticator, QObject *parent)
    : QObject(parent), m_authenticator(authenticator),
      m_instance(QByteArray::number(QRandomGenerator::system()->generate64(), 36)),
      m_parts(std::move(options), m_instance)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // the deadlines are coarse already
    connect(&m_timer, &QTimer::timeout, this, &Broker::runDeadlines);
}

Broker::~Broker()
{
    // Nobody is told any more: the application may be gone.
    m_parts.application = nullptr;
    m_parts.queues = nullptr;
    m_parts.upstream = nullptr;
    m_queues.reset();
    m_parts.clients.clear();
}

void Broker::openQueues(QueueLog &log, QueueContents contents)
{
    m_queues = std::make_unique<Queues>(m_parts.options.queues, log, m_consuming);
    m_queues->restore(std::move(contents));
    m_parts.queues = m_queues.get();
}

QByteArray Broker::sessionId(SessionNumber session) const
{
    return m_instance + '-' + QByteArray::number(quint64(session));
}

void Broker::addLink(std::unique_ptr<Stomp::Link> link)
{
    const SessionNumber number{++m_lastSession};
    ++m_parts.counters.connections;
    Client &client = m_parts.clients.add(number);
    client.since = Clock::now();
    client.connection = std::make_unique<ClientConnection>(
        number, std::move(link), sessionOptions(m_parts.options, sessionId(number)),
        m_parts.options.connection, static_cast<ConnectionEvents &>(*this));
}

void Broker::connectRequested(ClientConnection &from, const Stomp::Headers &headers)
{
    Client *client = m_parts.clients.find(from.number());
    if (!client)
        return;
    client->clientId = headers.value("client-id", {});
    if (client->clientId.size() > longestClientId) {
        from.refuse("client-id is too long");
        return;
    }
    Credentials credentials;
    credentials.login = headers.value("login", {});
    credentials.passcode = headers.value("passcode", {});
    credentials.token = bearerToken(headers);
    credentials.guestToken = headers.value("guest-token", {});
    credentials.name = headers.value("name", {});
    credentials.deviceKey = headers.value("device-key", {});
    credentials.challenge = headers.value("challenge", {});
    credentials.deviceProof = headers.value("device-proof", {});
    credentials.deviceName = headers.value("device-name", {});
    credentials.pairingCode = headers.value("pairing-code", {});
    credentials.invitation = headers.value("invitation", {});
    credentials.peer = from.peerName();
    credentials.inProcess = from.isInProcess();
    const auto answer = [broker = QPointer(this),
                         number = from.number()](const tl::expected<Principal, AccessDenied> &who) {
        Client *asking = broker ? broker->m_parts.clients.find(number) : nullptr;
        if (!asking)
            return;
        if (who)
            return broker->accept(*asking, *who);
        Stomp::Headers headers = headersOf(who.error().headers);
        if (const auto wait = who.error().retryAfter)
            appendRetryAfter(headers, *wait);
        asking->connection->refuse(who.error().message, who.error().body, headers);
    };
    m_authenticator.authenticate(credentials, answer);
}

void Broker::accept(Client &client, const Principal &who)
{
    ClientConnection &connection = *client.connection;
    if (!connection.isAlive())
        return;
    const bool terse = m_parts.options.compatibility.springFrames;
    Stomp::Headers extra;
    if (!terse)
        extra.append("user-id", who.user.toString().toUtf8());
    if (!who.isGuest())
        extra.append("user-name", who.name.toUtf8());
    if (!terse)
        extra.append("host-name", m_parts.options.hostName);
    if (!terse && !who.guestToken.isEmpty())
        extra.append("guest-token", who.guestToken);
    if (!terse) {
        for (const auto &[name, value] : who.greeting)
            extra.append(name, value);
    }
    qCInfo(brokerLog) << "session" << quint64(connection.number()) << connection.peerName() << "is"
                      << who.user.toString();
    m_parts.people.add(connection.number(), sessionId(connection.number()), who);
    connection.accept(who, sessionId(connection.number()), extra);
}

void Broker::update(const Chat::UserId &user, const std::function<void(Principal &)> &change)
{
    for (const SessionNumber number : m_parts.people.sessionsOf(user.toString().toUtf8())) {
        Client *client = m_parts.clients.find(number);
        if (!client || client->connection->principal().user != user)
            continue;
        Principal now = client->connection->principal();
        change(now);
        now.user = user;
        m_parts.people.remove(number, sessionId(number), client->connection->principal());
        m_parts.people.add(number, sessionId(number), now);
        client->connection->setPrincipal(now);
    }
}

int Broker::end(const Chat::UserId &user, const Which &which, const Refusal &why)
{
    int ended = 0;
    for (const SessionNumber number : m_parts.people.sessionsOf(user.toString().toUtf8())) {
        Client *client = m_parts.clients.find(number);
        if (!client || client->connection->principal().user != user ||
            (which && !which({number, client->connection->principal()})))
            continue;
        refuse(*client, why);
        ++ended;
    }
    return ended;
}

int Broker::end(const Which &which, const Refusal &why)
{
    std::vector<SessionNumber> meant;
    for (const auto &[number, client] : m_parts.clients) {
        const Peer peer{SessionNumber(number), client.connection->principal()};
        if (!peer.principal.user.isEmpty() && which(peer))
            meant.push_back(peer.session);
    }
    for (const SessionNumber number : meant) {
        if (Client *client = m_parts.clients.find(number))
            refuse(*client, why);
    }
    return int(meant.size());
}

void Broker::refuse(Client &client, const Refusal &why)
{
    client.connection->refuse(why.message, why.body, errorHeaders(why));
}

std::vector<Peer> Broker::of(const Chat::UserId &user) const
{
    std::vector<Peer> peers;
    for (const auto &[number, client] : m_parts.clients) {
        if (client.connection->principal().user == user)
            peers.push_back({SessionNumber(number), client.connection->principal()});
    }
    return peers;
}

void Broker::forgetDurable(const Chat::UserId &user)
{
    if (m_parts.queues)
        m_parts.queues->forgetAll(user.toString());
}

void Broker::sendRequested(ClientConnection &from, const Stomp::ServerEvent::SendRequested &request,
                           Completion done)
{
    ++m_parts.counters.messagesReceived;
    if (m_reading)
        m_sending.send(from, request, std::move(done));
}

void Broker::subscribeRequested(ClientConnection &from,
                                const Stomp::ServerEvent::SubscribeRequested &request,
                                Completion done)
{
    Client *client = m_parts.clients.find(from.number());
    if (m_reading && client)
        m_subscribing.subscribe(*client, request, std::move(done));
}

void Broker::unsubscribeRequested(ClientConnection &from,
                                  const Stomp::ServerEvent::UnsubscribeRequested &request,
                                  Completion done)
{
    if (Client *client = m_parts.clients.find(from.number()))
        m_subscribing.unsubscribe(*client, request, std::move(done));
}

void Broker::acknowledged(ClientConnection &from, const Stomp::ServerEvent::Acknowledged &event,
                          Completion done)
{
    m_consuming.settle(from.number(), event);
    if (const auto relayed = m_relaying.partOf(from.number(), event))
        m_relaying.settle(from.number(), *relayed, std::move(done));
    else
        done({});
}

void Broker::commitRequested(ClientConnection &from,
                             const Stomp::ServerEvent::TransactionCommitted &request,
                             Committed done)
{
    for (const auto &action : request.actions)
        m_parts.counters.messagesReceived +=
            std::holds_alternative<Stomp::ServerEvent::SendRequested>(action);
    if (m_reading)
        m_committing.commit(from, request, std::move(done));
}

bool Broker::refused(ClientConnection &from, const std::optional<QByteArray> &receipt,
                     const Refusal &refusal)
{
    return m_refusing.tell(from, receipt, refusal);
}

void Broker::roomIn(ClientConnection &connection)
{
    m_consuming.roomIn(connection.number());
    m_relaying.roomIn(connection.number());
}

void Broker::shareTopics(Cluster &cluster)
{
    m_shared = std::make_unique<SharedTopics>(m_publishing, cluster);
    m_parts.shared = m_shared.get();
}

int Broker::publish(const Publication &publication)
{
    return m_publishing.publish(publication);
}

void Broker::reply(const SubscriptionRef &subscription, const Publication &publication)
{
    m_publishing.reply(subscription, publication);
}

void Broker::activate(const SubscriptionRef &subscription)
{
    m_subscribing.activate(subscription);
}

void Broker::end(const SubscriptionRef &subscription)
{
    m_subscribing.silence(subscription);
}

int Broker::subscribers(const QByteArray &destination) const
{
    return m_publishing.subscribers(destination);
}

BrokerStatus Broker::status() const
{
    return statusOf(m_parts);
}

int Broker::people() const
{
    return peopleIn(m_parts.clients);
}

void Broker::ended(ClientConnection &connection)
{
    Client *client = m_parts.clients.find(connection.number());
    if (!client)
        return;
    m_subscribing.end(*client);
    m_relaying.ended(connection.number());
    if (connection.principal().user.isEmpty())
        return;
    m_parts.people.remove(connection.number(), connection.sessionId(), connection.principal());
    if (m_parts.application)
        m_parts.application->disconnected(connection.peer());
}

void Broker::closed(ClientConnection &connection)
{
    Client *client = m_parts.clients.find(connection.number());
    if (!client)
        return;
    // We are inside one of its signals.
    client->connection.release()->deleteLater();
    m_parts.clients.remove(connection.number());
    if (m_closing && m_parts.clients.isEmpty())
        Q_EMIT allClosed();
}

void Broker::remind(ClientConnection &connection, TimePoint when)
{
    m_deadlines.add(connection.number(), when, Clock::now());
    armTimer();
}

void Broker::heldBack(ClientConnection &connection)
{
    ++m_parts.counters.heldBack;
    qCDebug(brokerLog) << "session" << quint64(connection.number()) << connection.peerName()
                       << "sends faster than its rate and waits";
}

void Broker::waits(ClientConnection &connection)
{
    QMetaObject::invokeMethod(
        this,
        [this, session = connection.number()] {
            Client *client = m_parts.clients.find(session);
            const auto wait =
                client ? client->connection->heldFor(Clock::now()) : std::chrono::milliseconds(0);
            if (wait.count() > 0)
                m_pacing.tell(session, wait);
        },
        Qt::QueuedConnection);
}

void Broker::runDeadlines()
{
    const TimePoint now = Clock::now();
    while (const auto session = m_deadlines.takeDue(now)) {
        if (Client *client = m_parts.clients.find(*session))
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

int Broker::sendAway(int most, const QString &why)
{
    int left = 0;
    for (const auto &[number, client] : m_parts.clients) {
        if (client.connection->isLeaving() || !client.connection->isAlive())
            continue;
        if (most-- > 0)
            client.connection->leave(why); // closes it in a later turn
        else
            ++left;
    }
    return left;
}

void Broker::stopReading()
{
    m_reading = false;
}

void Broker::closeAll(const QString &why)
{
    m_closing = true;
    m_reading = false;
    const QString reason =
        QStringLiteral("the host is closing") + (why.isEmpty() ? why : QStringLiteral(": ") + why);
    std::vector<SessionNumber> numbers;
    for (const auto &[number, client] : m_parts.clients)
        numbers.push_back(SessionNumber{number});
    for (const SessionNumber number : numbers) {
        if (Client *client = m_parts.clients.find(number))
            client->connection->close(Stomp::CloseCode::GoingAway, reason);
    }
    if (m_parts.clients.isEmpty())
        QMetaObject::invokeMethod(this, &Broker::allClosed, Qt::QueuedConnection);
}

} // namespace Server
