// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostcluster.h"

#include "server/cluster/localcluster.h"
#include "server/cluster/redislocation.h"
#include "server/hostfiles.h"

#include <QSslCertificate>

#ifdef MADANG_HAS_REDIS
#include "server/cluster/rediscluster.h"
#endif

namespace Server {
namespace {

tl::expected<QList<QSslCertificate>, HostFailure> readAuthorities(const QString &file)
{
    if (file.isEmpty())
        return {};
    const QList<QSslCertificate> authorities = QSslCertificate::fromPath(file, QSsl::Pem);
    if (authorities.isEmpty())
        return tl::unexpected(HostFailure{
            HostFailure::Kind::Config,
            QStringLiteral("The file %1 of redis-ca-file has no certificate in PEM.").arg(file)});
    return authorities;
}

} // namespace

tl::expected<std::unique_ptr<Cluster>, HostFailure> openCluster(const HostConfig &config,
                                                                const QByteArray &logId)
{
    if (config.redis.isEmpty())
        return std::make_unique<LocalCluster>();
    const auto location = parseRedisLocation(config.redis);
    if (!location)
        return tl::unexpected(
            HostFailure{HostFailure::Kind::Config, redisContradiction(config).value_or(QString())});
    const auto password = readFirstLine(config.redisPasswordFile, QStringLiteral("Redis password"));
    if (!password)
        return tl::unexpected(password.error());
    const auto authorities = readAuthorities(config.redisCaFile);
    if (!authorities)
        return tl::unexpected(authorities.error());
#ifdef MADANG_HAS_REDIS
    return std::make_unique<RedisCluster>(RedisAccess{*location, *password, *authorities, logId});
#else
    return tl::unexpected(HostFailure{HostFailure::Kind::Config,
                                      QStringLiteral("This program was built without Redis.")});
#endif
}

std::optional<QString> redisContradiction(const HostConfig &config)
{
    if (config.redis.isEmpty()) {
        const bool password = !config.redisPasswordFile.isEmpty();
        if (password || !config.redisCaFile.isEmpty())
            return QStringLiteral("Without redis a %1 is for nothing; leave it out.")
                .arg(password ? QStringLiteral("redis-password-file")
                              : QStringLiteral("redis-ca-file"));
        return std::nullopt;
    }
    const auto location = parseRedisLocation(config.redis);
    if (!location)
        return QStringLiteral("The address of redis %1.").arg(location.error());
    if (config.database.isEmpty())
        return QStringLiteral("By redis hosts tell each other of a log that they share; database "
                              "is missing.");
    if (!location->user.isEmpty() && config.redisPasswordFile.isEmpty())
        return QStringLiteral("The address of redis has a user; redis-password-file is missing.");
    if (!location->tls && !config.redisCaFile.isEmpty())
        return QStringLiteral("A redis-ca-file is for rediss:// and rediss-sentinel:// alone.");
    return std::nullopt;
}

} // namespace Server
