// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <QHash>

#include <vector>

namespace Server {

/// Who may come into which room, and who would like to. As the log has it, or is about to.
class Invitations {
public:
    explicit Invitations(const std::vector<StoredGuest> &guests);

    /// nullptr when they neither were invited nor knocked. Valid until the next change.
    const StoredGuest *find(const Chat::RoomId &room, const Chat::UserId &user) const;
    bool isInvited(const Chat::RoomId &room, const Chat::UserId &user) const;
    /// Those who wait to be let in, the longest first.
    std::vector<StoredGuest> knocks(const Chat::RoomId &room) const;
    std::vector<StoredGuest> all(const Chat::RoomId &room) const;
    int count(const Chat::RoomId &room) const { return int(m_rooms.value(room).size()); }

    /// Instead of what was known of them before.
    void add(const StoredGuest &guest);
    void remove(const Chat::RoomId &room, const Chat::UserId &user);
    void forget(const Chat::RoomId &room) { m_rooms.remove(room); }

private:
    QHash<Chat::RoomId, QHash<Chat::UserId, StoredGuest>> m_rooms;
};

} // namespace Server
