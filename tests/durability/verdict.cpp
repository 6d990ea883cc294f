// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/durability/verdict.h"

#include <QHash>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

QStringList faults(const QString &who, const std::vector<Chat::RoomMessage> &seen,
                   const std::vector<Said> &said)
{
    QStringList found;
    QHash<QString, QStringList> bySender;
    QSet<QString> texts;
    qint64 sequence = 0;
    for (const Chat::RoomMessage &message : seen) {
        if (message.sequence.number != sequence + 1) {
            found.append(QStringLiteral("%1: sequence %2 stands behind %3")
                             .arg(who)
                             .arg(message.sequence.number)
                             .arg(sequence));
        }
        sequence = message.sequence.number;
        const QString label = message.text.section(QLatin1Char(' '), 0, 1);
        if (texts.contains(message.text))
            found.append(QStringLiteral("%1: \"%2\" is there twice").arg(who, label));
        texts.insert(message.text);
        bySender[message.sender].append(message.text);
    }
    for (const Said &sender : said) {
        for (const QString &text : sender.texts) {
            if (!texts.contains(text)) {
                found.append(QStringLiteral("%1: \"%2\" is lost, though it had a receipt")
                                 .arg(who, text.section(QLatin1Char(' '), 0, 1)));
            }
        }
        if (found.isEmpty() && bySender.value(sender.sender) != sender.texts)
            found.append(
                QStringLiteral("%1: what %2 said is out of order").arg(who, sender.sender));
    }
    return found;
}

QStringList faultsOfLog(const QString &file, const QString &prefix)
{
    const QString connection = QStringLiteral("verdict");
    QStringList found;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        database.setDatabaseName(file);
        QSqlQuery query(database);
        const auto ask = [&](const QString &text, const QString &sentence) {
            query.prepare(text);
            query.addBindValue(prefix + QLatin1Char('%'));
            if (!query.exec())
                found.append(query.lastError().text());
            while (query.next())
                found.append(
                    QStringLiteral("log: room %1: %2").arg(query.value(0).toString(), sentence));
        };
        if (!database.open())
            found.append(QStringLiteral("log: %1").arg(database.lastError().text()));
        ask(QStringLiteral("SELECT rooms.id FROM messages JOIN rooms ON rooms.number = room"
                           " WHERE rooms.id LIKE ? GROUP BY room"
                           " HAVING min(seq) != 1 OR max(seq) != count(*)"),
            QStringLiteral("its sequences have gaps"));
        ask(QStringLiteral("SELECT rooms.id FROM messages JOIN rooms ON rooms.number = room"
                           " WHERE rooms.id LIKE ? GROUP BY room, text HAVING count(*) > 1"),
            QStringLiteral("a message is there twice"));
        if (query.exec(QStringLiteral("PRAGMA integrity_check")) && query.next() &&
            query.value(0).toString() != QStringLiteral("ok"))
            found.append(QStringLiteral("log: %1").arg(query.value(0).toString()));
    }
    QSqlDatabase::removeDatabase(connection);
    return found;
}
