// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/hooktarget.h"

#include <QMessageAuthenticationCode>

#include <algorithm>

namespace Server {
namespace {

QHostAddress ipv4At(const Q_IPV6ADDR &bytes, int place)
{
    return QHostAddress(quint32(bytes[place]) << 24 | quint32(bytes[place + 1]) << 16 |
                        quint32(bytes[place + 2]) << 8 | quint32(bytes[place + 3]));
}

/// All that it may reach: itself, and the addresses of IPv4 that hosts, tunnels and translators on
/// the way make of it.
QList<QHostAddress> reachedBy(const QHostAddress &address)
{
    bool isIPv4 = false;
    const quint32 plain = address.toIPv4Address(&isIPv4); // also of ::ffff:a.b.c.d
    if (isIPv4)
        return {QHostAddress(plain)};
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    const auto begins = [&address](const char *network, int bits) {
        return address.isInSubnet(QHostAddress(QString::fromLatin1(network)), bits);
    };
    QHostAddress unscoped = address;
    unscoped.setScopeId({});
    QList<QHostAddress> reached{unscoped};
    const bool isShort = bytes[12] == 0 && bytes[13] == 0; // ::1 and its like, no address within
    const bool isIsatap =
        (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
    // Those of IPv4 (RFC 4291), of SIIT (2765), of NAT64 (6052), of ISATAP (5214).
    if ((begins("::", 96) && !isShort) || begins("::ffff:0:0:0", 96) || begins("64:ff9b::", 96) ||
        isIsatap)
        reached.append(ipv4At(bytes, 12));
    if (begins("2002::", 16)) // 6to4
        reached.append(ipv4At(bytes, 2));
    return reached;
}

/// Teredo hands to whatever address stands in it, and of NAT64's prefix for local use (RFC 8215)
/// only its operator knows where in it one stands.
bool mayLeadAnywhere(const QHostAddress &address)
{
    return address.isInSubnet(QHostAddress(QStringLiteral("2001::")), 32) ||
           address.isInSubnet(QHostAddress(QStringLiteral("64:ff9b:1::")), 48);
}

bool isOfSomebody(const QHostAddress &address)
{
    return !address.isNull() && !address.isMulticast() && !address.isBroadcast() &&
           address != QHostAddress(QHostAddress::AnyIPv6) &&
           !address.isInSubnet(QHostAddress(QStringLiteral("0.0.0.0")), 8);
}

/// Without their scopes, and those of IPv4 as such.
bool isAmong(const QList<QHostAddress> &all, const QHostAddress &address)
{
    return std::any_of(all.begin(), all.end(), [&address](const QHostAddress &one) {
        return reachedBy(one).constFirst() == address;
    });
}

} // namespace

bool isHookTarget(const QHostAddress &address, bool toItself, const QList<QHostAddress> &own)
{
    const QList<QHostAddress> reached = reachedBy(address);
    if (!std::all_of(reached.begin(), reached.end(), isOfSomebody))
        return false;
    if (toItself)
        return true;
    return !mayLeadAnywhere(address) &&
           std::none_of(reached.begin(), reached.end(), [&own](const QHostAddress &one) {
               return one.isLoopback() || one.isLinkLocal() || isAmong(own, one);
           });
}

QByteArray hookSignature(const QByteArray &secret, std::chrono::seconds time,
                         const QByteArray &body)
{
    const QByteArray seconds = QByteArray::number(qint64(time.count()));
    const QByteArray code =
        QMessageAuthenticationCode::hash(seconds + '.' + body, secret, QCryptographicHash::Sha256);
    return "t=" + seconds + ",v1=" + code.toHex();
}

} // namespace Server
