// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/sqlstatement.h"

#include <tl/expected.hpp>
#include <vector>

namespace Server {

class SqlLog;

/// What was said in rooms; part of SqlLog, under its rules.
class SqlHistories {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    explicit SqlHistories(SqlLog &log) : m_log(log) {}
    Result<void> prepare(QSqlDatabase &database);

    Result<History> history(const HistoryQuery &query);
    /// Of a shared log all rooms are read together, by one statement and those of the messages'
    /// parts. Of a log of one's own, where none is waited for, each by its own.
    Result<Histories> following(const std::vector<KnownPart> &rooms);

private:
    Result<Histories> readOneByOne(const std::vector<KnownPart> &rooms);

    SqlLog &m_log;
    SqlStatement m_oldest, m_newest;
    SqlStatement m_following; ///< Of a shared log alone.
};

} // namespace Server
