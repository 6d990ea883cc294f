// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlorderstore.h"

#include "server/store/sqllog.h"
#include "server/store/sqlstore.h"

namespace Server {

void SqlOrderStore::sanctions(Answer<std::vector<StoredSanction>> answer)
{
    m_store.read<std::vector<StoredSanction>>([](SqlLog &log) { return log.order().sanctions(); },
                                              std::move(answer));
}

void SqlOrderStore::impose(const StoredSanction &sanction, const Chat::OrderEntry &entry,
                           const OrderQuota &quota, Answer<bool> answer)
{
    m_store.write<bool>([sanction, entry,
                         quota](SqlLog &log) { return log.order().impose(sanction, entry, quota); },
                        std::move(answer));
}

void SqlOrderStore::lift(const StoredSanction &sanction, const Chat::OrderEntry &entry,
                         const OrderQuota &quota, Answer<bool> answer)
{
    m_store.write<bool>(
        [sanction, entry, quota](SqlLog &log) { return log.order().lift(sanction, entry, quota); },
        std::move(answer));
}

void SqlOrderStore::note(const Chat::OrderEntry &entry, const OrderQuota &quota,
                         Answer<bool> answer)
{
    m_store.write<bool>([entry, quota](SqlLog &log) { return log.order().note(entry, quota); },
                        std::move(answer));
}

void SqlOrderStore::audit(const AuditQuery &query, Answer<Chat::AuditPage> answer)
{
    m_store.read<Chat::AuditPage>([query](SqlLog &log) { return log.order().audit(query); },
                                  std::move(answer));
}

void SqlOrderStore::speaker(const Chat::RoomId &room, const Chat::UserId &user,
                            Answer<std::optional<QString>> answer)
{
    m_store.read<std::optional<QString>>(
        [room, user](SqlLog &log) { return log.order().speaker(room, user); }, std::move(answer));
}

} // namespace Server
