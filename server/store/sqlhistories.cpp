// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlhistories.h"

#include "server/store/answerbounds.h"
#include "server/store/logdatabase.h"
#include "server/store/sqllog.h"
#include "server/store/sqlmessagerow.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlError>

#include <algorithm>
#include <limits>
#include <map>

namespace Server {
namespace {

/// Of each room how far it is known, and how many rows are wanted.
QString asJson(const std::vector<KnownPart> &rooms)
{
    QJsonObject object;
    for (const KnownPart &one : rooms) {
        // One more tells whether the limit cut.
        object.insert(one.room.toString(), QJsonArray{one.upTo.number, qint64(one.limit) + 1});
    }
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

SqlHistories::Result<void> SqlHistories::prepare(QSqlDatabase &database)
{
    // %1 stands for the columns that messageRow() reads.
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_oldest, "SELECT %1 FROM messages"
                    " WHERE room = ? AND seq > ? AND seq < ? ORDER BY seq LIMIT ?"},
        {&m_newest, "SELECT %1 FROM messages"
                    " WHERE room = ? AND seq > ? AND seq < ? ORDER BY seq DESC LIMIT ?"},
    };
    const std::pair<SqlStatement *, const char *> shared[] = {
        // A row of each room at least, which tells that it is there.
        {&m_following, "SELECT %1, rooms.id FROM json_each(CAST(? AS json)) AS known"
                       " JOIN rooms ON rooms.id = known.key LEFT JOIN LATERAL"
                       " (SELECT * FROM messages WHERE room = rooms.number"
                       " AND seq > CAST(known.value ->> 0 AS BIGINT) ORDER BY seq"
                       " LIMIT CAST(known.value ->> 1 AS BIGINT)) AS messages ON true"
                       " ORDER BY rooms.number, seq"},
    };
    auto done = prepareStatements(database, all, messageColumns());
    return done && m_log.isShared() ? prepareStatements(database, shared, messageColumns()) : done;
}

SqlHistories::Result<History> SqlHistories::history(const HistoryQuery &wanted)
{
    const auto room = m_log.roomNumber(wanted.room);
    if (!room)
        return tl::unexpected(room.error());
    QSqlQuery &query = wanted.newestFirst ? *m_newest : *m_oldest;
    query.bindValue(0, *room);
    query.bindValue(1, wanted.after.value_or(Chat::Sequence{}).number);
    query.bindValue(2, wanted.before ? wanted.before->number : std::numeric_limits<qint64>::max());
    query.bindValue(3, qint64(wanted.limit) + 1); // One more tells whether the limit cut.
    if (auto done = executeStatement(query); !done)
        return tl::unexpected(done.error());
    History history;
    AnswerBounds bounds(wanted.limit, wanted.byteLimit);
    std::vector<MessageRow> rows;
    while (!history.more && query.next()) {
        MessageRow row = messageRow(query, wanted.room);
        history.more = !bounds.take(row.message);
        if (!history.more)
            rows.push_back(std::move(row));
    }
    const QSqlError error = query.lastError();
    query.finish();
    if (error.isValid())
        return tl::unexpected(storeErrorOf(error));
    auto messages = m_log.parts().complete(rows, wanted.viewer);
    if (!messages)
        return tl::unexpected(messages.error());
    history.messages = std::move(*messages);
    if (wanted.newestFirst)
        std::reverse(history.messages.begin(), history.messages.end());
    return history;
}

SqlHistories::Result<Histories> SqlHistories::following(const std::vector<KnownPart> &rooms)
{
    if (!m_log.isShared())
        return readOneByOne(rooms);
    if (auto done = runStatement(*m_following, {asJson(rooms)}); !done)
        return tl::unexpected(done.error());
    std::map<Chat::RoomId, AnswerBounds> bounds;
    for (const KnownPart &one : rooms)
        bounds.emplace(one.room, AnswerBounds(one.limit, HistoryQuery{}.byteLimit));
    Histories histories;
    std::vector<MessageRow> rows;
    while (m_following->next()) {
        const Chat::RoomId room(m_following->value(messageColumnCount).toString());
        History &history = histories[room];
        if (history.more || m_following->isNull(0)) // nothing follows
            continue;
        MessageRow row = messageRow(*m_following, room);
        history.more = !bounds.at(room).take(row.message);
        if (!history.more)
            rows.push_back(std::move(row));
    }
    m_following->finish();
    auto messages = m_log.parts().complete(rows, {});
    if (!messages)
        return tl::unexpected(messages.error());
    for (Chat::RoomMessage &message : *messages)
        histories[message.room].messages.push_back(std::move(message));
    return histories;
}

SqlHistories::Result<Histories> SqlHistories::readOneByOne(const std::vector<KnownPart> &rooms)
{
    Histories histories;
    for (const KnownPart &one : rooms) {
        HistoryQuery query{one.room, one.upTo};
        query.limit = one.limit;
        auto found = history(query);
        if (found)
            histories.emplace(one.room, std::move(*found));
        else if (found.error() != StoreError::NoSuchRoom)
            return tl::unexpected(found.error());
    }
    return histories;
}

} // namespace Server
