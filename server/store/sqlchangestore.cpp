// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlchangestore.h"

#include "server/store/sqllog.h"
#include "server/store/sqlstore.h"

namespace Server {

void SqlChangeStore::edit(const TextChange &change, const QString &text, Answer<Changed> answer)
{
    m_store.write<Changed>([change, text](SqlLog &log) { return log.changes().edit(change, text); },
                           std::move(answer));
}

void SqlChangeStore::remove(const TextChange &change, Answer<Changed> answer)
{
    m_store.remove<Changed>([change](SqlLog &log) { return log.changes().remove(change); },
                            std::move(answer));
}

void SqlChangeStore::react(const ReactionChange &change, Answer<Reacted> answer)
{
    m_store.write<Reacted>([change](SqlLog &log) { return log.changes().react(change); },
                           std::move(answer));
}

void SqlChangeStore::pin(const PinChange &change, Answer<Changed> answer)
{
    m_store.write<Changed>([change](SqlLog &log) { return log.changes().pin(change); },
                           std::move(answer));
}

void SqlChangeStore::changes(const ChangesQuery &query, Answer<Changes> answer)
{
    m_store.read<Changes>([query](SqlLog &log) { return log.changes().changes(query); },
                          std::move(answer));
}

void SqlChangeStore::pinned(const PinsQuery &query, Answer<History> answer)
{
    m_store.read<History>([query](SqlLog &log) { return log.changes().pinned(query); },
                          std::move(answer));
}

void SqlChangeStore::earlierTexts(const EarlierQuery &query, Answer<EarlierTexts> answer)
{
    m_store.read<EarlierTexts>([query](SqlLog &log) { return log.changes().earlierTexts(query); },
                               std::move(answer));
}

void SqlChangeStore::sweepEarlier(const EarlierLook &look, Answer<EarlierSwept> answer)
{
    m_store.remove<EarlierSwept>([look](SqlLog &log) { return log.changes().sweepEarlier(look); },
                                 std::move(answer));
}

} // namespace Server
