// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlrooms.h"

#include "server/store/sqllog.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QVariant>

#include <algorithm>
#include <limits>

namespace Server {
namespace {

using Keep = Chat::Retention::Keep;

const auto passwordHashKey = QStringLiteral("passwordHash");
const auto earlierFloorKey = QStringLiteral("earlierFloor");

/// The number in the first row and column; nullopt when there is no row.
tl::expected<std::optional<qint64>, StoreError> numberBound(QSqlQuery &query,
                                                            const QVariantList &values)
{
    auto done = runStatement(query, values);
    std::optional<qint64> number;
    if (done && query.next())
        number = query.value(0).toLongLong();
    query.finish();
    return done.map([number] { return number; });
}

} // namespace

QString SqlRooms::settingsText(const StoredRoom &room)
{
    QJsonObject object = room.settings.toObject();
    if (!room.passwordHash.isEmpty())
        object.insert(passwordHashKey, QString::fromLatin1(room.passwordHash));
    if (room.earlierFloor > 0)
        object.insert(earlierFloorKey, room.earlierFloor);
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void SqlRooms::takeSettings(StoredRoom &room, const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    room.settings = Chat::RoomSettings::fromObject(object);
    room.passwordHash = object.value(passwordHashKey).toString().toLatin1();
    room.earlierFloor = object.value(earlierFloorKey).toInteger();
}

SqlRooms::Result<void> SqlRooms::prepare(QSqlDatabase &database)
{
    // %1 stands for the columns that messageRow() reads.
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_change, "UPDATE rooms SET name = ?, topic = ?, settings = ?, floor = ?"
                    " WHERE number = ?"},
        {&m_lastEarlier, "SELECT max(number) FROM earlier_texts"},
        {&m_setRole, "UPDATE members SET role = ? WHERE room = ? AND user = ?"},
        {&m_addGuest, "INSERT INTO room_guests (room, user, name, guest, knocks, by_user, time)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (room, user) DO UPDATE SET"
                      " name = excluded.name, guest = excluded.guest,"
                      " knocks = excluded.knocks, by_user = excluded.by_user,"
                      " time = excluded.time"},
        {&m_removeGuest, "DELETE FROM room_guests WHERE room = ? AND user = ?"},
        {&m_guests, "SELECT rooms.id, user, room_guests.name, guest, knocks, by_user, time"
                    " FROM room_guests JOIN rooms ON room_guests.room = rooms.number"},
        {&m_oldest, "SELECT %1 FROM messages WHERE room = ? AND seq <= ? ORDER BY seq LIMIT ?"},
        {&m_erase, "DELETE FROM messages WHERE number = ?"},
        {&m_raise, "UPDATE rooms SET floor = ? WHERE number = ?"},
        {&m_setLast, "UPDATE rooms SET last = ? WHERE number = ?"},
        {&m_hasMessages,
         "SELECT count(*) FROM (SELECT 1 FROM messages WHERE room = ? LIMIT 1) AS one"},
        {&m_removeMembers, "DELETE FROM members WHERE room = ?"},
        {&m_removeGuests, "DELETE FROM room_guests WHERE room = ?"},
        {&m_removeSaid, "DELETE FROM said WHERE room = ?"},
        {&m_remove, "DELETE FROM rooms WHERE number = ?"},
        {&m_noteSaid, "INSERT INTO said (sender_id, client_id, room, seq, time)"
                      " VALUES (?, ?, ?, ?, ?) ON CONFLICT (sender_id, client_id) DO UPDATE"
                      " SET room = excluded.room, seq = excluded.seq, time = excluded.time"},
        {&m_findGone, "SELECT seq FROM said WHERE sender_id = ? AND client_id = ?"},
        {&m_findHere, "SELECT seq FROM messages WHERE sender_id = ? AND client_id = ?"},
        {&m_forgetSaid, "DELETE FROM said WHERE time < ?"},
    };
    if (auto prepared = prepareStatements(database, all, messageColumns()); !prepared)
        return prepared;
    auto any = askDatabase(database, QStringLiteral("SELECT 1 FROM said LIMIT 1"));
    if (!any)
        return tl::unexpected(any.error());
    m_anyGone = (*any)->next();
    return {};
}

SqlRooms::Result<StoredRoom> SqlRooms::change(const StoredRoom &wanted)
{
    const auto number = m_log.roomNumber(wanted.id);
    if (!number)
        return tl::unexpected(number.error());
    const auto found = m_log.roomForChange(wanted.id);
    if (!found)
        return tl::unexpected(found.error());
    StoredRoom &room = **found;
    if (wanted.settings.keepsEarlier && !room.settings.keepsEarlier) {
        const auto newest = numberBound(*m_lastEarlier, {});
        if (!newest)
            return tl::unexpected(newest.error());
        room.earlierFloor = std::max(room.earlierFloor, newest->value_or(0));
    }
    const bool keptNothing = room.settings.retention.keep == Keep::Nothing;
    const bool keepsNothing = wanted.settings.retention.keep == Keep::Nothing;
    room.name = wanted.name;
    room.topic = wanted.topic;
    room.settings = wanted.settings;
    room.passwordHash = wanted.passwordHash;
    if (keptNothing && !keepsNothing)
        room.floor = room.last;
    return changeStatement(*m_change, {present(room.name), present(room.topic), settingsText(room),
                                       room.floor.number, *number})
        .map([&room](int) { return room; });
}

SqlRooms::Result<bool> SqlRooms::setRole(const Chat::RoomId &room, const Chat::UserId &user,
                                         Chat::MemberRole role)
{
    const auto number = m_log.roomNumber(room);
    if (!number)
        return tl::unexpected(number.error());
    return changeStatement(*m_setRole, {int(role), *number, user.toString()}).map([](int changed) {
        return changed > 0;
    });
}

SqlRooms::Result<bool> SqlRooms::addGuest(const StoredGuest &guest)
{
    const auto number = m_log.roomNumber(guest.room);
    if (!number)
        return tl::unexpected(number.error());
    return changeStatement(*m_addGuest, {*number, guest.user.toString(), present(guest.name),
                                         guest.guest ? 1 : 0, guest.knocks ? 1 : 0,
                                         present(guest.by.toString()), toNumber(guest.time)})
        .map([](int) { return true; });
}

SqlRooms::Result<bool> SqlRooms::removeGuest(const Chat::RoomId &room, const Chat::UserId &user)
{
    const auto number = m_log.roomNumber(room);
    if (!number)
        return tl::unexpected(number.error());
    return changeStatement(*m_removeGuest, {*number, user.toString()}).map([](int changed) {
        return changed > 0;
    });
}

SqlRooms::Result<std::vector<StoredGuest>> SqlRooms::guests()
{
    if (auto done = executeStatement(*m_guests); !done)
        return tl::unexpected(done.error());
    std::vector<StoredGuest> all;
    const QSqlQuery &row = *m_guests;
    while (m_guests->next()) {
        all.push_back({Chat::RoomId(row.value(0).toString()), Chat::UserId(row.value(1).toString()),
                       row.value(2).toString(), row.value(3).toBool(), row.value(4).toBool(),
                       Chat::UserId(row.value(5).toString()), toTime(row.value(6).toLongLong())});
    }
    m_guests->finish();
    return all;
}

SqlRooms::Result<std::vector<MessageRow>> SqlRooms::oldest(const Erasing &erasing, qint64 room,
                                                           int most)
{
    const qint64 upTo = erasing.upTo ? erasing.upTo->number : std::numeric_limits<qint64>::max();
    if (auto done = runStatement(*m_oldest, {room, upTo, most}); !done)
        return tl::unexpected(done.error());
    std::vector<MessageRow> rows;
    while (m_oldest->next()) {
        MessageRow row = messageRow(*m_oldest, erasing.room);
        if (erasing.before && row.message.time >= *erasing.before)
            break;
        rows.push_back(std::move(row));
    }
    m_oldest->finish();
    return rows;
}

SqlRooms::Result<Erased> SqlRooms::erase(const Erasing &erasing)
{
    const auto number = m_log.roomNumber(erasing.room);
    if (!number)
        return tl::unexpected(number.error());
    const auto found = m_log.roomForChange(erasing.room);
    if (!found)
        return tl::unexpected(found.error());
    StoredRoom &room = **found;
    const auto rows = oldest(erasing, *number, erasing.most + 1); // one more tells of others
    if (!rows)
        return tl::unexpected(rows.error());
    Erased erased{int(std::min<std::ptrdiff_t>(std::ssize(*rows), erasing.most)), room.floor,
                  std::ssize(*rows) > erasing.most};
    if (erased.messages == 0)
        return erased;
    for (auto row = rows->begin(); row != rows->begin() + erased.messages; ++row) {
        if (auto done = eraseOne(*row, erasing.now); !done)
            return tl::unexpected(done.error());
        erased.floor = std::max(erased.floor, row->message.sequence);
    }
    if (auto done = m_log.searchIndex().forgetNumbers(); !done)
        return tl::unexpected(done.error());
    room.floor = erased.floor;
    return changeStatement(*m_raise, {room.floor.number, *number}).map([&erased](int) {
        return erased;
    });
}

SqlRooms::Result<void> SqlRooms::eraseOne(const MessageRow &row, Chat::Timestamp now)
{
    if (auto done = m_log.searchIndex().remove(row); !done)
        return done;
    if (auto done = m_log.files().detach(row.number); !done)
        return done;
    if (auto done = noteSaid(row.message, row.message.sequence, now); !done)
        return done;
    // What else names it goes by itself: the schema says so.
    return finishStatement(*m_erase, {row.number});
}

SqlRooms::Result<bool> SqlRooms::remove(const Chat::RoomId &room)
{
    if (const auto held = m_log.roomForChange(room); !held)
        return tl::unexpected(held.error());
    const auto number = m_log.roomNumber(room);
    if (!number)
        return tl::unexpected(number.error());
    const auto messages = numberBound(*m_hasMessages, {*number});
    if (!messages)
        return tl::unexpected(messages.error());
    if (messages->value_or(0) > 0)
        return tl::unexpected(StoreError::NotAllowed);
    for (QSqlQuery *query :
         {m_removeMembers.get(), m_removeGuests.get(), m_removeSaid.get(), m_remove.get()}) {
        if (auto done = changeStatement(*query, {*number}); !done)
            return tl::unexpected(done.error());
    }
    m_log.forgetRoom(room);
    return true;
}

SqlRooms::Result<void> SqlRooms::noteSaid(const Chat::RoomMessage &message, Chat::Sequence sequence,
                                          Chat::Timestamp now)
{
    if (message.clientId.isEmpty())
        return {};
    const auto number = m_log.roomNumber(message.room);
    if (!number)
        return tl::unexpected(number.error());
    m_anyGone = true;
    return changeStatement(*m_noteSaid, {message.senderId.toString(), message.clientId.toString(),
                                         *number, sequence.number, toNumber(now)})
        .map([](int) {});
}

SqlRooms::Result<void> SqlRooms::passOver(const Chat::RoomMessage &message, Chat::Sequence sequence)
{
    const auto number = m_log.roomNumber(message.room);
    if (!number)
        return tl::unexpected(number.error());
    if (auto done = noteSaid(message, sequence, message.time); !done)
        return done;
    return finishStatement(*m_setLast, {sequence.number, *number});
}

SqlRooms::Result<Chat::Sequence> SqlRooms::findGone(const Chat::UserId &sender,
                                                    const Chat::ClientMessageId &id)
{
    if ((!m_anyGone && !m_log.isShared()) || id.isEmpty())
        return tl::unexpected(StoreError::NoSuchMessage);
    const auto found = numberBound(*m_findGone, {sender.toString(), id.toString()});
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return tl::unexpected(StoreError::NoSuchMessage);
    return Chat::Sequence{**found};
}

SqlRooms::Result<Chat::Sequence> SqlRooms::findSaid(const Chat::UserId &sender,
                                                    const Chat::ClientMessageId &id)
{
    if (id.isEmpty())
        return tl::unexpected(StoreError::NoSuchMessage);
    const auto here = numberBound(*m_findHere, {sender.toString(), id.toString()});
    if (!here)
        return tl::unexpected(here.error());
    if (*here)
        return Chat::Sequence{**here};
    return findGone(sender, id);
}

SqlRooms::Result<int> SqlRooms::forgetSaid(Chat::Timestamp before)
{
    return changeStatement(*m_forgetSaid, {toNumber(before)});
}

} // namespace Server
