// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/chat/roomhooks.h"
#include "server/store/erasingstore.h"
#include "server/store/guard.h"

#include <chrono>
#include <deque>
#include <functional>

namespace Server {

/// Lets go of everything of somebody's, a piece at a time and one person behind the other, so that
/// nobody else waits; and tells the rooms of each piece as of any change. What a host before left
/// undone is gone on with.
class PeopleErasing {
public:
    using Begun = std::function<void(tl::expected<bool, StoreError>)>;

    PeopleErasing(ChatParts &parts, RoomHooks &hooks) : m_parts(parts), m_hooks(hooks) {}

    /// After the log has been opened.
    void resume();
    /// Answers when it can no longer be undone, and then their sessions have to be ended; the rest
    /// comes by and by.
    void begin(const Chat::UserId &user, Begun begun);

private:
    void write(const Chat::UserId &user, Begun written);
    /// All but what goes piece by piece, so many times one behind the other; then that, too.
    void forgetAgain(const Chat::UserId &user, int times);
    void queue(const Chat::UserId &user);
    void goOn();
    void goOnIn(std::chrono::milliseconds time);
    void forgetMade(const Chat::UserId &user);
    void leaveRooms(const Chat::UserId &user);
    void forgetName(const StoredRoom &room);
    void giveUpKnocking(const Chat::RoomId &room, const Chat::UserId &user);

    ChatParts &m_parts;
    RoomHooks &m_hooks;
    std::deque<Chat::UserId> m_waiting; ///< The first is being erased.
    Guard m_guard;
};

} // namespace Server
