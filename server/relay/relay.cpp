// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/relay/relay.h"

#include "server/relay/logging.h"
#include "server/relay/relayrefusals.h"

#include <QRandomGenerator>

#include <algorithm>

namespace Server {

using Stomp::Clock;

namespace {

/// At most this share of a wait is added by chance: not all hosts come back at once.
constexpr double jitter = 0.3;

} // namespace

Relay::Relay(Options options, LinkMaker makeLink, Downstream &downstream)
    : m_options(std::move(options)), m_makeLink(std::move(makeLink)), m_downstream(downstream),
      m_map(m_options.sessions.kind), m_whyAway(RelayRefusals::away())
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Relay::connectOwn);
    connectOwn();
}

Relay::~Relay()
{
    for (const auto &[session, connection] : m_bySession)
        connection->disconnect(this);
    if (m_own)
        m_own->disconnect(this);
}

void Relay::connectOwn()
{
    m_own = new RelayConnection(m_options.own, {}, m_makeLink(), [](const auto &) {
        return Downstream::Taken::Never; // it subscribes to nothing
    });
    m_own->setParent(this);
    connect(m_own, &RelayConnection::opened, this, [this] {
        qCInfo(relayLog) << "connected to the broker behind";
        m_failedTries = 0;
        m_status.reconnects += std::exchange(m_stoodBefore, true);
        m_status.connected = true;
        Q_EMIT connectedChanged(true);
    });
    connect(m_own, &RelayConnection::lost, this, &Relay::ownLost);
}

void Relay::ownLost(const Refusal &why)
{
    ++m_status.failures;
    if (m_failedTries == 0 || why.message != m_whyAway.message)
        qCWarning(relayLog).noquote() << why.message << "- topics and queues wait, rooms go on";
    m_whyAway = why;
    std::exchange(m_own, nullptr)->deleteLater();
    const double doubled =
        double(m_options.firstRetry.count()) * double(1LL << std::min(m_failedTries++, 20));
    const double wait = std::min(doubled, double(m_options.longestRetry.count()));
    const double chance = QRandomGenerator::global()->generateDouble() * jitter;
    m_retry.start(std::chrono::milliseconds(qint64(wait * (1.0 + chance))));
    if (std::exchange(m_status.connected, false))
        Q_EMIT connectedChanged(false);
}

Refusal Relay::whyNot() const
{
    Refusal why = m_whyAway;
    if (m_retry.isActive())
        why.retryAfter = std::max(m_retry.remainingTimeAsDuration(), std::chrono::milliseconds(1));
    return why;
}

RelayStatus Relay::status() const
{
    RelayStatus status = m_status;
    status.connections = int(m_bySession.size());
    return status;
}

RelayConnection *Relay::find(SessionNumber session) const
{
    const auto found = m_bySession.find(quint64(session));
    return found == m_bySession.end() ? nullptr : found->second;
}

RelayConnection *Relay::of(const Client &client)
{
    if (RelayConnection *connection = find(client.session))
        return connection;
    // While the first try is under way nobody knows better.
    if (!m_own || (!m_status.connected && m_failedTries > 0))
        return nullptr;
    auto *connection = new RelayConnection(
        m_options.sessions, client, m_makeLink(),
        [this, session = client.session](const UpstreamSession::Delivered &delivered) {
            const auto taken =
                m_downstream.deliver({session, delivered.subscription}, delivered.message);
            m_status.delivered += taken == Downstream::Taken::Yes;
            return taken;
        });
    connection->setParent(this);
    m_bySession.emplace(quint64(client.session), connection);
    connect(connection, &RelayConnection::lost, this,
            [this, session = client.session](const Refusal &why) {
                ++m_status.failures;
                m_downstream.lost(session, why);
            });
    return connection;
}

std::optional<QByteArray> Relay::standsFor(const QByteArray &destination) const
{
    return m_map.standsFor(destination);
}

bool Relay::coversMany(const QByteArray &destination) const
{
    return m_map.coversMany(destination);
}

void Relay::send(const Client &client, const Send &send, Completion done)
{
    RelayConnection *connection = of(client);
    if (!connection)
        return done(tl::unexpected(whyNot()));
    ++m_status.sent;
    connection->session().send(send, std::move(done), Clock::now());
    connection->flush();
}

void Relay::subscribe(const Client &client, const Subscribe &subscribe, Completion done)
{
    RelayConnection *connection = of(client);
    if (!connection)
        return done(tl::unexpected(whyNot()));
    ++m_status.sent;
    connection->session().subscribe(subscribe, std::move(done), Clock::now());
    connection->flush();
}

void Relay::unsubscribe(const Client &client, const QByteArray &id, bool forGood, Completion done)
{
    RelayConnection *connection = find(client.session);
    if (!connection)
        return done(Outcome{});
    ++m_status.sent;
    connection->session().unsubscribe(id, forGood, std::move(done), Clock::now());
    connection->flush();
}

void Relay::settle(const Client &client, const Settle &settle, Completion done)
{
    RelayConnection *connection = find(client.session);
    if (!connection)
        return done(Outcome{});
    ++m_status.sent;
    connection->session().settle(settle, std::move(done), Clock::now());
    connection->flush();
}

void Relay::commit(const Client &client, const std::vector<Action> &actions, Completion done)
{
    RelayConnection *connection = of(client);
    if (!connection)
        return done(tl::unexpected(whyNot()));
    m_status.sent += actions.size();
    connection->session().commit(actions, std::move(done), Clock::now());
    connection->flush();
}

bool Relay::holds(const SubscriptionRef &subscription, const QByteArray &messageId) const
{
    const RelayConnection *connection = find(subscription.session);
    return connection && connection->session().holds(subscription.id, messageId);
}

void Relay::publish(const Publication &publication)
{
    if (!m_own || !m_own->session().isOpen() || m_own->bytesQueued() > m_options.unsentBytes) {
        ++m_status.unsent;
        return;
    }
    ++m_status.sent;
    m_own->session().publish(publication, Clock::now());
    m_own->flush();
}

void Relay::resume(SessionNumber session)
{
    if (RelayConnection *connection = find(session))
        connection->resume();
}

void Relay::ended(SessionNumber session)
{
    const auto found = m_bySession.find(quint64(session));
    if (found == m_bySession.end())
        return;
    RelayConnection *connection = found->second;
    m_bySession.erase(found);
    connection->disconnect(this);
    connection->leave();
}

} // namespace Server
