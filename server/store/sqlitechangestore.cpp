// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlitechangestore.h"

#include "server/store/sqlitelog.h"
#include "server/store/sqlitestore.h"

namespace Server {

void SqliteChangeStore::edit(const TextChange &change, const QString &text, Answer<Changed> answer)
{
    m_store.write<Changed>(
        [change, text](SqliteLog &log) { return log.changes().edit(change, text); },
        std::move(answer));
}

void SqliteChangeStore::remove(const TextChange &change, Answer<Changed> answer)
{
    m_store.remove<Changed>([change](SqliteLog &log) { return log.changes().remove(change); },
                            std::move(answer));
}

void SqliteChangeStore::react(const ReactionChange &change, Answer<Reacted> answer)
{
    m_store.write<Reacted>([change](SqliteLog &log) { return log.changes().react(change); },
                           std::move(answer));
}

void SqliteChangeStore::pin(const PinChange &change, Answer<Changed> answer)
{
    m_store.write<Changed>([change](SqliteLog &log) { return log.changes().pin(change); },
                           std::move(answer));
}

void SqliteChangeStore::changes(const ChangesQuery &query, Answer<Changes> answer)
{
    m_store.read<Changes>([query](SqliteLog &log) { return log.changes().changes(query); },
                          std::move(answer));
}

void SqliteChangeStore::pinned(const PinsQuery &query, Answer<History> answer)
{
    m_store.read<History>([query](SqliteLog &log) { return log.changes().pinned(query); },
                          std::move(answer));
}

void SqliteChangeStore::earlierTexts(const EarlierQuery &query, Answer<EarlierTexts> answer)
{
    m_store.read<EarlierTexts>(
        [query](SqliteLog &log) { return log.changes().earlierTexts(query); }, std::move(answer));
}

void SqliteChangeStore::sweepEarlier(const EarlierLook &look, Answer<EarlierSwept> answer)
{
    m_store.remove<EarlierSwept>(
        [look](SqliteLog &log) { return log.changes().sweepEarlier(look); }, std::move(answer));
}

} // namespace Server
