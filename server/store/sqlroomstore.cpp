// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlroomstore.h"

#include "server/store/sqllog.h"
#include "server/store/sqlstore.h"

namespace Server {

void SqlRoomStore::change(const StoredRoom &room, Answer<StoredRoom> answer)
{
    m_store.write<StoredRoom>([room](SqlLog &log) { return log.rooms().change(room); },
                              std::move(answer));
}

void SqlRoomStore::setRole(const Chat::RoomId &room, const Chat::UserId &user,
                           Chat::MemberRole role, Answer<bool> answer)
{
    m_store.write<bool>(
        [room, user, role](SqlLog &log) { return log.rooms().setRole(room, user, role); },
        std::move(answer));
}

void SqlRoomStore::addGuest(const StoredGuest &guest, Answer<bool> answer)
{
    m_store.write<bool>([guest](SqlLog &log) { return log.rooms().addGuest(guest); },
                        std::move(answer));
}

void SqlRoomStore::removeGuest(const Chat::RoomId &room, const Chat::UserId &user,
                               Answer<bool> answer)
{
    m_store.write<bool>([room, user](SqlLog &log) { return log.rooms().removeGuest(room, user); },
                        std::move(answer));
}

void SqlRoomStore::erase(const Erasing &erasing, Answer<Erased> answer)
{
    m_store.remove<Erased>([erasing](SqlLog &log) { return log.rooms().erase(erasing); },
                           std::move(answer));
}

void SqlRoomStore::remove(const Chat::RoomId &room, Answer<bool> answer)
{
    m_store.remove<bool>([room](SqlLog &log) { return log.rooms().remove(room); },
                         std::move(answer));
}

void SqlRoomStore::findSaid(const Chat::UserId &sender, const Chat::ClientMessageId &id,
                            Answer<Chat::Sequence> answer)
{
    m_store.read<Chat::Sequence>(
        [sender, id](SqlLog &log) { return log.rooms().findSaid(sender, id); }, std::move(answer));
}

void SqlRoomStore::forgetSaid(Chat::Timestamp before, Answer<int> answer)
{
    m_store.remove<int>([before](SqlLog &log) { return log.rooms().forgetSaid(before); },
                        std::move(answer));
}

} // namespace Server
