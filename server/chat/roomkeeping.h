// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/chat/roomshape.h"
#include "server/store/guard.h"

#include <QHash>

#include <deque>
#include <functional>

namespace Server {

/// What rooms are, who keeps order in them, and their end.
class RoomKeeping {
public:
    explicit RoomKeeping(ChatParts &parts) : m_parts(parts) {}

    /// SEND `/app/chat/room/{id}/settings`.
    void change(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                Completion done);
    /// SEND `/app/chat/room/{id}/topic`.
    void setTopic(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                  Completion done);
    /// SEND `/app/chat/room/{id}/role`.
    void setRole(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                 Completion done);
    /// SEND `/app/chat/room/{id}/remove-room`: it ends after a time in which it can be restored.
    void remove(const Peer &peer, const Chat::RoomId &room, Completion done);
    void restore(const Peer &peer, const Chat::RoomId &room, Completion done);

private:
    using Work = std::function<void()>;
    /// One change of a room after the other: each begins with what the one before made of it.
    void inTurn(const Chat::RoomId &room, const Completion &done,
                const std::function<void(Completion done)> &work);
    void next(const Chat::RoomId &room);
    /// Refused to who may not.
    tl::expected<ShapedRoom, Refusal> shape(const Principal &by, const Chat::RoomId &room,
                                            const Chat::RoomChange &change) const;
    void apply(const Principal &by, const Chat::RoomId &room, const Chat::RoomChange &change,
               const Completion &done);
    void write(const Principal &by, const StoredRoom &room, const QStringList &fields,
               const Completion &done);
    void noteChange(const Principal &by, const Chat::RoomId &room, const QStringList &fields);
    void tell(const Principal &by, const StoredRoom &before, const StoredRoom &now,
              const QStringList &fields);

    ChatParts &m_parts;
    QHash<Chat::RoomId, std::deque<Work>> m_turns; ///< The first of them is under way.
    Guard m_guard;
};

} // namespace Server
