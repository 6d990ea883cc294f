// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlnews.h"

#include "server/store/sqllog.h"
#include "server/store/sqlmessagerow.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <set>
#include <utility>

namespace Server {
namespace {

/// The number of a host's newest row, also when that is gone.
#define NEWEST                                                                                     \
    "greatest(forgotten, coalesce((SELECT id FROM news WHERE (host, id) <= (hosts.number,"         \
    " 9223372036854775807) AND host >= hosts.number ORDER BY host DESC, id DESC LIMIT 1), 0))"

/// Rows of one host in one go.
constexpr int mostRows = 500;

QString asJson(const NewsCursor &cursor)
{
    QJsonObject object;
    for (const auto &[host, number] : cursor.known)
        object.insert(QString::number(host), QString::number(number));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

/// As the database writes them: postgresschema.cpp.
enum class SqlNews::Kind : int {
    Room = 1,
    RoomGone = 2,
    Said = 3, ///< Or changed.
    Member = 4,
    Guest = 5,
    Reaction = 6,
    ReactionGone = 7,
    Marker = 8,
    Attendance = 9,
    Sanctions = 10,
    Hooks = 11,
    Invitations = 12,
    Admission = 13,
    Account = 14,
    Password = 15,
    DeviceGone = 16,
    Entry = 17,
};

struct SqlNews::Row {
    qint64 host = 0;
    qint64 id = 0;
    Kind kind = Kind::Said;
    Chat::RoomId room;
    Chat::UserId who;
    qint64 number = 0;
    QString what;
    QString name;
};

/// What the rows are about, each once.
struct SqlNews::Gathering {
    using Key = std::pair<Chat::RoomId, Chat::UserId>;
    std::set<Chat::RoomId> rooms, gone;
    std::set<Key> members, guests, markers;
    std::set<Chat::UserId> attendance;
    std::vector<Row> reactions;
    std::set<QString> admissions;
    std::set<qint64> entries;
    std::map<Chat::UserId, LogNews::Account> accounts;
    bool sanctions = false;
    bool hooks = false;
    bool invitations = false;
};

SqlNews::Result<void> SqlNews::prepare(QSqlDatabase &database, qint64 host)
{
    m_host = host;
    if (m_host == 0)
        return {};
    // The rows of a host by the index that begins with it, and in its order: by the numbers alone
    // all that others wrote since a quiet host did would be read at each look.
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_end, "SELECT number, " NEWEST " FROM hosts"},
        // A row of each host at least, which tells how far its news are gone.
        {&m_rows, "SELECT hosts.number, hosts.forgotten, one.id, one.kind, rooms.id, one.who,"
                  " one.number, one.what, one.name FROM hosts LEFT JOIN LATERAL"
                  " (SELECT * FROM news WHERE (news.host, news.id) > (hosts.number,"
                  " coalesce(CAST(CAST(? AS json) ->> CAST(hosts.number AS text) AS BIGINT), 0))"
                  " AND news.host <= hosts.number ORDER BY news.host, news.id LIMIT 500) AS one"
                  " ON true"
                  " LEFT JOIN rooms ON rooms.number = one.room"
                  " WHERE hosts.number <> ? OR CAST(? AS BIGINT) = 1 ORDER BY one.id"},
        {&m_own, "SELECT " NEWEST " FROM hosts WHERE number = ?"},
        // One host at a time: each has its own row of `hosts` by then, and writes those of others.
        {&m_forget, "DELETE FROM news WHERE id IN (SELECT id FROM news"
                    " WHERE (SELECT pg_try_advisory_xact_lock(7613, hashtext(current_schema())))"
                    " AND at < now() - CAST('1 hour' AS interval)"
                    " ORDER BY id LIMIT 5000 FOR UPDATE SKIP LOCKED)"},
        {&m_here, "UPDATE hosts SET seen = now() WHERE number = ?"},
        {&m_forgetHosts, "DELETE FROM hosts WHERE seen < now() - CAST('1 day' AS interval)"
                         " AND number <> ? AND NOT EXISTS"
                         " (SELECT 1 FROM news WHERE news.host = hosts.number)"},
        {&m_member, "SELECT members.name, guest, role FROM members"
                    " JOIN rooms ON rooms.number = room WHERE rooms.id = ? AND user = ?"},
        {&m_guest, "SELECT room_guests.name, guest, knocks, by_user, time FROM room_guests"
                   " JOIN rooms ON rooms.number = room WHERE rooms.id = ? AND user = ?"},
        {&m_marker, "SELECT since, delivered, read, confirms FROM read_markers"
                    " JOIN rooms ON rooms.number = room WHERE rooms.id = ? AND user = ?"},
        {&m_attendance, "SELECT last_seen, choice, status, until FROM attendance WHERE user = ?"},
        {&m_admission, "SELECT user, since FROM admissions WHERE mark = ?"},
        {&m_reacted, "SELECT rooms.id, messages.seq, messages.revision, (SELECT count(*)"
                     " FROM reactions WHERE message = messages.number AND emoji = ?)"
                     " FROM messages JOIN rooms ON rooms.number = messages.room"
                     " WHERE messages.number = ?"},
    };
    if (auto done = prepareStatements(database, all); !done)
        return done;
    const auto own = ownEnd();
    if (!own)
        return tl::unexpected(own.error());
    m_before = *own;
    return {};
}

SqlNews::Result<qint64> SqlNews::ownEnd()
{
    if (auto done = runStatement(*m_own, {m_host}); !done)
        return tl::unexpected(done.error());
    const qint64 end = m_own->next() ? m_own->value(0).toLongLong() : 0;
    m_own->finish();
    return end;
}

SqlNews::Result<NewsCursor> SqlNews::end()
{
    NewsCursor cursor;
    if (m_host == 0)
        return cursor;
    if (auto done = executeStatement(*m_end); !done)
        return tl::unexpected(done.error());
    while (m_end->next())
        cursor.known[m_end->value(0).toLongLong()] = m_end->value(1).toLongLong();
    m_end->finish();
    return cursor;
}

SqlNews::Result<std::vector<SqlNews::Row>> SqlNews::rows(const NewsCursor &from, bool &lost)
{
    // What this host wrote by a connection that went nobody else can tell it of.
    const bool doubtful = from.of(m_host) < m_before;
    if (auto done = runStatement(*m_rows, {asJson(from), m_host, doubtful ? 1 : 0}); !done)
        return tl::unexpected(done.error());
    std::vector<Row> rows;
    const QSqlQuery &row = *m_rows;
    while (m_rows->next()) {
        const qint64 host = row.value(0).toLongLong();
        lost = lost || from.of(host) < row.value(1).toLongLong();
        if (row.isNull(2)) // nothing new of that one
            continue;
        rows.push_back({host, row.value(2).toLongLong(), Kind(row.value(3).toInt()),
                        Chat::RoomId(row.value(4).toString()),
                        Chat::UserId(row.value(5).toString()), row.value(6).toLongLong(),
                        row.value(7).toString(), row.value(8).toString()});
    }
    m_rows->finish();
    return rows;
}

SqlNews::Result<LogNews> SqlNews::news(const NewsCursor &from)
{
    LogNews news;
    news.next = from;
    if (m_host == 0)
        return news;
    // Asked before, so that of what is written meanwhile nothing counts as known.
    const auto own = ownEnd();
    if (!own)
        return tl::unexpected(own.error());
    // One that was forgotten and has a new number since slept through who knows what.
    news.lost = !from.known.contains(m_host);
    const auto found = rows(from, news.lost);
    if (!found)
        return tl::unexpected(found.error());
    Gathering gathering;
    std::map<qint64, int> counts;
    for (const Row &row : *found) {
        gather(row, gathering);
        qint64 &known = news.next.known[row.host];
        known = std::max(known, row.id);
        news.more = news.more || ++counts[row.host] == mostRows;
    }
    if (counts[m_host] == 0)
        news.next.known[m_host] = std::max(news.next.known[m_host], *own);
    if (auto done = read(gathering, news); !done)
        return tl::unexpected(done.error());
    return news;
}

void SqlNews::gather(const Row &row, Gathering &gathering)
{
    const auto account = [&]() -> LogNews::Account & {
        LogNews::Account &one = gathering.accounts[row.who];
        one.user = row.who;
        return one;
    };
    switch (row.kind) {
    case Kind::Room:
    case Kind::Said:
        gathering.rooms.insert(row.room);
        return;
    case Kind::RoomGone:
        gathering.gone.insert(Chat::RoomId(row.who.toString()));
        return;
    case Kind::Member:
        gathering.members.insert({row.room, row.who});
        return;
    case Kind::Guest:
        gathering.guests.insert({row.room, row.who});
        return;
    case Kind::Reaction:
    case Kind::ReactionGone:
        gathering.reactions.push_back(row);
        return;
    case Kind::Marker:
        gathering.markers.insert({row.room, row.who});
        return;
    case Kind::Attendance:
        gathering.attendance.insert(row.who);
        return;
    case Kind::Sanctions:
        gathering.sanctions = true;
        return;
    case Kind::Hooks:
        gathering.hooks = true;
        return;
    case Kind::Invitations:
        gathering.invitations = true;
        return;
    case Kind::Admission:
        gathering.admissions.insert(row.what);
        return;
    case Kind::Account:
        account();
        return;
    case Kind::Password:
        account().password = true;
        return;
    case Kind::DeviceGone:
        account().lostDevices.push_back(row.what.toUtf8());
        return;
    case Kind::Entry:
        gathering.entries.insert(row.number);
        return;
    }
    // Of a newer version, which this one does not know: nothing that it could show.
}

SqlNews::Result<void> SqlNews::read(const Gathering &gathering, LogNews &news)
{
    auto done = readRooms(gathering, news);
    if (done)
        done = readPeople(gathering, news);
    if (done)
        done = readReactions(gathering, news);
    if (done && gathering.sanctions)
        done = keep(m_log.order().sanctions(), news.sanctions);
    for (auto it = gathering.entries.begin(); done && it != gathering.entries.end(); ++it) {
        auto page = m_log.order().audit({true, {}, *it + 1, 1});
        if (!page)
            return tl::unexpected(page.error());
        if (!page->entries.empty() && page->entries[0].number == *it) // else it is gone
            news.entries.push_back(std::move(page->entries[0]));
    }
    if (done && gathering.hooks)
        done = keep(m_log.hooks().all(), news.hooks);
    if (done && gathering.invitations)
        done = keep(m_log.entrance().invitations(), news.invitations);
    for (auto it = gathering.admissions.begin(); done && it != gathering.admissions.end(); ++it) {
        done = one(*m_admission, {*it}, [&](const QSqlQuery *row) {
            news.admissions.push_back({*it, std::nullopt});
            if (row) {
                news.admissions.back().admission = {*it, Chat::UserId(row->value(0).toString()),
                                                    toTime(row->value(1).toLongLong())};
            }
        });
    }
    for (auto it = gathering.accounts.begin(); done && it != gathering.accounts.end(); ++it) {
        auto account = m_log.accounts().find(it->first);
        if (!account)
            return tl::unexpected(account.error());
        news.accounts.push_back(it->second);
        news.accounts.back().account = std::move(*account);
    }
    return done;
}

SqlNews::Result<void> SqlNews::readRooms(const Gathering &gathering, LogNews &news)
{
    for (const std::set<Chat::RoomId> &ids : {gathering.gone, gathering.rooms}) {
        for (const Chat::RoomId &id : ids) {
            if (id.isEmpty()) // It went meanwhile; that is told later.
                continue;
            auto room = m_log.roomNow(id);
            if (!room && room.error() != StoreError::NoSuchRoom)
                return tl::unexpected(room.error());
            // One that went may have come again since.
            if (&ids == &gathering.rooms && !room)
                continue;
            news.rooms.push_back({id, room ? std::optional(std::move(*room)) : std::nullopt});
        }
    }
    return {};
}

SqlNews::Result<void> SqlNews::readPeople(const Gathering &gathering, LogNews &news)
{
    Result<void> done;
    for (auto it = gathering.members.begin(); done && it != gathering.members.end(); ++it) {
        const Chat::RoomId room = it->first;
        const Chat::UserId user = it->second;
        done = one(*m_member, {room.toString(), user.toString()}, [&](const QSqlQuery *row) {
            news.members.push_back({room, user, std::nullopt});
            if (row) {
                news.members.back().member = {room, user, row->value(0).toString(),
                                              row->value(1).toBool(),
                                              Chat::MemberRole(row->value(2).toInt())};
            }
        });
    }
    for (auto it = gathering.guests.begin(); done && it != gathering.guests.end(); ++it) {
        const Chat::RoomId room = it->first;
        const Chat::UserId user = it->second;
        done = one(*m_guest, {room.toString(), user.toString()}, [&](const QSqlQuery *row) {
            news.guests.push_back({room, user, std::nullopt});
            if (row) {
                news.guests.back().guest = {room,
                                            user,
                                            row->value(0).toString(),
                                            row->value(1).toBool(),
                                            row->value(2).toBool(),
                                            Chat::UserId(row->value(3).toString()),
                                            toTime(row->value(4).toLongLong())};
            }
        });
    }
    for (auto it = gathering.markers.begin(); done && it != gathering.markers.end(); ++it) {
        const Chat::RoomId room = it->first;
        const Chat::UserId user = it->second;
        done = one(*m_marker, {room.toString(), user.toString()}, [&](const QSqlQuery *row) {
            if (!row)
                return;
            news.markers.push_back({room, user, Chat::Sequence{row->value(0).toLongLong()},
                                    Chat::Sequence{row->value(1).toLongLong()},
                                    Chat::Sequence{row->value(2).toLongLong()},
                                    row->value(3).toBool()});
        });
    }
    for (auto it = gathering.attendance.begin(); done && it != gathering.attendance.end(); ++it) {
        done = one(*m_attendance, {it->toString()}, [&](const QSqlQuery *row) {
            if (!row)
                return;
            news.attendance.push_back({*it, toTime(row->value(0).toLongLong()),
                                       row->value(1).toInt(), row->value(2).toString(),
                                       toTime(row->value(3).toLongLong())});
        });
    }
    return done;
}

SqlNews::Result<void> SqlNews::readReactions(const Gathering &gathering, LogNews &news)
{
    Result<void> done;
    for (auto it = gathering.reactions.begin(); done && it != gathering.reactions.end(); ++it) {
        done = one(*m_reacted, {it->what, it->number}, [&](const QSqlQuery *row) {
            if (!row) // The message is gone.
                return;
            news.reactions.push_back(
                {Chat::RoomId(row->value(0).toString()), Chat::Sequence{row->value(1).toLongLong()},
                 Chat::Revision{row->value(2).toLongLong()}, it->what, it->kind == Kind::Reaction,
                 it->who, it->name, row->value(3).toInt()});
        });
    }
    return done;
}

SqlNews::Result<void> SqlNews::one(QSqlQuery &query, const QVariantList &values,
                                   const std::function<void(const QSqlQuery *)> &take)
{
    if (auto done = runStatement(query, values); !done)
        return done;
    take(query.next() ? &query : nullptr);
    query.finish();
    return {};
}

SqlNews::Result<bool> SqlNews::forgetOld()
{
    if (m_host == 0)
        return false;
    const auto isKnown = changeStatement(*m_here, {m_host});
    if (!isKnown)
        return tl::unexpected(isKnown.error());
    if (*isKnown == 0) // It was away for days: what it writes now nobody hears. A new connection.
        return tl::unexpected(StoreError::Unreachable);
    if (auto done = finishStatement(*m_forgetHosts, {m_host}); !done)
        return tl::unexpected(done.error());
    return changeStatement(*m_forget, {}).map([](int forgotten) { return forgotten == 5000; });
}

} // namespace Server
