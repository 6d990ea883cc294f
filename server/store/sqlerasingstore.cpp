// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlerasingstore.h"

#include "server/store/sqllog.h"
#include "server/store/sqlstore.h"

namespace Server {

void SqlErasingStore::begin(const Chat::UserId &user, Chat::Timestamp time,
                            Chat::Timestamp keptUntil, Answer<bool> answer)
{
    m_store.write<bool>(
        [user, time, keptUntil](SqlLog &log) { return log.erasing().begin(user, time, keptUntil); },
        std::move(answer));
}

void SqlErasingStore::unfinished(Answer<std::vector<Chat::UserId>> answer)
{
    m_store.read<std::vector<Chat::UserId>>([](SqlLog &log) { return log.erasing().unfinished(); },
                                            std::move(answer));
}

void SqlErasingStore::goOn(const Chat::UserId &user, Chat::Timestamp time,
                           Answer<ErasedPiece> answer)
{
    m_store.remove<ErasedPiece>(
        [user, time](SqlLog &log) { return log.erasing().goOn(user, time); }, std::move(answer));
}

} // namespace Server
