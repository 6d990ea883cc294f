// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlhooks.h"
#include "server/store/logdatabase.h"

#include "server/store/sqllog.h"
#include "server/store/sqlmessagerow.h"

#include <QSqlError>
#include <QVariant>

namespace Server {

SqlHooks::Result<void> SqlHooks::prepare(QSqlDatabase &database)
{
    const std::pair<SqlStatement *, const char *> all[] = {
        {&m_all, "SELECT hooks.id, kind, rooms.id, hooks.name, avatar, maker, hooks.created, url,"
                 " trigger_word, secret FROM hooks JOIN rooms ON room = rooms.number"
                 " ORDER BY hooks.number"},
        {&m_count, "SELECT count(*), count(CASE WHEN room = ? THEN 1 END) FROM hooks"},
        {&m_add, "INSERT INTO hooks (id, kind, room, name, avatar, maker, created, url,"
                 " trigger_word, secret) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
        {&m_renew, "UPDATE hooks SET secret = ?, maker = ? WHERE id = ?"},
        {&m_remove, "DELETE FROM hooks WHERE id = ?"},
    };
    return prepareStatements(database, all);
}

SqlHooks::Result<std::vector<StoredHook>> SqlHooks::all()
{
    QSqlQuery &query = *m_all;
    if (auto done = executeStatement(query); !done)
        return tl::unexpected(done.error());
    std::vector<StoredHook> hooks;
    while (query.next()) {
        StoredHook hook;
        hook.info.id = query.value(0).toString();
        hook.info.kind = Chat::HookKind(query.value(1).toInt());
        hook.info.room = Chat::RoomId(query.value(2).toString());
        hook.info.name = query.value(3).toString();
        hook.info.avatar = query.value(4).toString();
        hook.info.maker = Chat::UserId(query.value(5).toString());
        hook.info.created = toTime(query.value(6).toLongLong());
        hook.info.url = query.value(7).toString();
        hook.info.trigger = query.value(8).toString();
        hook.secret = query.value(9).toString().toLatin1();
        hooks.push_back(std::move(hook));
    }
    const QSqlError error = query.lastError();
    query.finish();
    if (error.isValid())
        return tl::unexpected(storeErrorOf(error));
    return hooks;
}

SqlHooks::Result<StoredHook> SqlHooks::add(const StoredHook &hook, const HookQuota &quota)
{
    const auto room = m_log.roomNumber(hook.info.room);
    if (!room)
        return tl::unexpected(room.error());
    if (auto counted = runStatement(*m_count, {*room}); !counted)
        return tl::unexpected(counted.error());
    const bool isRead = m_count->next();
    const int all = isRead ? m_count->value(0).toInt() : 0;
    const int ofRoom = isRead ? m_count->value(1).toInt() : 0;
    m_count->finish();
    if (all >= quota.all || ofRoom >= quota.ofRoom)
        return tl::unexpected(StoreError::TooMany);
    const Chat::HookInfo &info = hook.info;
    const auto added = changeStatement(
        *m_add, {info.id, int(info.kind), *room, present(info.name), present(info.avatar),
                 present(info.maker.toString()), toNumber(info.created), present(info.url),
                 present(info.trigger), QString::fromLatin1(hook.secret)});
    if (!added)
        return tl::unexpected(added.error());
    return hook;
}

SqlHooks::Result<bool> SqlHooks::renew(const QString &id, const QByteArray &secret,
                                       const Chat::UserId &maker)
{
    return changeStatement(*m_renew, {QString::fromLatin1(secret), present(maker.toString()), id})
        .map([](int rows) { return rows > 0; });
}

SqlHooks::Result<bool> SqlHooks::remove(const QString &id)
{
    return changeStatement(*m_remove, {id}).map([](int rows) { return rows > 0; });
}

} // namespace Server
