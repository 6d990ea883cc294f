// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostlog.h"

#include "server/store/postgresdatabase.h"

namespace Server {

SqlStore::Opened openLog(const HostConfig &config)
{
    if (isLogShared(config))
        return SqlStore::createShared({config.database});
    SqlStore::Options options;
    options.synchronous =
        config.fullSync ? SqlStore::Synchronous::Full : SqlStore::Synchronous::Normal;
    if (config.storeBytes > 0)
        options.maxBytes = config.storeBytes;
    return SqlStore::create(config.dataFolder, options);
}

bool isLogShared(const HostConfig &config)
{
    return !config.database.isEmpty();
}

QString logPlace(const HostConfig &config)
{
    if (config.database.isEmpty())
        return config.dataFolder;
    return QStringLiteral("the database ") + PostgresLocation{config.database}.shown();
}

} // namespace Server
