// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/logreader.h"

#include "server/store/schema.h"
#include "server/store/sqlmessagerow.h"
#include "server/store/sqlrooms.h"

#include <QFileInfo>
#include <QSqlError>

#include <utility>

namespace Server {
namespace {

QString quotedColumn(const QString &name)
{
    return QLatin1Char('"') + name + QLatin1Char('"');
}

/// `, "one", "two"`.
QString columnList(const QStringList &columns)
{
    QString list;
    for (const QString &column : columns)
        list += QStringLiteral(", ") + quotedColumn(column);
    return list;
}

/// The values behind the first ones of a row.
QJsonObject settingsOf(const QSqlQuery &row, int first, const QStringList &columns)
{
    QJsonObject settings;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const QVariant value = row.value(first + int(i));
        if (value.isNull())
            settings.insert(columns[i], QJsonValue::Null);
        else if (value.typeId() == QMetaType::QString)
            settings.insert(columns[i], value.toString());
        else
            settings.insert(columns[i], value.toLongLong());
    }
    return settings;
}

/// The floor is about the numbers of this log, which another one does not have.
void readEarlierFloor(LogReader::Room &room)
{
    const auto column = room.record.settings.find(QLatin1String("settings"));
    if (column == room.record.settings.end())
        return;
    StoredRoom stored;
    SqlRooms::takeSettings(stored, column->toString());
    if (stored.settings.keepsEarlier)
        room.earlierFloor = stored.earlierFloor;
    if (std::exchange(stored.earlierFloor, 0) > 0)
        *column = SqlRooms::settingsText(stored);
}

tl::unexpected<Failure> failedRow(const LogFile &log, const QSqlQuery &query)
{
    return tl::unexpected(log.failureOf(query));
}

} // namespace

Upkept<QStringList> otherColumns(LogFile &log, const QString &table, const QStringList &known)
{
    auto info = log.query(QStringLiteral("PRAGMA table_info(%1)").arg(table));
    if (!info)
        return tl::unexpected(info.error());
    QStringList others;
    while (info->next()) {
        const QString name = info->value(1).toString();
        if (!known.contains(name))
            others += name;
    }
    return others;
}

QStringList knownRoomColumns()
{
    return {QStringLiteral("number"),  QStringLiteral("id"),      QStringLiteral("name"),
            QStringLiteral("topic"),   QStringLiteral("creator"), QStringLiteral("created"),
            QStringLiteral("revision")};
}

QStringList knownMemberColumns()
{
    return {QStringLiteral("room"), QStringLiteral("user"), QStringLiteral("name"),
            QStringLiteral("guest")};
}

Upkept<QString> hostIdOf(LogFile &log)
{
    return log.value(QStringLiteral("SELECT id FROM host_identity ORDER BY made, id LIMIT 1"))
        .map([](const QVariant &id) { return id.toString(); });
}

LogReader::LogReader(QString folder, std::unique_ptr<LogFile> log)
    : m_folder(std::move(folder)), m_log(std::move(log))
{
}

Upkept<std::unique_ptr<LogReader>> LogReader::open(const QString &folder)
{
    if (QFileInfo::exists(unfinishedMarkIn(folder)))
        return Takeout::failure(
            Failure::Kind::Refused,
            QStringLiteral("A repair or a restore of %1 was not finished.").arg(folder));
    auto log = LogFile::open(logPathIn(folder), LogFile::Mode::Read);
    if (!log)
        return tl::unexpected(log.error());
    if (auto begun = (*log)->run(QStringLiteral("BEGIN")); !begun)
        return tl::unexpected(begun.error());
    const auto version = (*log)->value(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return tl::unexpected(version.error());
    if (version->toInt() > newestSchema())
        return Takeout::failure(Failure::Kind::TooNew,
                                QStringLiteral("A newer version of Madang wrote %1.").arg(folder));
    if (version->toInt() < newestSchema())
        return Takeout::failure(Failure::Kind::Refused,
                                QStringLiteral("An older version of Madang wrote %1. Start the "
                                               "host once, which upgrades it.")
                                    .arg(folder));
    std::unique_ptr<LogReader> reader(new LogReader(folder, std::move(*log)));
    const auto hostId = hostIdOf(*reader->m_log);
    const auto rooms = otherColumns(*reader->m_log, QStringLiteral("rooms"), knownRoomColumns());
    const auto members =
        otherColumns(*reader->m_log, QStringLiteral("members"), knownMemberColumns());
    if (!hostId || !rooms || !members)
        return tl::unexpected(!hostId ? hostId.error() : !rooms ? rooms.error() : members.error());
    reader->m_hostId = *hostId;
    reader->m_roomSettings = *rooms;
    reader->m_memberSettings = *members;
    const std::pair<std::shared_ptr<QSqlQuery> *, const char *> all[] = {
        {&reader->m_reactions, "SELECT emoji, user, name FROM reactions WHERE message = ?"
                               " ORDER BY number"},
        {&reader->m_earlier, "SELECT text, until FROM earlier_texts WHERE message = ?"
                             " AND number > ? ORDER BY number"},
        {&reader->m_files, "SELECT id, token, name, type, size, hash, owner, created"
                           " FROM message_files JOIN files ON file = files.number"
                           " WHERE message = ? ORDER BY place"},
    };
    for (const auto &[query, sql] : all) {
        *query = std::make_shared<QSqlQuery>(reader->m_log->database());
        (*query)->setForwardOnly(true);
        if (!(*query)->prepare(QString::fromLatin1(sql)))
            return failedRow(*reader->m_log, **query);
    }
    return reader;
}

Upkept<qint64> LogReader::messageCount()
{
    return m_log->value(QStringLiteral("SELECT count(*) FROM messages"))
        .map([](const QVariant &count) { return count.toLongLong(); });
}

Upkept<std::vector<LogReader::Room>> LogReader::rooms()
{
    auto rows = m_log->query(QStringLiteral("SELECT number, id, name, topic, creator, created,"
                                            " revision%1 FROM rooms ORDER BY created, id")
                                 .arg(columnList(m_roomSettings)));
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Room> rooms;
    while (rows->next()) {
        Room room;
        room.number = rows->value(0).toLongLong();
        room.record.id = Chat::RoomId(rows->value(1).toString());
        room.record.name = rows->value(2).toString();
        room.record.topic = rows->value(3).toString();
        room.record.creator = Chat::UserId(rows->value(4).toString());
        room.record.created = toTime(rows->value(5).toLongLong());
        room.record.revision = Chat::Revision{rows->value(6).toLongLong()};
        room.record.settings = settingsOf(*rows, 7, m_roomSettings);
        readEarlierFloor(room);
        rooms.push_back(std::move(room));
    }
    for (Room &room : rooms) {
        if (auto read = readMembers(room); !read)
            return tl::unexpected(read.error());
    }
    return rooms;
}

Upkept<void> LogReader::readMembers(Room &room)
{
    auto rows = m_log->query(
        QStringLiteral("SELECT user, name, guest%1 FROM members WHERE room = ? ORDER BY user")
            .arg(columnList(m_memberSettings)),
        {room.number});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next())
        room.record.members.push_back({Chat::UserId(rows->value(0).toString()),
                                       rows->value(1).toString(), rows->value(2).toBool(),
                                       settingsOf(*rows, 3, m_memberSettings)});
    return {};
}

Upkept<void> LogReader::read(const Room &room, const TakeMessage &take,
                             const TakeEarlier &takeEarlier)
{
    auto rows = m_log->query(
        QStringLiteral("SELECT %1 FROM messages WHERE room = ? ORDER BY seq").arg(messageColumns()),
        {room.number});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next()) {
        const MessageRow row = messageRow(*rows, room.record.id);
        Takeout::MessageRecord record;
        record.message = row.message;
        record.replyTo = row.repliesTo;
        const QByteArray &uid = row.message.uid;
        record.uid = uid.isEmpty() ? Takeout::messageUid(m_hostId, row.message) : uid;
        const bool isChanged = row.message.changes.revision.number > 0;
        auto done = isChanged ? readReactions(row.number, record) : Upkept<void>();
        if (done && row.files > 0)
            done = readFiles(row.number, record);
        if (done)
            done = take(record);
        if (done && isChanged)
            done = readEarlier(room, row.number, record, takeEarlier);
        if (!done)
            return done;
    }
    if (rows->lastError().isValid())
        return failedRow(*m_log, *rows);
    return {};
}

Upkept<void> LogReader::readReactions(qint64 number, Takeout::MessageRecord &record)
{
    m_reactions->bindValue(0, number);
    if (!m_reactions->exec())
        return failedRow(*m_log, *m_reactions);
    while (m_reactions->next())
        record.reactions.push_back({m_reactions->value(0).toString(),
                                    Chat::UserId(m_reactions->value(1).toString()),
                                    m_reactions->value(2).toString()});
    m_reactions->finish();
    return {};
}

Upkept<void> LogReader::readFiles(qint64 number, Takeout::MessageRecord &record)
{
    m_files->bindValue(0, number);
    if (!m_files->exec())
        return failedRow(*m_log, *m_files);
    while (m_files->next()) {
        Takeout::FileRecord file;
        file.info = {m_files->value(0).toString(), m_files->value(1).toString(),
                     m_files->value(2).toString(), m_files->value(3).toString(),
                     m_files->value(4).toLongLong()};
        file.hash = m_files->value(5).toString().toLatin1();
        file.owner = Chat::UserId(m_files->value(6).toString());
        file.created = toTime(m_files->value(7).toLongLong());
        if (!file.hash.isEmpty())
            file.path = blobPathIn(m_folder, file.hash);
        record.files.push_back(std::move(file));
    }
    m_files->finish();
    return {};
}

Upkept<void> LogReader::readEarlier(const Room &room, qint64 number,
                                    const Takeout::MessageRecord &record, const TakeEarlier &take)
{
    if (!room.earlierFloor)
        return {}; // the host has not got round to removing them
    m_earlier->bindValue(0, number);
    m_earlier->bindValue(1, *room.earlierFloor);
    if (!m_earlier->exec())
        return failedRow(*m_log, *m_earlier);
    Upkept<void> done;
    while (done && m_earlier->next())
        done = take({record.message.sequence, m_earlier->value(0).toString(),
                     toTime(m_earlier->value(1).toLongLong())});
    m_earlier->finish();
    return done;
}

} // namespace Server
