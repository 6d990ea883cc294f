// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/searchtokens.h"
#include "server/store/sqlmessagerow.h"
#include "server/store/sqlstatement.h"

#include <tl/expected.hpp>

namespace Server {

class SqlLog;

/// The full-text index, in the log's database; part of SqlLog, under its rules.
///
/// In SQLite it is filled behind the log, in the order of the messages' numbers, and remembers how
/// far it got in the same transaction. A text that goes is taken out with it; SQLite keeps its
/// words in the file until the parts of the index they are in are merged, which purge() does.
/// In a shared log, where numbers are not written in their order, each message comes with its
/// tokens, and there is never anything behind.
class SqlSearchIndex {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    explicit SqlSearchIndex(SqlLog &log) : m_log(log) {}
    Result<void> prepare(QSqlDatabase &database);

    /// The message was just written.
    Result<void> appended(qint64 number, qint64 room, const Chat::RoomMessage &message);
    /// The message, as the log still has it, loses its text or goes.
    Result<void> remove(const MessageRow &row);
    /// The message has this text now.
    Result<void> add(const MessageRow &row);
    /// Messages went from the log.
    Result<void> forgetNumbers();

    /// Messages that the log has and the index does not.
    Result<qint64> behind();
    /// Takes in the next messages of the log; what is asked of it meanwhile waits for them.
    Result<void> catchUp(qint64 most);

    /// Whether words of texts that went are still in the file.
    bool hasRemains() const { return m_state.remains > 0; }
    /// Does a part of the work of getting rid of them.
    Result<void> purge();

    // Told by the log, which is one thing with it.
    void committed() { m_committed = m_state; }
    void rolledBack() { m_state = m_committed; }

private:
    struct State {
        qint64 indexed = 0; ///< Number of the last message that the index looked at.
        qint64 remains = 0; ///< Texts that went since the last purge.
        qint64 purging = 0; ///< Of them, those which the purge under way gets rid of.
        qint64 oldest = 0;  ///< When the oldest one of the index was said.
        qint64 newest = 0;
    };
    Result<void> prepareShared(QSqlDatabase &database);
    Result<void> write(qint64 number, const SearchedMessage &message);
    /// nullopt: the index has no such message.
    Result<std::optional<SearchedMessage>> indexed(const MessageRow &row) const;
    Result<void> keepState();
    Result<qint64> newestNumber();

    SqlLog &m_log;
    SqlStatement m_add, m_remove, m_next, m_newest, m_keep, m_merge, m_changes;
    State m_state;
    State m_committed;
};

} // namespace Server
