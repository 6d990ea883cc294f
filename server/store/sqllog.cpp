// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqllog.h"
#include "server/store/logdatabase.h"

#include "server/store/sqlmessagerow.h"

#include <QSqlError>
#include <QVariant>

#include <algorithm>

namespace Server {

SqlLog::~SqlLog()
{
    // It lets go of the statements by itself; afterwards they ask nothing of a connection that may
    // be lost.
    m_database.reset();
}

SqlLog::Result<std::unique_ptr<SqlLog>> SqlLog::open(std::unique_ptr<LogDatabase> database)
{
    std::unique_ptr<SqlLog> log(new SqlLog(std::move(database)));
    auto done = log->m_database->openToWrite();
    if (done)
        done = log->prepareAll();
    if (!done)
        return tl::unexpected(done.error());
    return log;
}

SqlLog::Result<void> SqlLog::prepareAll()
{
    // %1 stands for the columns that messageRow() reads.
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_append, "INSERT INTO messages (room, seq, type, sender, sender_id, guest, text,"
                    " client_id, time, reply_to, files, audience, written)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    " ON CONFLICT (sender_id, client_id) WHERE client_id IS NOT NULL"
                    " DO NOTHING RETURNING number"},
        {&m_first, "SELECT %1, room FROM messages"
                   " WHERE sender_id = ? AND client_id = ?"},
        {&m_createRoom, "INSERT INTO rooms (id, name, topic, creator, created, settings)"
                        " VALUES (?, ?, ?, ?, ?, ?) RETURNING number"},
        {&m_setRevision, "UPDATE rooms SET revision = ? WHERE number = ?"},
        {&m_setTopic, "UPDATE rooms SET topic = ? WHERE number = ?"},
        {&m_addMember, "INSERT INTO members (room, user, name, guest, role)"
                       " VALUES (?, ?, ?, ?, ?)"
                       " ON CONFLICT (room, user)"
                       " DO UPDATE SET name = excluded.name, guest = excluded.guest"},
        {&m_removeMember, "DELETE FROM members WHERE room = ? AND user = ?"},
        {&m_members, "SELECT room, user, name, guest, role FROM members"},
    };
    QSqlDatabase &database = m_database->connection();
    if (auto prepared = m_rooms.prepare(*m_database); !prepared)
        return prepared;
    if (auto prepared = prepareStatements(database, all, messageColumns()); !prepared)
        return prepared;
    if (auto prepared = m_parts.prepare(database); !prepared)
        return prepared;
    if (auto prepared = m_histories.prepare(database); !prepared)
        return prepared;
    if (auto prepared = m_changes.prepare(database); !prepared)
        return prepared;
    if (auto prepared = m_searchIndex.prepare(database); !prepared)
        return prepared;
    if (auto prepared = m_files.prepare(database); !prepared)
        return prepared;
    if (auto prepared = m_reads.prepare(database); !prepared)
        return prepared;
    if (auto prepared = m_roomsPart.prepare(database); !prepared)
        return prepared;
    if (auto prepared = m_hooks.prepare(database); !prepared)
        return prepared;
    if (auto prepared = m_accounts.prepare(database, isShared()); !prepared)
        return prepared;
    if (auto prepared = m_erasing.prepare(database); !prepared)
        return prepared;
    if (auto prepared = m_order.prepare(database); !prepared)
        return prepared;
    if (auto prepared = m_entrance.prepare(database); !prepared)
        return prepared;
    if (auto prepared = m_news.prepare(database, m_database->hostNumber()); !prepared)
        return prepared;
    return m_queues.prepare(database);
}

SqlLog::Result<StoreContents> SqlLog::contents()
{
    StoreContents contents;
    // Before all else: what others change meanwhile is told again rather than never.
    auto news = m_news.end();
    if (!news)
        return tl::unexpected(news.error());
    contents.news = std::move(*news);
    auto rooms = m_rooms.all();
    if (!rooms)
        return tl::unexpected(rooms.error());
    contents.rooms = std::move(*rooms);
    std::sort(contents.rooms.begin(), contents.rooms.end(),
              [](const StoredRoom &a, const StoredRoom &b) {
                  return std::tie(a.created, a.id) < std::tie(b.created, b.id);
              });
    if (auto done = executeStatement(*m_members); !done)
        return tl::unexpected(done.error());
    const QSqlQuery &row = *m_members;
    while (m_members->next()) {
        contents.members.push_back({m_rooms.idOf(row.value(0).toLongLong()),
                                    Chat::UserId(row.value(1).toString()), row.value(2).toString(),
                                    row.value(3).toBool(),
                                    static_cast<Chat::MemberRole>(row.value(4).toInt())});
    }
    m_members->finish();
    if (auto read = m_reads.read(contents); !read)
        return tl::unexpected(read.error());
    auto guests = m_roomsPart.guests();
    if (!guests)
        return tl::unexpected(guests.error());
    contents.guests = std::move(*guests);
    auto sanctions = m_order.sanctions();
    if (!sanctions)
        return tl::unexpected(sanctions.error());
    contents.sanctions = std::move(*sanctions);
    auto invitations = m_entrance.invitations();
    if (!invitations)
        return tl::unexpected(invitations.error());
    contents.invitations = std::move(*invitations);
    auto admissions = m_entrance.admissions();
    if (!admissions)
        return tl::unexpected(admissions.error());
    contents.admissions = std::move(*admissions);
    auto hooks = m_hooks.all();
    if (!hooks)
        return tl::unexpected(hooks.error());
    contents.hooks = std::move(*hooks);
    auto avatars = SqlAccounts::avatars(m_database->connection());
    const auto hostId =
        avatars ? SqlAccounts::hostId(m_database->connection()) : tl::unexpected(avatars.error());
    if (!hostId)
        return tl::unexpected(hostId.error());
    contents.avatars = std::move(*avatars);
    contents.hostId = *hostId;
    if (isShared()) {
        auto secret = SqlAccounts::sharedSecret(m_database->connection());
        if (!secret)
            return tl::unexpected(secret.error());
        contents.sharedSecret = std::move(*secret);
    }
    return contents;
}

SqlLog::Result<void> SqlLog::begin(const std::vector<Chat::RoomId> &rooms)
{
    m_rooms.begin();
    auto done = m_database->begin();
    if (done)
        done = m_rooms.hold(rooms);
    return done;
}

SqlLog::Result<void> SqlLog::commit()
{
    auto done = m_rooms.beforeCommit();
    if (done)
        done = m_database->commit();
    if (!done) {
        rollback();
        return done;
    }
    m_searchIndex.committed();
    m_rooms.committed();
    return done;
}

SqlLog::Result<void> SqlLog::ask()
{
    return askDatabase(m_database->connection(), QStringLiteral("SELECT 1"))
        .map([](const SqlStatement &) {});
}

void SqlLog::rollback()
{
    m_database->rollback();
    m_searchIndex.rolledBack();
    m_rooms.rolledBack();
}

SqlLog::Result<void> SqlLog::unhurried(const std::function<Result<void>()> &work)
{
    m_database->setHurried(true);
    auto done = begin();
    if (done) {
        done = work();
        if (done)
            done = commit();
        else
            rollback();
    }
    m_database->setHurried(false);
    return done;
}

SqlLog::Result<StoredRoom *> SqlLog::roomForChange(const Chat::RoomId &id)
{
    return m_rooms.changing(id).map([](Room *room) { return &room->stored; });
}

const StoredRoom &SqlLog::seen(const Chat::RoomId &room) const
{
    static const StoredRoom none;
    const StoredRoom *known = m_rooms.seen(room);
    return known ? *known : none;
}

/// In a room that keeps nothing: it was said, and is not there.
SqlLog::Result<Appended> SqlLog::passOver(StoredRoom &room, const Chat::RoomMessage &message)
{
    const Chat::Sequence next{room.last.number + 1};
    auto files = m_files.resolve(message.files, message.senderId);
    if (!files)
        return tl::unexpected(files.error());
    if (auto done = m_roomsPart.passOver(message, next); !done)
        return tl::unexpected(done.error());
    room.last = next;
    Appended appended{message, false};
    appended.message.sequence = next;
    appended.message.files = *files;
    appended.message.replyTo = std::nullopt;
    return appended;
}

SqlLog::Result<Appended> SqlLog::append(const Chat::RoomMessage &asked)
{
    // Whoever hears of it now shall hear what everybody reads later.
    Chat::RoomMessage message = asked;
    if (isShared()) {
        message.text = storableText(message.text);
        message.sender = storableText(message.sender);
    }
    const auto found = m_rooms.changing(message.room);
    if (!found)
        return tl::unexpected(found.error());
    Room *room = *found;
    const bool keepsNothing =
        room->stored.settings.retention.keep == Chat::Retention::Keep::Nothing;
    const auto said = keepsNothing ? m_roomsPart.findSaid(message.senderId, message.clientId)
                                   : m_roomsPart.findGone(message.senderId, message.clientId);
    if (said) {
        Appended repeat{message, true};
        repeat.message.sequence = *said;
        return repeat;
    }
    if (said.error() != StoreError::NoSuchMessage)
        return tl::unexpected(said.error());
    if (keepsNothing)
        return passOver(room->stored, message);
    const Chat::Sequence next{room->stored.last.number + 1};
    // None can answer what is not there yet.
    const bool replies = message.replyTo && message.replyTo->sequence < next;
    const auto files = m_files.resolve(message.files, message.senderId);
    if (!files) {
        // A repeat of what was said once is one whatever became of its files.
        auto first =
            message.clientId.isEmpty() ? tl::unexpected(files.error()) : storedFirst(message);
        return first ? first : tl::unexpected(files.error());
    }
    QSqlQuery &query = *m_append;
    query.bindValue(0, room->number);
    query.bindValue(1, next.number);
    query.bindValue(2, static_cast<int>(message.type));
    query.bindValue(3, present(message.sender));
    query.bindValue(4, present(message.senderId.toString()));
    query.bindValue(5, message.guest ? 1 : 0);
    query.bindValue(6, present(message.text));
    query.bindValue(7, message.clientId.isEmpty() ? QVariant(QMetaType(QMetaType::QString))
                                                  : QVariant(message.clientId.toString()));
    query.bindValue(8, toNumber(message.time));
    query.bindValue(9, replies ? QVariant(message.replyTo->sequence.number)
                               : QVariant(QMetaType(QMetaType::LongLong)));
    query.bindValue(10, int(files->size()));
    query.bindValue(11, message.hostNotes.audience);
    query.bindValue(12, timeOrNull(message.written));
    if (auto done = executeStatement(query); !done)
        return tl::unexpected(done.error());
    const bool added = query.next();
    const qint64 number = added ? query.value(0).toLongLong() : 0;
    query.finish();
    if (!added)
        return storedFirst(message);
    if (auto done = m_files.attach(number, *files); !done)
        return tl::unexpected(done.error());
    room->stored.last = next;
    Appended appended{message, false};
    appended.message.sequence = next;
    if (auto done = m_reads.mention(number, room->number, appended.message, false); !done)
        return tl::unexpected(done.error());
    appended.message.files = *files;
    if (auto done = m_searchIndex.appended(number, room->number, appended.message); !done)
        return tl::unexpected(done.error());
    appended.message.replyTo = std::nullopt;
    if (replies) {
        auto quoted = m_changes.quoted(message.room, message.replyTo->sequence);
        if (!quoted)
            return tl::unexpected(quoted.error());
        appended.message.replyTo = std::move(*quoted);
    }
    return appended;
}

SqlLog::Result<std::vector<Appended>> SqlLog::appendAll(const MessageBatch &batch)
{
    // Nothing may fail half-way without spoiling the transaction: what can is looked at first.
    const auto isThere = [&](const Chat::RoomId &id) {
        return m_rooms.find(id) ||
               std::any_of(batch.rooms.begin(), batch.rooms.end(),
                           [&](const StoredRoom &room) { return room.id == id; });
    };
    for (const Chat::RoomMessage &message : batch.messages) {
        if (!isThere(message.room))
            return tl::unexpected(StoreError::NoSuchRoom);
        auto files = m_files.resolve(message.files, message.senderId);
        if (!files && (message.clientId.isEmpty() || !storedFirst(message)))
            return tl::unexpected(files.error());
    }
    for (const StoredRoom &room : batch.rooms) {
        if (auto made = createRoom(room); !made)
            return tl::unexpected(made.error());
    }
    std::vector<Appended> all;
    all.reserve(batch.messages.size());
    for (const Chat::RoomMessage &message : batch.messages) {
        auto appended = append(message);
        if (!appended)
            return tl::unexpected(appended.error());
        all.push_back(std::move(*appended));
    }
    return all;
}

SqlLog::Result<Appended> SqlLog::storedFirst(const Chat::RoomMessage &repeat)
{
    QSqlQuery &query = *m_first;
    query.bindValue(0, repeat.senderId.toString());
    query.bindValue(1, repeat.clientId.toString());
    if (auto done = executeStatement(query); !done)
        return tl::unexpected(done.error());
    if (!query.next()) {
        query.finish();
        return tl::unexpected(StoreError::Failed);
    }
    const auto room = m_rooms.idOf(query.value(messageColumnCount).toLongLong());
    const MessageRow row = messageRow(query, room);
    query.finish();
    return m_parts.complete(row, repeat.senderId).map([](const Chat::RoomMessage &message) {
        return Appended{message, true};
    });
}

SqlLog::Result<StoredRoom> SqlLog::createRoom(const StoredRoom &room)
{
    if (const auto found = m_rooms.find(room.id))
        return (*found)->stored;
    else if (found.error() != StoreError::NoSuchRoom)
        return tl::unexpected(found.error());
    if (auto done =
            runStatement(*m_createRoom, {room.id.toString(), present(room.name),
                                         present(room.topic), present(room.creator.toString()),
                                         toNumber(room.created), SqlRooms::settingsText(room)});
        !done)
        return tl::unexpected(done.error());
    Room made{m_createRoom->next() ? m_createRoom->value(0).toLongLong() : 0, room};
    m_createRoom->finish();
    made.stored.last = {};
    made.stored.floor = {};
    m_rooms.add(made);
    return made.stored;
}

SqlLog::Result<StoredRoom> SqlLog::setTopic(const Chat::RoomId &id, const QString &topic)
{
    const auto found = m_rooms.changing(id);
    if (!found)
        return tl::unexpected(found.error());
    Room *room = *found;
    m_setTopic->bindValue(0, present(topic));
    m_setTopic->bindValue(1, room->number);
    if (auto done = executeStatement(*m_setTopic); !done)
        return tl::unexpected(done.error());
    m_setTopic->finish();
    room->stored.topic = topic;
    return room->stored;
}

SqlLog::Result<StoredMember> SqlLog::addMember(const StoredMember &member)
{
    const auto found = m_rooms.find(member.room);
    if (!found)
        return tl::unexpected(found.error());
    const Room *room = *found;
    m_addMember->bindValue(0, room->number);
    m_addMember->bindValue(1, present(member.user.toString()));
    m_addMember->bindValue(2, present(member.name));
    m_addMember->bindValue(3, member.guest ? 1 : 0);
    m_addMember->bindValue(4, int(member.role));
    if (auto done = executeStatement(*m_addMember); !done)
        return tl::unexpected(done.error());
    m_addMember->finish();
    if (auto begun = m_reads.begin(room->number, member.user, room->stored.last); !begun)
        return tl::unexpected(begun.error());
    return member;
}

SqlLog::Result<bool> SqlLog::removeMember(const Chat::RoomId &id, const Chat::UserId &user)
{
    const auto found = m_rooms.find(id);
    if (!found)
        return tl::unexpected(found.error());
    const Room *room = *found;
    m_removeMember->bindValue(0, room->number);
    m_removeMember->bindValue(1, user.toString());
    if (auto done = executeStatement(*m_removeMember); !done)
        return tl::unexpected(done.error());
    const bool removed = m_removeMember->numRowsAffected() > 0;
    m_removeMember->finish();
    if (auto ended = m_reads.end(room->number, user); !ended)
        return tl::unexpected(ended.error());
    return removed;
}

SqlLog::Result<qint64> SqlLog::roomNumber(const Chat::RoomId &id)
{
    const auto found = m_rooms.find(id);
    if (!found)
        return tl::unexpected(found.error());
    const Room *room = *found;
    return room->number;
}

SqlLog::Result<Chat::Revision> SqlLog::nextRevision(const Chat::RoomId &id)
{
    const auto found = m_rooms.changing(id);
    if (!found)
        return tl::unexpected(found.error());
    Room *room = *found;
    const Chat::Revision next{room->stored.revision.number + 1};
    m_setRevision->bindValue(0, next.number);
    m_setRevision->bindValue(1, room->number);
    if (auto done = executeStatement(*m_setRevision); !done)
        return tl::unexpected(done.error());
    m_setRevision->finish();
    room->stored.revision = next;
    return next;
}

} // namespace Server
