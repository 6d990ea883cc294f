// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/store/store.h"
#include "stomp/wire/attendance.h"

#include <QHash>

#include <functional>
#include <map>

namespace Server {

/// How everybody can be reached, over all their sessions.
class Attendances {
public:
    explicit Attendances(const StoreContents &contents);

    /// Each true when it changes how the person looks to others.
    bool come(const Chat::UserId &user, SessionNumber session);
    bool go(const Chat::UserId &user, SessionNumber session, Chat::Timestamp now);
    bool change(const Chat::UserId &user, SessionNumber session,
                const Chat::PresenceRequest &request);

    enum class Reachable { No, Idle, Yes };
    /// By those of their sessions that `counts`.
    Reachable reachable(const Chat::UserId &user,
                        const std::function<bool(SessionNumber)> &counts) const;
    /// As another host has kept it.
    void heard(const StoredAttendance &kept);

    Chat::Attendance of(const Chat::UserId &user, Chat::Timestamp now) const;
    /// What the log is to keep.
    StoredAttendance stored(const Chat::UserId &user, Chat::Timestamp now) const;
    /// Of somebody without a session.
    void forget(const Chat::UserId &user) { m_people.remove(user); }

private:
    struct Person {
        std::map<SessionNumber, bool> idle; ///< By session.
        /// Online: as the sessions are.
        Chat::Availability choice = Chat::Availability::Online;
        QString status;
        Chat::Timestamp until;
        Chat::Timestamp lastSeen;
    };
    static Chat::Availability stateOf(const Person &person);

    QHash<Chat::UserId, Person> m_people;
};

} // namespace Server
