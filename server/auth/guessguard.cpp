// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/guessguard.h"

#include "server/auth/addresses.h"

#include <algorithm>

namespace Server {
namespace {

QString knownKey(const QString &peer, const QString &account)
{
    return account + QLatin1Char('\n') + addressNetworkText(peer);
}

} // namespace

std::optional<std::chrono::seconds> GuessGuard::waitIn(const Table &table, const QString &key,
                                                       Stomp::TimePoint now)
{
    const auto it = table.constFind(key);
    if (it == table.cend() || it->until <= now)
        return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(it->until - now);
}

std::optional<std::chrono::seconds> GuessGuard::wait(const QString &peer, const QString &account,
                                                     Stomp::TimePoint now) const
{
    const auto ofPeer = waitIn(m_peers, addressNetworkText(peer), now);
    if (account.isEmpty() || m_known.contains(knownKey(peer, account)))
        return ofPeer;
    const auto ofAccount = waitIn(m_accounts, account, now);
    return ofPeer && ofAccount ? std::max(ofPeer, ofAccount) : ofPeer ? ofPeer : ofAccount;
}

void GuessGuard::note(Table &table, const QString &key, int tries, Stomp::TimePoint now)
{
    if (table.size() >= m_limits.remembered && !table.contains(key)) {
        table.removeIf([now](const auto &one) { return one.value().until <= now; });
        if (table.size() >= m_limits.remembered)
            table.erase(table.begin());
    }
    Failures &failures = table[key];
    if (failures.count > 0 && now - failures.last >= m_limits.memory)
        failures = {};
    failures.last = now;
    if (++failures.count < tries)
        return;
    const int doublings = std::min(failures.count - tries, 20);
    const auto wait = std::min<std::chrono::seconds>(m_limits.firstWait * (1LL << doublings),
                                                     m_limits.longestWait);
    failures.until = now + wait;
}

void GuessGuard::wasWrong(const QString &peer, const QString &account, Stomp::TimePoint now)
{
    note(m_peers, addressNetworkText(peer), m_limits.peerTries, now);
    if (!account.isEmpty())
        note(m_accounts, account, m_limits.accountTries, now);
}

void GuessGuard::wasRight(const QString &peer, const QString &account, Stomp::TimePoint)
{
    // The address alone is forgiven: an account of one's own must not open others' to guessing.
    if (account.isEmpty())
        return;
    if (m_known.size() >= m_limits.remembered)
        m_known.clear();
    m_known.insert(knownKey(peer, account));
}

} // namespace Server
