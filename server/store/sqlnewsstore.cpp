// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlnewsstore.h"

#include "server/store/sqllog.h"
#include "server/store/sqlstore.h"

namespace Server {

void SqlNewsStore::news(const NewsCursor &from, Answer<LogNews> answer)
{
    m_store.read<LogNews>([from](SqlLog &log) { return log.news().news(from); }, std::move(answer));
}

void SqlNewsStore::forgetNews(Answer<bool> answer)
{
    m_store.remove<bool>([](SqlLog &log) { return log.news().forgetOld(); }, std::move(answer));
}

} // namespace Server
