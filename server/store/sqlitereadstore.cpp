// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlitereadstore.h"

#include "server/store/sqlitelog.h"
#include "server/store/sqlitestore.h"

namespace Server {

void SqliteReadStore::advance(const std::vector<StoredMarker> &markers, Answer<bool> answer)
{
    m_store.write<bool>([markers](SqliteLog &log) { return log.reads().advance(markers); },
                        std::move(answer));
}

void SqliteReadStore::unread(const UnreadQuery &query, Answer<UnreadFound> answer)
{
    m_store.read<UnreadFound>([query](SqliteLog &log) { return log.reads().unread(query); },
                              std::move(answer));
}

void SqliteReadStore::recent(const Chat::RoomId &room, int limit,
                             Answer<std::vector<SentMessage>> answer)
{
    m_store.read<std::vector<SentMessage>>(
        [room, limit](SqliteLog &log) { return log.reads().recent(room, limit); },
        std::move(answer));
}

void SqliteReadStore::attend(const StoredAttendance &attendance, Answer<bool> answer)
{
    m_store.write<bool>([attendance](SqliteLog &log) { return log.reads().attend(attendance); },
                        std::move(answer));
}

void SqliteReadStore::forgetGuests(Chat::Timestamp before, Answer<int> answer)
{
    m_store.write<int>([before](SqliteLog &log) { return log.reads().forgetGuests(before); },
                       std::move(answer));
}

} // namespace Server
