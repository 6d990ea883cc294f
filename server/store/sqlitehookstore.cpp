// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlitehookstore.h"

#include "server/store/sqlitelog.h"
#include "server/store/sqlitestore.h"

namespace Server {

void SqliteHookStore::add(const StoredHook &hook, const HookQuota &quota, Answer<StoredHook> answer)
{
    m_store.write<StoredHook>(
        [hook, quota](SqliteLog &log) { return log.hooks().add(hook, quota); }, std::move(answer));
}

void SqliteHookStore::renew(const QString &id, const QByteArray &secret, const Chat::UserId &maker,
                            Answer<bool> answer)
{
    m_store.write<bool>(
        [id, secret, maker](SqliteLog &log) { return log.hooks().renew(id, secret, maker); },
        std::move(answer));
}

void SqliteHookStore::remove(const QString &id, Answer<bool> answer)
{
    m_store.remove<bool>([id](SqliteLog &log) { return log.hooks().remove(id); },
                         std::move(answer));
}

} // namespace Server
