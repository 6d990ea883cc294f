// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/orderstore.h"
#include "server/store/sqlstatement.h"

#include <QVariant>

#include <tl/expected.hpp>
#include <vector>

namespace Server {

class SqlLog;

/// Who may not speak or not be here, and what was done to keep order, in the log's SQLite file;
/// part of SqlLog, under its rules.
class SqlOrder {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    explicit SqlOrder(SqlLog &log) : m_log(log) {}

    Result<void> prepare(QSqlDatabase &database);

    Result<std::vector<StoredSanction>> sanctions();
    Result<std::optional<QString>> speaker(const Chat::RoomId &room, const Chat::UserId &user);
    Result<bool> impose(const StoredSanction &sanction, const Chat::OrderEntry &entry,
                        const OrderQuota &quota);
    Result<bool> lift(const StoredSanction &sanction, const Chat::OrderEntry &entry,
                      const OrderQuota &quota);
    Result<bool> note(const Chat::OrderEntry &entry, const OrderQuota &quota);
    Result<Chat::AuditPage> audit(const AuditQuery &query);
    /// Who that was is told nowhere any more; what binds them goes on by their id and marks alone.
    Result<void> forget(const Chat::UserId &user);

private:
    /// Of a room's rows; null for the host's.
    Result<QVariant> roomValue(const Chat::RoomId &room) const;
    Result<int> removeSanction(const StoredSanction &sanction, const QVariant &room);

    SqlLog &m_log;
    SqlStatement m_all, m_marks, m_count, m_add, m_addMark, m_remove, m_removeEnded;
    SqlStatement m_note, m_trim, m_page, m_everything, m_speakers, m_anySpeaker;
    SqlStatement m_forgetSanctioned, m_forgetSanctioning, m_forgetEntries, m_forgetActing;
};

} // namespace Server
