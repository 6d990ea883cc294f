// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlpeoplenews.h"

#include "server/store/sqlmessagerow.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <functional>

namespace Server {
namespace {

// What is asked for: pairs of a room and a person, with the room's row where it is there.
#define PLACES                                                                                     \
    " FROM json_array_elements(CAST(? AS json)) AS asked"                                          \
    " LEFT JOIN rooms ON rooms.id = asked.value ->> 0"

QJsonValue asJson(const Chat::UserId &user)
{
    return user.toString();
}

QJsonValue asJson(const SqlPeopleNews::Places::value_type &place)
{
    return QJsonArray{place.first.toString(), place.second.toString()};
}

template <typename Asked>
tl::expected<void, StoreError> readAll(QSqlQuery &query, const Asked &asked,
                                       const std::function<void(const QSqlQuery &)> &take)
{
    if (asked.empty())
        return {};
    QJsonArray array;
    for (const auto &one : asked)
        array.append(asJson(one));
    const QString list = QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
    if (auto done = runStatement(query, {list}); !done)
        return done;
    while (query.next())
        take(query);
    query.finish();
    return {};
}

Chat::RoomId askedRoom(const QSqlQuery &row)
{
    return Chat::RoomId(row.value(0).toString());
}

Chat::UserId askedUser(const QSqlQuery &row)
{
    return Chat::UserId(row.value(1).toString());
}

} // namespace

SqlPeopleNews::Result<void> SqlPeopleNews::prepare(QSqlDatabase &database)
{
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_members,
         "SELECT asked.value ->> 0, asked.value ->> 1, members.room, members.name,"
         " members.guest, members.role" PLACES " LEFT JOIN members ON members.room = rooms.number"
         " AND members.user = asked.value ->> 1"},
        {&m_guests, "SELECT asked.value ->> 0, asked.value ->> 1, room_guests.room,"
                    " room_guests.name, guest, knocks, by_user, time" PLACES
                    " LEFT JOIN room_guests ON room_guests.room = rooms.number"
                    " AND room_guests.user = asked.value ->> 1"},
        {&m_markers, "SELECT rooms.id, read_markers.user, since, delivered, read, confirms" PLACES
                     " JOIN read_markers ON read_markers.room = rooms.number"
                     " AND read_markers.user = asked.value ->> 1"},
        {&m_attendance, "SELECT user, last_seen, choice, status, until FROM attendance"
                        " WHERE user IN (SELECT value FROM json_each(?))"},
    };
    return prepareStatements(database, all);
}

SqlPeopleNews::Result<std::vector<LogNews::Member>> SqlPeopleNews::members(const Places &places)
{
    std::vector<LogNews::Member> members;
    const auto take = [&](const QSqlQuery &row) {
        members.push_back({askedRoom(row), askedUser(row), std::nullopt});
        LogNews::Member &one = members.back();
        if (row.isNull(2))
            return;
        one.member = {one.room, one.user, row.value(3).toString(), row.value(4).toBool(),
                      Chat::MemberRole(row.value(5).toInt())};
    };
    return readAll(*m_members, places, take).map([&] { return std::move(members); });
}

SqlPeopleNews::Result<std::vector<LogNews::Guest>> SqlPeopleNews::guests(const Places &places)
{
    std::vector<LogNews::Guest> guests;
    const auto take = [&](const QSqlQuery &row) {
        guests.push_back({askedRoom(row), askedUser(row), std::nullopt});
        LogNews::Guest &one = guests.back();
        if (row.isNull(2))
            return;
        one.guest = {one.room,
                     one.user,
                     row.value(3).toString(),
                     row.value(4).toBool(),
                     row.value(5).toBool(),
                     Chat::UserId(row.value(6).toString()),
                     toTime(row.value(7).toLongLong())};
    };
    return readAll(*m_guests, places, take).map([&] { return std::move(guests); });
}

SqlPeopleNews::Result<std::vector<StoredMarker>> SqlPeopleNews::markers(const Places &places)
{
    std::vector<StoredMarker> markers;
    const auto take = [&](const QSqlQuery &row) {
        markers.push_back({askedRoom(row), askedUser(row),
                           Chat::Sequence{row.value(2).toLongLong()},
                           Chat::Sequence{row.value(3).toLongLong()},
                           Chat::Sequence{row.value(4).toLongLong()}, row.value(5).toBool()});
    };
    return readAll(*m_markers, places, take).map([&] { return std::move(markers); });
}

SqlPeopleNews::Result<std::vector<StoredAttendance>>
SqlPeopleNews::attendance(const std::set<Chat::UserId> &people)
{
    std::vector<StoredAttendance> attendance;
    const auto take = [&](const QSqlQuery &row) {
        attendance.push_back({Chat::UserId(row.value(0).toString()),
                              toTime(row.value(1).toLongLong()), row.value(2).toInt(),
                              row.value(3).toString(), toTime(row.value(4).toLongLong())});
    };
    return readAll(*m_attendance, people, take).map([&] { return std::move(attendance); });
}

} // namespace Server
