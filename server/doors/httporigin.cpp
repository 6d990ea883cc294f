// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/httporigin.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QSysInfo>
#include <QUrl>

#include <algorithm>

namespace Server {
namespace {

constexpr qsizetype longestHostName = 253; // RFC 1035, 2.3.4, without the dot at the end

bool isLoopbackHost(const QString &host)
{
    return host == QStringLiteral("localhost") || QHostAddress(host).isLoopback();
}

bool isHostName(QByteArrayView name)
{
    return !name.isEmpty() && name.size() <= longestHostName &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
                      c == '_';
           });
}

/// Written as browsers do; other spellings of an address are names to them.
bool isAddress(QByteArrayView host)
{
    QHostAddress address;
    if (host.startsWith('[') && host.endsWith(']'))
        return address.setAddress(QString::fromLatin1(host.sliced(1).chopped(1))) &&
               address.protocol() == QAbstractSocket::IPv6Protocol;
    return address.setAddress(QString::fromLatin1(host)) &&
           address.protocol() == QAbstractSocket::IPv4Protocol &&
           QByteArrayView(address.toString().toLatin1()) == host;
}

/// Without the port; empty when what stands there is none.
QByteArrayView withoutPort(QByteArrayView host)
{
    const qsizetype colon = host.lastIndexOf(':');
    if (colon < 0 || host.endsWith(']'))
        return host;
    const QByteArrayView port = host.sliced(colon + 1);
    const bool isPort = port.size() <= 5 && std::all_of(port.begin(), port.end(), [](char c) {
                            return c >= '0' && c <= '9';
                        });
    return isPort ? host.first(colon) : QByteArrayView();
}

} // namespace

bool originAllowed(const QByteArray &origin, const QByteArray &host, const QByteArrayList &allowed)
{
    if (origin.isEmpty() || allowed.contains(origin) || allowed.contains("*"))
        return true;
    const QUrl url(QString::fromUtf8(origin));
    if (!url.isValid() || url.host().isEmpty())
        return false;
    const QUrl own(QStringLiteral("http://") + QString::fromUtf8(host));
    // A Host without a port is on the default one of the scheme that was used to get here.
    const int defaultPort = url.scheme() == QStringLiteral("https") ? 443 : 80;
    const bool same = url.host() == own.host() && url.port(defaultPort) == own.port(defaultPort);
    return same || isLoopbackHost(url.host());
}

QByteArray framePolicy(const QByteArrayList &allowed)
{
    if (allowed.contains("*"))
        return {};
    QByteArray policy = "frame-ancestors 'self' http://localhost:* https://localhost:* "
                        "http://127.0.0.1:* https://127.0.0.1:*";
    for (const QByteArray &origin : allowed) {
        const bool isPlain = std::all_of(origin.begin(), origin.end(), [](char c) {
            return c > ' ' && c != ';' && c != ',' && c != '\'';
        });
        if (isPlain && (origin.startsWith("http://") || origin.startsWith("https://")))
            policy += ' ' + origin;
    }
    return policy;
}

bool hostAllowed(const QByteArray &host, const QByteArrayList &names)
{
    if (names.contains("*"))
        return true;
    const QByteArrayView bare = withoutPort(host);
    if (isAddress(bare))
        return true;
    const QByteArray name = plainHostName(bare.toByteArray());
    return name == "localhost" || (!name.isEmpty() && names.contains(name));
}

QByteArrayList ownHostNames()
{
    QByteArrayList names;
    const QString domain = QHostInfo::localDomainName();
    for (const QString &said : {QSysInfo::machineHostName(), QHostInfo::localHostName()}) {
        const QString first = said.section(QLatin1Char('.'), 0, 0);
        for (const QString &name :
             {said, first, first + QStringLiteral(".local"), first + QLatin1Char('.') + domain}) {
            const QByteArray plain = plainHostName(name.toUtf8());
            if (!plain.isEmpty() && !names.contains(plain))
                names.append(plain);
        }
    }
    return names;
}

QByteArray plainHostName(const QByteArray &name)
{
    QByteArray plain = QUrl::toAce(QString::fromUtf8(name)).toLower();
    if (plain.isEmpty())
        plain = name.toLower(); // an underscore, most likely
    if (plain.endsWith('.'))
        plain.chop(1);
    return isHostName(plain) ? plain : QByteArray();
}

} // namespace Server
