// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqliteroomstore.h"

#include "server/store/sqlitelog.h"
#include "server/store/sqlitestore.h"

namespace Server {

void SqliteRoomStore::change(const StoredRoom &room, Answer<StoredRoom> answer)
{
    m_store.write<StoredRoom>([room](SqliteLog &log) { return log.rooms().change(room); },
                              std::move(answer));
}

void SqliteRoomStore::setRole(const Chat::RoomId &room, const Chat::UserId &user,
                              Chat::MemberRole role, Answer<bool> answer)
{
    m_store.write<bool>(
        [room, user, role](SqliteLog &log) { return log.rooms().setRole(room, user, role); },
        std::move(answer));
}

void SqliteRoomStore::addGuest(const StoredGuest &guest, Answer<bool> answer)
{
    m_store.write<bool>([guest](SqliteLog &log) { return log.rooms().addGuest(guest); },
                        std::move(answer));
}

void SqliteRoomStore::removeGuest(const Chat::RoomId &room, const Chat::UserId &user,
                                  Answer<bool> answer)
{
    m_store.write<bool>(
        [room, user](SqliteLog &log) { return log.rooms().removeGuest(room, user); },
        std::move(answer));
}

void SqliteRoomStore::erase(const Erasing &erasing, Answer<Erased> answer)
{
    m_store.remove<Erased>([erasing](SqliteLog &log) { return log.rooms().erase(erasing); },
                           std::move(answer));
}

void SqliteRoomStore::remove(const Chat::RoomId &room, Answer<bool> answer)
{
    m_store.remove<bool>([room](SqliteLog &log) { return log.rooms().remove(room); },
                         std::move(answer));
}

void SqliteRoomStore::findSaid(const Chat::UserId &sender, const Chat::ClientMessageId &id,
                               Answer<Chat::Sequence> answer)
{
    m_store.read<Chat::Sequence>(
        [sender, id](SqliteLog &log) { return log.rooms().findSaid(sender, id); },
        std::move(answer));
}

void SqliteRoomStore::forgetSaid(Chat::Timestamp before, Answer<int> answer)
{
    m_store.remove<int>([before](SqliteLog &log) { return log.rooms().forgetSaid(before); },
                        std::move(answer));
}

} // namespace Server
