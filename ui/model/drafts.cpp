// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/drafts.h"

#include "ui/model/logging.h"
#include "ui/model/sqltext.h"
#include "ui/model/unhurriedwrites.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTimeZone>
#include <QUuid>
#include <QVariant>

#include <algorithm>
#include <utility>

namespace Ui {
namespace {

const QString pathKey = QStringLiteral("path");
const QString modifiedKey = QStringLiteral("modified");

bool runDraft(QSqlQuery &query, const QString &statement, const QVariantList &values = {})
{
    query.setForwardOnly(true);
    query.prepare(statement);
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (query.exec())
        return true;
    qCWarning(modelLog) << "drafts:" << query.lastError().text();
    return false;
}

QString folderOf(const QSqlDatabase &database)
{
    return QFileInfo(database.databaseName()).absolutePath();
}

QString picturesIn(const QString &folder)
{
    return folder + u'/' + pictureFolder() + u'/';
}

/// A JSON list; of our own pictures the paths below the profile's folder, which may be moved.
QByteArray toJson(const std::vector<DraftFile> &files, const QString &folder)
{
    if (files.empty())
        return QByteArray(""); // never null, which the column would not take
    QJsonArray list;
    for (const DraftFile &file : files) {
        const bool isOurs = file.path.startsWith(picturesIn(folder));
        QJsonObject object{
            {pathKey, isOurs ? file.path.sliced(folder.size() + 1) : file.path},
            {QStringLiteral("id"), file.info.id},
            {QStringLiteral("token"), file.info.token},
            {QStringLiteral("name"), file.info.name},
            {QStringLiteral("type"), file.info.type},
            {QStringLiteral("size"), file.info.size},
        };
        if (file.modified.isValid())
            object[modifiedKey] = file.modified.toMSecsSinceEpoch();
        list.append(object);
    }
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

std::vector<DraftFile> fromJson(const QByteArray &json, const QString &folder)
{
    std::vector<DraftFile> files;
    const QJsonArray list = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &value : list) {
        const QJsonObject object = value.toObject();
        const QString path = object.value(pathKey).toString();
        if (path.isEmpty())
            continue;
        DraftFile file;
        file.path = QDir::isRelativePath(path) ? folder + u'/' + path : path;
        if (const QJsonValue modified = object.value(modifiedKey); modified.isDouble())
            file.modified = QDateTime::fromMSecsSinceEpoch(modified.toInteger(), QTimeZone::utc());
        const auto text = [&object](const char *key) {
            return object.value(QLatin1String(key)).toString();
        };
        file.info = {text("id"), text("token"), text("name"), text("type"),
                     object.value(QLatin1String("size")).toInteger()};
        files.push_back(std::move(file));
    }
    return files;
}

} // namespace

QString pictureFolder()
{
    return QStringLiteral("pasted");
}

Drafts::Drafts(const QSqlDatabase &database, QString hostKey, QObject *parent)
    : QObject(parent), m_connection(database.connectionName()), m_hostKey(std::move(hostKey)),
      m_folder(folderOf(database))
{
    for (QTimer *timer : {&m_pause, &m_longestPause}) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, [this] {
            if (!m_dropped.isEmpty())
                return flush(); // or a picture could go whose draft did not
            const UnhurriedWrites writes(QSqlDatabase::database(m_connection)); // one is typing
            flush();
        });
    }
    m_pause.setInterval(pause);
    m_longestPause.setInterval(longestPause);
    load();
}

Drafts::~Drafts()
{
    if (QSqlDatabase::contains(m_connection))
        flush();
}

void Drafts::load()
{
    QSqlQuery query(QSqlDatabase::database(m_connection));
    // It may be said under its old id already, if the disk did not take that; what is written on
    // has to be another message. What only waits is the same one, which the host knows again.
    runDraft(query,
             QStringLiteral("UPDATE draft SET client_id = lower(hex(randomblob(16)))"
                            " WHERE host = ? AND sending = 0"),
             {m_hostKey});
    if (!runDraft(query,
                  QStringLiteral("SELECT room, client_id, text, reply_to, quoted, sending, files"
                                 " FROM draft WHERE host = ?"),
                  {m_hostKey}))
        return;
    while (query.next()) {
        const auto room = Chat::parseRoomId(query.value(0).toString());
        if (!room)
            continue;
        Draft &draft = m_drafts[*room];
        draft.id = Chat::ClientMessageId(query.value(1).toString());
        draft.written = {query.value(2).toString(), Chat::Sequence{query.value(3).toLongLong()},
                         query.value(4).toString()};
        draft.files = fromJson(query.value(6).toByteArray(), m_folder);
        draft.isSending = query.value(5).toBool() && !draft.files.empty();
    }
}

std::vector<Chat::RoomId> Drafts::rooms() const
{
    std::vector<Chat::RoomId> rooms;
    for (const auto &[room, draft] : m_drafts) {
        if (!draft.isEmpty())
            rooms.push_back(room);
    }
    return rooms;
}

Draft Drafts::draft(const Chat::RoomId &room) const
{
    const auto held = m_drafts.find(room);
    return held == m_drafts.end() ? Draft() : held->second;
}

Draft &Drafts::change(const Chat::RoomId &room)
{
    m_changed.insert(room);
    m_pause.start();
    if (!m_longestPause.isActive())
        m_longestPause.start();
    Draft &draft = m_drafts[room];
    if (draft.id.isEmpty())
        draft.id = Chat::makeClientMessageId();
    return draft;
}

void Drafts::setWritten(const Chat::RoomId &room, const Written &written)
{
    Written kept = written;
    kept.text.truncate(longestText);
    const auto held = m_drafts.find(room);
    const bool isSame = held == m_drafts.end() ? kept == Written() : held->second.written == kept;
    if (isSame || (held != m_drafts.end() && held->second.isSending)) // that goes out as it is
        return;
    change(room).written = std::move(kept);
}

void Drafts::setFiles(const Chat::RoomId &room, const std::vector<DraftFile> &files)
{
    const auto held = m_drafts.find(room);
    if (held == m_drafts.end() ? files.empty() : held->second.files == files)
        return;
    Draft &draft = change(room);
    dropPictures(draft, files);
    draft.files = files;
}

void Drafts::setSending(const Chat::RoomId &room, const QString &text, Chat::Sequence answered)
{
    Draft &draft = change(room);
    draft.written.text = text;
    draft.written.answered = answered;
    draft.isSending = true;
    flush();
}

void Drafts::setNotSending(const Chat::RoomId &room)
{
    const auto held = m_drafts.find(room);
    if (held == m_drafts.end() || !held->second.isSending)
        return;
    Draft &draft = change(room);
    draft.isSending = false;
    draft.id = Chat::makeClientMessageId();
    flush();
}

Chat::ClientMessageId Drafts::take(const Chat::RoomId &room)
{
    const auto held = m_drafts.find(room);
    if (held == m_drafts.end())
        return Chat::makeClientMessageId();
    const Chat::ClientMessageId id = held->second.id;
    dropPictures(held->second);
    m_drafts.erase(held);
    m_changed.remove(room);
    if (!m_dropped.isEmpty())
        m_pause.start();
    return id;
}

void Drafts::forget(const Chat::RoomId &room)
{
    if (m_drafts.find(room) == m_drafts.end())
        return;
    Draft &draft = change(room);
    dropPictures(draft);
    draft = {};
    flush();
    Q_EMIT forgotten(room);
}

void Drafts::forgetAll()
{
    for (const Chat::RoomId &room : rooms()) {
        Draft &draft = change(room);
        dropPictures(draft);
        draft = {};
    }
    flush();
    Q_EMIT forgotten({});
}

void Drafts::flush()
{
    m_pause.stop();
    m_longestPause.stop();
    if (m_changed.isEmpty() && m_dropped.isEmpty())
        return;
    if (!write()) {
        m_longestPause.start();
        if (!std::exchange(m_failed, true))
            Q_EMIT notKept();
        return;
    }
    m_failed = false;
    for (const Chat::RoomId &room : std::as_const(m_changed)) {
        const auto held = m_drafts.find(room);
        if (held->second.isEmpty() && held->second.written == Written())
            m_drafts.erase(held);
    }
    m_changed.clear();
    for (const QString &path : std::exchange(m_dropped, {}))
        QFile::remove(path);
}

bool Drafts::write()
{
    if (m_changed.isEmpty())
        return true;
    QSqlDatabase database = QSqlDatabase::database(m_connection);
    if (!database.transaction())
        return false;
    QSqlQuery query(database);
    bool done = true;
    for (const Chat::RoomId &room : std::as_const(m_changed)) {
        const Draft &draft = m_drafts[room];
        done =
            done &&
            (draft.isEmpty()
                 ? runDraft(query, QStringLiteral("DELETE FROM draft WHERE host = ? AND room = ?"),
                            {m_hostKey, room.toString()})
                 : runDraft(query,
                            QStringLiteral("INSERT OR REPLACE INTO draft (host, room, client_id,"
                                           " text, reply_to, quoted, sending, files, changed)"
                                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                            {m_hostKey, room.toString(), draft.id.toString(),
                             notNull(draft.written.text), draft.written.answered.number,
                             notNull(draft.written.quoted), int(draft.isSending),
                             toJson(draft.files, m_folder), QDateTime::currentMSecsSinceEpoch()}));
    }
    if (done && m_drafts.size() > size_t(mostTexts))
        done = runDraft(
            query,
            QStringLiteral("DELETE FROM draft WHERE host = ? AND length(files) = 0 AND room"
                           " NOT IN (SELECT room FROM draft WHERE host = ?"
                           " ORDER BY changed DESC LIMIT ?)"),
            {m_hostKey, m_hostKey, mostTexts});
    query.finish();
    if (done && database.commit())
        return true;
    database.rollback();
    return false;
}

void Drafts::dropPictures(const Draft &draft, const std::vector<DraftFile> &kept)
{
    for (const DraftFile &file : draft.files) {
        const bool stays = std::any_of(kept.begin(), kept.end(), [&file](const DraftFile &other) {
            return other.path == file.path;
        });
        if (!stays && file.path.startsWith(picturesIn(m_folder)))
            m_dropped << file.path;
    }
}

QString Drafts::pathForPicture(const QString &ending) const
{
    const QString folder = picturesIn(m_folder);
    if (!QDir().mkpath(folder))
        return {};
    QFile::setPermissions(folder,
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner); // theirs alone
    return folder + QUuid::createUuid().toString(QUuid::Id128) + ending;
}

void sweepPictures(const QSqlDatabase &database)
{
    const QString folder = folderOf(database);
    const QStringList there = QDir(picturesIn(folder)).entryList(QDir::Files | QDir::Hidden);
    if (there.isEmpty())
        return;
    QSqlQuery query(database);
    if (!runDraft(query, QStringLiteral("SELECT files FROM draft WHERE length(files) > 0")))
        return;
    QSet<QString> named;
    while (query.next()) {
        for (const DraftFile &file : fromJson(query.value(0).toByteArray(), folder))
            named << file.path;
    }
    for (const QString &name : there) {
        if (!named.contains(picturesIn(folder) + name))
            QFile::remove(picturesIn(folder) + name);
    }
}

} // namespace Ui
