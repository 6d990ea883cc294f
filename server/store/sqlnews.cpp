// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlnews.h"

#include "server/store/sqllog.h"
#include "server/store/sqlmessagerow.h"

#include <QJsonArray>
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

QString asJson(const QJsonDocument &document)
{
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

QString asJson(const NewsCursor &cursor)
{
    QJsonObject object;
    for (const auto &[host, number] : cursor.known)
        object.insert(QString::number(host), QString::number(number));
    return asJson(QJsonDocument(object));
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
    Chat::Sequence last; ///< Of the room, when the row was read.
    Chat::Revision revision;
};

/// What came behind a cursor.
struct SqlNews::Found {
    std::vector<Row> rows;
    qint64 ownEnd = 0; ///< The number of this host's last row.
    bool lost = false; ///< Rows behind the cursor are gone.
};

/// What the rows are about, each once.
struct SqlNews::Gathering {
    std::set<Chat::RoomId> rooms, gone;
    std::map<Chat::RoomId, LogNews::Said> said;
    SqlPeopleNews::Places members, guests, markers;
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
        // A row of each host at least, which tells how far its news are gone, and of this one how
        // far they are; with those of rooms how far the room is.
        {&m_rows, "SELECT hosts.number, hosts.forgotten, one.id, one.kind, rooms.id, one.who,"
                  " one.number, one.what, one.name, rooms.last, rooms.revision,"
                  " CASE WHEN hosts.number = ? THEN " NEWEST " END FROM hosts LEFT JOIN LATERAL"
                  " (SELECT * FROM news WHERE (hosts.number <> ? OR CAST(? AS BIGINT) = 1)"
                  " AND (news.host, news.id) > (hosts.number,"
                  " coalesce(CAST(CAST(? AS json) ->> CAST(hosts.number AS text) AS BIGINT), 0))"
                  " AND news.host <= hosts.number ORDER BY news.host, news.id LIMIT 500) AS one"
                  " ON true"
                  " LEFT JOIN rooms ON rooms.number = one.room ORDER BY one.id"},
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
        {&m_admission, "SELECT user, since FROM admissions WHERE mark = ?"},
        {&m_reacted,
         "SELECT place, rooms.id, messages.seq, messages.revision, (SELECT count(*)"
         " FROM reactions WHERE message = messages.number AND emoji = it ->> 1)"
         " FROM json_array_elements(CAST(? AS json)) WITH ORDINALITY AS asked(it, place)"
         " JOIN messages ON messages.number = CAST(it ->> 0 AS BIGINT)"
         " JOIN rooms ON rooms.number = messages.room ORDER BY place"},
    };
    if (auto done = prepareStatements(database, all); !done)
        return done;
    if (auto done = m_people.prepare(database); !done)
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

SqlNews::Result<SqlNews::Found> SqlNews::find(const NewsCursor &from)
{
    // What this host wrote by a connection that went nobody else can tell it of.
    const bool doubtful = from.of(m_host) < m_before;
    if (auto done = runStatement(*m_rows, {m_host, m_host, doubtful ? 1 : 0, asJson(from)}); !done)
        return tl::unexpected(done.error());
    Found found;
    const QSqlQuery &row = *m_rows;
    while (m_rows->next()) {
        const qint64 host = row.value(0).toLongLong();
        const bool isOwn = host == m_host;
        if (isOwn)
            found.ownEnd = row.value(11).toLongLong();
        if (!isOwn || doubtful)
            found.lost = found.lost || from.of(host) < row.value(1).toLongLong();
        if (row.isNull(2)) // nothing new of that one
            continue;
        found.rows.push_back({host, row.value(2).toLongLong(), Kind(row.value(3).toInt()),
                              Chat::RoomId(row.value(4).toString()),
                              Chat::UserId(row.value(5).toString()), row.value(6).toLongLong(),
                              row.value(7).toString(), row.value(8).toString(),
                              Chat::Sequence{row.value(9).toLongLong()},
                              Chat::Revision{row.value(10).toLongLong()}});
    }
    m_rows->finish();
    return found;
}

SqlNews::Result<LogNews> SqlNews::news(const NewsCursor &from)
{
    LogNews news;
    news.next = from;
    if (m_host == 0)
        return news;
    const auto found = find(from);
    if (!found)
        return tl::unexpected(found.error());
    // One that was forgotten and has a new number since slept through who knows what.
    news.lost = found->lost || !from.known.contains(m_host);
    Gathering gathering;
    std::map<qint64, int> counts;
    for (const Row &row : found->rows) {
        gather(row, gathering);
        qint64 &known = news.next.known[row.host];
        known = std::max(known, row.id);
        news.more = news.more || ++counts[row.host] == mostRows;
    }
    if (counts[m_host] == 0)
        news.next.known[m_host] = std::max(news.next.known[m_host], found->ownEnd);
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
        gathering.rooms.insert(row.room);
        return;
    case Kind::Said:
        gathering.said[row.room] = {row.room, row.last, row.revision};
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
        done = runStatement(*m_admission, {*it});
        if (!done)
            return done;
        news.admissions.push_back({*it, std::nullopt});
        if (m_admission->next()) {
            news.admissions.back().admission = {*it, Chat::UserId(m_admission->value(0).toString()),
                                                toTime(m_admission->value(1).toLongLong())};
        }
        m_admission->finish();
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
    // One that went may have come again since.
    std::set<Chat::RoomId> asked = gathering.gone;
    asked.insert(gathering.rooms.begin(), gathering.rooms.end());
    if (!asked.empty()) {
        auto rooms = m_log.roomsNow(asked);
        if (!rooms)
            return tl::unexpected(rooms.error());
        for (StoredRoom &room : *rooms) {
            asked.erase(room.id);
            news.rooms.push_back({room.id, std::move(room)});
        }
    }
    for (const Chat::RoomId &id : gathering.gone) {
        if (asked.contains(id))
            news.rooms.push_back({id, std::nullopt});
    }
    for (const auto &[id, said] : gathering.said) {
        // Of one that went meanwhile that is told later.
        if (!id.isEmpty() && !gathering.rooms.contains(id) && !gathering.gone.contains(id))
            news.said.push_back(said);
    }
    return {};
}

SqlNews::Result<void> SqlNews::readPeople(const Gathering &gathering, LogNews &news)
{
    auto done = keep(m_people.members(gathering.members), news.members);
    if (done)
        done = keep(m_people.guests(gathering.guests), news.guests);
    if (done)
        done = keep(m_people.markers(gathering.markers), news.markers);
    if (done)
        done = keep(m_people.attendance(gathering.attendance), news.attendance);
    return done;
}

SqlNews::Result<void> SqlNews::readReactions(const Gathering &gathering, LogNews &news)
{
    if (gathering.reactions.empty())
        return {};
    QJsonArray asked;
    for (const Row &row : gathering.reactions)
        asked.append(QJsonArray{row.number, row.what});
    if (auto done = runStatement(*m_reacted, {asJson(QJsonDocument(asked))}); !done)
        return done;
    const QSqlQuery &found = *m_reacted;
    while (m_reacted->next()) { // none of a message that is gone
        const Row &row = gathering.reactions[size_t(found.value(0).toLongLong() - 1)];
        news.reactions.push_back(
            {Chat::RoomId(found.value(1).toString()), Chat::Sequence{found.value(2).toLongLong()},
             Chat::Revision{found.value(3).toLongLong()}, row.what, row.kind == Kind::Reaction,
             row.who, row.name, found.value(4).toInt()});
    }
    m_reacted->finish();
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
