// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlreadstore.h"

#include "server/store/sqllog.h"
#include "server/store/sqlstore.h"

namespace Server {

void SqlReadStore::advance(const std::vector<StoredMarker> &markers, Answer<bool> answer)
{
    m_store.write<bool>([markers](SqlLog &log) { return log.reads().advance(markers); },
                        std::move(answer));
}

void SqlReadStore::unread(const UnreadQuery &query, Answer<UnreadFound> answer)
{
    m_store.read<UnreadFound>([query](SqlLog &log) { return log.reads().unread(query); },
                              std::move(answer));
}

void SqlReadStore::recent(const Chat::RoomId &room, int limit,
                          Answer<std::vector<SentMessage>> answer)
{
    m_store.read<std::vector<SentMessage>>(
        [room, limit](SqlLog &log) { return log.reads().recent(room, limit); }, std::move(answer));
}

void SqlReadStore::attend(const StoredAttendance &attendance, Answer<bool> answer)
{
    m_store.write<bool>([attendance](SqlLog &log) { return log.reads().attend(attendance); },
                        std::move(answer));
}

void SqlReadStore::forgetGuests(Chat::Timestamp before, Answer<int> answer)
{
    m_store.write<int>([before](SqlLog &log) { return log.reads().forgetGuests(before); },
                       std::move(answer));
}

} // namespace Server
