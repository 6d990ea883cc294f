// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cluster/redisserverfinder.h"

#include "server/cluster/redisconnection.h"

#include <utility>

namespace Server {
namespace {

/// nullopt unless both can be of a server.
std::optional<RedisServer> namedServer(const QByteArray &host, const QByteArray &port)
{
    bool isNumber = false;
    const uint number = port.toUInt(&isNumber);
    if (host.isEmpty() || host.size() > 253 || !isNumber || number == 0 || number > 65535)
        return std::nullopt;
    return RedisServer{QString::fromUtf8(host), quint16(number)};
}

} // namespace

RedisServerFinder::RedisServerFinder(const RedisAccess &access) : m_access(access) {}

RedisServerFinder::~RedisServerFinder() = default;

void RedisServerFinder::find()
{
    close();
    const RedisServer &next =
        m_access.location.servers[m_next++ % m_access.location.servers.size()];
    if (m_sentTo || m_access.location.kind == RedisLocation::Kind::Servers) {
        const RedisServer server = m_sentTo ? *std::exchange(m_sentTo, std::nullopt) : next;
        QMetaObject::invokeMethod(
            this, [this, server] { Q_EMIT found(server); }, Qt::QueuedConnection);
        return;
    }
    askSentinel(next);
}

void RedisServerFinder::close()
{
    if (!m_sentinel)
        return;
    m_sentinel->disconnect(this);
    m_sentinel->close();
    m_sentinel.release()->deleteLater(); // it may be the one that calls
}

void RedisServerFinder::askSentinel(const RedisServer &sentinel)
{
    m_sentinel = std::make_unique<RedisConnection>(m_access, RedisConnection::Use::Asking);
    const auto because = [this, sentinel](const QString &reason) {
        close();
        Q_EMIT failed(QStringLiteral("Sentinel %1: %2").arg(sentinel.toString(), reason));
    };
    connect(m_sentinel.get(), &RedisConnection::failed, this, because);
    connect(m_sentinel.get(), &RedisConnection::ready, this, [this, because] {
        m_sentinel->ask(
            {{"SENTINEL", "get-master-addr-by-name", m_access.location.master.toUtf8()}},
            [this, because](const RedisReply &reply) {
                const auto server = reply.list.size() == 2
                                        ? namedServer(reply.list[0].text, reply.list[1].text)
                                        : std::nullopt;
                if (!server) {
                    because(reply.isError() ? QString::fromLatin1(reply.errorCode())
                                            : QStringLiteral("it knows no master of that name"));
                    return;
                }
                close();
                Q_EMIT found(*server);
            });
    });
    m_sentinel->open(sentinel);
}

bool RedisServerFinder::follow(const RedisReply &error, const RedisServer &asked)
{
    if (error.errorCode() != "MOVED")
        return false;
    const QByteArrayList words = error.text.split(' ');
    const qsizetype colon = words.size() == 3 ? words[2].lastIndexOf(':') : -1;
    if (colon < 0)
        return false;
    // Without a host it is the one that was asked, at another port.
    const QByteArray host = words[2].first(colon);
    m_sentTo = namedServer(host.isEmpty() || host == "?" ? asked.host.toUtf8() : host,
                           words[2].mid(colon + 1));
    return m_sentTo.has_value();
}

} // namespace Server
