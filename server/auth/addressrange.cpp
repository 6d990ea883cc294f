// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/addressrange.h"

#include "server/auth/addresses.h"

#include <tuple>

namespace Server {

AddressRange::AddressRange(const QString &text) : m_text(text)
{
    const QString plain = plainAddressText(text);
    if (plain.contains(u'/')) {
        std::tie(m_first, m_bits) = QHostAddress::parseSubnet(plain);
        return;
    }
    m_first = QHostAddress(plain);
    bool isIPv4 = false;
    const quint32 ipv4 = m_first.toIPv4Address(&isIPv4);
    if (isIPv4)
        m_first = QHostAddress(ipv4);
    m_bits = isIPv4 ? 32 : 128;
}

bool AddressRange::holds(const AddressRange &other) const
{
    return m_bits <= other.m_bits && m_first.protocol() == other.m_first.protocol() &&
           m_first.scopeId() == other.m_first.scopeId() &&
           other.m_first.isInSubnet(m_first, m_bits);
}

bool AddressRange::overlaps(const AddressRange &other) const
{
    if (m_first.isNull() || other.m_first.isNull())
        return !m_text.isEmpty() && m_text == other.m_text;
    return holds(other) || other.holds(*this);
}

} // namespace Server
