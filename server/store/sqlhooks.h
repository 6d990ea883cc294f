// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/hookstore.h"
#include "server/store/sqlstatement.h"

#include <tl/expected.hpp>
#include <vector>

namespace Server {

class SqlLog;

/// Which hooks there are, in the log's SQLite file; part of SqlLog, under its rules.
class SqlHooks {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    explicit SqlHooks(SqlLog &log) : m_log(log) {}

    Result<void> prepare(QSqlDatabase &database);

    Result<std::vector<StoredHook>> all();
    Result<StoredHook> add(const StoredHook &hook, const HookQuota &quota);
    Result<bool> renew(const QString &id, const QByteArray &secret, const Chat::UserId &maker);
    Result<bool> remove(const QString &id);

private:
    SqlLog &m_log;
    SqlStatement m_all, m_count, m_add, m_renew, m_remove;
};

} // namespace Server
