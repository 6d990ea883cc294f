// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/erasingstore.h"
#include "server/store/sqlmessagerow.h"
#include "server/store/sqlstatement.h"

#include <tl/expected.hpp>
#include <vector>

namespace Server {

class SqlLog;

/// Lets go of everything of somebody's, in the log's SQLite file; part of SqlLog, under its
/// rules.
class SqlErasing {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    explicit SqlErasing(SqlLog &log) : m_log(log) {}
    Result<void> prepare(QSqlDatabase &database);

    Result<bool> begin(const Chat::UserId &user, Chat::Timestamp time, Chat::Timestamp keptUntil);
    Result<std::vector<Chat::UserId>> unfinished();
    Result<ErasedPiece> goOn(const Chat::UserId &user, Chat::Timestamp time);

private:
    /// The last rows that an erasure is about, by their numbers.
    struct End {
        qint64 message = 0;
        qint64 reaction = 0;
    };
    Result<std::optional<End>> end(const QString &user);
    /// Conversations of two are called by their people.
    Result<void> forgetNames(const Chat::UserId &user);
    /// These tell whether there may be more.
    Result<bool> eraseReactions(const QString &user, qint64 last, ErasedPiece &piece);
    Result<bool> eraseMessages(const QString &user, qint64 last, Chat::Timestamp time,
                               ErasedPiece &piece);
    Result<Chat::RoomMessage> erase(const MessageRow &row, Chat::Timestamp time);

    SqlLog &m_log;
    SqlStatement m_begin, m_unfinished, m_end, m_finish;
    SqlStatement m_members, m_markers, m_mentions, m_attendance, m_guest, m_invited, m_said;
    SqlStatement m_hooks, m_rooms, m_joined, m_waiting, m_durable;
    SqlStatement m_uploads, m_disown;
    SqlStatement m_messages, m_anonymise, m_forgetEarlier, m_reactions;
};

} // namespace Server
