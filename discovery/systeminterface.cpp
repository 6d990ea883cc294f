// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/systeminterface.h"

#include <QFileInfo>

#include <algorithm>
#include <iterator>

namespace Discovery {
namespace {

using Kind = InterfaceReport::Kind;
using Use = InterfaceReport::Use;

const char *const vpnNames[] = {"tun",    "tap",     "wg",       "utun",     "ppp", "tailscale",
                                "zt",     "ipsec",   "nordlynx", "gpd",      "vpn", "cscotun",
                                "proton", "mullvad", "openvpn",  "wireguard"};
const char *const vpnWords[] = {"vpn", "wireguard", "tailscale", "zerotier", "tap-windows"};
const char *const virtualNames[] = {"docker", "veth",    "br-",   "virbr", "vmnet",   "vboxnet",
                                    "vnet",   "lxc",     "lxdbr", "cni",   "flannel", "cali",
                                    "podman", "dummy",   "ifb",   "awdl",  "llw",     "anpi",
                                    "kube",   "incusbr", "bridge"};
const char *const virtualWords[] = {"vethernet", "virtualbox", "vmware", "hyper-v", "docker"};
const char *const wirelessNames[] = {"wl", "ath", "wi-fi", "wifi"};

template <typename Words>
bool beginsWithOne(const QString &text, const Words &words)
{
    return std::any_of(std::begin(words), std::end(words), [&text](const char *word) {
        return text.startsWith(QLatin1String(word), Qt::CaseInsensitive);
    });
}

template <typename Words>
bool hasOne(const QString &text, const Words &words)
{
    return std::any_of(std::begin(words), std::end(words), [&text](const char *word) {
        return text.contains(QLatin1String(word), Qt::CaseInsensitive);
    });
}

bool isWirelessFolder(const QString &name)
{
    const QString folder = QStringLiteral("/sys/class/net/") + name;
    return QFileInfo::exists(folder + QStringLiteral("/wireless")) ||
           QFileInfo::exists(folder + QStringLiteral("/phy80211"));
}

bool isNamed(const QStringList &names, const SystemInterface &one)
{
    return names.contains(one.name) || names.contains(one.humanName);
}

SystemInterface describe(const QNetworkInterface &from)
{
    SystemInterface one;
    one.name = from.name();
    one.humanName = from.humanReadableName();
    one.index = from.index();
    one.kind = kindOf(one.name, one.humanName, from.type(), isWirelessFolder(one.name));
    one.up = from.flags() & QNetworkInterface::IsUp && from.flags() & QNetworkInterface::IsRunning;
    one.multicast = from.flags() & QNetworkInterface::CanMulticast;
    one.link.loopback = from.flags() & QNetworkInterface::IsLoopBack;
    const QList<QNetworkAddressEntry> entries = from.addressEntries();
    for (const QNetworkAddressEntry &entry : entries) {
        if (entry.ip().isLoopback() && !one.link.loopback)
            continue;
        one.addresses.append(entry.ip());
        one.link.subnets.append({entry.ip(), entry.prefixLength()});
    }
    std::stable_sort(one.addresses.begin(), one.addresses.end(),
                     [](const QHostAddress &a, const QHostAddress &b) {
                         return a.protocol() == QAbstractSocket::IPv4Protocol &&
                                b.protocol() != QAbstractSocket::IPv4Protocol;
                     });
    return one;
}

} // namespace

InterfaceReport::Kind kindOf(const QString &name, const QString &humanName,
                             QNetworkInterface::InterfaceType type, bool wireless)
{
    if (beginsWithOne(name, vpnNames) || hasOne(humanName, vpnWords))
        return Kind::Vpn;
    if (beginsWithOne(name, virtualNames) || hasOne(humanName, virtualWords))
        return Kind::Virtual;
    if (wireless || type == QNetworkInterface::Wifi || beginsWithOne(name, wirelessNames) ||
        beginsWithOne(humanName, wirelessNames))
        return Kind::Wireless;
    switch (type) {
    case QNetworkInterface::Ethernet:
        return Kind::Wired;
    case QNetworkInterface::Ppp:
    case QNetworkInterface::Slip:
        return Kind::Vpn;
    case QNetworkInterface::Virtual:
        return Kind::Virtual;
    default:
        return Kind::Other;
    }
}

InterfaceReport::Use useOf(const SystemInterface &one, const InterfaceChoice &choice)
{
    const QString rest = QStringLiteral("*");
    const bool named = isNamed(choice.allowed, one) || isNamed(choice.added, one);
    if (isNamed(choice.denied, one) || (choice.denied.contains(rest) && !named))
        return Use::Denied;
    if (!named) {
        const bool special =
            choice.allowed.isEmpty() && (one.kind == Kind::Vpn || one.kind == Kind::Virtual);
        const bool passedOver = !choice.allowed.isEmpty() && !choice.allowed.contains(rest);
        if (special || passedOver || one.link.loopback)
            return Use::Left;
    }
    if (!one.up || one.addresses.isEmpty())
        return Use::Down;
    // Some systems say so of what has it; who names one shall get the system's own word.
    return one.multicast || named ? Use::Used : Use::NoMulticast;
}

QList<SystemInterface> systemInterfaces()
{
    QList<SystemInterface> all;
    const QList<QNetworkInterface> found = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &one : found) {
        if (one.isValid())
            all.append(describe(one));
    }
    return all;
}

} // namespace Discovery
