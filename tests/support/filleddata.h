// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A data folder with something in it, and damage done to its files.

#include "server/store/sqlitedatabase.h"
#include "server/store/sqllog.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <map>

namespace FilledData {

using namespace Server;

inline const auto lobby = Chat::RoomId(QStringLiteral("lobby"));
inline const auto second = Chat::RoomId(QStringLiteral("둘째"));

inline QString logIn(const QString &folder)
{
    return folder + QStringLiteral("/log.sqlite");
}

inline std::unique_ptr<SqlLog> open(const QString &folder)
{
    auto log = SqlLog::open(std::make_unique<SqliteDatabase>(
        folder, SqliteDatabase::Options{false, std::nullopt, false}));
    return log ? std::move(*log) : nullptr;
}

inline Chat::Timestamp at(qint64 number)
{
    return Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'000 + number));
}

inline Chat::RoomMessage message(const Chat::RoomId &room, int number)
{
    Chat::RoomMessage said;
    said.room = room;
    said.sender = QStringLiteral("민지");
    said.senderId = Chat::UserId(QStringLiteral("u-minji"));
    said.text = QStringLiteral("%1 번째 말, and some more of it: ").arg(number) +
                QString(number % 60, QLatin1Char('x'));
    if (number % 500 == 7)
        said.text += QString(20'000, QChar(0xac00)); // longer than a page
    if (number % 3 != 0)
        said.clientId = Chat::ClientMessageId(
            QStringLiteral("%1-%2").arg(room == lobby ? u'a' : u'b').arg(number));
    said.time = at(number);
    return said;
}

inline void makeRooms(SqlLog &log)
{
    for (const Chat::RoomId &id : {lobby, second}) {
        StoredRoom room{id,
                        QStringLiteral("Name of ") + id.toString(),
                        QStringLiteral("topic"),
                        Chat::UserId(QStringLiteral("owner")),
                        at(0),
                        {}};
        room.settings.keepsEarlier = true;
        QVERIFY(log.createRoom(room).has_value());
    }
    QVERIFY(log.addMember(
                   {lobby, Chat::UserId(QStringLiteral("u-minji")), QStringLiteral("민지"), false})
                .has_value());
}

/// Adds messages `from` to `to` to both rooms.
inline void say(SqlLog &log, int from, int to)
{
    QVERIFY(log.begin().has_value());
    for (int i = from; i <= to; ++i) {
        for (const Chat::RoomId &room : {lobby, second})
            QVERIFY(log.append(message(room, i)).has_value());
    }
    QVERIFY(log.commit().has_value());
}

inline void change(SqlLog &log)
{
    QVERIFY(log.begin().has_value());
    const Chat::UserId minji(QStringLiteral("u-minji"));
    TextChange edit{{lobby, {2}}, minji, false, true, at(100'000)};
    QVERIFY(log.changes().edit(edit, QStringLiteral("edited")).has_value());
    edit.message.sequence.number = 3;
    QVERIFY(log.changes().remove(edit).has_value());
    QVERIFY(log.changes()
                .react({{lobby, {4}}, minji, QStringLiteral("민지"), QStringLiteral("👍"), true})
                .has_value());
    QVERIFY(log.changes().pin({{lobby, {5}}, at(100'001), true}).has_value());
    QVERIFY(log.commit().has_value());
}

/// Says something with a file in it; gives the hash of its content.
inline QByteArray sayWithFile(SqlLog &log, const QString &folder, const QByteArray &content,
                              const QString &id)
{
    const QByteArray hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
    const QString path =
        QStringLiteral("%1/files/blobs/%2").arg(folder, QString::fromLatin1(hash.left(2)));
    QDir().mkpath(path);
    QFile blob(path + QLatin1Char('/') + QString::fromLatin1(hash));
    if (!blob.open(QIODevice::WriteOnly) || blob.write(content) != content.size())
        return {};
    StoredFile file;
    file.id = id;
    file.token = QStringLiteral("token-of-") + id;
    file.owner = Chat::UserId(QStringLiteral("u-minji"));
    file.name = QStringLiteral("사진.png");
    file.type = QStringLiteral("image/png");
    file.size = content.size();
    file.created = at(1);
    auto said = message(lobby, 900'000 + int(qHash(id) % 1000));
    said.clientId = Chat::ClientMessageId(QStringLiteral("f-") + id);
    said.text = QStringLiteral("look");
    said.files.push_back({id, {}, {}, {}, 0});
    if (!log.begin() || !log.files().add(file, {1'000'000'000, 0, 1000}) ||
        !log.files().complete(id, hash, file.type) || !log.append(said) || !log.commit())
        return {};
    return hash;
}

/// By sequence.
inline std::map<qint64, Chat::RoomMessage> allOf(SqlLog &log, const Chat::RoomId &room)
{
    std::map<qint64, Chat::RoomMessage> all;
    Chat::Sequence after{};
    for (;;) {
        HistoryQuery query;
        query.room = room;
        query.after = after;
        query.limit = 1000;
        query.byteLimit = 100'000'000;
        const auto page = log.history(query);
        if (!page || page->messages.empty())
            return all;
        for (const Chat::RoomMessage &one : page->messages)
            all.emplace(one.sequence.number, one);
        after = page->messages.back().sequence;
    }
}

inline void copyTree(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    const auto entries =
        QDir(from).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : entries) {
        const QString target = to + QLatin1Char('/') + entry.fileName();
        if (entry.isDir())
            copyTree(entry.filePath(), target);
        else
            QFile::copy(entry.filePath(), target);
    }
}

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void overwrite(const QString &path, qint64 place, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(place));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// Always the same bytes.
inline QByteArray noise(qsizetype size)
{
    QRandomGenerator random(7);
    QByteArray bytes(size, '\0');
    for (char &byte : bytes)
        byte = char(random.bounded(256));
    return bytes;
}

/// Of the file of an open log, each page that a message stands in.
inline void overwriteMessages(const QString &folder)
{
    constexpr qint64 page = 4096;
    const QString file = logIn(folder);
    const QByteArray log = contentOf(file);
    for (qint64 place = page; place < log.size(); place += page) {
        if (log.mid(place, page).contains("and some more of it"))
            overwrite(file, place, noise(page));
    }
}

} // namespace FilledData
