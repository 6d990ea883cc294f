// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/changestore.h"
#include "server/store/sqlmessagerow.h"
#include "server/store/sqlstatement.h"

#include <tl/expected.hpp>
#include <vector>

namespace Server {

class SqlLog;

/// What becomes of messages, in the log's SQLite file; part of SqlLog, under its rules.
class SqlChanges {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    explicit SqlChanges(SqlLog &log) : m_log(log) {}
    Result<void> prepare(QSqlDatabase &database);

    /// What an answer to it shows; nullopt when there is no such message any more.
    Result<std::optional<Chat::Quoted>> quoted(const Chat::RoomId &room, Chat::Sequence sequence);

    Result<Changed> edit(const TextChange &change, const QString &text);
    Result<Changed> remove(const TextChange &change);
    Result<Reacted> react(const ReactionChange &change);
    Result<Changed> pin(const PinChange &change);
    Result<Changes> changes(const ChangesQuery &query);
    Result<History> pinned(const PinsQuery &query);
    Result<EarlierTexts> earlierTexts(const EarlierQuery &query);
    Result<EarlierSwept> sweepEarlier(const EarlierLook &look);

private:
    Result<MessageRow> find(const MessageRef &message);
    /// One whose text may be changed so.
    Result<MessageRow> findForText(const TextChange &change);
    Result<Changed> completed(const MessageRow &row, bool repeated);
    Result<void> mentionAgain(const MessageRow &row);
    Result<Changed> write(const TextChange &change, MessageRow row);
    Result<void> keepEarlier(const TextChange &change, const MessageRow &row);
    /// How much text that was.
    Result<qint64> removeEarlier(qint64 number);
    /// Rows of a statement that was run, as far as they may be read at once.
    Result<History> read(QSqlQuery &query, const ChangesQuery &wanted);

    SqlLog &m_log;
    SqlStatement m_find, m_write, m_keep, m_forget, m_forgetOld, m_earlier;
    SqlStatement m_lookEarlier, m_earlierText, m_removeEarlier;
    SqlStatement m_emojis, m_same, m_react, m_unreact, m_touch, m_unreactAll;
    SqlStatement m_pin, m_pins, m_pinned, m_changes;
};

} // namespace Server
