// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cluster/rediscluster.h"

#include "server/cluster/logging.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace Server {
namespace {

/// In a host's hash: the number of the message that changed it last, and before each field's name a
/// sign, so that none is called so.
constexpr const char *numberEntry = "number";
constexpr char fieldSign = '=';
constexpr std::chrono::milliseconds farewellTime{500};

OtherHosts::TimePoint now()
{
    return std::chrono::steady_clock::now();
}

QByteArray expiry(const RedisAccess &access)
{
    return QByteArray::number(qint64(access.times.lifetime.count()));
}

} // namespace

RedisCluster::RedisCluster(RedisAccess access)
    : Cluster(HostName::random()), m_access(std::move(access)),
      m_prefix("madang:{" + m_access.logId + "}:"), m_others(self(), m_access.times.lifetime),
      m_finder(m_access)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &RedisCluster::tryToConnect);
    connect(&m_refresh, &QTimer::timeout, this, &RedisCluster::refresh);
    connect(&m_watch, &QTimer::timeout, this, &RedisCluster::watch);
    connect(&m_finder, &RedisServerFinder::found, this, &RedisCluster::openCommands);
    connect(&m_finder, &RedisServerFinder::failed, this, &RedisCluster::lose);
}

RedisCluster::~RedisCluster()
{
    const bool wasThere = m_phase == Phase::Entering || m_phase == Phase::Connected;
    m_phase = Phase::Away;
    if (m_commands)
        m_commands->disconnect(this);
    if (!wasThere)
        return;
    m_commands->askTogether({Command{"DEL", key(self())},
                             Command{"SREM", m_prefix + "hosts", self().toBytes()},
                             publish(ClusterMessage::Kind::Ended)},
                            [](const RedisReply &) {});
    m_commands->finish(farewellTime);
}

QByteArray RedisCluster::key(const HostName &host) const
{
    return m_prefix + "host:" + host.toBytes();
}

RedisCluster::Command RedisCluster::publish(ClusterMessage::Kind kind, const QByteArray &name,
                                            const QByteArray &payload)
{
    return {"PUBLISH", m_prefix + "said",
            writeClusterMessage({self(), ++m_number, kind, name, payload})};
}

void RedisCluster::start()
{
    if (m_phase == Phase::Away && !m_retry.isActive())
        m_retry.start(0);
}

void RedisCluster::tryToConnect()
{
    m_phase = Phase::Connecting;
    m_finder.find();
}

void RedisCluster::openCommands(const RedisServer &server)
{
    m_commands = std::make_unique<RedisConnection>(m_access, RedisConnection::Use::Commands);
    connect(m_commands.get(), &RedisConnection::failed, this, &RedisCluster::lose);
    connect(m_commands.get(), &RedisConnection::ready, this, &RedisCluster::openListening);
    m_commands->open(server);
}

RedisConnection::Answer RedisCluster::unlessRefused(RedisConnection::Answer then)
{
    return [this, then = std::move(then)](const RedisReply &reply) {
        if (reply.isError())
            loseBy(reply);
        else if (then)
            then(reply);
    };
}

void RedisCluster::query(const Command &command, RedisConnection::Answer answer)
{
    if (!m_commands->ask({command}, unlessRefused(std::move(answer))))
        lose(QStringLiteral("too much waits to be sent"));
}

void RedisCluster::openListening()
{
    m_listening = std::make_unique<RedisConnection>(m_access, RedisConnection::Use::Listening);
    connect(m_listening.get(), &RedisConnection::failed, this, &RedisCluster::lose);
    connect(m_listening.get(), &RedisConnection::published, this, &RedisCluster::hear);
    connect(m_listening.get(), &RedisConnection::ready, this, [this] {
        m_listening->ask({Command{"SUBSCRIBE", m_prefix + "said"}},
                         unlessRefused([this](const RedisReply &) { enter(); }));
    });
    m_listening->open(m_commands->server());
}

bool RedisCluster::writeAnew(RedisConnection::Answer then)
{
    Command hash{"HSET", key(self())};
    for (auto field = fields().begin(); field != fields().end(); ++field)
        hash << fieldSign + field.key() << field.value();
    const Command said = publish(ClusterMessage::Kind::Anew);
    hash << numberEntry << QByteArray::number(m_number);
    m_stale = !m_commands->askTogether(
        {Command{"DEL", key(self())}, hash, Command{"PEXPIRE", key(self()), expiry(m_access)},
         Command{"SADD", m_prefix + "hosts", self().toBytes()}, said},
        unlessRefused(std::move(then)));
    return !m_stale;
}

/// It hears already. First it says what it is, then it reads what the others are: so of two that
/// come at once each knows the other.
void RedisCluster::enter()
{
    m_phase = Phase::Entering;
    m_others.reconnected(now());
    const bool sent = writeAnew([this](const RedisReply &) {
        query({"SMEMBERS", m_prefix + "hosts"},
              [this](const RedisReply &names) { readAll(names); });
    });
    if (!sent)
        lose(QStringLiteral("too much waits to be sent"));
}

void RedisCluster::readAll(const RedisReply &names)
{
    m_reading = 1;
    const auto oneDone = [this] {
        if (--m_reading == 0)
            entered();
    };
    size_t count = 0;
    for (const RedisReply &name : names.list) {
        const auto host = HostName::parse(name.text);
        if (!host || *host == self() || ++count > OtherHosts::mostHosts)
            continue;
        ++m_reading;
        readHost(*host, oneDone);
        if (m_phase != Phase::Entering)
            return; // given up
    }
    oneDone();
}

void RedisCluster::readHost(const HostName &host, const std::function<void()> &done)
{
    query({"HGETALL", key(host)}, [this, host, done](const RedisReply &reply) {
        Fields fields;
        quint64 number = 0;
        for (size_t i = 0; i + 1 < reply.list.size(); i += 2) {
            const QByteArray &name = reply.list[i].text;
            const QByteArray &value = reply.list[i + 1].text;
            if (name == numberEntry)
                number = value.toULongLong();
            else if (name.startsWith(fieldSign) && name.size() <= fieldNameBytes + 1 &&
                     value.size() <= fieldValueBytes && fields.size() < fieldCount)
                fields.insert(name.mid(1), value);
        }
        if (number > 0) {
            m_others.stands(host, number, fields, now());
        } else {
            m_others.standsNot(host, now());
            // Should it be there all the same, its next sign of life puts it back.
            query({"SREM", m_prefix + "hosts", host.toBytes()}, {});
        }
        tellEvents();
        if (done && m_phase == Phase::Entering)
            done();
    });
}

void RedisCluster::entered()
{
    m_phase = Phase::Connected;
    m_attempts = 0;
    m_moved = false;
    ++m_connections;
    m_problem.clear();
    m_problemsTold.clear();
    m_refresh.start(m_access.times.refresh);
    m_watch.start(m_access.times.refresh / 5);
    qCInfo(clusterLog, "connected to Redis at %s, %d other hosts",
           qPrintable(m_commands->server().toString()), m_others.count());
    Q_EMIT connected();
}

void RedisCluster::refresh()
{
    if (!m_stale) {
        const qint64 expected = fields().size() + 1;
        m_stale = !m_commands->askTogether(
            {Command{"PEXPIRE", key(self()), expiry(m_access)},
             Command{"SADD", m_prefix + "hosts", self().toBytes()}, Command{"HLEN", key(self())},
             publish(ClusterMessage::Kind::Here)},
            unlessRefused([this, expected](const RedisReply &reply) {
                // Somebody emptied it, or this process stood still for longer than it lasts.
                if (reply.list.size() != 4 || reply.list[2].integer != expected)
                    writeAnew();
            }));
    } else {
        writeAnew();
    }
    m_listening->ask({Command{"PING"}}, unlessRefused());
}

void RedisCluster::watch()
{
    m_others.tick(now());
    tellEvents();
}

void RedisCluster::pass(Channel channel, const QByteArray &payload)
{
    // What is dropped has its number, too: so the others learn that they missed something.
    const Command command = publish(ClusterMessage::Kind::Told, channelName(channel), payload);
    const bool sent = m_phase == Phase::Connected && m_commands->ask({command}, unlessRefused());
    ++(sent ? m_sent : m_dropped);
}

void RedisCluster::passField(const QByteArray &field, const std::optional<QByteArray> &value)
{
    if (m_phase != Phase::Entering && m_phase != Phase::Connected)
        return; // enter() takes them all
    const auto kind = value ? ClusterMessage::Kind::Set : ClusterMessage::Kind::Unset;
    const Command said = publish(kind, field, value.value_or(QByteArray()));
    Command number{"HSET", key(self()), numberEntry, QByteArray::number(m_number)};
    std::vector<Command> commands;
    if (value)
        number << fieldSign + field << *value;
    else
        commands.push_back(Command{"HDEL", key(self()), fieldSign + field});
    commands.push_back(number);
    commands.push_back(Command{"PEXPIRE", key(self()), expiry(m_access)});
    commands.push_back(said);
    if (!m_commands->askTogether(std::move(commands), unlessRefused())) {
        m_stale = true; // the next refresh() takes them all
        ++m_dropped;
    }
}

void RedisCluster::hear(const QByteArray &bytes)
{
    if (bytes.startsWith(self().toBytes()))
        return; // its own, which may be long
    const auto message = readClusterMessage(bytes);
    if (!message)
        return; // somebody else published there
    m_others.receive(*message, now());
    tellEvents();
}

void RedisCluster::tellEvents()
{
    for (const OtherHosts::Event &event : m_others.takeEvents()) {
        if (const auto *told = std::get_if<OtherHosts::Told>(&event)) {
            ++m_received;
            Q_EMIT this->told(told->from, told->channel, told->payload);
        } else if (const auto *change = std::get_if<OtherHosts::FieldChanged>(&event)) {
            Q_EMIT fieldChanged(change->host, change->field, change->value);
        } else if (const auto *gone = std::get_if<OtherHosts::Gone>(&event)) {
            Q_EMIT hostGone(gone->host);
        } else if (const auto *hole = std::get_if<OtherHosts::Missed>(&event)) {
            ++m_missed;
            Q_EMIT missed(hole->from);
        } else if (const auto *unread = std::get_if<OtherHosts::ToRead>(&event)) {
            if (m_commands)
                readHost(unread->host, {});
        }
    }
}

void RedisCluster::drop(std::unique_ptr<RedisConnection> &connection)
{
    if (!connection)
        return;
    connection->disconnect(this);
    connection->close();
    connection.release()->deleteLater(); // it may be the one that calls
}

void RedisCluster::loseBy(const RedisReply &error)
{
    const bool moved = m_commands && m_finder.follow(error, m_commands->server());
    const bool atOnce = moved && !std::exchange(m_moved, true);
    const QString problem = error.shownError();
    if (atOnce) // so it is with a Redis Cluster, and nothing to be told
        m_problemsTold.insert(m_commands->server().toString() + QStringLiteral(": ") + problem);
    lose(problem);
    if (atOnce)
        m_retry.start(0);
}

void RedisCluster::lose(const QString &reason)
{
    const bool was = isConnected();
    m_phase = Phase::Away;
    m_refresh.stop();
    m_watch.stop();
    const QString where =
        m_commands ? m_commands->server().toString() + QStringLiteral(": ") : QString();
    drop(m_commands);
    drop(m_listening);
    m_problem = where + reason;
    constexpr qsizetype mostTold = 16;
    if (m_problemsTold.size() < mostTold && !m_problemsTold.contains(m_problem)) {
        m_problemsTold.insert(m_problem);
        qCWarning(clusterLog, "no connection to Redis: %s", qPrintable(m_problem));
    }
    using std::chrono::milliseconds;
    const auto doubled = m_access.times.shortestPause * (1LL << std::min(m_attempts++, 16));
    const milliseconds most = std::min<milliseconds>(doubled, m_access.times.longestPause);
    // Not all hosts at once.
    m_retry.start(most / 2 + milliseconds(QRandomGenerator::global()->bounded(
                                 int(std::max<qint64>(1, most.count() / 2)))));
    if (was)
        Q_EMIT disconnected();
}

ClusterStatus RedisCluster::status() const
{
    ClusterStatus status;
    status.kind = ClusterStatus::Kind::Redis;
    status.connected = isConnected();
    status.reconnects = m_connections > 1 ? m_connections - 1 : 0;
    status.sent = m_sent;
    status.received = m_received;
    status.dropped = m_dropped;
    status.missed = m_missed;
    status.hosts = m_others.count();
    const RedisServer server =
        m_commands ? m_commands->server() : m_access.location.servers.front();
    status.where =
        (m_access.location.tls ? QStringLiteral("rediss://") : QStringLiteral("redis://")) +
        server.toString();
    status.problem = m_problem;
    return status;
}

} // namespace Server
