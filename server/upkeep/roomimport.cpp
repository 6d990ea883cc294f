// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/roomimport.h"

#include "server/files/filetype.h"
#include "server/store/sqlitedatabase.h"
#include "server/store/sqllog.h"
#include "server/store/sqlmessagerow.h"
#include "server/upkeep/logreader.h"
#include "stomp/wire/filename.h"
#include "stomp/wire/roomsettings.h"
#include "takeout/filecopy.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSqlError>
#include <QUuid>

namespace Server {
namespace {

QVariant numberOrNothing(qint64 number)
{
    return number > 0 ? QVariant(number) : QVariant(QMetaType(QMetaType::LongLong));
}

/// As the host makes those of uploads.
QString randomToken()
{
    return QUuid::createUuid().toString(QUuid::Id128);
}

/// As of somebody of whom only the name is known: the same for the same name.
QString userOfName(const QString &name)
{
    const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("n-") + QString::fromLatin1(hash.first(8).toHex());
}

/// Nothing but what a room's settings can be: what this program could not read would count as the
/// usual, and a private room would be everybody's.
bool areSettings(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject())
        return false;
    QJsonObject object = document.object();
    object.remove(QStringLiteral("passwordHash"));
    return Chat::RoomSettings::fromObject(object).toObject() == object;
}

/// A password is told by its hash, where a host wrote it.
bool isOpen(const QString &settings)
{
    const QJsonObject object = QJsonDocument::fromJson(settings.toUtf8()).object();
    return Chat::RoomSettings::fromObject(object).isOpen() &&
           object.value(QLatin1String("passwordHash")).toString().isEmpty();
}

/// Of a room's messages: those of what is gone, or was not kept.
QStringList boundColumns()
{
    return {QStringLiteral("last"), QStringLiteral("floor")};
}

} // namespace

RoomImport::RoomImport(QString exported, QString folder, std::unique_ptr<LogFile> log)
    : m_exported(std::move(exported)), m_folder(std::move(folder)), m_log(std::move(log))
{
}

Upkept<std::unique_ptr<RoomImport>> RoomImport::open(const QString &exported, const QString &folder,
                                                     const Takeout::Head &head,
                                                     const ImportOptions &options)
{
    if (const auto made = SqlLog::open(std::make_unique<SqliteDatabase>(
            folder, SqliteDatabase::Options{true, std::nullopt, false}));
        !made)
        return Takeout::failure(Failure::Kind::Failed,
                                QStringLiteral("The log in %1 cannot be opened.").arg(folder));
    auto log = LogFile::open(logPathIn(folder), LogFile::Mode::Write);
    if (!log)
        return tl::unexpected(log.error());
    std::unique_ptr<RoomImport> import(new RoomImport(exported, folder, std::move(*log)));
    import->m_theirHostId = head.host;
    if (auto prepared = import->prepare(options); !prepared)
        return tl::unexpected(prepared.error());
    return import;
}

Upkept<void> RoomImport::prepare(const ImportOptions &options)
{
    for (const char *sql :
         {"PRAGMA foreign_keys = ON", "PRAGMA secure_delete = ON", "PRAGMA synchronous = FULL",
          "CREATE TEMP TABLE known (uid BLOB PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID",
          "CREATE TEMP TABLE moved (seq INTEGER PRIMARY KEY, here INTEGER NOT NULL)"}) {
        if (auto done = m_log->run(QString::fromLatin1(sql)); !done)
            return done;
    }
    const auto hostId = hostIdOf(*m_log);
    const auto roomColumns = otherColumns(*m_log, QStringLiteral("rooms"), knownRoomColumns());
    const auto members = otherColumns(*m_log, QStringLiteral("members"), knownMemberColumns());
    if (!hostId || !roomColumns || !members)
        return tl::unexpected(!hostId        ? hostId.error()
                              : !roomColumns ? roomColumns.error()
                                             : members.error());
    m_hostId = *hostId;
    auto rows = m_log->query(QStringLiteral("SELECT id FROM rooms"));
    if (!rows)
        return tl::unexpected(rows.error());
    QStringList rooms;
    while (rows->next())
        rooms += rows->value(0).toString();
    m_ids = ForeignIds(m_hostId, m_theirHostId, options, rooms);
    m_roomSettings = *roomColumns;
    m_memberSettings = *members;
    return {};
}

/// `sql` is a literal: each is prepared once.
Upkept<QSqlQuery *> RoomImport::run(const char *sql, const QVariantList &values)
{
    auto &query = m_queries[sql];
    if (!query) {
        query = std::make_shared<QSqlQuery>(m_log->database());
        query->setForwardOnly(true);
        if (!query->prepare(QString::fromLatin1(sql)))
            return tl::unexpected(m_log->failureOf(*query));
    }
    query->finish();
    for (int i = 0; i < values.size(); ++i)
        query->bindValue(i, values[i]);
    if (!query->exec())
        return tl::unexpected(m_log->failureOf(*query));
    return query.get();
}

Upkept<QVariant> RoomImport::first(const char *sql, const QVariantList &values)
{
    const auto query = run(sql, values);
    if (!query)
        return tl::unexpected(query.error());
    const QVariant value = (*query)->next() ? (*query)->value(0) : QVariant();
    (*query)->finish();
    return value;
}

Upkept<void> RoomImport::begin(const Takeout::RoomRecord &room)
{
    const QString settings = room.settings.value(QLatin1String("settings")).toString();
    if (room.settings.contains(QLatin1String("settings")) && !areSettings(settings))
        return Takeout::failure(
            Failure::Kind::Damaged,
            QStringLiteral("The settings of room %1 are none that this program knows.")
                .arg(room.id.toString()));
    m_record = room;
    m_here = m_ids.room(room.id, isOpen(settings));
    m_report = {m_here.toString(), 0, 0};
    m_message = 0;
    if (auto begun = m_log->run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun;
    for (const char *sql : {"DELETE FROM known", "DELETE FROM moved"}) {
        if (auto done = run(sql, {}); !done)
            return tl::unexpected(done.error());
    }
    const auto number = first("SELECT number FROM rooms WHERE id = ?", {m_here.toString()});
    if (!number)
        return tl::unexpected(number.error());
    m_room = number->toLongLong();
    m_isFresh = number->isNull();
    m_first = 0;
    m_last = 0;
    m_revision = 0;
    if (!m_isFresh) {
        const auto last =
            first("SELECT coalesce(max(seq), 0) FROM messages WHERE room = ?", {m_room});
        const auto revision = first("SELECT revision FROM rooms WHERE number = ?", {m_room});
        if (!last || !revision)
            return tl::unexpected(last ? revision.error() : last.error());
        m_last = last->toLongLong();
        // Of what was not kept.
        for (const QString &column : boundColumns()) {
            if (!m_roomSettings.contains(column))
                continue;
            const auto kept = m_log->value(
                QStringLiteral("SELECT %1 FROM rooms WHERE number = ?").arg(column), {m_room});
            if (!kept)
                return tl::unexpected(kept.error());
            m_last = std::max(m_last, kept->toLongLong());
        }
        m_revision = revision->toLongLong();
        // One that is for some people here is not to become anything else by what comes from there.
        const auto open = isOpenHere();
        if (!open)
            return tl::unexpected(open.error());
        m_isFresh = m_last == 0 && (*open || m_ids.isSame());
    }
    if (auto done = m_isFresh ? makeRoom(room) : learnMessages(); !done)
        return done;
    if (m_ids.self().id.isEmpty())
        return {};
    Takeout::PersonRecord self = m_ids.self();
    self.guest = false;
    return addMember(self);
}

Upkept<bool> RoomImport::isOpenHere() const
{
    return m_log->value(QStringLiteral("SELECT settings FROM rooms WHERE number = ?"), {m_room})
        .map([](const QVariant &settings) { return isOpen(settings.toString()); });
}

Upkept<void> RoomImport::makeRoom(const Takeout::RoomRecord &room)
{
    if (m_room == 0) {
        const auto made =
            run("INSERT INTO rooms (id, name, topic, creator, created) VALUES (?, '', '', '', 0)",
                {m_here.toString()});
        if (!made)
            return tl::unexpected(made.error());
        m_room = (*made)->lastInsertId().toLongLong();
    }
    const Chat::UserId creator = m_ids.self().id.isEmpty() ? m_ids.person(room.creator) : ownerId();
    // Whoever made an empty one here has it still.
    const auto done =
        run("UPDATE rooms SET name = ?, topic = ?, creator = CASE WHEN creator = ''"
            " OR ? THEN ? ELSE creator END, created = ?, revision = ?"
            " WHERE number = ?",
            {present(room.name), present(room.topic), int(m_ids.isSame()),
             present(creator.toString()), toNumber(room.created), room.revision.number, m_room});
    if (!done)
        return tl::unexpected(done.error());
    if (auto set = setColumns(room); !set)
        return set;
    return addMembers(room);
}

/// Only columns that there are; what the export lacks stays as in a new room. Its bounds wait for
/// the messages.
Upkept<void> RoomImport::setColumns(const Takeout::RoomRecord &room)
{
    for (const QString &column : std::as_const(m_roomSettings)) {
        if (!room.settings.contains(column) || boundColumns().contains(column))
            continue;
        if (auto set = m_log->run(
                QStringLiteral("UPDATE rooms SET \"%1\" = ? WHERE number = ?").arg(column),
                {room.settings.value(column).toVariant(), m_room});
            !set)
            return set;
    }
    return {};
}

/// What there was before and behind the messages of a room is believed from nobody but this host's
/// operator, and never beyond the last one: the next would get a number that no client can count.
Upkept<void> RoomImport::setBounds()
{
    for (const QString &column : boundColumns()) {
        if (!m_roomSettings.contains(column))
            continue;
        qint64 bound = column == QLatin1String("floor") ? std::max<qint64>(m_first - 1, 0) : 0;
        if (m_ids.isSame())
            bound = std::clamp<qint64>(m_record.settings.value(column).toInteger(), 0, m_last);
        if (auto set = m_log->run(
                QStringLiteral("UPDATE rooms SET \"%1\" = ? WHERE number = ?").arg(column),
                {bound, m_room});
            !set)
            return set;
    }
    return {};
}

Upkept<void> RoomImport::addMembers(const Takeout::RoomRecord &room)
{
    for (const Takeout::PersonRecord &member : room.members) {
        if (auto added = addMember(member); !added)
            return added;
    }
    return {};
}

Upkept<void> RoomImport::addMember(const Takeout::PersonRecord &member)
{
    const QString user = m_ids.person(member.id).toString();
    if (auto added = run("INSERT INTO members (room, user, name, guest) VALUES (?, ?, ?, ?)"
                         " ON CONFLICT (room, user) DO UPDATE SET name = excluded.name",
                         {m_room, user, present(member.name), int(member.guest)});
        !added)
        return tl::unexpected(added.error());
    // They have read what others read elsewhere; what comes now is new to them.
    if (auto begun = run("INSERT OR IGNORE INTO read_markers (room, user, since, delivered,"
                         " read, confirms) VALUES (?, ?, 0, 0, 0, 0)",
                         {m_room, user});
        !begun)
        return tl::unexpected(begun.error());
    for (const QString &column : std::as_const(m_memberSettings)) {
        if (!member.settings.contains(column))
            continue;
        if (auto set = m_log->run(
                QStringLiteral("UPDATE members SET \"%1\" = ? WHERE room = ? AND user = ?")
                    .arg(column),
                {member.settings.value(column).toVariant(), m_room, user});
            !set)
            return set;
    }
    return {};
}

/// What the room has, by uid, on the disk where it is much.
Upkept<void> RoomImport::learnMessages()
{
    auto rows = m_log->query(
        QStringLiteral("SELECT %1 FROM messages WHERE room = ?").arg(messageColumns()), {m_room});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next()) {
        const Chat::RoomMessage message = messageRow(*rows, m_here).message;
        const QByteArray uid =
            message.uid.isEmpty() ? Takeout::messageUid(m_hostId, message) : message.uid;
        if (auto done = run("INSERT OR IGNORE INTO known (uid, seq) VALUES (?, ?)",
                            {QByteArray::fromHex(uid), message.sequence.number});
            !done)
            return tl::unexpected(done.error());
    }
    if (rows->lastError().isValid())
        return tl::unexpected(m_log->failureOf(*rows));
    return {};
}

Upkept<bool> RoomImport::isKnown(const QByteArray &uid)
{
    return first("SELECT 1 FROM known WHERE uid = ?", {QByteArray::fromHex(uid)})
        .map([](const QVariant &found) { return !found.isNull(); });
}

Upkept<qint64> RoomImport::knownAs(const Takeout::MessageRecord &message)
{
    const auto known =
        first("SELECT seq FROM known WHERE uid = ?", {QByteArray::fromHex(message.uid)});
    if (!known)
        return tl::unexpected(known.error());
    if (!known->isNull() || message.message.clientId.isEmpty())
        return known->toLongLong();
    // The same person's same message, sent here as well when the other host was gone; in whatever
    // room. None is negative.
    const auto same =
        run("SELECT room, seq FROM messages WHERE sender_id = ? AND client_id = ?",
            {present(message.message.senderId.toString()), message.message.clientId.toString()});
    if (!same)
        return tl::unexpected(same.error());
    const bool isThere = (*same)->next();
    const qint64 seq = !isThere                                   ? 0
                       : (*same)->value(0).toLongLong() == m_room ? (*same)->value(1).toLongLong()
                                                                  : -1;
    (*same)->finish();
    return seq;
}

Upkept<void> RoomImport::remember(qint64 exported, qint64 here)
{
    const auto done = run("INSERT INTO moved (seq, here) VALUES (?, ?)", {exported, here});
    return done ? Upkept<void>() : tl::unexpected(done.error());
}

Upkept<void> RoomImport::add(Takeout::MessageRecord record)
{
    Chat::RoomMessage &message = record.message;
    const qint64 theirs = message.sequence.number;
    message.room = m_record.id;
    m_message = 0;
    if (record.uid.isEmpty()) { // which is made of what it is called there
        record.uid = Takeout::messageUid(m_theirHostId, message);
        // Who did not say which host it is may have come from this one.
        const QByteArray own = Takeout::messageUid(m_hostId, message);
        const Upkept<bool> isOwn = m_theirHostId.isEmpty() ? isKnown(own) : Upkept<bool>(false);
        if (!isOwn)
            return tl::unexpected(isOwn.error());
        if (*isOwn)
            record.uid = own;
    }
    message.room = m_here;
    message.senderId = m_ids.person(message.senderId);
    const auto known = knownAs(record);
    if (!known)
        return tl::unexpected(known.error());
    if (*known != 0) {
        ++m_report.known;
        return *known > 0 ? remember(theirs, *known) : Upkept<void>();
    }
    Chat::MessageChanges &changes = message.changes;
    qint64 replyTo = record.replyTo.number;
    if (!m_isFresh) {
        message.sequence.number = m_last + 1;
        if (changes.revision.number > 0)
            changes.revision.number = ++m_revision;
        const auto here = first("SELECT here FROM moved WHERE seq = ?", {replyTo});
        if (!here)
            return tl::unexpected(here.error());
        replyTo = here->toLongLong();
        if (auto done = remember(theirs, message.sequence.number); !done)
            return done;
    }
    if (m_first == 0)
        m_first = message.sequence.number;
    m_last = message.sequence.number;
    m_revision = std::max(m_revision, changes.revision.number);
    // What it would have here anyway is not stored.
    const QByteArray uid = Takeout::messageUid(m_hostId, message) == record.uid
                               ? QByteArray()
                               : QByteArray::fromHex(record.uid);
    const auto added =
        run("INSERT INTO messages (room, seq, type, sender, sender_id, guest, text, client_id,"
            " time, reply_to, revision, edited, deleted, pinned, files, uid,"
            " written)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            {m_room, message.sequence.number, int(message.type), present(message.sender),
             present(message.senderId.toString()), int(message.guest), present(message.text),
             message.clientId.isEmpty() ? QVariant(QMetaType(QMetaType::QString))
                                        : QVariant(message.clientId.toString()),
             toNumber(message.time), numberOrNothing(replyTo), changes.revision.number,
             timeOrNull(changes.edited), timeOrNull(changes.deleted), timeOrNull(changes.pinned),
             int(record.files.size()),
             uid.isEmpty() ? QVariant(QMetaType(QMetaType::QByteArray)) : QVariant(uid),
             timeOrNull(message.written)});
    if (!added)
        return tl::unexpected(added.error());
    m_message = (*added)->lastInsertId().toLongLong();
    ++m_report.added;
    if (auto done = addReactions(record); !done)
        return done;
    return addFiles(record);
}

Upkept<void> RoomImport::addReactions(const Takeout::MessageRecord &message)
{
    for (const Takeout::ReactionRecord &reaction : message.reactions) {
        const QString user = reaction.user.isEmpty() ? userOfName(reaction.name)
                                                     : m_ids.person(reaction.user).toString();
        if (auto done = run("INSERT OR IGNORE INTO reactions (message, emoji, user, name)"
                            " VALUES (?, ?, ?, ?)",
                            {m_message, reaction.emoji, user, present(reaction.name)});
            !done)
            return tl::unexpected(done.error());
    }
    return {};
}

Upkept<void> RoomImport::addFiles(const Takeout::MessageRecord &message)
{
    int place = 0;
    for (const Takeout::FileRecord &file : message.files) {
        if (auto taken = takeContent(file); !taken)
            return taken;
        const auto number = fileNumber(file);
        if (!number)
            return tl::unexpected(number.error());
        if (auto done = run("INSERT INTO message_files (message, place, file) VALUES (?, ?, ?)",
                            {m_message, place++, *number});
            !done)
            return tl::unexpected(done.error());
    }
    return {};
}

/// On the disk before the log knows it: what a cut-short import leaves is swept by the next host.
Upkept<void> RoomImport::takeContent(const Takeout::FileRecord &file)
{
    const QString path = blobPathIn(m_folder, file.hash);
    if (file.hash.isEmpty() || QFileInfo::exists(path))
        return {};
    const QString from = m_exported + QStringLiteral("/files/") + QString::fromLatin1(file.hash);
    const QString part = path + QStringLiteral(".part");
    QFile::remove(part);
    auto made = Takeout::makeFolder(QFileInfo(path).path());
    if (!made)
        return made;
    const auto hash = Takeout::copyFile(from, part);
    if (!hash)
        return tl::unexpected(hash.error());
    if (*hash != file.hash)
        return Takeout::failure(Failure::Kind::Damaged,
                                QStringLiteral("The file %1 is damaged.").arg(from));
    if (auto synced = Takeout::syncPath(part); !synced)
        return synced;
    if (!QFile::rename(part, path))
        return Takeout::failure(Failure::Kind::Failed,
                                QStringLiteral("%1 cannot be put in its place.").arg(path));
    return Takeout::syncPath(QFileInfo(path).path());
}

Upkept<qint64> RoomImport::fileNumber(const Takeout::FileRecord &file)
{
    const QString hash = QString::fromLatin1(file.hash);
    const auto same = first("SELECT number FROM files WHERE token = ? AND id = ?"
                            " AND coalesce(hash, '') = ?",
                            {file.info.token, file.info.id, present(hash)});
    if (!same || !same->isNull())
        return same.map([](const QVariant &number) { return number.toLongLong(); });
    const auto idTaken = first("SELECT 1 FROM files WHERE id = ?", {file.info.id});
    const auto tokenTaken = first("SELECT 1 FROM files WHERE token = ?", {file.info.token});
    if (!idTaken || !tokenTaken)
        return tl::unexpected(idTaken ? tokenTaken.error() : idTaken.error());
    // What it says it is decides how browsers are told to take it: a picture has to be one.
    QString type = file.info.type;
    if (!hash.isEmpty()) {
        QFile content(blobPathIn(m_folder, file.hash));
        if (content.open(QIODevice::ReadOnly))
            type = QString::fromLatin1(typeOf(content.read(typeBytes), file.info.type.toLatin1()));
    }
    const auto added =
        run("INSERT INTO files (id, token, owner, name, type, size, hash, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            {idTaken->isNull() ? file.info.id : randomToken(),
             tokenTaken->isNull() ? file.info.token : randomToken(),
             present(m_ids.person(file.owner).toString()), Chat::safeFileName(file.info.name),
             present(type), file.info.size,
             hash.isEmpty() ? QVariant(QMetaType(QMetaType::QString)) : QVariant(hash),
             toNumber(file.created)});
    if (!added)
        return tl::unexpected(added.error());
    return (*added)->lastInsertId().toLongLong();
}

Upkept<void> RoomImport::add(const Takeout::EarlierRecord &earlier)
{
    if (m_message == 0)
        return {};
    // Above the room's floor, as the host itself numbers them.
    const auto done =
        run("INSERT INTO earlier_texts (number, message, text, until) SELECT max(coalesce("
            "json_extract(settings, '$.earlierFloor'), 0), (SELECT coalesce(max(number), 0)"
            " FROM earlier_texts)) + 1, ?, ?, ? FROM rooms WHERE number = ?",
            {m_message, present(earlier.text), toNumber(earlier.until), m_room});
    return done ? Upkept<void>() : tl::unexpected(done.error());
}

Upkept<ImportReport::Room> RoomImport::end()
{
    if (auto done = run("UPDATE rooms SET revision = max(revision, ?) WHERE number = ?",
                        {m_revision, m_room});
        !done)
        return tl::unexpected(done.error());
    if (m_isFresh) {
        if (auto set = setBounds(); !set)
            return tl::unexpected(set.error());
        if (auto done = run("UPDATE read_markers SET since = max(since, ?), delivered ="
                            " max(delivered, ?), read = max(read, ?) WHERE room = ?",
                            {m_last, m_last, m_last, m_room});
            !done)
            return tl::unexpected(done.error());
    }
    if (auto committed = m_log->run(QStringLiteral("COMMIT")); !committed)
        return tl::unexpected(committed.error());
    return m_report;
}

} // namespace Server
