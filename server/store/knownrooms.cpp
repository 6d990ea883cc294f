// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/knownrooms.h"

#include "server/store/sqlmessagerow.h"
#include "server/store/sqlrooms.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>

namespace Server {
namespace {

// A log of one's own finds the last sequence by the messages, and has `last` where they were not
// kept. In a shared one that would be as old as the look at it; there `last` is always right.
constexpr const char *ownColumns = "number, id, name, topic, creator, created,"
                                   " max(last, floor, coalesce((SELECT max(seq) FROM messages"
                                   " WHERE room = rooms.number), 0)),"
                                   " revision, settings, floor";
constexpr const char *sharedColumns =
    "number, id, name, topic, creator, created, last, revision, settings, floor";

KnownRooms::Room roomOf(const QSqlQuery &row)
{
    KnownRooms::Room room{
        row.value(0).toLongLong(),
        {Chat::RoomId(row.value(1).toString()), row.value(2).toString(), row.value(3).toString(),
         Chat::UserId(row.value(4).toString()), toTime(row.value(5).toLongLong()),
         Chat::Sequence{row.value(6).toLongLong()}, Chat::Revision{row.value(7).toLongLong()}}};
    SqlRooms::takeSettings(room.stored, row.value(8).toString());
    room.stored.floor = Chat::Sequence{row.value(9).toLongLong()};
    return room;
}

QString asJson(const std::vector<Chat::RoomId> &ids)
{
    QJsonArray array;
    for (const Chat::RoomId &id : ids)
        array.append(id.toString());
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

} // namespace

KnownRooms::Result<void> KnownRooms::prepare(LogDatabase &database)
{
    m_isShared = database.isShared();
    const std::pair<SqlStatement *, const char *> own[] = {
        {&m_all, "SELECT %1 FROM rooms"},
    };
    if (!m_isShared) {
        auto done = prepareStatements(database.connection(), own, QLatin1String(ownColumns));
        return done ? readAll() : done;
    }
    const std::pair<SqlStatement *, const char *> shared[] = {
        {&m_all, "SELECT %1 FROM rooms"},
        {&m_these, "SELECT %1 FROM rooms WHERE id IN (SELECT value FROM json_each(?))"},
        {&m_byId, "SELECT %1 FROM rooms WHERE id = ?"},
        {&m_byNumber, "SELECT %1 FROM rooms WHERE number = ?"},
        {&m_forUpdate, "SELECT %1 FROM rooms WHERE id = ? FOR NO KEY UPDATE"},
        {&m_holdAll, "SELECT %1 FROM rooms WHERE id IN (SELECT value FROM json_each(?))"
                     " ORDER BY number FOR NO KEY UPDATE"},
        {&m_setLast, "UPDATE rooms SET last = ? WHERE number = ?"},
    };
    return prepareStatements(database.connection(), shared, QLatin1String(sharedColumns));
}

KnownRooms::Result<void> KnownRooms::readAll()
{
    if (auto done = executeStatement(*m_all); !done)
        return done;
    while (m_all->next())
        take(roomOf(*m_all));
    m_all->finish();
    return {};
}

KnownRooms::Result<std::vector<StoredRoom>> KnownRooms::all()
{
    if (m_isShared) {
        begin();
        if (auto done = readAll(); !done)
            return tl::unexpected(done.error());
    }
    std::vector<StoredRoom> rooms;
    rooms.reserve(size_t(m_rooms.size()));
    for (const Room &room : std::as_const(m_rooms))
        rooms.push_back(room.stored);
    return rooms;
}

KnownRooms::Result<KnownRooms::Room *> KnownRooms::look(QSqlQuery &query,
                                                        const QVariantList &values)
{
    if (auto done = runStatement(query, values); !done)
        return tl::unexpected(done.error());
    const bool isThere = query.next();
    const Room room = isThere ? roomOf(query) : Room();
    query.finish();
    if (!isThere)
        return tl::unexpected(StoreError::NoSuchRoom);
    take(room);
    return &m_rooms[room.stored.id];
}

void KnownRooms::take(const Room &room)
{
    m_ids.insert(room.number, room.stored.id);
    m_rooms.insert(room.stored.id, room);
}

KnownRooms::Result<const KnownRooms::Room *> KnownRooms::find(const Chat::RoomId &id)
{
    if (const auto it = m_rooms.constFind(id); it != m_rooms.cend())
        return &*it;
    if (!m_isShared)
        return tl::unexpected(StoreError::NoSuchRoom);
    return look(*m_byId, {id.toString()});
}

KnownRooms::Result<std::vector<StoredRoom>> KnownRooms::now(const std::set<Chat::RoomId> &ids)
{
    std::vector<StoredRoom> rooms;
    std::vector<Chat::RoomId> others;
    for (const Chat::RoomId &id : ids) {
        // One that is held by this transaction nobody else changes.
        if (m_isShared && !m_before.contains(id))
            others.push_back(id);
        else if (const StoredRoom *room = seen(id))
            rooms.push_back(*room);
    }
    if (others.empty())
        return rooms;
    if (auto done = runStatement(*m_these, {asJson(others)}); !done)
        return tl::unexpected(done.error());
    while (m_these->next())
        rooms.push_back(roomOf(*m_these).stored);
    m_these->finish();
    return rooms;
}

Chat::RoomId KnownRooms::idOf(qint64 number)
{
    if (const auto it = m_ids.constFind(number); it != m_ids.cend())
        return *it;
    if (!m_isShared)
        return {};
    const auto room = look(*m_byNumber, {number});
    return room ? (*room)->stored.id : Chat::RoomId();
}

KnownRooms::Result<KnownRooms::Room *> KnownRooms::changing(const Chat::RoomId &id)
{
    if (m_before.contains(id)) {
        const auto it = m_rooms.find(id);
        return it != m_rooms.end() ? Result<Room *>(&*it) : tl::unexpected(StoreError::NoSuchRoom);
    }
    if (m_isShared) {
        auto room = look(*m_forUpdate, {id.toString()});
        if (room)
            m_before.insert(id, **room);
        return room;
    }
    const auto it = m_rooms.find(id);
    if (it == m_rooms.end())
        return tl::unexpected(StoreError::NoSuchRoom);
    m_before.insert(id, *it);
    return &*it;
}

KnownRooms::Result<void> KnownRooms::hold(const std::vector<Chat::RoomId> &ids)
{
    if (!m_isShared || ids.empty())
        return {};
    if (auto done = runStatement(*m_holdAll, {asJson(ids)}); !done)
        return done;
    while (m_holdAll->next()) {
        const Room room = roomOf(*m_holdAll);
        take(room);
        m_before.insert(room.stored.id, room);
    }
    m_holdAll->finish();
    return {};
}

void KnownRooms::add(const Room &room)
{
    if (!m_before.contains(room.stored.id))
        m_before.insert(room.stored.id, std::nullopt);
    take(room);
}

void KnownRooms::remove(const Chat::RoomId &id)
{
    m_ids.remove(m_rooms.value(id).number);
    m_rooms.remove(id);
}

const StoredRoom *KnownRooms::seen(const Chat::RoomId &id) const
{
    const auto it = m_rooms.constFind(id);
    return it != m_rooms.cend() ? &it->stored : nullptr;
}

void KnownRooms::forgetShared()
{
    if (!m_isShared)
        return;
    m_rooms.clear();
    m_ids.clear();
}

void KnownRooms::begin()
{
    m_before.clear();
    forgetShared();
}

KnownRooms::Result<void> KnownRooms::beforeCommit()
{
    if (!m_isShared)
        return {};
    for (auto it = m_before.cbegin(); it != m_before.cend(); ++it) {
        const auto room = m_rooms.constFind(it.key());
        const Chat::Sequence before = it.value() ? it.value()->stored.last : Chat::Sequence{};
        if (room == m_rooms.cend() || room->stored.last == before)
            continue;
        if (auto done = finishStatement(*m_setLast, {room->stored.last.number, room->number});
            !done)
            return done;
    }
    return {};
}

void KnownRooms::committed()
{
    m_before.clear();
}

void KnownRooms::rolledBack()
{
    for (auto it = m_before.cbegin(); it != m_before.cend() && !m_isShared; ++it) {
        if (it.value()) {
            take(*it.value());
        } else {
            remove(it.key());
        }
    }
    m_before.clear();
    forgetShared();
}

} // namespace Server
