// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/locallink.h"

#include <algorithm>
#include <array>

namespace Discovery {
namespace {

struct PrivateNet {
    quint32 network;
    int bits;
};
// RFC 1918 and RFC 6598.
constexpr std::array<PrivateNet, 4> privateNets{{
    {0x0a000000, 8},
    {0xac100000, 12},
    {0xc0a80000, 16},
    {0x64400000, 10},
}};

bool isPrivateAddress(const QHostAddress &address)
{
    if (address.protocol() == QAbstractSocket::IPv6Protocol)
        return address.isUniqueLocalUnicast();
    return std::any_of(privateNets.begin(), privateNets.end(), [&address](const PrivateNet &net) {
        return address.toIPv4Address() >> (32 - net.bits) == net.network >> (32 - net.bits);
    });
}

} // namespace

bool LocalLink::reaches(const QHostAddress &address) const
{
    if (loopback || address.isLinkLocal())
        return true; // to the loopback this computer alone can send
    return std::any_of(subnets.begin(), subnets.end(), [&address](const auto &subnet) {
        return subnet.second > 0 && address.isInSubnet(subnet.first, subnet.second);
    });
}

bool LocalLink::mayBeNear(const QHostAddress &address) const
{
    if (address.isNull() || address.isMulticast() || address.isBroadcast())
        return false;
    const bool isIpv4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    if (isIpv4 ? address.toIPv4Address() >> 24 == 0
               : address == QHostAddress(QHostAddress::AnyIPv6))
        return false;
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        bool mapped = false;
        address.toIPv4Address(&mapped);
        if (mapped && !address.isLoopback())
            return false;
    }
    if (address.isLoopback())
        return loopback;
    return isPrivateAddress(address) || (!loopback && reaches(address));
}

} // namespace Discovery
