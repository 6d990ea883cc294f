// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/filledfolder.h"

#include "server/store/sqlitedatabase.h"
#include "server/store/sqllog.h"

#include <QDir>
#include <QRandomGenerator>

using namespace Server;

namespace {

constexpr int people = 20;
constexpr int words = 400;
constexpr int longestText = 14;      // words
constexpr int longestTurn = 5;       // messages of one person in a row
constexpr int betweenMessages = 60;  // seconds
constexpr int betweenAnswers = 20;   // messages
constexpr int betweenLinks = 25;     // messages
constexpr qint64 perPiece = 10'000;  // messages of one transaction
constexpr qint64 perCatchUp = 2'000; // messages

QString wordOf(int number)
{
    if (number % 5 == 0)
        return QStringLiteral("word%1").arg(number);
    return QString(QChar(0xac00 + number * 7)) + QChar(0xb098 + number * 3);
}

/// What is said as the `number`th in a room.
Chat::RoomMessage said(const Chat::RoomId &room, int number, int person, QRandomGenerator &random)
{
    Chat::RoomMessage message;
    message.room = room;
    message.sender = QStringLiteral("사람 %1").arg(person);
    message.senderId = Chat::UserId(QStringLiteral("u-person-%1").arg(person));
    for (int count = random.bounded(1, longestText); count > 0; --count)
        message.text += wordOf(random.bounded(words)) + QLatin1Char(' ');
    if (number % betweenLinks == 0)
        message.text += QStringLiteral("https://example.org/%1").arg(number);
    if (number % betweenAnswers == 0) {
        Chat::Quoted answered;
        answered.sequence.number = number - random.bounded(1, betweenAnswers);
        message.replyTo = answered;
    }
    message.clientId = Chat::makeClientMessageId();
    message.time = Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'000) +
                                   std::chrono::seconds(number * betweenMessages));
    return message;
}

bool talk(SqlLog &log, const TalkedRoom &talked)
{
    QRandomGenerator random(1);
    int person = 0;
    int turn = 0;
    for (int number = 1; number <= talked.messages; ++number) {
        if (--turn <= 0) {
            person = random.bounded(people);
            turn = random.bounded(1, longestTurn);
        }
        if (number % perPiece == 1 && !log.begin())
            return false;
        if (!log.append(said(talked.id, number, person, random)))
            return false;
        if ((number % perPiece == 0 || number == talked.messages) && !log.commit())
            return false;
    }
    return true;
}

bool makeRoom(SqlLog &log, const Chat::RoomId &id)
{
    StoredRoom room;
    room.id = id;
    room.name = QStringLiteral("Room ") + id.toString();
    room.creator = Chat::UserId(QStringLiteral("u-person-0"));
    if (!log.begin() || !log.createRoom(room))
        return false;
    for (int person = 0; person < people; ++person) {
        const StoredMember member{id, Chat::UserId(QStringLiteral("u-person-%1").arg(person)),
                                  QStringLiteral("사람 %1").arg(person)};
        if (!log.addMember(member))
            return false;
    }
    return log.commit().has_value();
}

/// The host would do it in its idle time, beside what is measured.
bool fillIndex(SqlLog &log)
{
    for (;;) {
        const auto behind = log.searchIndex().behind();
        if (!behind)
            return false;
        if (*behind == 0)
            return true;
        if (!log.begin() || !log.searchIndex().catchUp(perCatchUp) || !log.commit())
            return false;
    }
}

} // namespace

bool fillFolder(const QString &folder, const std::vector<TalkedRoom> &rooms)
{
    if (!QDir().mkpath(folder))
        return false;
    auto log = SqlLog::open(std::make_unique<SqliteDatabase>(
        folder, SqliteDatabase::Options{false, std::nullopt, false}));
    if (!log)
        return false;
    for (const TalkedRoom &room : rooms) {
        if (!makeRoom(**log, room.id) || !talk(**log, room))
            return false;
    }
    return fillIndex(**log);
}
