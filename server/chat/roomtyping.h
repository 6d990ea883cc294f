// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "stomp/wire/attendance.h"

#include <functional>
#include <map>
#include <utility>

namespace Server {

/// Who is writing something in which room; nothing of it lasts. Rooms with more people than
/// ChatOptions::typingPeople are not told.
class RoomTyping {
public:
    explicit RoomTyping(ChatParts &parts) : m_parts(parts) {}

    /// SEND `/app/chat/room/{id}/typing`. What comes too often is done by doing nothing.
    void typing(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                const Completion &done);
    void disconnected(const Peer &peer);
    /// Is told of whoever begins or ends by way of this host.
    void setListener(std::function<void(const Chat::TypingEvent &)> listener)
    {
        m_listener = std::move(listener);
    }
    /// The same by way of another host.
    void heard(const Chat::TypingEvent &event);

private:
    struct Typist {
        Chat::Timestamp since; ///< When the room was told last.
        bool on = false;
    };
    using Key = std::pair<Chat::UserId, Chat::RoomId>;
    void tell(const Principal &who, const Chat::RoomId &room, bool on);
    void forgetOld(Chat::Timestamp now);

    ChatParts &m_parts;
    std::map<Key, Typist> m_typists;
    Chat::Timestamp m_cleaned;
    std::function<void(const Chat::TypingEvent &)> m_listener;
};

} // namespace Server
