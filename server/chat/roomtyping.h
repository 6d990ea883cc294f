// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"

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
};

} // namespace Server
