// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/logdamage.h"
#include "server/store/sqllog.h"

#include <atomic>
#include <chrono>
#include <optional>

namespace Server {

/// What the log's thread does when nobody waits for it: fills the full-text index, and cleans it
/// of what was deleted. In small parts, and a busy log gives it a tenth of its time.
class SqlChores {
public:
    using Clock = std::chrono::steady_clock;
    using Wait = std::chrono::milliseconds;

    /// `unindexed` is told how far behind the index is, `damage` what could not be read.
    SqlChores(SqlLog &log, std::atomic<qint64> &unindexed, LogDamage &damage);

    /// How long nothing else may come until work() is called; nullopt: there is nothing to do.
    std::optional<Wait> due(Clock::time_point now) const;
    /// Something was asked of the log, and it was written or read.
    void logUsed(bool written);
    /// Does a part, if it is time for it: `idle` when due() passed.
    void work(Clock::time_point now, bool idle);

private:
    bool shouldPurge(Clock::time_point now) const;
    void look();

    SqlLog &m_log;
    std::atomic<qint64> &m_unindexed;
    LogDamage &m_damage;
    Clock::time_point m_next{};      ///< A busy log is not held up before.
    Clock::time_point m_notBefore{}; ///< It failed; nothing is tried before.
    std::optional<Clock::time_point> m_purgeFrom;
};

} // namespace Server
