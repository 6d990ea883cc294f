// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/visits.h"

#include <QNetworkInterface>

#include <chrono>
#include <utility>

namespace Server {
namespace {

using namespace std::chrono_literals;
constexpr auto visitPrecision = 1s;
/// Networks come and go; whoever has just got an address is taken for another one that long.
constexpr auto ownAddressesKept = 5s;

/// As two addresses are compared: of the same computer they come spelled differently.
QHostAddress comparable(const QHostAddress &address)
{
    bool isIPv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIPv4);
    if (isIPv4)
        return QHostAddress(ipv4);
    QHostAddress unscoped = address;
    unscoped.setScopeId({});
    return unscoped;
}

/// Of this computer, as its system says.
class OwnAddresses {
public:
    bool operator()(const QHostAddress &address)
    {
        if (address.isLoopback())
            return true;
        const Stomp::TimePoint now = Stomp::Clock::now();
        if (!m_asked || now - *m_asked >= ownAddressesKept) {
            m_asked = now;
            m_all.clear();
            for (const QHostAddress &one : QNetworkInterface::allAddresses())
                m_all.append(comparable(one));
        }
        return m_all.contains(address);
    }

private:
    QList<QHostAddress> m_all;
    std::optional<Stomp::TimePoint> m_asked;
};

} // namespace

Visits::Visits(IsOwn isOwn) : m_isOwn(isOwn ? std::move(isOwn) : OwnAddresses()) {}

void Visits::note(const QHostAddress &from, Stomp::TimePoint now)
{
    if (m_last && now - m_last->at < visitPrecision)
        return;
    const QHostAddress address = comparable(from);
    if (address.isNull() || m_isOwn(address))
        return;
    m_last = {address, now};
}

} // namespace Server
