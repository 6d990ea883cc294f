// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roomlisteners.h"

#include <QSet>

#include <utility>

namespace Server {

void RoomListeners::come(const Chat::RoomId &room, const Principal &who,
                         const SubscriptionRef &subscription)
{
    if (m_presence.come(room, who, subscription))
        m_announcer.person(room, m_announcer.member(room, who.user, who.name, who.isGuest()));
    if (m_listener && !isStandIn(subscription.session))
        m_listener(room, who);
}

void RoomListeners::go(const Chat::RoomId &room, const Principal &who,
                       const SubscriptionRef &subscription)
{
    if (m_presence.go(room, who.user, subscription))
        m_announcer.person(room, m_announcer.member(room, who.user, who.name, who.isGuest()));
    if (m_listener && !isStandIn(subscription.session))
        m_listener(room, who);
}

void RoomListeners::comeToEvents(const Chat::RoomId &room, const Principal &who,
                                 const SubscriptionRef &subscription)
{
    m_toEvents.come(room, who, subscription);
}

void RoomListeners::goFromEvents(const Chat::RoomId &room, const Principal &who,
                                 const SubscriptionRef &subscription)
{
    m_toEvents.go(room, who.user, subscription);
}

void RoomListeners::sweep(const Chat::RoomId &room)
{
    QSet<Chat::UserId> users;
    for (const Presence::People &listening : {m_toEvents.people(room), m_presence.people(room)}) {
        const QList<Chat::UserId> some = listening.keys();
        users.unite({some.begin(), some.end()});
    }
    for (const Chat::UserId &user : std::as_const(users))
        sweep(room, user);
}

void RoomListeners::sweep(const Chat::RoomId &room, const Chat::UserId &user)
{
    const Presence::Person listening = m_toEvents.person(room, user);
    const Presence::Person here = m_presence.person(room, user);
    if (!listening.subscriptions.empty() && !m_access.mayHear(listening.who, room))
        endEvents(room, listening);
    if (!here.subscriptions.empty() && !m_access.mayHear(here.who, room))
        endHearing(room, here);
}

void RoomListeners::endAll(const Chat::RoomId &room, const Chat::UserId &user)
{
    endEvents(room, m_toEvents.person(room, user));
    endHearing(room, m_presence.person(room, user));
}

void RoomListeners::endEvents(const Chat::RoomId &room, const Presence::Person &listening)
{
    for (const auto &[session, id] : listening.subscriptions) {
        m_topics.end({session, id});
        m_toEvents.go(room, listening.who.user, {session, id});
    }
}

void RoomListeners::endHearing(const Chat::RoomId &room, const Presence::Person &here)
{
    for (const auto &[session, id] : here.subscriptions) {
        m_topics.end({session, id});
        go(room, here.who, {session, id});
    }
}

} // namespace Server
