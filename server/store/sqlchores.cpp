// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlchores.h"

#include "server/store/logging.h"

#include <algorithm>

namespace Server {
namespace {

using namespace std::chrono_literals;

/// Fewer wait for a moment without traffic. So many are written together, of a busy log fewer.
constexpr qint64 many = 256;
constexpr qint64 manyWhenBusy = 64;
constexpr SqlChores::Wait quiet = 200ms;
constexpr SqlChores::Wait afterFailure = 10s;
/// What is deleted stays so long in the index's file at least: a purge writes most of it anew.
constexpr SqlChores::Wait purgeDelay = 10min;
constexpr int busyShare = 10;

} // namespace

SqlChores::SqlChores(SqlLog &log, std::atomic<qint64> &unindexed, LogDamage &damage)
    : m_log(log), m_unindexed(unindexed), m_damage(damage)
{
    look();
    if (m_log.searchIndex().hasRemains())
        m_purgeFrom = Clock::now();
}

void SqlChores::look()
{
    if (const auto behind = m_log.searchIndex().behind())
        m_unindexed = *behind;
    if (!m_log.searchIndex().hasRemains())
        m_purgeFrom.reset();
    else if (!m_purgeFrom)
        m_purgeFrom = Clock::now() + purgeDelay;
}

void SqlChores::logUsed(bool written)
{
    if (written)
        look();
}

bool SqlChores::shouldPurge(Clock::time_point now) const
{
    return m_purgeFrom && now >= *m_purgeFrom;
}

std::optional<SqlChores::Wait> SqlChores::due(Clock::time_point now) const
{
    std::optional<Wait> wait;
    if (m_unindexed >= many)
        wait = 0ms;
    else if (m_unindexed > 0)
        wait = quiet;
    else if (m_purgeFrom)
        wait = std::max(std::chrono::ceil<Wait>(*m_purgeFrom - now), 0ms);
    if (wait && now < m_notBefore)
        wait = std::max(*wait, std::chrono::ceil<Wait>(m_notBefore - now));
    return wait;
}

void SqlChores::work(Clock::time_point now, bool idle)
{
    const bool indexes = m_unindexed > 0;
    if (now < m_notBefore || (!idle && now < m_next) || (!indexes && !(idle && shouldPurge(now))))
        return;
    const auto done = m_log.unhurried([&] {
        return indexes ? m_log.searchIndex().catchUp(idle ? many : manyWhenBusy)
                       : m_log.searchIndex().purge();
    });
    const auto end = Clock::now();
    m_next = end + std::max<Clock::duration>((end - now) * (busyShare - 1), quiet);
    if (!done) {
        m_damage.note(done.error());
        qCWarning(storeLog) << "the full-text index was not written; trying again in"
                            << afterFailure.count() / 1000 << "s";
        m_notBefore = end + afterFailure;
    }
    look();
}

} // namespace Server
