// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlreads.h"
#include "server/store/logdatabase.h"

#include "server/store/sqllog.h"
#include "server/store/sqlmessagerow.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>
#include <QVariant>

#include <algorithm>

namespace Server {
namespace {

/// Who is further behind than that is counted what is unread of so many.
constexpr qint64 mostLookedAt = 100'000;

/// Whose messages are not unread to somebody, as SQLite takes a list: their own, and those of whom
/// they leave out.
QString uncounted(const UnreadQuery &query)
{
    QJsonArray senders{query.user.toString()};
    for (const Chat::UserId &user : query.without)
        senders.append(user.toString());
    return QString::fromUtf8(QJsonDocument(senders).toJson(QJsonDocument::Compact));
}

} // namespace

SqlReads::Result<void> SqlReads::prepare(QSqlDatabase &database)
{
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_advance, "UPDATE read_markers SET"
                     " delivered = CASE WHEN delivered < ? THEN ? ELSE delivered END,"
                     " read = CASE WHEN read < ? THEN ? ELSE read END,"
                     " confirms = CASE WHEN confirms < ? THEN ? ELSE confirms END"
                     " WHERE room = ? AND user = ?"},
        {&m_marker, "SELECT read FROM read_markers WHERE room = ? AND user = ?"},
        // Type 1 is TALK. What is beyond the bound is not looked at.
        {&m_unread, "SELECT count(*) FROM (SELECT 1 FROM messages WHERE room = ? AND seq > ?"
                    " AND type = 1 AND deleted IS NULL"
                    " AND sender_id NOT IN (SELECT value FROM json_each(?)) LIMIT ?) AS unread"},
        {&m_mentions,
         "SELECT count(*) FROM (SELECT DISTINCT mentions.seq FROM mentions"
         " JOIN messages ON messages.number = mentions.message"
         " WHERE mentions.user IN (?, '*') AND mentions.room = ? AND mentions.seq > ?"
         " AND messages.sender_id NOT IN (SELECT value FROM json_each(?)) LIMIT ?) AS told"},
        {&m_recent, "SELECT seq, sender_id, audience FROM messages WHERE room = ? AND type = 1"
                    " AND audience > 0 AND seq > ? ORDER BY seq DESC LIMIT ?"},
        {&m_attend, "INSERT INTO attendance (user, last_seen, choice, status, until)"
                    " VALUES (?, ?, ?, ?, ?) ON CONFLICT (user) DO UPDATE SET"
                    " last_seen = excluded.last_seen, choice = excluded.choice,"
                    " status = excluded.status, until = excluded.until"},
        {&m_forgetGuests,
         "DELETE FROM attendance WHERE substr(user, 1, 2) = 'g-' AND last_seen < ?"},
        {&m_begin, "INSERT INTO read_markers (room, user, since, delivered, read, confirms)"
                   " VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING"},
        {&m_end, "DELETE FROM read_markers WHERE room = ? AND user = ?"},
        {&m_mention, "INSERT INTO mentions (user, room, seq, message) VALUES (?, ?, ?, ?)"
                     " ON CONFLICT DO NOTHING"},
        {&m_forgetMentions, "DELETE FROM mentions WHERE message = ?"},
    };
    return prepareStatements(database, all);
}

SqlReads::Result<bool> SqlReads::advance(const std::vector<StoredMarker> &markers)
{
    bool moved = false;
    for (const StoredMarker &marker : markers) {
        const auto room = m_log.roomNumber(marker.room);
        if (!room && room.error() == StoreError::NoSuchRoom)
            continue; // gone meanwhile
        if (!room)
            return tl::unexpected(room.error());
        const qint64 last = m_log.last(marker.room).number;
        const qint64 read = std::min(marker.read.number, last);
        const qint64 delivered = std::clamp(marker.delivered.number, read, last);
        const int confirms = marker.confirms ? 1 : 0;
        if (auto done = runStatement(*m_advance, {delivered, delivered, read, read, confirms,
                                                  confirms, *room, marker.user.toString()});
            !done)
            return tl::unexpected(done.error());
        moved = moved || m_advance->numRowsAffected() > 0;
        m_advance->finish();
    }
    return moved;
}

SqlReads::Result<int> SqlReads::number(QSqlQuery &query, const QVariantList &values)
{
    if (auto done = runStatement(query, values); !done)
        return tl::unexpected(done.error());
    const int number = query.next() ? query.value(0).toInt() : 0;
    query.finish();
    return number;
}

SqlReads::Result<UnreadFound> SqlReads::unread(const UnreadQuery &query)
{
    UnreadFound found;
    int counted = 0;
    const QString without = uncounted(query);
    for (const Chat::RoomId &room : query.rooms) {
        if (found.asked > 0 && counted >= query.budget)
            break;
        ++found.asked;
        const auto number = m_log.roomNumber(room);
        if (!number)
            continue;
        const auto one = count(*number, room, query, without);
        if (!one && one.error() == StoreError::NotAllowed)
            continue;
        if (!one)
            return tl::unexpected(one.error());
        counted += one->unread;
        found.counts.push_back(*one);
    }
    return found;
}

/// NotAllowed: they do not belong to the room.
SqlReads::Result<Chat::UnreadCount> SqlReads::count(qint64 room, const Chat::RoomId &id,
                                                    const UnreadQuery &query,
                                                    const QString &without)
{
    const QString user = query.user.toString();
    if (auto done = runStatement(*m_marker, {room, user}); !done)
        return tl::unexpected(done.error());
    const bool belongs = m_marker->next();
    const qint64 read = belongs ? m_marker->value(0).toLongLong() : 0;
    const qint64 from = std::max(read, m_log.last(id).number - mostLookedAt);
    m_marker->finish();
    if (!belongs)
        return tl::unexpected(StoreError::NotAllowed);
    const auto unread = number(*m_unread, {room, from, without, query.most});
    if (!unread)
        return tl::unexpected(unread.error());
    const auto mentions = number(*m_mentions, {user, room, from, without, query.most});
    if (!mentions)
        return tl::unexpected(mentions.error());
    return Chat::UnreadCount{id, m_log.last(id), Chat::Sequence{read}, *unread, *mentions};
}

SqlReads::Result<std::vector<SentMessage>> SqlReads::recent(const Chat::RoomId &room, int limit)
{
    const auto number = m_log.roomNumber(room);
    if (!number)
        return tl::unexpected(number.error());
    // A room in which many come and go is not searched to its beginning.
    const qint64 from = m_log.last(room).number - 10 * qint64(limit);
    if (auto done = runStatement(*m_recent, {*number, from, limit}); !done)
        return tl::unexpected(done.error());
    std::vector<SentMessage> found;
    while (m_recent->next()) {
        found.push_back({Chat::Sequence{m_recent->value(0).toLongLong()},
                         Chat::UserId(m_recent->value(1).toString()), m_recent->value(2).toInt()});
    }
    m_recent->finish();
    std::reverse(found.begin(), found.end());
    return found;
}

SqlReads::Result<bool> SqlReads::attend(const StoredAttendance &attendance)
{
    if (auto done = finishStatement(
            *m_attend, {attendance.user.toString(), toNumber(attendance.lastSeen),
                        attendance.choice, present(attendance.status), toNumber(attendance.until)});
        !done)
        return tl::unexpected(done.error());
    return true;
}

SqlReads::Result<int> SqlReads::forgetGuests(Chat::Timestamp before)
{
    if (auto done = runStatement(*m_forgetGuests, {toNumber(before)}); !done)
        return tl::unexpected(done.error());
    const int forgotten = m_forgetGuests->numRowsAffected();
    m_forgetGuests->finish();
    return forgotten;
}

SqlReads::Result<void> SqlReads::read(StoreContents &contents)
{
    auto markers = askDatabase(
        m_log.database(), QStringLiteral("SELECT rooms.id, user, since, delivered, read, confirms"
                                         " FROM read_markers JOIN rooms ON rooms.number = room"));
    if (!markers)
        return tl::unexpected(markers.error());
    while ((*markers)->next()) {
        const QSqlQuery &query = **markers;
        contents.markers.push_back(
            {Chat::RoomId(query.value(0).toString()), Chat::UserId(query.value(1).toString()),
             Chat::Sequence{query.value(2).toLongLong()},
             Chat::Sequence{query.value(3).toLongLong()},
             Chat::Sequence{query.value(4).toLongLong()}, query.value(5).toBool()});
    }
    auto attendance = askDatabase(
        m_log.database(),
        QStringLiteral("SELECT user, last_seen, choice, status, until FROM attendance"));
    if (!attendance)
        return tl::unexpected(attendance.error());
    while ((*attendance)->next()) {
        const QSqlQuery &query = **attendance;
        contents.attendance.push_back({Chat::UserId(query.value(0).toString()),
                                       toTime(query.value(1).toLongLong()), query.value(2).toInt(),
                                       query.value(3).toString(),
                                       toTime(query.value(4).toLongLong())});
    }
    return {};
}

SqlReads::Result<void> SqlReads::begin(qint64 room, const Chat::UserId &user, Chat::Sequence last)
{
    return finishStatement(*m_begin,
                           {room, user.toString(), last.number, last.number, last.number});
}

SqlReads::Result<void> SqlReads::end(qint64 room, const Chat::UserId &user)
{
    return finishStatement(*m_end, {room, user.toString()});
}

SqlReads::Result<void> SqlReads::mention(qint64 message, qint64 room, const Chat::RoomMessage &said,
                                         bool changed)
{
    if (changed) {
        if (auto done = finishStatement(*m_forgetMentions, {message}); !done)
            return done;
    }
    for (const Chat::UserId &user : said.hostNotes.mentioned) {
        if (auto done =
                finishStatement(*m_mention, {user.toString(), room, said.sequence.number, message});
            !done)
            return done;
    }
    return {};
}

} // namespace Server
