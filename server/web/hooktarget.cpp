// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/hooktarget.h"

#include <QMessageAuthenticationCode>

#include <algorithm>

namespace Server {
namespace {

/// What is reached in the end: translators make an address of IPv4 from some of IPv6.
QHostAddress withinAddress(const QHostAddress &address)
{
    bool isIPv4 = false;
    const quint32 plain = address.toIPv4Address(&isIPv4);
    if (isIPv4)
        return QHostAddress(plain);
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    const auto ipv4At = [&](int place) {
        return QHostAddress(quint32(bytes[place]) << 24 | quint32(bytes[place + 1]) << 16 |
                            quint32(bytes[place + 2]) << 8 | quint32(bytes[place + 3]));
    };
    const bool zeros =
        std::all_of(&bytes.c[0], &bytes.c[12], [](quint8 byte) { return byte == 0; });
    const bool isShort = bytes[12] == 0 && bytes[13] == 0; // ::1 and its like, no address within
    if (zeros && !isShort)
        return ipv4At(12);
    if (address.isInSubnet(QHostAddress(QStringLiteral("64:ff9b::")), 96))
        return ipv4At(12);
    if (address.isInSubnet(QHostAddress(QStringLiteral("2002::")), 16))
        return ipv4At(2);
    return address;
}

} // namespace

bool isHookTarget(const QHostAddress &given, bool toLoopback)
{
    const QHostAddress address = withinAddress(given);
    static const QHostAddress nobody(QStringLiteral("0.0.0.0"));
    if (address.isNull() || address.isMulticast() || address.isBroadcast() ||
        address == QHostAddress(QHostAddress::AnyIPv6) || address.isInSubnet(nobody, 8))
        return false;
    return toLoopback || !(address.isLoopback() || address.isLinkLocal());
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
