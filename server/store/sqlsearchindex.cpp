// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlsearchindex.h"
#include "server/store/logdatabase.h"

#include "server/store/sqllog.h"

#include <QSqlError>
#include <QVariant>

#include <algorithm>

namespace Server {
namespace {

/// Pages of the index that one part of a purge writes.
constexpr int purgedPages = 200;

} // namespace

SqlSearchIndex::Result<void> SqlSearchIndex::prepare(QSqlDatabase &database)
{
    if (m_log.isShared())
        return prepareShared(database);
    const std::pair<SqlStatement *, QString> all[] = {
        {&m_add, QStringLiteral("INSERT INTO search_index (rowid, tokens) VALUES (?, ?)")},
        {&m_remove, QStringLiteral("INSERT INTO search_index (search_index, rowid, tokens)"
                                   " VALUES ('delete', ?, ?)")},
        {&m_next, QStringLiteral("SELECT number, room, sender_id, time, substr(text, 1, %1), files"
                                 " FROM messages WHERE number > ? AND number <= ? AND type = %2"
                                 " AND deleted IS NULL ORDER BY number")
                      .arg(searchedLength)
                      .arg(int(Chat::MessageType::Talk))},
        {&m_newest, QStringLiteral("SELECT max(number) FROM messages")},
        {&m_keep, QStringLiteral("UPDATE search_state SET indexed = ?, remains = ?, oldest = ?,"
                                 " newest = ?")},
        {&m_merge,
         QStringLiteral("INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)")},
        {&m_changes, QStringLiteral("SELECT total_changes()")},
    };
    for (const auto &[statement, sql] : all) {
        auto prepared = prepareStatement(database, sql);
        if (!prepared)
            return tl::unexpected(prepared.error());
        *statement = std::move(*prepared);
    }
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("SELECT indexed, remains, oldest, newest FROM search_state")) ||
        !query.next())
        return tl::unexpected(storeErrorOf(query.lastError()));
    m_state = {query.value(0).toLongLong(), query.value(1).toLongLong(), 0,
               query.value(2).toLongLong(), query.value(3).toLongLong()};
    m_committed = m_state;
    return {};
}

SqlSearchIndex::Result<void> SqlSearchIndex::prepareShared(QSqlDatabase &database)
{
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_add, "INSERT INTO search_index (number, tokens) VALUES"
                 " (?, array_to_tsvector(array_remove(string_to_array(?, ' '), '')))"
                 " ON CONFLICT (number) DO UPDATE SET tokens = excluded.tokens"},
        {&m_remove, "DELETE FROM search_index WHERE number = ?"},
    };
    return prepareStatements(database, all);
}

SqlSearchIndex::Result<void> SqlSearchIndex::appended(qint64 number, qint64 room,
                                                      const Chat::RoomMessage &message)
{
    if (!m_log.isShared() || message.type != Chat::MessageType::Talk)
        return {};
    return write(number, {room, message.senderId, message.time, message.text.left(searchedLength),
                          !message.files.empty()});
}

SqlSearchIndex::Result<void> SqlSearchIndex::keepState()
{
    m_keep->bindValue(0, m_state.indexed);
    m_keep->bindValue(1, m_state.remains);
    m_keep->bindValue(2, m_state.oldest);
    m_keep->bindValue(3, m_state.newest);
    auto done = executeStatement(*m_keep);
    m_keep->finish();
    return done;
}

SqlSearchIndex::Result<qint64> SqlSearchIndex::newestNumber()
{
    if (auto done = executeStatement(*m_newest); !done)
        return tl::unexpected(done.error());
    const qint64 newest = m_newest->next() ? m_newest->value(0).toLongLong() : 0;
    m_newest->finish();
    return newest;
}

SqlSearchIndex::Result<std::optional<SearchedMessage>>
SqlSearchIndex::indexed(const MessageRow &row) const
{
    const Chat::RoomMessage &message = row.message;
    if ((row.number > m_state.indexed && !m_log.isShared()) ||
        message.type != Chat::MessageType::Talk || message.changes.deleted)
        return std::optional<SearchedMessage>();
    return m_log.roomNumber(message.room).map([&](qint64 room) {
        return std::optional(
            SearchedMessage{room, message.senderId, message.time, message.text, row.files > 0});
    });
}

SqlSearchIndex::Result<void> SqlSearchIndex::remove(const MessageRow &row)
{
    const auto message = indexed(row);
    if (!message)
        return tl::unexpected(message.error());
    if (!*message)
        return {};
    if (m_log.isShared())
        return finishStatement(*m_remove, {row.number});
    m_remove->bindValue(0, row.number);
    m_remove->bindValue(1, indexTokens(**message));
    auto done = executeStatement(*m_remove);
    m_remove->finish();
    if (!done)
        return done;
    ++m_state.remains;
    return keepState();
}

SqlSearchIndex::Result<void> SqlSearchIndex::add(const MessageRow &row)
{
    const auto message = indexed(row);
    if (!message)
        return tl::unexpected(message.error());
    return *message ? write(row.number, **message) : Result<void>();
}

SqlSearchIndex::Result<void> SqlSearchIndex::write(qint64 number, const SearchedMessage &message)
{
    m_add->bindValue(0, number);
    m_add->bindValue(1, indexTokens(message));
    auto done = executeStatement(*m_add);
    m_add->finish();
    return done;
}

SqlSearchIndex::Result<void> SqlSearchIndex::forgetNumbers()
{
    if (m_log.isShared())
        return {};
    const auto newest = newestNumber();
    if (!newest)
        return tl::unexpected(newest.error());
    // SQLite gives the number of the last row again once that is gone.
    m_state.indexed = std::min(m_state.indexed, *newest);
    return keepState();
}

SqlSearchIndex::Result<qint64> SqlSearchIndex::behind()
{
    if (m_log.isShared())
        return 0;
    return newestNumber().map(
        [this](qint64 newest) { return std::max<qint64>(newest - m_state.indexed, 0); });
}

SqlSearchIndex::Result<void> SqlSearchIndex::catchUp(qint64 most)
{
    const auto newest = newestNumber();
    if (!newest)
        return tl::unexpected(newest.error());
    const qint64 upTo = std::min(m_state.indexed + most, *newest);
    m_next->bindValue(0, m_state.indexed);
    m_next->bindValue(1, upTo);
    if (auto done = executeStatement(*m_next); !done)
        return done;
    while (m_next->next()) {
        const qint64 time = m_next->value(3).toLongLong();
        const SearchedMessage message{m_next->value(1).toLongLong(),
                                      Chat::UserId(m_next->value(2).toString()), toTime(time),
                                      m_next->value(4).toString(), m_next->value(5).toInt() > 0};
        if (auto done = write(m_next->value(0).toLongLong(), message); !done) {
            m_next->finish();
            return done;
        }
        m_state.oldest = m_state.oldest == 0 ? time : std::min(m_state.oldest, time);
        m_state.newest = std::max(m_state.newest, time);
    }
    const QSqlError error = m_next->lastError();
    m_next->finish();
    if (error.isValid())
        return tl::unexpected(storeErrorOf(error));
    m_state.indexed = std::max(m_state.indexed, upTo);
    return keepState();
}

SqlSearchIndex::Result<void> SqlSearchIndex::purge()
{
    const auto changes = [this] {
        m_changes->exec();
        const qint64 count = m_changes->next() ? m_changes->value(0).toLongLong() : 0;
        m_changes->finish();
        return count;
    };
    // https://www.sqlite.org/fts5.html#the_merge_command: a negative number begins to merge
    // everything, positive ones go on; done is what changes no row but the one that asked.
    const bool begins = m_state.purging == 0;
    if (begins)
        m_state.purging = m_state.remains;
    const qint64 before = changes();
    m_merge->bindValue(0, begins ? -purgedPages : purgedPages);
    auto done = executeStatement(*m_merge);
    m_merge->finish();
    if (!done)
        return done;
    if (changes() - before < 2) {
        m_state.remains -= m_state.purging;
        m_state.purging = 0;
    }
    return keepState();
}

} // namespace Server
