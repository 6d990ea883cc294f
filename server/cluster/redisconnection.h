// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cluster/redisaccess.h"
#include "server/cluster/redisreader.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace Server {

/// One connection to one Redis, plain or in TLS, logged in. It fails once, and is then of no more
/// use. Everything of it is bounded: what is answered, what waits to be sent, how long both take.
class RedisConnection : public QObject {
    Q_OBJECT

public:
    using Answer = std::function<void(const RedisReply &)>;
    using Command = QByteArrayList;

    enum class Use {
        Commands,
        Listening, ///< To what is published; see published().
        Asking,    ///< Of a Sentinel, which has no databases.
    };

    /// What waits to be sent is never more, in bytes.
    static constexpr qint64 unsentBytes = 16 * 1024 * 1024;

    /// `access` outlives it.
    RedisConnection(const RedisAccess &access, Use use);
    ~RedisConnection() override;

    /// Once.
    void open(const RedisServer &server);
    const RedisServer &server() const { return m_server; }
    /// False, and nothing is sent: it is not ready, or too much waits already. Else the answer of
    /// the last of the commands, or the first error among them. No answer where it fails before.
    bool ask(const std::vector<Command> &commands, Answer answer);
    /// All of them or none, in the answer's list; or the first error.
    bool askTogether(std::vector<Command> commands, Answer answer);
    /// Waits, without an event loop, until all is answered, it failed or the time is over.
    void finish(std::chrono::milliseconds most);
    /// Nothing more comes of it.
    void close();

Q_SIGNALS:
    void ready();
    void published(const QByteArray &payload);
    /// Why, for the log: never a password.
    void failed(const QString &reason);

private:
    struct Pending {
        size_t replies = 1; ///< Still to come.
        Answer answer;
        RedisReply firstError;
        std::chrono::steady_clock::time_point asked;
    };
    void send(const std::vector<Command> &commands, Answer answer);
    void logIn();
    void read();
    void take(RedisReply reply);
    void watch();
    void fail(const QString &reason);
    QString socketProblem() const;

    const RedisAccess &m_access;
    const Use m_use;
    RedisServer m_server;
    std::unique_ptr<QTcpSocket> m_socket;
    RedisReader m_reader;
    std::deque<Pending> m_pending;
    QTimer m_deadline;
    bool m_ready = false;
    bool m_closed = false;
};

} // namespace Server
