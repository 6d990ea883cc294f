// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/memberships.h"

#include <utility>

namespace Server {

Memberships::Memberships(const std::vector<StoredMember> &members)
{
    for (const StoredMember &member : members)
        m_rooms[member.room].insert(member.user,
                                    {member.name, member.guest, true, true, 0, {}, member.role});
}

Membership *Memberships::find(const Chat::RoomId &room, const Chat::UserId &user)
{
    const auto people = m_rooms.find(room);
    if (people == m_rooms.end())
        return nullptr;
    const auto it = people->find(user);
    return it == people->end() ? nullptr : &*it;
}

const Membership *Memberships::find(const Chat::RoomId &room, const Chat::UserId &user) const
{
    const auto people = m_rooms.constFind(room);
    if (people == m_rooms.cend())
        return nullptr;
    const auto it = people->constFind(user);
    return it == people->cend() ? nullptr : &*it;
}

Membership &Memberships::add(const Chat::RoomId &room, const Chat::UserId &user,
                             Membership membership)
{
    return *m_rooms[room].insert(user, std::move(membership));
}

void Memberships::remove(const Chat::RoomId &room, const Chat::UserId &user)
{
    letStay(room, user); // Nothing of it is held any more.
    const auto people = m_rooms.find(room);
    if (people == m_rooms.end())
        return;
    people->remove(user);
    if (people->isEmpty())
        m_rooms.erase(people);
}

void Memberships::hold(const Chat::RoomId &room, const Chat::UserId &user, SessionNumber session)
{
    Membership *membership = find(room, user);
    if (!membership)
        return;
    membership->stays = false;
    membership->sessions.insert(session);
    m_held[session].insert(room);
}

void Memberships::letStay(const Chat::RoomId &room, const Chat::UserId &user)
{
    Membership *membership = find(room, user);
    if (!membership)
        return;
    for (const SessionNumber session : std::exchange(membership->sessions, {})) {
        const auto held = m_held.find(session);
        held->second.erase(room);
        if (held->second.empty())
            m_held.erase(held);
    }
    membership->stays = true;
}

std::vector<Chat::RoomId> Memberships::release(const Chat::UserId &user, SessionNumber session)
{
    const auto held = m_held.find(session);
    if (held == m_held.end())
        return {};
    std::vector<Chat::RoomId> ended;
    for (const Chat::RoomId &room : held->second) {
        Membership *membership = find(room, user);
        if (!membership)
            continue;
        membership->sessions.erase(session);
        if (!membership->isHeld())
            ended.push_back(room);
    }
    m_held.erase(held);
    return ended;
}

std::vector<Chat::RoomId> Memberships::roomsOf(const Chat::UserId &user) const
{
    std::vector<Chat::RoomId> rooms;
    for (auto it = m_rooms.cbegin(); it != m_rooms.cend(); ++it) {
        if (it->contains(user))
            rooms.push_back(it.key());
    }
    return rooms;
}

void Memberships::setRole(const Chat::RoomId &room, const Chat::UserId &user, Chat::MemberRole role)
{
    if (Membership *membership = find(room, user))
        membership->role = role;
}

void Memberships::forget(const Chat::RoomId &room)
{
    const QList<Chat::UserId> users = m_rooms.value(room).keys();
    for (const Chat::UserId &user : users)
        remove(room, user);
}

int Memberships::count(const Chat::RoomId &room) const
{
    const auto people = m_rooms.constFind(room);
    return people == m_rooms.cend() ? 0 : static_cast<int>(people->size());
}

} // namespace Server
