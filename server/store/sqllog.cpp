// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqllog.h"

#include "server/store/logging.h"
#include "server/store/schema.h"
#include "server/store/sqlmessagerow.h"
#include "server/store/startcheck.h"

#include <QSqlError>
#include <QUuid>
#include <QVariant>

#include <algorithm>
#include <limits>

namespace Server {
namespace {

constexpr qint64 pageBytes = 4096;

} // namespace

SqlLog::SqlLog(QString connection) : m_connection(std::move(connection)) {}

SqlLog::~SqlLog()
{
    for (SqlStatement *statement :
         {&m_begin, &m_commit, &m_rollback, &m_append, &m_first, &m_createRoom, &m_setTopic,
          &m_addMember, &m_removeMember, &m_oldest, &m_newest, &m_setRevision})
        statement->reset();
    m_queues.reset();
    m_changes.reset();
    m_searchIndex.reset();
    m_files.reset();
    m_reads.reset();
    m_roomsPart.reset();
    m_hooks.reset();
    m_accounts.reset();
    m_order.reset();
    m_entrance.reset();
    m_erasing.reset();
    m_database.close();
    m_database = {}; // Qt warns when a connection is removed while somebody holds it.
    QSqlDatabase::removeDatabase(m_connection);
}

SqlLog::Result<std::unique_ptr<SqlLog>> SqlLog::open(const Options &options)
{
    std::unique_ptr<SqlLog> log(new SqlLog(QUuid::createUuid().toString()));
    log->m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), log->m_connection);
    log->m_database.setDatabaseName(options.file);
    log->m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    if (!log->m_database.open()) {
        qCCritical(storeLog) << "cannot open:" << log->m_database.lastError().text();
        return tl::unexpected(storeErrorOf(log->m_database.lastError()));
    }
    auto done = log->configure(options);
    if (done) // disks decay between an orderly stop and the next start, too
        done = checkBriefly(log->m_database);
    if (done)
        done = migrate(log->m_database);
    if (done)
        done = log->prepareAll();
    if (done)
        done = log->readRooms();
    if (!done)
        return tl::unexpected(done.error());
    return log;
}

SqlLog::Result<void> SqlLog::configure(const Options &options)
{
    const qint64 pages = options.maxBytes ? std::max<qint64>(*options.maxBytes / pageBytes, 1)
                                          : std::numeric_limits<qint32>::max() - 1;
    const QStringList settings{
        QStringLiteral("page_size = %1").arg(pageBytes),
        QStringLiteral("journal_mode = WAL"),
        options.synchronous ? QStringLiteral("synchronous = FULL")
                            : QStringLiteral("synchronous = NORMAL"),
        QStringLiteral("foreign_keys = ON"),
        QStringLiteral("secure_delete = ON"), // what was deleted is not in the file any more
        QStringLiteral("journal_size_limit = 67108864"),
        QStringLiteral("wal_autocheckpoint = 4000"),
        QStringLiteral("cache_size = -16000"),
        QStringLiteral("temp_store = MEMORY"),
        QStringLiteral("max_page_count = %1").arg(pages),
    };
    m_synchronous = options.synchronous;
    QSqlQuery query(m_database);
    for (const QString &setting : settings) {
        if (!query.exec(QStringLiteral("PRAGMA ") + setting)) {
            qCCritical(storeLog) << setting << ":" << query.lastError().text();
            return tl::unexpected(storeErrorOf(query.lastError()));
        }
        query.finish();
    }
    return {};
}

SqlLog::Result<void> SqlLog::prepareAll()
{
    // %1 stands for the columns that messageRow() reads.
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_begin, "BEGIN IMMEDIATE"},
        {&m_commit, "COMMIT"},
        {&m_rollback, "ROLLBACK"},
        {&m_append, "INSERT INTO messages (room, seq, type, sender, sender_id, guest, text,"
                    " client_id, time, reply_to, files, audience, written)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    " ON CONFLICT (sender_id, client_id) WHERE client_id IS NOT NULL DO NOTHING"},
        {&m_first, "SELECT %1, room FROM messages"
                   " WHERE sender_id = ? AND client_id = ?"},
        {&m_createRoom, "INSERT INTO rooms (id, name, topic, creator, created, settings)"
                        " VALUES (?, ?, ?, ?, ?, ?)"},
        {&m_setRevision, "UPDATE rooms SET revision = ? WHERE number = ?"},
        {&m_setTopic, "UPDATE rooms SET topic = ? WHERE number = ?"},
        {&m_addMember, "INSERT INTO members (room, user, name, guest, role)"
                       " VALUES (?, ?, ?, ?, ?)"
                       " ON CONFLICT (room, user)"
                       " DO UPDATE SET name = excluded.name, guest = excluded.guest"},
        {&m_removeMember, "DELETE FROM members WHERE room = ? AND user = ?"},
        {&m_oldest, "SELECT %1 FROM messages"
                    " WHERE room = ? AND seq > ? AND seq < ? ORDER BY seq LIMIT ?"},
        {&m_newest, "SELECT %1 FROM messages"
                    " WHERE room = ? AND seq > ? AND seq < ? ORDER BY seq DESC LIMIT ?"},
    };
    if (auto prepared = prepareStatements(m_database, all, messageColumns()); !prepared)
        return prepared;
    if (auto prepared = m_changes.prepare(m_database); !prepared)
        return prepared;
    if (auto prepared = m_searchIndex.prepare(m_database); !prepared)
        return prepared;
    if (auto prepared = m_files.prepare(m_database); !prepared)
        return prepared;
    if (auto prepared = m_reads.prepare(m_database); !prepared)
        return prepared;
    if (auto prepared = m_roomsPart.prepare(m_database); !prepared)
        return prepared;
    if (auto prepared = m_hooks.prepare(m_database); !prepared)
        return prepared;
    if (auto prepared = m_accounts.prepare(m_database); !prepared)
        return prepared;
    if (auto prepared = m_erasing.prepare(m_database); !prepared)
        return prepared;
    if (auto prepared = m_order.prepare(m_database); !prepared)
        return prepared;
    if (auto prepared = m_entrance.prepare(m_database); !prepared)
        return prepared;
    return m_queues.prepare(m_database);
}

SqlLog::Result<void> SqlLog::readRooms()
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(QStringLiteral("SELECT number, id, name, topic, creator, created,"
                                   " max(last, floor, coalesce((SELECT max(seq) FROM messages"
                                   " WHERE room = rooms.number), 0)),"
                                   " revision, settings, floor FROM rooms")))
        return tl::unexpected(storeErrorOf(query.lastError()));
    while (query.next()) {
        Room room{query.value(0).toLongLong(),
                  {Chat::RoomId(query.value(1).toString()), query.value(2).toString(),
                   query.value(3).toString(), Chat::UserId(query.value(4).toString()),
                   toTime(query.value(5).toLongLong()), Chat::Sequence{query.value(6).toLongLong()},
                   Chat::Revision{query.value(7).toLongLong()}}};
        SqlRooms::takeSettings(room.stored, query.value(8).toString());
        room.stored.floor = Chat::Sequence{query.value(9).toLongLong()};
        m_roomsByNumber.insert(room.number, room.stored.id);
        m_rooms.insert(room.stored.id, std::move(room));
    }
    return {};
}

SqlLog::Result<StoreContents> SqlLog::contents()
{
    StoreContents contents;
    for (const Room &room : std::as_const(m_rooms))
        contents.rooms.push_back(room.stored);
    std::sort(contents.rooms.begin(), contents.rooms.end(),
              [](const StoredRoom &a, const StoredRoom &b) {
                  return std::tie(a.created, a.id) < std::tie(b.created, b.id);
              });
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(QStringLiteral("SELECT room, user, name, guest, role FROM members")))
        return tl::unexpected(storeErrorOf(query.lastError()));
    while (query.next()) {
        contents.members.push_back({m_roomsByNumber.value(query.value(0).toLongLong()),
                                    Chat::UserId(query.value(1).toString()),
                                    query.value(2).toString(), query.value(3).toBool(),
                                    static_cast<Chat::MemberRole>(query.value(4).toInt())});
    }
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
    auto avatars = SqlAccounts::avatars(m_database);
    const auto hostId = avatars ? SqlAccounts::hostId(m_database) : tl::unexpected(avatars.error());
    if (!hostId)
        return tl::unexpected(hostId.error());
    contents.avatars = std::move(*avatars);
    contents.hostId = *hostId;
    return contents;
}

SqlLog::Result<void> SqlLog::begin()
{
    m_before.clear();
    return executeStatement(*m_begin);
}

SqlLog::Result<void> SqlLog::commit()
{
    auto done = executeStatement(*m_commit);
    if (!done)
        rollback();
    else
        m_searchIndex.committed();
    m_before.clear();
    return done;
}

void SqlLog::rollback()
{
    // SQLite may have rolled back by itself (a full disk); then this one fails, which is fine.
    m_rollback->exec();
    m_rollback->finish();
    m_searchIndex.rolledBack();
    for (auto it = m_before.cbegin(); it != m_before.cend(); ++it) {
        if (it.value()) {
            m_rooms.insert(it.key(), *it.value());
            m_roomsByNumber.insert(it.value()->number, it.key());
        } else {
            m_roomsByNumber.remove(m_rooms.value(it.key()).number);
            m_rooms.remove(it.key());
        }
    }
    m_before.clear();
}

SqlLog::Result<void> SqlLog::unhurried(const std::function<Result<void>()> &work)
{
    QSqlQuery query(m_database);
    if (m_synchronous)
        query.exec(QStringLiteral("PRAGMA synchronous = NORMAL"));
    auto done = begin();
    if (done) {
        done = work();
        if (done)
            done = commit();
        else
            rollback();
    }
    if (m_synchronous)
        query.exec(QStringLiteral("PRAGMA synchronous = FULL"));
    return done;
}

void SqlLog::shrinkJournal()
{
    QSqlQuery query(m_database);
    // Where it fails, what is committed stays in the write-ahead log as before.
    if (!query.exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")))
        qCInfo(storeLog) << "checkpoint:" << query.lastError().text();
}

SqlLog::Room *SqlLog::changing(const Chat::RoomId &id)
{
    const auto it = m_rooms.find(id);
    if (it == m_rooms.end())
        return nullptr;
    if (!m_before.contains(id))
        m_before.insert(id, *it);
    return &*it;
}

StoredRoom *SqlLog::roomForChange(const Chat::RoomId &id)
{
    Room *room = changing(id);
    return room ? &room->stored : nullptr;
}

void SqlLog::forgetRoom(const Chat::RoomId &id)
{
    if (const Room *room = changing(id)) {
        m_roomsByNumber.remove(room->number);
        m_rooms.remove(id);
    }
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

SqlLog::Result<Appended> SqlLog::append(const Chat::RoomMessage &message)
{
    Room *room = changing(message.room);
    if (!room)
        return tl::unexpected(StoreError::NoSuchRoom);
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
    const bool added = query.numRowsAffected() > 0;
    const qint64 number = query.lastInsertId().toLongLong();
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
        return m_rooms.contains(id) ||
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
    const auto room = m_roomsByNumber.value(query.value(messageColumnCount).toLongLong());
    const MessageRow row = messageRow(query, room);
    query.finish();
    return m_changes.complete(row, repeat.senderId).map([](const Chat::RoomMessage &message) {
        return Appended{message, true};
    });
}

SqlLog::Result<StoredRoom> SqlLog::createRoom(const StoredRoom &room)
{
    if (const auto it = m_rooms.constFind(room.id); it != m_rooms.cend())
        return it->stored;
    QSqlQuery &query = *m_createRoom;
    query.bindValue(0, room.id.toString());
    query.bindValue(1, present(room.name));
    query.bindValue(2, present(room.topic));
    query.bindValue(3, present(room.creator.toString()));
    query.bindValue(4, toNumber(room.created));
    query.bindValue(5, SqlRooms::settingsText(room));
    if (auto done = executeStatement(query); !done)
        return tl::unexpected(done.error());
    Room made{query.lastInsertId().toLongLong(), room};
    query.finish();
    made.stored.last = {};
    made.stored.floor = {};
    if (!m_before.contains(room.id))
        m_before.insert(room.id, std::nullopt);
    m_roomsByNumber.insert(made.number, room.id);
    m_rooms.insert(room.id, made);
    return made.stored;
}

SqlLog::Result<StoredRoom> SqlLog::setTopic(const Chat::RoomId &id, const QString &topic)
{
    Room *room = changing(id);
    if (!room)
        return tl::unexpected(StoreError::NoSuchRoom);
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
    const auto room = m_rooms.constFind(member.room);
    if (room == m_rooms.cend())
        return tl::unexpected(StoreError::NoSuchRoom);
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
    const auto room = m_rooms.constFind(id);
    if (room == m_rooms.cend())
        return tl::unexpected(StoreError::NoSuchRoom);
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

SqlLog::Result<qint64> SqlLog::roomNumber(const Chat::RoomId &id) const
{
    const auto room = m_rooms.constFind(id);
    if (room == m_rooms.cend())
        return tl::unexpected(StoreError::NoSuchRoom);
    return room->number;
}

SqlLog::Result<Chat::Revision> SqlLog::nextRevision(const Chat::RoomId &id)
{
    Room *room = changing(id);
    if (!room)
        return tl::unexpected(StoreError::NoSuchRoom);
    const Chat::Revision next{room->stored.revision.number + 1};
    m_setRevision->bindValue(0, next.number);
    m_setRevision->bindValue(1, room->number);
    if (auto done = executeStatement(*m_setRevision); !done)
        return tl::unexpected(done.error());
    m_setRevision->finish();
    room->stored.revision = next;
    return next;
}

Chat::Revision SqlLog::revision(const Chat::RoomId &room) const
{
    return m_rooms.value(room).stored.revision;
}

SqlLog::Result<History> SqlLog::history(const HistoryQuery &wanted)
{
    const auto room = m_rooms.constFind(wanted.room);
    if (room == m_rooms.cend())
        return tl::unexpected(StoreError::NoSuchRoom);
    QSqlQuery &query = wanted.newestFirst ? *m_newest : *m_oldest;
    query.bindValue(0, room->number);
    query.bindValue(1, wanted.after.value_or(Chat::Sequence{}).number);
    query.bindValue(2, wanted.before ? wanted.before->number : std::numeric_limits<qint64>::max());
    query.bindValue(3, qint64(wanted.limit) + 1); // One more tells whether the limit cut.
    if (auto done = executeStatement(query); !done)
        return tl::unexpected(done.error());
    History found;
    qint64 bytes = 0;
    while (query.next()) {
        MessageRow row = messageRow(query, wanted.room);
        bytes += row.message.text.toUtf8().size();
        const bool tooMany = std::ssize(found.messages) >= wanted.limit;
        const bool tooLarge = bytes > wanted.byteLimit && !found.messages.empty();
        if (tooMany || tooLarge) {
            found.more = true;
            break;
        }
        auto completed = m_changes.complete(row, wanted.viewer);
        if (!completed) {
            query.finish();
            return tl::unexpected(completed.error());
        }
        found.messages.push_back(std::move(*completed));
    }
    const QSqlError error = query.lastError();
    query.finish();
    if (error.isValid())
        return tl::unexpected(storeErrorOf(error));
    if (wanted.newestFirst)
        std::reverse(found.messages.begin(), found.messages.end());
    return found;
}

} // namespace Server
