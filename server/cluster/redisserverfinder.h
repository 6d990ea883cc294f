// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cluster/redisaccess.h"

#include <QObject>

#include <memory>
#include <optional>

namespace Server {

class RedisConnection;
struct RedisReply;

/// Which server is to be spoken to: one of a list after the other, whichever a Sentinel names, or
/// where a server of a Redis Cluster sends us.
class RedisServerFinder : public QObject {
    Q_OBJECT

public:
    /// `access` outlives it.
    explicit RedisServerFinder(const RedisAccess &access);
    ~RedisServerFinder() override;

    /// One answer follows, never from within the call: found() or failed(). Each next one has the
    /// next of the list.
    void find();
    /// The next find() finds this: an error `MOVED slot host:port` of `asked` said so. False where
    /// it says nothing of the kind.
    bool follow(const RedisReply &error, const RedisServer &asked);

Q_SIGNALS:
    void found(const Server::RedisServer &server);
    void failed(const QString &reason);

private:
    void askSentinel(const RedisServer &sentinel);
    void close();

    const RedisAccess &m_access;
    size_t m_next = 0;
    std::optional<RedisServer> m_sentTo;
    std::unique_ptr<RedisConnection> m_sentinel;
};

} // namespace Server
