// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/store/guard.h"
#include "server/store/roomstore.h"

#include <QTimer>

#include <deque>
#include <optional>

namespace Server {

class RoomHooks;

/// Lets go of what rooms do not keep, and of rooms that are to go. A piece at a time: what is said
/// meanwhile does not wait for all of it. What the log could not do is tried again soon.
class RoomRetention {
public:
    RoomRetention(ChatParts &parts, RoomHooks &hooks);

    /// Looks at all rooms, unless it is at it still. A timer does so, too.
    void look();
    /// Also between a failure and the next try.
    /// The log does not have it any more.
    void roomGone(const Chat::RoomId &id);
    bool isBusy() const { return !m_due.empty() || m_again.isActive() || m_parts.earlier.isBusy(); }

private:
    std::optional<Erasing> dueOf(const StoredRoom &room) const;
    void next();
    void erase(const Erasing &erasing, bool erasedBefore);
    void finish(const Chat::RoomId &room, bool erased);
    void removeRoom(const Chat::RoomId &room);
    void forgetSaid();

    ChatParts &m_parts;
    RoomHooks &m_hooks;
    std::deque<Erasing> m_due; ///< The first is under way.
    std::optional<Chat::Timestamp> m_forgot;
    bool m_hasFailed = false; ///< With one of those that were due.
    QTimer m_timer;
    QTimer m_again; ///< After a failure.
    Guard m_guard;
};

} // namespace Server
