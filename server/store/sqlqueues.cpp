// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlqueues.h"
#include "server/store/logdatabase.h"

#include "server/store/sqlmessagerow.h"

#include <QSqlError>
#include <QVariant>

#include <algorithm>

namespace Server {
namespace {

/// Qt binds null bytes as NULL; the columns know no NULL.
QByteArray presentBytes(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("", 0) : bytes;
}

} // namespace

SqlQueues::Result<void> SqlQueues::prepare(QSqlDatabase &database)
{
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_messages, "SELECT id, queue, destination, headers, body, expires, attempts"
                      " FROM queue_messages ORDER BY id"},
        {&m_subscriptions, "SELECT user, client, name, destination, queue"
                           " FROM durable_subscriptions"},
        {&m_last, "SELECT seq FROM sqlite_sequence WHERE name = 'queue_messages'"},
        {&m_add, "INSERT INTO queue_messages"
                 " (id, queue, destination, headers, body, expires, attempts)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?)"},
        {&m_remove, "DELETE FROM queue_messages WHERE id = ?"},
        {&m_addSubscription, "INSERT INTO durable_subscriptions"
                             " (user, client, name, destination, queue) VALUES (?, ?, ?, ?, ?)"
                             " ON CONFLICT (user, client, name) DO UPDATE SET"
                             " destination = excluded.destination, queue = excluded.queue"},
        {&m_removeSubscription, "DELETE FROM durable_subscriptions"
                                " WHERE user = ? AND client = ? AND name = ?"},
        {&m_empty, "DELETE FROM queue_messages WHERE queue = ?"},
    };
    return prepareStatements(database, all);
}

SqlQueues::Result<StoredQueues> SqlQueues::contents()
{
    StoredQueues found;
    if (auto done = executeStatement(*m_messages); !done)
        return tl::unexpected(done.error());
    while (m_messages->next()) {
        const QSqlQuery &row = *m_messages;
        found.messages.push_back({row.value(0).toULongLong(), row.value(1).toByteArray(),
                                  row.value(2).toByteArray(), row.value(3).toByteArray(),
                                  row.value(4).toByteArray(), row.value(5).toLongLong(),
                                  row.value(6).toInt()});
    }
    const QSqlError error = m_messages->lastError(); // A page that cannot be read ends it, too.
    m_messages->finish();
    if (error.isValid())
        return tl::unexpected(storeErrorOf(error));
    if (auto done = executeStatement(*m_subscriptions); !done)
        return tl::unexpected(done.error());
    while (m_subscriptions->next()) {
        const QSqlQuery &row = *m_subscriptions;
        found.subscriptions.push_back({row.value(0).toString(), row.value(1).toByteArray(),
                                       row.value(2).toByteArray(), row.value(3).toByteArray(),
                                       row.value(4).toByteArray()});
    }
    m_subscriptions->finish();
    if (auto done = executeStatement(*m_last); !done)
        return tl::unexpected(done.error());
    if (m_last->next())
        found.lastId = m_last->value(0).toULongLong();
    m_last->finish();
    if (!found.messages.empty())
        found.lastId = std::max(found.lastId, found.messages.back().id);
    return found;
}

SqlQueues::Result<bool> SqlQueues::add(const std::vector<StoredQueueMessage> &messages)
{
    for (const StoredQueueMessage &message : messages) {
        if (auto done = finishStatement(
                *m_add, {qint64(message.id), presentBytes(message.queue),
                         presentBytes(message.destination), presentBytes(message.headers),
                         presentBytes(message.body), message.expires, message.attempts});
            !done)
            return tl::unexpected(done.error());
    }
    return true;
}

SqlQueues::Result<bool> SqlQueues::remove(const std::vector<quint64> &ids)
{
    for (const quint64 id : ids) {
        if (auto done = finishStatement(*m_remove, {qint64(id)}); !done)
            return tl::unexpected(done.error());
    }
    return true;
}

SqlQueues::Result<bool> SqlQueues::addSubscription(const StoredSubscription &subscription)
{
    return finishStatement(*m_addSubscription,
                           {present(subscription.user), presentBytes(subscription.client),
                            presentBytes(subscription.name), presentBytes(subscription.destination),
                            presentBytes(subscription.queue)})
        .map([] { return true; });
}

SqlQueues::Result<bool> SqlQueues::removeSubscription(const StoredSubscription &subscription)
{
    return finishStatement(*m_removeSubscription,
                           {present(subscription.user), presentBytes(subscription.client),
                            presentBytes(subscription.name)})
        .and_then([&] { return finishStatement(*m_empty, {presentBytes(subscription.queue)}); })
        .map([] { return true; });
}

} // namespace Server
