// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlorder.h"

#include "server/store/erasingstore.h"
#include "server/store/schema.h"
#include "server/store/sqllog.h"
#include "server/store/sqlmessagerow.h"

#include <QSqlError>

#include <limits>
#include <map>

namespace Server {
namespace {

using Chat::OrderEntry;
using Chat::Sanction;

/// Of a room's newest messages, and of somebody's, so many are looked at.
constexpr qint64 mostLookedThrough = 2000;

enum class MarkKind { Device, Address }; // numbers of the log

QVariant untilOrNull(const std::optional<Chat::Timestamp> &time)
{
    return time ? QVariant(toNumber(*time)) : QVariant(QMetaType(QMetaType::LongLong));
}

std::optional<Chat::Timestamp> untilIn(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(toTime(value.toLongLong()));
}

} // namespace

SqlOrder::Result<void> SqlOrder::prepare(QSqlDatabase &database)
{
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_all, "SELECT number, kind, room, user, name, reason, by_user, by_name, begun, until"
                 " FROM sanctions ORDER BY number"},
        {&m_marks, "SELECT sanction, kind, mark FROM sanction_marks ORDER BY sanction, kind, mark"},
        {&m_count, "SELECT count(*) FROM sanctions WHERE kind = ? AND room IS NOT DISTINCT FROM ? "
                   "AND user <> ?"},
        {&m_add, "INSERT INTO sanctions (kind, room, user, name, reason, by_user, by_name, begun,"
                 " until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number"},
        {&m_addMark, "INSERT INTO sanction_marks (sanction, kind, mark)"
                     " VALUES (?, ?, ?) ON CONFLICT DO NOTHING"},
        {&m_remove,
         "DELETE FROM sanctions WHERE kind = ? AND room IS NOT DISTINCT FROM ? AND user = ?"},
        {&m_removeEnded, "DELETE FROM sanctions WHERE until <= ?"},
        {&m_note, "INSERT INTO order_log (action, room, user, name, by_user, by_name, reason,"
                  " detail, time, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
        {&m_trim,
         "DELETE FROM order_log WHERE room IS NOT DISTINCT FROM ? AND number <= (SELECT number FROM"
         " order_log WHERE room IS NOT DISTINCT FROM ? ORDER BY number DESC LIMIT 1 OFFSET ?)"},
        {&m_page, "SELECT number, action, room, user, name, by_user, by_name, reason, detail,"
                  " time, until FROM order_log WHERE room IS NOT DISTINCT FROM ? AND number < ?"
                  " ORDER BY number DESC LIMIT ?"},
        {&m_everything, "SELECT number, action, room, user, name, by_user, by_name, reason,"
                        " detail, time, until FROM order_log WHERE number < ?"
                        " ORDER BY number DESC LIMIT ?"},
        // Of somebody who has said much elsewhere it is the room's own newest that tell.
        {&m_speakers,
         "SELECT sender FROM messages WHERE room = ? AND seq > ? AND sender_id || '' = ?"
         " UNION ALL"
         " SELECT sender FROM (SELECT sender, room FROM messages WHERE sender_id = ?"
         " LIMIT ?) AS newest WHERE room = ? LIMIT 1"},
        {&m_anySpeaker, "SELECT sender FROM messages WHERE sender_id = ? LIMIT 1"},
        {&m_forgetSanctioned, "UPDATE sanctions SET name = ?, reason = '' WHERE user = ?"},
        {&m_forgetSanctioning, "UPDATE sanctions SET by_user = ?, by_name = ? WHERE by_user = ?"},
        {&m_forgetEntries, "UPDATE order_log SET user = ?, name = ?, reason = ''"
                           " WHERE user = ?"},
        {&m_forgetActing, "UPDATE order_log SET by_user = ?, by_name = ? WHERE by_user = ?"},
    };
    return prepareStatements(database, all);
}

SqlOrder::Result<QVariant> SqlOrder::roomValue(const Chat::RoomId &room) const
{
    if (room.isEmpty())
        return QVariant(QMetaType(QMetaType::LongLong));
    return m_log.roomNumber(room).map([](qint64 number) { return QVariant(number); });
}

SqlOrder::Result<std::vector<StoredSanction>> SqlOrder::sanctions()
{
    if (auto done = runStatement(*m_all, {}); !done)
        return tl::unexpected(done.error());
    std::vector<StoredSanction> all;
    std::map<qint64, size_t> places;
    while (m_all->next()) {
        const QSqlQuery &row = *m_all;
        StoredSanction sanction;
        sanction.info.kind = Sanction::Kind(row.value(1).toInt());
        if (!row.value(2).isNull())
            sanction.room = m_log.roomOf(row.value(2).toLongLong());
        sanction.info.user = Chat::UserId(row.value(3).toString());
        sanction.info.name = row.value(4).toString();
        sanction.info.reason = row.value(5).toString();
        sanction.info.by = Chat::UserId(row.value(6).toString());
        sanction.info.byName = row.value(7).toString();
        sanction.info.begun = toTime(row.value(8).toLongLong());
        sanction.info.until = untilIn(row.value(9));
        places.emplace(row.value(0).toLongLong(), all.size());
        all.push_back(std::move(sanction));
    }
    m_all->finish();
    if (auto done = runStatement(*m_marks, {}); !done)
        return tl::unexpected(done.error());
    while (m_marks->next()) {
        const auto place = places.find(m_marks->value(0).toLongLong());
        if (place == places.end())
            continue;
        StoredSanction &sanction = all[place->second];
        const QString mark = m_marks->value(2).toString();
        if (MarkKind(m_marks->value(1).toInt()) == MarkKind::Device) {
            sanction.devices.append(mark.toLatin1());
            sanction.info.device = true;
        } else {
            sanction.addresses.append(mark);
            sanction.info.address = true;
        }
    }
    m_marks->finish();
    return all;
}

SqlOrder::Result<int> SqlOrder::removeSanction(const StoredSanction &sanction, const QVariant &room)
{
    return changeStatement(*m_remove,
                           {int(sanction.info.kind), room, present(sanction.info.user.toString())});
}

SqlOrder::Result<bool> SqlOrder::impose(const StoredSanction &sanction, const OrderEntry &entry,
                                        const OrderQuota &quota)
{
    const auto room = roomValue(sanction.room);
    if (!room)
        return tl::unexpected(room.error());
    const Sanction &info = sanction.info;
    if (auto ended = changeStatement(*m_removeEnded, {toNumber(entry.time)}); !ended)
        return tl::unexpected(ended.error());
    if (auto counted =
            runStatement(*m_count, {int(info.kind), *room, present(info.user.toString())});
        !counted)
        return tl::unexpected(counted.error());
    const int others = m_count->next() ? m_count->value(0).toInt() : 0;
    m_count->finish();
    if (others >= quota.sanctions)
        return tl::unexpected(StoreError::TooMany);
    if (auto removed = removeSanction(sanction, *room); !removed)
        return tl::unexpected(removed.error());
    if (auto added = runStatement(*m_add, {int(info.kind), *room, present(info.user.toString()),
                                           present(info.name), present(info.reason),
                                           present(info.by.toString()), present(info.byName),
                                           toNumber(info.begun), untilOrNull(info.until)});
        !added)
        return tl::unexpected(added.error());
    const qint64 number = m_add->next() ? m_add->value(0).toLongLong() : 0;
    m_add->finish();
    QList<std::pair<MarkKind, QString>> marks;
    for (const QByteArray &device : sanction.devices)
        marks.append({MarkKind::Device, QString::fromLatin1(device)});
    for (const QString &address : sanction.addresses)
        marks.append({MarkKind::Address, address});
    for (const auto &[kind, mark] : std::as_const(marks)) {
        if (auto added = changeStatement(*m_addMark, {number, int(kind), mark}); !added)
            return tl::unexpected(added.error());
    }
    return note(entry, quota);
}

SqlOrder::Result<bool> SqlOrder::lift(const StoredSanction &sanction, const OrderEntry &entry,
                                      const OrderQuota &quota)
{
    const auto room = roomValue(sanction.room);
    if (!room)
        return tl::unexpected(room.error());
    const auto removed = removeSanction(sanction, *room);
    if (!removed)
        return tl::unexpected(removed.error());
    return *removed > 0 ? note(entry, quota) : false;
}

SqlOrder::Result<bool> SqlOrder::note(const OrderEntry &entry, const OrderQuota &quota)
{
    const auto room = roomValue(entry.room);
    if (!room)
        return tl::unexpected(room.error());
    auto done = changeStatement(
        *m_note, {int(entry.action), *room, present(entry.user.toString()), present(entry.name),
                  present(entry.by.toString()), present(entry.byName), present(entry.reason),
                  present(entry.detail), toNumber(entry.time), untilOrNull(entry.until)});
    if (done)
        done = changeStatement(*m_trim, {*room, *room, quota.entries});
    return done.map([](int) { return true; });
}

SqlOrder::Result<Chat::AuditPage> SqlOrder::audit(const AuditQuery &query)
{
    const auto room = roomValue(query.room);
    if (!room)
        return tl::unexpected(room.error());
    QSqlQuery &page = query.everything ? *m_everything : *m_page;
    const qint64 before = query.before > 0 ? query.before : std::numeric_limits<qint64>::max();
    QVariantList values{before, query.limit + 1}; // one more tells of others
    if (!query.everything)
        values.prepend(*room);
    if (auto done = runStatement(page, values); !done)
        return tl::unexpected(done.error());
    Chat::AuditPage found{query.room, {}, false};
    while (page.next()) {
        if (std::ssize(found.entries) == query.limit) {
            found.more = true;
            break;
        }
        OrderEntry entry;
        entry.number = page.value(0).toLongLong();
        entry.action = OrderEntry::Action(page.value(1).toInt());
        if (!page.value(2).isNull())
            entry.room = m_log.roomOf(page.value(2).toLongLong());
        entry.user = Chat::UserId(page.value(3).toString());
        entry.name = page.value(4).toString();
        entry.by = Chat::UserId(page.value(5).toString());
        entry.byName = page.value(6).toString();
        entry.reason = page.value(7).toString();
        entry.detail = page.value(8).toString();
        entry.time = toTime(page.value(9).toLongLong());
        entry.until = untilIn(page.value(10));
        found.entries.push_back(std::move(entry));
    }
    page.finish();
    return found;
}

SqlOrder::Result<std::optional<QString>> SqlOrder::speaker(const Chat::RoomId &room,
                                                           const Chat::UserId &user)
{
    const auto number = roomValue(room);
    if (!number)
        return tl::unexpected(number.error());
    const QString id = user.toString();
    QSqlQuery &query = room.isEmpty() ? *m_anySpeaker : *m_speakers;
    const qint64 from = m_log.last(room).number - mostLookedThrough;
    const QVariantList values =
        room.isEmpty() ? QVariantList{id}
                       : QVariantList{*number, from, id, id, mostLookedThrough, *number};
    if (auto done = runStatement(query, values); !done)
        return tl::unexpected(done.error());
    const auto name = query.next() ? std::optional(query.value(0).toString()) : std::nullopt;
    query.finish();
    return name;
}

SqlOrder::Result<void> SqlOrder::forget(const Chat::UserId &user)
{
    const QString id = user.toString();
    const QString nobody = erasedUser.toString();
    auto done = changeStatement(*m_forgetSanctioned, {erasedName, id});
    if (done)
        done = changeStatement(*m_forgetSanctioning, {nobody, erasedName, id});
    if (done)
        done = changeStatement(*m_forgetEntries, {nobody, erasedName, id});
    if (done)
        done = changeStatement(*m_forgetActing, {nobody, erasedName, id});
    return done.map([](int) {});
}

} // namespace Server
