// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/readstore.h"
#include "server/store/sqlstatement.h"

#include <QVariantList>

#include <tl/expected.hpp>
#include <vector>

namespace Server {

class SqlLog;

/// How far people have read, in the log's SQLite file; part of SqlLog, under its rules.
class SqlReads {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    explicit SqlReads(SqlLog &log) : m_log(log) {}
    Result<void> prepare(QSqlDatabase &database);

    Result<bool> advance(const std::vector<StoredMarker> &markers);
    Result<UnreadFound> unread(const UnreadQuery &query);
    Result<std::vector<SentMessage>> recent(const Chat::RoomId &room, int limit);
    Result<bool> attend(const StoredAttendance &attendance);
    Result<int> forgetGuests(Chat::Timestamp before);

    // For the log's other parts.
    /// Adds markers and attendance to what a starting host has to know.
    Result<void> read(StoreContents &contents);
    /// Somebody belongs to the room from its message `last` on, unless they did already.
    Result<void> begin(qint64 room, const Chat::UserId &user, Chat::Sequence last);
    Result<void> end(qint64 room, const Chat::UserId &user);
    /// Whom a message mentions; what it mentioned before is forgotten when it `changed`.
    Result<void> mention(qint64 message, qint64 room, const Chat::RoomMessage &said, bool changed);

private:
    Result<Chat::UnreadCount> count(qint64 room, const Chat::RoomId &id, const UnreadQuery &query,
                                    const QString &without);
    Result<int> number(QSqlQuery &query, const QVariantList &values);

    SqlLog &m_log;
    SqlStatement m_advance, m_marker, m_unread, m_mentions, m_recent, m_attend, m_forgetGuests;
    SqlStatement m_begin, m_end, m_mention, m_forgetMentions;
};

} // namespace Server
