// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/seen.h"

#include "stomp/wire/destinations.h"
#include "tests/faults/shownmessage.h"
#include "tests/faults/waiting.h"
#include "tests/support/roompeer.h"

#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <memory>
#include <optional>

namespace {

constexpr int pageSize = 200;
constexpr std::chrono::seconds hostPatience{60};

QString brief(const QJsonObject &message)
{
    QJsonObject shortened = message;
    shortened.insert(QStringLiteral("text"),
                     message.value(QStringLiteral("text")).toString().left(24));
    return QString::fromUtf8(QJsonDocument(shortened).toJson(QJsonDocument::Compact));
}

qint64 sequenceOf(const QJsonObject &message)
{
    return message.value(QStringLiteral("seq")).toInteger();
}

bool takePages(RoomPeer &peer, const QString &room, std::vector<QJsonObject> &all)
{
    std::optional<Chat::HistoryPage> page;
    do {
        Stomp::Headers headers{{"limit", QByteArray::number(pageSize)}};
        if (page)
            headers.append("before", QByteArray::number(sequenceOf(all.front())));
        page.reset();
        const std::unique_ptr<Stomp::StompSubscription> answer(peer.client().subscribe(
            Chat::requestDestination(Chat::Request::Kind::History, Chat::RoomId(room)), headers));
        QObject::connect(answer.get(), &Stomp::StompSubscription::received,
                         [&page](const Stomp::ClientEvent::MessageReceived &message) {
                             page = Chat::HistoryPage::fromJson(message.body);
                         });
        if (!waitUntil([&page] { return page.has_value(); }, hostPatience))
            return false;
        std::vector<QJsonObject> older;
        for (const Chat::RoomMessage &message : page->messages)
            older.push_back(shownMessage(message));
        all.insert(all.begin(), older.begin(), older.end());
    } while (page->more && !page->messages.empty());
    return true;
}

std::map<qint64, QJsonObject> readReactions(const QSqlDatabase &database, QStringList &faults)
{
    std::map<qint64, QJsonObject> all;
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("SELECT message, emoji, count(*) FROM reactions"
                                   " GROUP BY message, emoji")))
        faults.append(QStringLiteral("log: ") + query.lastError().text());
    while (query.next())
        all[query.value(0).toLongLong()].insert(query.value(1).toString(), query.value(2).toInt());
    return all;
}

void readMessages(const QSqlDatabase &database, Seen &seen, QStringList &faults)
{
    const auto reactions = readReactions(database, faults);
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral(
            "SELECT rooms.id, seq, type, sender, sender_id, client_id, text, edited, deleted,"
            " pinned, reply_to, messages.number FROM messages"
            " JOIN rooms ON rooms.number = messages.room ORDER BY rooms.id, seq")))
        faults.append(QStringLiteral("log: ") + query.lastError().text());
    while (query.next()) {
        const auto of = reactions.find(query.value(11).toLongLong());
        const bool deleted = !query.value(8).isNull();
        seen[query.value(0).toString()].push_back({
            {QStringLiteral("seq"), query.value(1).toLongLong()},
            {QStringLiteral("type"),
             Chat::messageTypeName(Chat::MessageType(query.value(2).toInt()))},
            {QStringLiteral("sender"), query.value(3).toString()},
            {QStringLiteral("senderId"), query.value(4).toString()},
            {QStringLiteral("id"), query.value(5).toString()},
            {QStringLiteral("text"), query.value(6).toString()},
            {QStringLiteral("edited"), !query.value(7).isNull() && !deleted},
            {QStringLiteral("deleted"), deleted},
            {QStringLiteral("pinned"), !query.value(9).isNull()},
            {QStringLiteral("reactions"), of == reactions.end() ? QJsonObject() : of->second},
            {QStringLiteral("replyTo"), query.value(10).toLongLong()},
        });
    }
}

} // namespace

Seen seenFromJson(const QJsonObject &rooms)
{
    Seen seen;
    for (auto room = rooms.begin(); room != rooms.end(); ++room) {
        for (const QJsonValue &message : room.value().toArray())
            seen[room.key()].push_back(message.toObject());
    }
    return seen;
}

Seen askHost(const QUrl &webSocket, const QStringList &rooms)
{
    RoomPeer peer(webSocket, QStringLiteral("witness"), Chat::lobbyRoom().toString());
    Seen seen;
    if (!waitUntil([&peer] { return peer.isConnected(); }, hostPatience))
        return seen;
    for (const QString &room : rooms) {
        if (!takePages(peer, room, seen[room]))
            return {};
    }
    return seen;
}

Seen readLog(const QString &file, QStringList &faults)
{
    const QString connection = QStringLiteral("log");
    Seen seen;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        database.setDatabaseName(file);
        if (!database.open())
            faults.append(QStringLiteral("log: ") + database.lastError().text());
        readMessages(database, seen, faults);
        QSqlQuery query(database);
        if (query.exec(QStringLiteral("PRAGMA integrity_check")) && query.next() &&
            query.value(0).toString() != QStringLiteral("ok"))
            faults.append(QStringLiteral("log: ") + query.value(0).toString());
        if (query.exec(QStringLiteral("PRAGMA foreign_key_check")) && query.next())
            faults.append(QStringLiteral("log: a row names what is not there"));
    }
    QSqlDatabase::removeDatabase(connection);
    return seen;
}

QHash<QString, qint64> readTimes(const QString &file)
{
    const QString connection = QStringLiteral("times");
    QHash<QString, qint64> times;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        database.setDatabaseName(file);
        QSqlQuery query(database);
        if (database.open() && query.exec(QStringLiteral("SELECT client_id, time FROM messages"
                                                         " WHERE client_id IS NOT NULL"))) {
            while (query.next())
                times.insert(query.value(0).toString(), query.value(1).toLongLong());
        }
    }
    QSqlDatabase::removeDatabase(connection);
    return times;
}

Seen withExcerpts(Seen seen)
{
    for (auto &[room, messages] : seen) {
        std::map<qint64, QString> texts;
        for (const QJsonObject &message : messages)
            texts[sequenceOf(message)] = message.value(QStringLiteral("text")).toString();
        for (QJsonObject &message : messages) {
            const qint64 quoted = message.value(QStringLiteral("replyTo")).toInteger();
            message.insert(QStringLiteral("excerpt"),
                           quoted == 0 ? QString() : Chat::excerptOf(texts[quoted]));
        }
    }
    return seen;
}

Seen withIdsOf(Seen seen, const QStringList &said)
{
    const QSet<QString> kept(said.begin(), said.end());
    for (auto &[room, messages] : seen) {
        for (QJsonObject &message : messages) {
            if (!kept.contains(message.value(QStringLiteral("id")).toString()))
                message.insert(QStringLiteral("id"), QString());
        }
    }
    return seen;
}

QStringList differences(const QString &who, const Seen &theirs, const QString &other,
                        const Seen &wanted)
{
    QStringList found;
    for (const auto &[room, messages] : wanted) {
        const auto at = theirs.find(room);
        const std::vector<QJsonObject> seen =
            at == theirs.end() ? std::vector<QJsonObject>() : at->second;
        const auto [mine, expected] =
            std::mismatch(seen.begin(), seen.end(), messages.begin(), messages.end());
        if (mine == seen.end() && expected == messages.end())
            continue;
        found.append(
            QStringLiteral("%1 and %2 differ in %3, %4 messages and %5: %6 and %7")
                .arg(who, other, room)
                .arg(seen.size())
                .arg(messages.size())
                .arg(mine == seen.end() ? QStringLiteral("the end") : brief(*mine),
                     expected == messages.end() ? QStringLiteral("the end") : brief(*expected)));
    }
    return found;
}

QStringList faultsOf(const Seen &seen, const std::vector<Sender> &senders)
{
    QStringList found;
    struct Place {
        int times = 0;
        QString room;
        qint64 sequence = 0;
    };
    QHash<QString, Place> byId; // random: no two senders share one
    QSet<QString> labels;       // who, in which life, and the how manyth: what a text begins with
    for (const auto &[room, messages] : seen) {
        qint64 last = 0;
        for (const QJsonObject &message : messages) {
            const qint64 sequence = sequenceOf(message);
            if (sequence != last + 1)
                found.append(
                    QStringLiteral("%1: %2 stands behind %3").arg(room).arg(sequence).arg(last));
            last = sequence;
            const QString label =
                message.value(QStringLiteral("text")).toString().section(QLatin1Char(' '), 0, 1);
            const bool isTalk = message.value(QStringLiteral("type")) == QStringLiteral("TALK");
            if (isTalk && !label.isEmpty() && labels.contains(label))
                found.append(QStringLiteral("%1: said twice: %2").arg(room, brief(message)));
            labels.insert(label);
            const QString id = message.value(QStringLiteral("id")).toString();
            if (id.isEmpty())
                continue;
            Place &place = byId[id];
            if (++place.times > 1)
                found.append(QStringLiteral("%1: twice there, here and in %2: %3")
                                 .arg(room, place.room, brief(message)));
            place.room = room;
            place.sequence = sequence;
        }
    }
    for (const Sender &sender : senders) {
        QHash<QString, qint64> last;
        for (const QString &id : sender.said) {
            const Place place = byId.value(id);
            const bool receipted = sender.receipts.contains(id);
            if (sender.failed.contains(id)) {
                found.append(QStringLiteral("%1: refused: %2").arg(sender.name, sender.failed[id]));
                if (place.times > 0)
                    found.append(QStringLiteral("%1: refused, and there").arg(sender.name));
                continue;
            }
            if (place.times == 0) {
                found.append(QStringLiteral("%1: %2 is lost, though %3")
                                 .arg(sender.name, id,
                                      receipted ? QStringLiteral("it was shown as accepted")
                                                : QStringLiteral("it was kept and sent")));
                continue;
            }
            if (place.sequence < last.value(place.room))
                found.append(QStringLiteral("%1: %2 (%3 in %4) stands before what was said earlier")
                                 .arg(sender.name, id)
                                 .arg(place.sequence)
                                 .arg(place.room));
            last[place.room] = std::max(last.value(place.room), place.sequence);
        }
        for (const QString &id : sender.receipts) {
            if (!byId.contains(id))
                found.append(QStringLiteral("%1: %2 was shown as accepted, and is not there")
                                 .arg(sender.name, id));
        }
    }
    return found;
}
