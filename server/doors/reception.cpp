// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/reception.h"

#include <utility>

namespace Server {

Reception::Place::Place(Place &&other) noexcept
    : m_reception(std::move(other.m_reception)), m_address(std::move(other.m_address)),
      m_kind(other.m_kind), m_counted(std::exchange(other.m_counted, false)),
      m_handshake(std::exchange(other.m_handshake, false))
{
}

Reception::Place &Reception::Place::operator=(Place &&other) noexcept
{
    if (this != &other) {
        leave();
        m_reception = std::move(other.m_reception);
        m_address = std::move(other.m_address);
        m_kind = other.m_kind;
        m_counted = std::exchange(other.m_counted, false);
        m_handshake = std::exchange(other.m_handshake, false);
    }
    return *this;
}

void Reception::Place::becomeLink()
{
    if (std::exchange(m_handshake, false))
        --m_reception->m_handshakes;
}

bool Reception::Place::moveTo(const QHostAddress &address)
{
    if (!m_counted)
        return true;
    const auto &limits = m_reception->m_limits;
    const QHostAddress network = limits.networkOf ? limits.networkOf(address) : address;
    auto &perAddress = m_reception->perAddress(m_kind);
    if (!m_reception->isSpared(address) &&
        perAddress.value(network) >= limits.connectionsPerAddress) {
        ++m_reception->counters.refusedPerAddress;
        return false;
    }
    ++perAddress[network];
    if (const auto it = perAddress.find(m_address); it != perAddress.end() && --*it <= 0)
        perAddress.erase(it);
    m_address = network;
    return true;
}

void Reception::Place::leave()
{
    becomeLink();
    if (!std::exchange(m_counted, false))
        return;
    --m_reception->m_connections;
    auto &perAddress = m_reception->perAddress(m_kind);
    if (const auto it = perAddress.find(m_address); it != perAddress.end() && --*it <= 0)
        perAddress.erase(it);
}

tl::expected<Reception::Place, Reception::Refusal> Reception::admit(const QHostAddress &address,
                                                                    Kind kind)
{
    if (m_connections >= m_limits.connections) {
        ++counters.refusedTotal;
        return tl::unexpected(Refusal::Total);
    }
    const QHostAddress network = m_limits.networkOf ? m_limits.networkOf(address) : address;
    if (!isSpared(address) && perAddress(kind).value(network) >= m_limits.connectionsPerAddress) {
        ++counters.refusedPerAddress;
        return tl::unexpected(Refusal::PerAddress);
    }
    const bool connection = kind == Kind::Connection;
    if (connection) {
        ++counters.accepted;
        ++m_handshakes;
    }
    ++m_connections;
    ++perAddress(kind)[network];
    Place place;
    place.m_reception = shared_from_this();
    place.m_address = network;
    place.m_kind = kind;
    place.m_counted = true;
    place.m_handshake = connection;
    return place;
}

bool Reception::isSpared(const QHostAddress &address) const
{
    return (m_limits.sparesLoopback && address.isLoopback()) ||
           (m_limits.isProxy && m_limits.isProxy(address));
}

Reception::Place Reception::uncounted()
{
    Place place;
    place.m_reception = shared_from_this();
    return place;
}

QHostAddress plainAddress(const QHostAddress &address)
{
    bool isIPv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIPv4);
    return isIPv4 ? QHostAddress(ipv4) : address;
}

} // namespace Server
