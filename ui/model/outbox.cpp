// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/outbox.h"

#include "ui/model/logging.h"
#include "ui/model/sqltext.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace Ui {
namespace {

bool run(QSqlQuery &query, const QString &statement, const QVariantList &values)
{
    query.prepare(statement);
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (query.exec())
        return true;
    qCWarning(modelLog) << "outbox:" << query.lastError().text();
    return false;
}

/// Never null, which the column would not take.
QByteArray filesJson(const Chat::RoomMessage &message)
{
    return message.files.empty() ? QByteArray("") : Chat::filesToJson(message.files);
}

} // namespace

Outbox::Outbox(const QSqlDatabase &database, QString hostKey)
    : m_connection(database.connectionName()), m_hostKey(std::move(hostKey))
{
}

bool Outbox::add(const Chat::RoomMessage &message)
{
    QSqlDatabase database = this->database();
    if (!database.transaction()) {
        qCWarning(modelLog) << "outbox:" << database.lastError().text();
        return false;
    }
    QSqlQuery query(database);
    const bool done =
        run(query,
            QStringLiteral("INSERT INTO outbox (host, client_id, room, sender, text, time,"
                           " reply_to, files) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
            {m_hostKey, message.clientId.toString(), message.room.toString(),
             notNull(message.sender), notNull(message.text),
             qint64(message.time.time_since_epoch().count()),
             message.replyTo ? message.replyTo->sequence.number : 0, filesJson(message)}) &&
        run(query, QStringLiteral("DELETE FROM draft WHERE host = ? AND client_id = ?"),
            {m_hostKey, message.clientId.toString()});
    query.finish();
    if (done && database.commit())
        return true;
    database.rollback();
    return false;
}

QSqlDatabase Outbox::database() const
{
    return QSqlDatabase::database(m_connection);
}

bool Outbox::remove(const Chat::ClientMessageId &message)
{
    QSqlQuery query(QSqlDatabase::database(m_connection));
    return run(query, QStringLiteral("DELETE FROM outbox WHERE host = ? AND client_id = ?"),
               {m_hostKey, message.toString()});
}

bool Outbox::setFailed(const Chat::ClientMessageId &message, const QString &why)
{
    QSqlQuery query(QSqlDatabase::database(m_connection));
    return run(query,
               QStringLiteral("UPDATE outbox SET failed = 1, failure = ?"
                              " WHERE host = ? AND client_id = ?"),
               {notNull(why), m_hostKey, message.toString()});
}

bool Outbox::setWaiting(const Chat::ClientMessageId &message)
{
    QSqlQuery query(QSqlDatabase::database(m_connection));
    return run(query,
               QStringLiteral("UPDATE outbox SET failed = 0, failure = ''"
                              " WHERE host = ? AND client_id = ?"),
               {m_hostKey, message.toString()});
}

std::vector<OutboxEntry> Outbox::entries() const
{
    std::vector<OutboxEntry> entries;
    QSqlQuery query(QSqlDatabase::database(m_connection));
    query.setForwardOnly(true);
    if (!run(query,
             QStringLiteral("SELECT client_id, room, sender, text, time, failed, failure,"
                            " reply_to, files FROM outbox WHERE host = ? ORDER BY position"),
             {m_hostKey}))
        return entries;
    while (query.next()) {
        OutboxEntry entry;
        entry.message.type = Chat::MessageType::Talk;
        entry.message.clientId = Chat::ClientMessageId(query.value(0).toString());
        entry.message.room = Chat::RoomId(query.value(1).toString());
        entry.message.sender = query.value(2).toString();
        entry.message.text = query.value(3).toString();
        entry.message.time =
            Chat::Timestamp(std::chrono::milliseconds(query.value(4).toLongLong()));
        entry.failed = query.value(5).toBool();
        entry.failure = query.value(6).toString();
        if (const Chat::Sequence answered{query.value(7).toLongLong()}; answered.number > 0)
            entry.message.replyTo = Chat::Quoted{answered, {}, {}, false, {}};
        entry.message.files = Chat::filesFromJson(query.value(8).toByteArray());
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace Ui
