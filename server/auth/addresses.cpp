// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/addresses.h"

#include "stomp/time.h"

#include <QNetworkInterface>
#include <QThreadStorage>

#include <algorithm>
#include <chrono>
#include <optional>

namespace Server {
namespace {

constexpr int networkBits = 64;
/// Asking the system takes a while, and networks come and go.
constexpr auto networksKnownFor = std::chrono::seconds(30);

bool isSameNetwork(const QHostAddress &one, const QHostAddress &other)
{
    const Q_IPV6ADDR a = one.toIPv6Address();
    const Q_IPV6ADDR b = other.toIPv6Address();
    return std::equal(a.c, a.c + networkBits / 8, b.c);
}

struct OwnAddresses {
    QList<QHostAddress> known;
    std::optional<Stomp::TimePoint> asked;
};

const QList<QHostAddress> &ownAddresses()
{
    // No thread_local: the one of MinGW is freed before it is destroyed. Nor does it end before
    // the threads that have something in it.
    static auto &ofThread = *new QThreadStorage<OwnAddresses>;
    OwnAddresses &own = ofThread.localData();
    const auto now = Stomp::Clock::now();
    if (!own.asked || now - *own.asked >= networksKnownFor) {
        own.asked = now;
        own.known = QNetworkInterface::allAddresses();
        own.known.removeIf(
            [](const QHostAddress &one) { return one.protocol() != QHostAddress::IPv6Protocol; });
    }
    return own.known;
}

} // namespace

QString plainAddressText(const QString &address)
{
    const QString lower = address.trimmed().toLower();
    const QString mapped = QStringLiteral("::ffff:");
    const bool isIPv4 = lower.startsWith(mapped) && lower.contains(u'.');
    return isIPv4 ? lower.mid(mapped.size()) : lower;
}

bool isLoopbackText(const QString &address)
{
    const QString plain = plainAddressText(address);
    return plain == QStringLiteral("::1") || plain.startsWith(QStringLiteral("127."));
}

QHostAddress addressNetwork(const QHostAddress &address, const QList<QHostAddress> &own)
{
    bool isIPv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIPv4);
    if (isIPv4)
        return QHostAddress(ipv4);
    if (address.protocol() != QHostAddress::IPv6Protocol || address.isLoopback() ||
        address.isLinkLocal())
        return address;
    const bool isNeighbour = std::any_of(own.begin(), own.end(), [&](const QHostAddress &one) {
        return one.protocol() == QHostAddress::IPv6Protocol && isSameNetwork(one, address);
    });
    if (isNeighbour)
        return address;
    Q_IPV6ADDR network = address.toIPv6Address();
    std::fill(network.c + networkBits / 8, std::end(network.c), quint8(0));
    return QHostAddress(network);
}

QHostAddress addressNetwork(const QHostAddress &address)
{
    return addressNetwork(address, ownAddresses());
}

QString addressNetworkText(const QString &address)
{
    const QString plain = plainAddressText(address);
    const QHostAddress one(plain);
    if (one.isNull())
        return address;
    const QHostAddress network = addressNetwork(one);
    // Of an address whose second half is all zeros, too: it may be any of them.
    const Q_IPV6ADDR bytes = network.toIPv6Address();
    const bool isNetwork = network.protocol() == QHostAddress::IPv6Protocol &&
                           std::all_of(bytes.c + networkBits / 8, std::end(bytes.c),
                                       [](quint8 byte) { return byte == 0; });
    return isNetwork ? network.toString() + QStringLiteral("/64") : network.toString();
}

} // namespace Server
