// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The ways between hosts that there are, for the tests of what each of them promises.

#include "server/cluster/localcluster.h"

#include <QMetaType>
#include <QTest>
#include <QUuid>

#include <functional>
#include <memory>

#ifdef MADANG_HAS_REDIS
#include "server/cluster/rediscluster.h"
#include "tests/support/gatedproxy.h"
#include "tests/support/needed.h"
#include "tests/support/privateredis.h"
#endif

namespace ClusterBackends {

using namespace Server;

/// A host's place in a cluster, with a network that can fail.
struct Place {
    std::function<void()> cut; ///< It hears and tells nothing any more, and is taken for dead.
    std::function<void()> mend;
    std::unique_ptr<Cluster> cluster; ///< Ends before its network does.
};

/// Makes places in one cluster, which lasts as long as the function does.
using Placing = std::function<Place()>;

struct Backend {
    std::function<Placing()> open;
};

} // namespace ClusterBackends

Q_DECLARE_METATYPE(const ClusterBackends::Backend *)

namespace ClusterBackends {

inline const Backend local{[]() -> Placing {
    return [hub = LocalCluster::makeHub()] {
        auto cluster = std::make_unique<LocalCluster>(hub);
        LocalCluster *place = cluster.get();
        return Place{[place] { place->cut(); }, [place] { place->mend(); }, std::move(cluster)};
    };
}};

#ifdef MADANG_HAS_REDIS
/// With pauses that a test can wait for; a host counts as dead after three seconds.
inline RedisAccess redisAccess(const QString &location, const QByteArray &logId)
{
    using std::chrono::milliseconds;
    RedisAccess access;
    access.location = parseRedisLocation(location).value();
    access.logId = logId;
    access.times = {milliseconds(500),  milliseconds(3000), milliseconds(5000),
                    milliseconds(3000), milliseconds(10),   milliseconds(200)};
    return access;
}

inline QByteArray newLogId()
{
    return QUuid::createUuid().toByteArray(QUuid::Id128);
}

/// Each host behind a network of its own to one server.
inline const Backend redis{[]() -> Placing {
    auto server = std::make_shared<PrivateRedis>();
    if (!server->start())
        return {};
    return [server, logId = newLogId()] {
        auto network = std::make_shared<FailingNetwork>(server->port());
        auto cluster = std::make_unique<RedisCluster>(
            redisAccess(QStringLiteral("redis://127.0.0.1:%1").arg(network->port()), logId));
        return Place{[network] { network->shut(); }, [network] { network->open(); },
                     std::move(cluster)};
    };
}};

#endif

/// A row for each that there is; that by Redis where it is installed.
inline void addBackends()
{
    QTest::addColumn<const Backend *>("backend");
    QTest::newRow("local") << &local;
#ifdef MADANG_HAS_REDIS
    if (hasRow(PrivateRedis::isInstalled(), "Redis is not installed"))
        QTest::newRow("redis") << &redis;
#endif
}

} // namespace ClusterBackends
