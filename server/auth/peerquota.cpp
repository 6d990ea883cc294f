// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/peerquota.h"

#include "server/auth/addresses.h"

#include <algorithm>

namespace Server {

std::optional<std::chrono::seconds> PeerQuota::count(const QString &peer, Stomp::TimePoint now)
{
    if (m_limits.perPeer <= 0)
        return m_limits.countedFor;
    const QString from = addressNetworkText(peer);
    auto used = m_used.find(from);
    if (used == m_used.end()) {
        makeRoom(now);
        used = m_used.insert(from, {0, now});
    } else if (now - used->since >= m_limits.countedFor) {
        *used = {0, now};
    }
    if (used->count >= m_limits.perPeer)
        return std::chrono::ceil<std::chrono::seconds>(used->since + m_limits.countedFor - now);
    ++used->count;
    return std::nullopt;
}

void PeerQuota::takeBack(const QString &peer)
{
    const auto used = m_used.find(addressNetworkText(peer));
    if (used != m_used.end() && --used->count <= 0)
        m_used.erase(used);
}

void PeerQuota::makeRoom(Stomp::TimePoint now)
{
    if (m_used.size() < m_limits.remembered)
        return;
    m_used.removeIf(
        [&](const auto &one) { return now - one.value().since >= m_limits.countedFor; });
    if (m_used.size() < m_limits.remembered)
        return;
    m_used.erase(
        std::min_element(m_used.cbegin(), m_used.cend(), [](const Used &one, const Used &other) {
            return one.since < other.since;
        }));
}

} // namespace Server
