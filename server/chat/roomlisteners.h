// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/topics.h"
#include "server/chat/announcer.h"
#include "server/chat/presence.h"
#include "server/chat/roomaccess.h"

#include <functional>

namespace Server {

/// Who listens to which room, by name and not by a pattern; and that nobody does who may not any
/// more.
class RoomListeners {
public:
    RoomListeners(Topics &topics, Presence &presence, const RoomAccess &access,
                  Announcer &announcer)
        : m_topics(topics), m_presence(presence), m_access(access), m_announcer(announcer)
    {
    }

    /// Is told of a room and of whoever has come, gone or changed their subscriptions there.
    using Listener = std::function<void(const Chat::RoomId &, const Principal &)>;
    void setListener(Listener listener) { m_listener = std::move(listener); }
    /// A subscription to the room's topic: the person is there.
    void come(const Chat::RoomId &room, const Principal &who, const SubscriptionRef &subscription);
    void go(const Chat::RoomId &room, const Principal &who, const SubscriptionRef &subscription);
    /// A subscription to the room's events, which is no presence.
    void comeToEvents(const Chat::RoomId &room, const Principal &who,
                      const SubscriptionRef &subscription);
    void goFromEvents(const Chat::RoomId &room, const Principal &who,
                      const SubscriptionRef &subscription);

    /// Ends what is subscribed by those who may not hear the room any more. To be called whenever
    /// that may have become so.
    void sweep(const Chat::RoomId &room);
    void sweep(const Chat::RoomId &room, const Chat::UserId &user);
    /// The same of somebody who may, for once.
    void endAll(const Chat::RoomId &room, const Chat::UserId &user);

private:
    void endEvents(const Chat::RoomId &room, const Presence::Person &listening);
    void endHearing(const Chat::RoomId &room, const Presence::Person &here);

    Topics &m_topics;
    Presence &m_presence;
    const RoomAccess &m_access;
    Announcer &m_announcer;
    Presence m_toEvents;
    Listener m_listener;
};

} // namespace Server
