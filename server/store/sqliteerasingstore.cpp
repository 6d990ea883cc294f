// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqliteerasingstore.h"

#include "server/store/sqlitelog.h"
#include "server/store/sqlitestore.h"

namespace Server {

void SqliteErasingStore::begin(const Chat::UserId &user, Chat::Timestamp time,
                               Chat::Timestamp keptUntil, Answer<bool> answer)
{
    m_store.write<bool>([user, time, keptUntil](
                            SqliteLog &log) { return log.erasing().begin(user, time, keptUntil); },
                        std::move(answer));
}

void SqliteErasingStore::unfinished(Answer<std::vector<Chat::UserId>> answer)
{
    m_store.read<std::vector<Chat::UserId>>(
        [](SqliteLog &log) { return log.erasing().unfinished(); }, std::move(answer));
}

void SqliteErasingStore::goOn(const Chat::UserId &user, Chat::Timestamp time,
                              Answer<ErasedPiece> answer)
{
    m_store.remove<ErasedPiece>(
        [user, time](SqliteLog &log) { return log.erasing().goOn(user, time); }, std::move(answer));
}

} // namespace Server
