// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cluster/redislocation.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>

namespace Server {
namespace {

struct RedisScheme {
    const char *word;
    RedisLocation::Kind kind;
    bool tls;
};

constexpr std::array redisSchemes{
    RedisScheme{"redis", RedisLocation::Kind::Servers, false},
    RedisScheme{"rediss", RedisLocation::Kind::Servers, true},
    RedisScheme{"redis-sentinel", RedisLocation::Kind::Sentinels, false},
    RedisScheme{"rediss-sentinel", RedisLocation::Kind::Sentinels, true},
};

constexpr quint16 sentinelPort = 26379;
constexpr qsizetype mostServers = 32;
constexpr int mostDatabases = 65536;

bool isServerName(const QString &name)
{
    return !name.isEmpty() && name.size() <= 253 &&
           std::all_of(name.begin(), name.end(), [](QChar letter) {
               return (letter.unicode() < 128 && letter.isLetterOrNumber()) || letter == u'.' ||
                      letter == u'-' || letter == u'_' || letter == u':' || letter == u'%';
           });
}

std::optional<RedisServer> serverOf(const QString &text, quint16 usualPort)
{
    RedisServer server{text, usualPort};
    QString port;
    if (text.startsWith(u'[')) { // IPv6
        const qsizetype end = text.indexOf(u']');
        if (end < 0)
            return std::nullopt;
        server.host = text.mid(1, end - 1);
        const QString rest = text.mid(end + 1);
        if (!rest.isEmpty() && (!rest.startsWith(u':') || rest.size() == 1))
            return std::nullopt;
        port = rest.mid(1);
    } else if (const qsizetype colon = text.indexOf(u':'); colon >= 0) {
        server.host = text.left(colon);
        port = text.mid(colon + 1);
        if (port.isEmpty() || server.host.isEmpty())
            return std::nullopt;
    }
    if (!port.isEmpty()) {
        bool isNumber = false;
        const uint number = port.toUInt(&isNumber);
        if (!isNumber || number == 0 || number > 65535)
            return std::nullopt;
        server.port = quint16(number);
    }
    return isServerName(server.host) ? std::optional(server) : std::nullopt;
}

tl::unexpected<QString> wrong(const char *words)
{
    return tl::unexpected(QString::fromUtf8(words));
}

} // namespace

QString RedisServer::toString() const
{
    const QString shown = host.contains(u':') ? u'[' + host + u']' : host;
    return shown + u':' + QString::number(port);
}

tl::expected<RedisLocation, QString> parseRedisLocation(const QString &text)
{
    RedisLocation location;
    QString rest = text;
    if (const qsizetype scheme = text.indexOf(QStringLiteral("://")); scheme >= 0) {
        const QString word = text.left(scheme);
        const auto known =
            std::find_if(redisSchemes.begin(), redisSchemes.end(),
                         [&](const RedisScheme &one) { return word == QLatin1String(one.word); });
        if (known == redisSchemes.end())
            return wrong("begins with none of redis://, rediss://, redis-sentinel:// and "
                         "rediss-sentinel://");
        location.kind = known->kind;
        location.tls = known->tls;
        rest = text.mid(scheme + 3);
    }
    QStringList parts = rest.split(u'/');
    QString servers = parts.takeFirst();
    if (const qsizetype at = servers.lastIndexOf(u'@'); at >= 0) {
        location.user = servers.left(at);
        servers = servers.mid(at + 1);
        if (location.user.contains(u':'))
            return wrong("has a password, which others could read; put it into the file that "
                         "redis-password-file names");
        if (location.user.isEmpty())
            return wrong("has no user before the @");
    }
    const bool asksSentinels = location.kind == RedisLocation::Kind::Sentinels;
    for (const QString &one : servers.split(u',')) {
        const auto server = serverOf(one.trimmed(), asksSentinels ? sentinelPort : quint16(6379));
        if (!server)
            return wrong("has a server that is not host or host:port");
        location.servers.push_back(*server);
    }
    if (qsizetype(location.servers.size()) > mostServers)
        return wrong("has more than 32 servers");
    if (asksSentinels) {
        if (parts.isEmpty() || parts.constFirst().isEmpty())
            return wrong("lacks the name of the master behind the Sentinels, as in "
                         "redis-sentinel://host1,host2/mymaster");
        location.master = parts.takeFirst();
    }
    if (parts.size() > 1)
        return wrong("has more parts than it can have");
    if (!parts.isEmpty() && !parts.constFirst().isEmpty()) {
        bool isNumber = false;
        location.database = parts.constFirst().toInt(&isNumber);
        if (!isNumber || location.database < 0 || location.database >= mostDatabases)
            return wrong("has a database that is no number");
    }
    return location;
}

} // namespace Server
