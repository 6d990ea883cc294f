// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cluster/redisconnection.h"

#include "server/cluster/cluster.h"

#include <QDeadlineTimer>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>
#include <utility>

namespace Server {
namespace {

constexpr qint64 unreadBytes = 256 * 1024;

/// Of one reply: a message with its head, or all fields of a host.
qsizetype replyBytes(RedisConnection::Use use)
{
    switch (use) {
    case RedisConnection::Use::Listening:
        return Cluster::payloadBytes + 64 * 1024;
    case RedisConnection::Use::Commands:
        return Cluster::allFieldBytes + 2 * (Cluster::fieldCount + 8) * qsizetype(96);
    case RedisConnection::Use::Asking:
        return 64 * 1024;
    }
    Q_UNREACHABLE();
}

} // namespace

RedisConnection::RedisConnection(const RedisAccess &access, Use use)
    : m_access(access), m_use(use), m_reader(replyBytes(use))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        fail(m_ready ? QStringLiteral("no answer in time")
                     : QStringLiteral("not connected in time"));
    });
}

RedisConnection::~RedisConnection()
{
    close();
}

void RedisConnection::open(const RedisServer &server)
{
    m_server = server;
    if (m_access.location.tls) {
        auto socket = std::make_unique<QSslSocket>();
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        if (!m_access.authorities.isEmpty())
            configuration.setCaCertificates(m_access.authorities);
        configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
        socket->setSslConfiguration(configuration);
        connect(socket.get(), &QSslSocket::encrypted, this, &RedisConnection::logIn);
        m_socket = std::move(socket);
    } else {
        m_socket = std::make_unique<QTcpSocket>();
        connect(m_socket.get(), &QTcpSocket::connected, this, &RedisConnection::logIn);
    }
    m_socket->setReadBufferSize(unreadBytes);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &RedisConnection::read);
    // Queued: who asks is never told of a failure within the call.
    connect(
        m_socket.get(), &QTcpSocket::errorOccurred, this, [this] { fail(socketProblem()); },
        Qt::QueuedConnection);
    connect(
        m_socket.get(), &QTcpSocket::disconnected, this,
        [this] { fail(QStringLiteral("the connection was closed")); }, Qt::QueuedConnection);
    m_deadline.start(m_access.times.connect);
    if (auto *tls = qobject_cast<QSslSocket *>(m_socket.get()))
        tls->connectToHostEncrypted(server.host, server.port);
    else
        m_socket->connectToHost(server.host, server.port);
}

QString RedisConnection::socketProblem() const
{
    if (const auto *tls = qobject_cast<const QSslSocket *>(m_socket.get())) {
        const QList<QSslError> errors = tls->sslHandshakeErrors();
        if (!errors.isEmpty())
            return errors.constFirst().errorString();
    }
    return m_socket->errorString();
}

void RedisConnection::logIn()
{
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    if (!m_access.password.isEmpty()) {
        Command command{"AUTH"};
        if (!m_access.location.user.isEmpty())
            command << m_access.location.user.toUtf8();
        // Of its error only the code is shown: some servers repeat what they were sent.
        send({command << m_access.password}, [this](const RedisReply &reply) {
            // A Sentinel that asks for no password is none that may not be asked.
            if (reply.isError() && m_use != Use::Asking)
                fail(QStringLiteral("the login was refused (%1)")
                         .arg(QString::fromLatin1(reply.errorCode())));
        });
    }
    std::vector<Command> commands;
    if (m_use != Use::Asking && m_access.location.database != 0)
        commands.push_back(Command{"SELECT", QByteArray::number(m_access.location.database)});
    commands.push_back(Command{"PING"});
    send(commands, [this](const RedisReply &reply) {
        if (reply.isError()) {
            fail(reply.shownError());
            return;
        }
        m_ready = true;
        watch();
        Q_EMIT ready();
    });
}

bool RedisConnection::ask(const std::vector<Command> &commands, Answer answer)
{
    if (!m_ready || m_closed)
        return false;
    qint64 waiting = m_socket->bytesToWrite();
    if (const auto *tls = qobject_cast<const QSslSocket *>(m_socket.get()))
        waiting += tls->encryptedBytesToWrite();
    for (const Command &command : commands) {
        for (const QByteArray &word : command)
            waiting += word.size() + 16;
    }
    if (waiting > unsentBytes)
        return false;
    send(commands, std::move(answer));
    return true;
}

bool RedisConnection::askTogether(std::vector<Command> commands, Answer answer)
{
    commands.insert(commands.begin(), Command{"MULTI"});
    commands.push_back(Command{"EXEC"});
    return ask(commands, [answer = std::move(answer)](const RedisReply &reply) {
        for (const RedisReply &one : reply.list) {
            if (one.isError()) {
                answer(one);
                return;
            }
        }
        answer(reply);
    });
}

void RedisConnection::send(const std::vector<Command> &commands, Answer answer)
{
    for (const Command &command : commands)
        m_socket->write(writeRedisCommand(command));
    m_pending.push_back({commands.size(), std::move(answer), {}, std::chrono::steady_clock::now()});
    if (m_pending.size() == 1)
        watch();
}

/// Sets the timer to the end of the oldest question's time.
void RedisConnection::watch()
{
    if (!m_ready || m_closed)
        return; // what was set by open() counts
    if (m_pending.empty()) {
        m_deadline.stop();
        return;
    }
    const auto left =
        m_pending.front().asked + m_access.times.answer - std::chrono::steady_clock::now();
    m_deadline.start(
        std::max(std::chrono::ceil<std::chrono::milliseconds>(left), std::chrono::milliseconds(0)));
}

void RedisConnection::read()
{
    while (!m_closed && m_socket->bytesAvailable() > 0) {
        auto replies = m_reader.read(m_socket->read(unreadBytes));
        if (!replies) {
            fail(QStringLiteral("what it answered is not Redis's protocol, or too long"));
            return;
        }
        for (RedisReply &reply : *replies) {
            if (m_closed)
                return;
            take(std::move(reply));
        }
    }
}

void RedisConnection::take(RedisReply reply)
{
    if (m_use == Use::Listening && m_ready && reply.list.size() == 3 &&
        reply.list[0].text == "message") {
        Q_EMIT published(reply.list[2].text);
        return;
    }
    if (m_pending.empty()) {
        fail(QStringLiteral("it answered what nobody asked"));
        return;
    }
    Pending &pending = m_pending.front();
    if (reply.isError() && !pending.firstError.isError())
        pending.firstError = reply;
    if (--pending.replies > 0)
        return;
    const Pending done = std::move(pending);
    m_pending.pop_front();
    watch();
    done.answer(done.firstError.isError() ? done.firstError : reply);
}

void RedisConnection::finish(std::chrono::milliseconds most)
{
    const QDeadlineTimer deadline(most);
    while (!m_closed && !m_pending.empty() && !deadline.hasExpired()) {
        if (!m_socket->waitForReadyRead(int(deadline.remainingTime())))
            return;
    }
}

void RedisConnection::close()
{
    m_closed = true;
    m_deadline.stop();
    m_pending.clear();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
}

void RedisConnection::fail(const QString &reason)
{
    if (m_closed)
        return;
    close();
    Q_EMIT failed(reason);
}

} // namespace Server
