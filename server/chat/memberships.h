// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/store/store.h"

#include <QHash>

#include <map>
#include <set>
#include <vector>

namespace Server {

/// Somebody's belonging to a room, from ENTER to LEAVE.
struct Membership {
    QString name; ///< As they entered.
    bool guest = false;
    bool stays = false;   ///< Kept by the log; otherwise it ends with the last of `sessions`.
    bool settled = false; ///< The log has the notice of their coming.
    int asked = 0;        ///< ENTERs to stay that the log has not answered yet.
    std::set<SessionNumber> sessions; ///< That entered without staying.
    Chat::MemberRole role = Chat::MemberRole::Member;

    /// Whether it goes on without another ENTER.
    bool isHeld() const { return stays || asked > 0 || !sessions.empty(); }
};

/// Who belongs to which room.
class Memberships {
public:
    using People = QHash<Chat::UserId, Membership>;

    explicit Memberships(const std::vector<StoredMember> &members);

    /// nullptr when they do not belong to it. Valid until the next change.
    Membership *find(const Chat::RoomId &room, const Chat::UserId &user);
    const Membership *find(const Chat::RoomId &room, const Chat::UserId &user) const;
    Membership &add(const Chat::RoomId &room, const Chat::UserId &user, Membership membership);
    void remove(const Chat::RoomId &room, const Chat::UserId &user);

    /// Binds a membership that does not stay to a session.
    void hold(const Chat::RoomId &room, const Chat::UserId &user, SessionNumber session);
    /// Makes a membership stay whatever its sessions do.
    void letStay(const Chat::RoomId &room, const Chat::UserId &user);
    /// Ends what a session held; gives the rooms in which nothing holds the person any more.
    std::vector<Chat::RoomId> release(const Chat::UserId &user, SessionNumber session);

    void setRole(const Chat::RoomId &room, const Chat::UserId &user, Chat::MemberRole role);
    /// The room is gone.
    void forget(const Chat::RoomId &room);

    int count(const Chat::RoomId &room) const;
    std::vector<Chat::RoomId> roomsOf(const Chat::UserId &user) const;
    People people(const Chat::RoomId &room) const { return m_rooms.value(room); }

private:
    QHash<Chat::RoomId, People> m_rooms;
    std::map<SessionNumber, std::set<Chat::RoomId>> m_held;
};

} // namespace Server
