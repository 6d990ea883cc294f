// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlhookstore.h"

#include "server/store/sqllog.h"
#include "server/store/sqlstore.h"

namespace Server {

void SqlHookStore::add(const StoredHook &hook, const HookQuota &quota, Answer<StoredHook> answer)
{
    m_store.write<StoredHook>([hook, quota](SqlLog &log) { return log.hooks().add(hook, quota); },
                              std::move(answer));
}

void SqlHookStore::renew(const QString &id, const QByteArray &secret, const Chat::UserId &maker,
                         Answer<bool> answer)
{
    m_store.write<bool>(
        [id, secret, maker](SqlLog &log) { return log.hooks().renew(id, secret, maker); },
        std::move(answer));
}

void SqlHookStore::remove(const QString &id, Answer<bool> answer)
{
    m_store.remove<bool>([id](SqlLog &log) { return log.hooks().remove(id); }, std::move(answer));
}

} // namespace Server
