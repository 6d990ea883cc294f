// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>
#include <vector>

namespace Server {

struct RedisServer {
    QString host; ///< A name or an address, without brackets.
    quint16 port = 6379;

    QString toString() const;
    bool operator==(const RedisServer &) const = default;
};

/// Where Redis is.
struct RedisLocation {
    enum class Kind {
        Servers,   ///< One of these: of a Redis Cluster any, else whichever may be written to.
        Sentinels, ///< These know which server it is.
    };
    Kind kind = Kind::Servers;
    bool tls = false;
    QString user; ///< Empty: the one that needs none.
    std::vector<RedisServer> servers;
    QString master; ///< What Sentinels call the group of servers.
    int database = 0;

    bool operator==(const RedisLocation &) const = default;
};

/// Reads `redis://[user@]host[:port][,host[:port]…][/database]`, the same with `rediss` for TLS or
/// without a scheme, and `redis-sentinel://[user@]host[:port][,…]/master[/database]`,
/// `rediss-sentinel` with TLS. The error is the end of a sentence, and says nothing of a password.
tl::expected<RedisLocation, QString> parseRedisLocation(const QString &text);

} // namespace Server
