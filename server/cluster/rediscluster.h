// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cluster/cluster.h"
#include "server/cluster/otherhosts.h"
#include "server/cluster/redisaccess.h"
#include "server/cluster/redisconnection.h"
#include "server/cluster/redisserverfinder.h"

#include <QSet>
#include <QTimer>

#include <memory>

namespace Server {

/// Hosts that hear each other by Redis: what is told is published, what stands of a host is a hash
/// that expires.
///
/// Two connections to one server, which go together: where one fails, both are made anew. Whether
/// the server is there, slow, full or hostile, a call returns at once.
class RedisCluster final : public Cluster {
    Q_OBJECT

public:
    explicit RedisCluster(RedisAccess access);
    /// Says that this host ended, and waits at most half a second until that is out.
    ~RedisCluster() override;

    void start() override;
    bool isConnected() const override { return m_phase == Phase::Connected; }
    ClusterStatus status() const override;

private:
    enum class Phase { Away, Connecting, Entering, Connected };
    using Command = RedisConnection::Command;

    void pass(Channel channel, const QByteArray &payload) override;
    void passField(const QByteArray &field, const std::optional<QByteArray> &value) override;

    void tryToConnect();
    void openCommands(const RedisServer &server);
    void openListening();
    void enter();
    void readAll(const RedisReply &names);
    void readHost(const HostName &host, const std::function<void()> &done);
    /// Where this cannot be asked, or is refused, the connection is given up.
    void query(const Command &command, RedisConnection::Answer answer);
    /// Does nothing but give up the connection where the answer is an error.
    RedisConnection::Answer unlessRefused(RedisConnection::Answer then = {});
    void entered();
    void refresh();
    void watch();
    void hear(const QByteArray &bytes);
    void tellEvents();
    void lose(const QString &reason);
    void loseBy(const RedisReply &error);
    void drop(std::unique_ptr<RedisConnection> &connection);

    QByteArray key(const HostName &host) const;
    Command publish(ClusterMessage::Kind kind, const QByteArray &name = {},
                    const QByteArray &payload = {});
    /// Takes all fields to Redis, and says so.
    bool writeAnew(RedisConnection::Answer then = {});

    const RedisAccess m_access;
    const QByteArray m_prefix;
    OtherHosts m_others;
    RedisServerFinder m_finder;
    std::unique_ptr<RedisConnection> m_commands;
    std::unique_ptr<RedisConnection> m_listening;
    QTimer m_retry;
    QTimer m_refresh;
    QTimer m_watch; ///< Over the others.
    Phase m_phase = Phase::Away;
    quint64 m_number = 0; ///< Of what was said last.
    int m_reading = 0;    ///< Hosts still to be read before connected().
    int m_attempts = 0;   ///< Since it was connected.
    bool m_moved = false; ///< The attempt before was sent elsewhere.
    bool m_stale = false; ///< Redis may have other fields of this host than it has.
    quint64 m_connections = 0;
    quint64 m_missed = 0;
    QString m_problem;
    QSet<QString> m_problemsTold; ///< Since it was connected.
};

} // namespace Server
