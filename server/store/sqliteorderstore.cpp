// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqliteorderstore.h"

#include "server/store/sqlitelog.h"
#include "server/store/sqlitestore.h"

namespace Server {

void SqliteOrderStore::sanctions(Answer<std::vector<StoredSanction>> answer)
{
    m_store.read<std::vector<StoredSanction>>(
        [](SqliteLog &log) { return log.order().sanctions(); }, std::move(answer));
}

void SqliteOrderStore::impose(const StoredSanction &sanction, const Chat::OrderEntry &entry,
                              const OrderQuota &quota, Answer<bool> answer)
{
    m_store.write<bool>([sanction, entry, quota](
                            SqliteLog &log) { return log.order().impose(sanction, entry, quota); },
                        std::move(answer));
}

void SqliteOrderStore::lift(const StoredSanction &sanction, const Chat::OrderEntry &entry,
                            const OrderQuota &quota, Answer<bool> answer)
{
    m_store.write<bool>([sanction, entry, quota](
                            SqliteLog &log) { return log.order().lift(sanction, entry, quota); },
                        std::move(answer));
}

void SqliteOrderStore::note(const Chat::OrderEntry &entry, const OrderQuota &quota,
                            Answer<bool> answer)
{
    m_store.write<bool>([entry, quota](SqliteLog &log) { return log.order().note(entry, quota); },
                        std::move(answer));
}

void SqliteOrderStore::audit(const AuditQuery &query, Answer<Chat::AuditPage> answer)
{
    m_store.read<Chat::AuditPage>([query](SqliteLog &log) { return log.order().audit(query); },
                                  std::move(answer));
}

void SqliteOrderStore::speaker(const Chat::RoomId &room, const Chat::UserId &user,
                               Answer<std::optional<QString>> answer)
{
    m_store.read<std::optional<QString>>(
        [room, user](SqliteLog &log) { return log.order().speaker(room, user); },
        std::move(answer));
}

} // namespace Server
