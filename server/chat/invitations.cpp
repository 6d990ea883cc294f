// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/invitations.h"

#include <algorithm>
#include <tuple>

namespace Server {

Invitations::Invitations(const std::vector<StoredGuest> &guests)
{
    for (const StoredGuest &guest : guests)
        add(guest);
}

const StoredGuest *Invitations::find(const Chat::RoomId &room, const Chat::UserId &user) const
{
    const auto guests = m_rooms.constFind(room);
    if (guests == m_rooms.cend())
        return nullptr;
    const auto it = guests->constFind(user);
    return it == guests->cend() ? nullptr : &*it;
}

bool Invitations::isInvited(const Chat::RoomId &room, const Chat::UserId &user) const
{
    const StoredGuest *guest = find(room, user);
    return guest && !guest->knocks;
}

std::vector<StoredGuest> Invitations::all(const Chat::RoomId &room) const
{
    const auto guests = m_rooms.value(room);
    std::vector<StoredGuest> all(guests.cbegin(), guests.cend());
    std::sort(all.begin(), all.end(), [](const StoredGuest &a, const StoredGuest &b) {
        return std::tie(a.time, a.user) < std::tie(b.time, b.user);
    });
    return all;
}

std::vector<StoredGuest> Invitations::knocks(const Chat::RoomId &room) const
{
    std::vector<StoredGuest> waiting = all(room);
    std::erase_if(waiting, [](const StoredGuest &guest) { return !guest.knocks; });
    return waiting;
}

void Invitations::add(const StoredGuest &guest)
{
    m_rooms[guest.room].insert(guest.user, guest);
}

void Invitations::remove(const Chat::RoomId &room, const Chat::UserId &user)
{
    const auto guests = m_rooms.find(room);
    if (guests == m_rooms.end())
        return;
    guests->remove(user);
    if (guests->isEmpty())
        m_rooms.erase(guests);
}

} // namespace Server
