// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/madeaccounts.h"

#include "server/auth/addresses.h"

#include <algorithm>

namespace Server {

std::optional<std::chrono::seconds> MadeAccounts::count(const QString &peer, Stomp::TimePoint now)
{
    if (m_limits.perPeer <= 0)
        return m_limits.countedFor;
    const QString from = addressNetworkText(peer);
    auto made = m_made.find(from);
    if (made == m_made.end()) {
        makeRoom(now);
        made = m_made.insert(from, {0, now});
    } else if (now - made->since >= m_limits.countedFor) {
        *made = {0, now};
    }
    if (made->count >= m_limits.perPeer)
        return std::chrono::ceil<std::chrono::seconds>(made->since + m_limits.countedFor - now);
    ++made->count;
    return std::nullopt;
}

void MadeAccounts::takeBack(const QString &peer)
{
    const auto made = m_made.find(addressNetworkText(peer));
    if (made != m_made.end() && --made->count <= 0)
        m_made.erase(made);
}

void MadeAccounts::makeRoom(Stomp::TimePoint now)
{
    if (m_made.size() < m_limits.remembered)
        return;
    m_made.removeIf(
        [&](const auto &one) { return now - one.value().since >= m_limits.countedFor; });
    if (m_made.size() < m_limits.remembered)
        return;
    m_made.erase(
        std::min_element(m_made.cbegin(), m_made.cend(), [](const Made &one, const Made &other) {
            return one.since < other.since;
        }));
}

} // namespace Server
