// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/presence.h"

namespace Server {

bool Presence::come(const Chat::RoomId &room, const Principal &who,
                    const SubscriptionRef &subscription)
{
    Person &person = m_rooms[room][who.user];
    const bool first = person.subscriptions.empty();
    person.name = who.name;
    person.guest = who.isGuest();
    // Of who came by another host neither device nor address is known here.
    if (first || !isStandIn(subscription.session))
        person.who = who;
    person.subscriptions.insert({subscription.session, subscription.id});
    return first;
}

bool Presence::go(const Chat::RoomId &room, const Chat::UserId &who,
                  const SubscriptionRef &subscription)
{
    const auto people = m_rooms.find(room);
    if (people == m_rooms.end())
        return false;
    const auto person = people->find(who);
    if (person == people->end())
        return false;
    person->subscriptions.erase({subscription.session, subscription.id});
    if (!person->subscriptions.empty())
        return false;
    people->erase(person);
    if (people->isEmpty())
        m_rooms.erase(people);
    return true;
}

void Presence::rename(const Chat::RoomId &room, const Chat::UserId &who, const QString &name)
{
    const auto people = m_rooms.find(room);
    if (people == m_rooms.end())
        return;
    const auto person = people->find(who);
    if (person == people->end())
        return;
    person->name = name;
    person->who.name = name;
}

bool Presence::isHere(const Chat::RoomId &room, const Chat::UserId &who) const
{
    const auto people = m_rooms.constFind(room);
    return people != m_rooms.cend() && people->contains(who);
}

std::vector<Chat::RoomId> Presence::roomsOf(const Chat::UserId &who) const
{
    std::vector<Chat::RoomId> rooms;
    for (auto it = m_rooms.cbegin(); it != m_rooms.cend(); ++it) {
        if (it->contains(who))
            rooms.push_back(it.key());
    }
    return rooms;
}

int Presence::count(const Chat::RoomId &room) const
{
    const auto people = m_rooms.constFind(room);
    return people == m_rooms.cend() ? 0 : static_cast<int>(people->size());
}

} // namespace Server
