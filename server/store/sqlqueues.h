// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/queuestore.h"
#include "server/store/sqlstatement.h"
#include "server/store/store.h"

#include <tl/expected.hpp>

namespace Server {

/// The tables of the queues in the log's SQLite file; part of SqlLog, under its rules.
class SqlQueues {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    Result<void> prepare(QSqlDatabase &database);

    Result<StoredQueues> contents();
    /// On an error the transaction has to be undone; `true` otherwise.
    Result<bool> add(const std::vector<StoredQueueMessage> &messages);
    Result<bool> remove(const std::vector<quint64> &ids);
    Result<bool> addSubscription(const StoredSubscription &subscription);
    Result<bool> removeSubscription(const StoredSubscription &subscription);

private:
    SqlStatement m_messages, m_subscriptions, m_last;
    SqlStatement m_add, m_remove, m_addSubscription, m_removeSubscription, m_empty;
};

} // namespace Server
