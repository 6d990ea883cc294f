// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"

#include <QHash>

#include <set>
#include <utility>
#include <vector>

namespace Server {

/// A session that stands for another host, and for all who came by it.
inline constexpr quint64 firstStandIn = 1ULL << 63;
inline bool isStandIn(SessionNumber session)
{
    return quint64(session) >= firstStandIn;
}

/// Who is in which room now: whoever has a subscription to its topic.
class Presence {
public:
    struct Person {
        QString name;
        bool guest = false;
        Principal who; ///< As one of their sessions.
        std::set<std::pair<SessionNumber, QByteArray>> subscriptions;
    };
    using People = QHash<Chat::UserId, Person>;

    /// True when they were not there before.
    bool come(const Chat::RoomId &room, const Principal &who, const SubscriptionRef &subscription);
    /// True when they are not there any more; false also for a subscription that never came.
    bool go(const Chat::RoomId &room, const Chat::UserId &who, const SubscriptionRef &subscription);

    /// They are called so from now on.
    void rename(const Chat::RoomId &room, const Chat::UserId &who, const QString &name);

    bool isHere(const Chat::RoomId &room, const Chat::UserId &who) const;
    int count(const Chat::RoomId &room) const;
    std::vector<Chat::RoomId> roomsOf(const Chat::UserId &who) const;
    People people(const Chat::RoomId &room) const { return m_rooms.value(room); }
    /// Without subscriptions where they are not there.
    Person person(const Chat::RoomId &room, const Chat::UserId &who) const
    {
        const auto people = m_rooms.constFind(room);
        return people == m_rooms.cend() ? Person() : people->value(who);
    }

private:
    QHash<Chat::RoomId, People> m_rooms;
};

} // namespace Server
