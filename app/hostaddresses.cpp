// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hostaddresses.h"

#include <algorithm>
#include <array>

namespace {

using Kind = Ui::HostAddress::Kind;

/// Of interfaces that programs make, which the system calls Ethernet or says nothing of.
constexpr std::array<const char *, 10> virtualNames{"docker",  "br-",  "veth", "virbr", "vmnet",
                                                    "vboxnet", "vnet", "lxc",  "lxd",   "podman"};
constexpr std::array<const char *, 8> vpnNames{"tun",  "tap", "wg",  "tailscale",
                                               "utun", "zt",  "ppp", "nordlynx"};

bool beginsWithOneOf(const QString &name, const auto &beginnings)
{
    return std::any_of(beginnings.begin(), beginnings.end(), [&name](const char *beginning) {
        return name.startsWith(QLatin1String(beginning), Qt::CaseInsensitive);
    });
}

int rank(Kind kind)
{
    switch (kind) {
    case Kind::Wired:
    case Kind::Wireless:
        return 0; // as the system has them
    case Kind::Other:
        return 1;
    case Kind::Vpn:
        return 2;
    case Kind::Virtual:
        return 3;
    case Kind::ThisComputer:
        break;
    }
    return 4;
}

QString addressText(const QHostAddress &address, quint16 port)
{
    const bool isIPv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (isIPv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
        .arg(address.toString())
        .arg(port);
}

} // namespace

Kind interfaceKind(const QString &name, QNetworkInterface::InterfaceType type)
{
    if (beginsWithOneOf(name, vpnNames) || type == QNetworkInterface::Ppp)
        return Kind::Vpn;
    if (beginsWithOneOf(name, virtualNames))
        return Kind::Virtual;
    switch (type) {
    case QNetworkInterface::Wifi:
        return Kind::Wireless;
    case QNetworkInterface::Ethernet:
        return Kind::Wired;
    case QNetworkInterface::Virtual:
        return Kind::Virtual;
    default:
        return Kind::Other;
    }
}

std::vector<LocalInterface> localInterfaces()
{
    std::vector<LocalInterface> found;
    for (const QNetworkInterface &one : QNetworkInterface::allInterfaces()) {
        const auto flags = one.flags();
        if (!(flags & QNetworkInterface::IsUp) || !(flags & QNetworkInterface::IsRunning) ||
            (flags & QNetworkInterface::IsLoopBack))
            continue;
        LocalInterface local{one.name(), one.humanReadableName(), one.type(), {}};
        for (const QNetworkAddressEntry &entry : one.addressEntries())
            local.addresses << entry.ip();
        found.push_back(std::move(local));
    }
    return found;
}

std::vector<Ui::HostAddress> addressesBehind(const std::vector<LocalInterface> &interfaces,
                                             quint16 port)
{
    struct Found {
        Ui::HostAddress address;
        int rank;
    };
    std::vector<Found> found;
    const auto take = [&](QAbstractSocket::NetworkLayerProtocol protocol) {
        const bool isIPv6 = protocol == QAbstractSocket::IPv6Protocol;
        for (const LocalInterface &one : interfaces) {
            const Kind kind = interfaceKind(one.name, one.type);
            for (const QHostAddress &address : one.addresses) {
                if (address.protocol() != protocol || address.isLoopback() ||
                    (isIPv6 && address.isLinkLocal()))
                    continue;
                const int selfGiven = address.isLinkLocal() ? 10 : 0;
                found.push_back(
                    {{addressText(address, port), one.humanName, kind}, rank(kind) + selfGiven});
            }
        }
    };
    take(QAbstractSocket::IPv4Protocol);
    if (found.empty())
        take(QAbstractSocket::IPv6Protocol);
    std::stable_sort(found.begin(), found.end(),
                     [](const Found &one, const Found &other) { return one.rank < other.rank; });
    std::vector<Ui::HostAddress> addresses;
    for (Found &one : found)
        addresses.push_back(std::move(one.address));
    return addresses;
}
