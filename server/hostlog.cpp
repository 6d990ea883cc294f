// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostlog.h"

#include "server/store/postgresdatabase.h"

#include <QRegularExpression>

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
    // In quotes it may have blanks and, behind backslashes, quotes in it.
    static const QRegularExpression password(
        QStringLiteral("\\b(sslpassword|password)\\s*=\\s*('(\\\\.|[^'\\\\])*'?|\\S*)"));
    return QStringLiteral("the database ") +
           QString(config.database).replace(password, QStringLiteral("\\1=…"));
}

} // namespace Server
