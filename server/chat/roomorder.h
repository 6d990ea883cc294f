// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/roomentering.h"
#include "server/chat/roomposts.h"
#include "server/chat/sanctioning.h"
#include "server/store/guard.h"

namespace Server {

/// Keeping order in a room: who may not speak there, who is sent out, who may not come back; by who
/// keeps order, over those of a lower role.
class RoomOrder {
public:
    RoomOrder(ChatParts &parts, Sanctioning &sanctioning, RoomPosts &posts, RoomEntering &entering)
        : m_parts(parts), m_sanctioning(sanctioning), m_posts(posts), m_entering(entering)
    {
    }

    /// SEND `/app/chat/room/{id}/mute`.
    void mute(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
              const Completion &done);
    /// SEND `/app/chat/room/{id}/ban`.
    void ban(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
             const Completion &done);
    /// SEND `/app/chat/room/{id}/send-out`.
    void sendOut(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                 const Completion &done);
    /// SUBSCRIBE `/app/chat/room/{id}/order`.
    void list(const Peer &peer, const SubscriptionRef &subscription, const QByteArray &destination,
              const Chat::RoomId &room, const Completion &done);
    /// SUBSCRIBE `/app/chat/room/{id}/audit`.
    void audit(const Peer &peer, const SubscriptionRef &subscription, const QByteArray &destination,
               const Chat::RoomId &room, const Stomp::Headers &headers, const Completion &done);

    /// Another host has written that somebody keeps order in a room; the gate knows already.
    void heard(const Chat::OrderEntry &entry);

private:
    void endHere(const Chat::OrderEntry &entry);
    tl::expected<Chat::OrderRequest, Refusal> read(const Peer &peer, const Chat::RoomId &room,
                                                   const QByteArray &body) const;
    /// They go, and everybody there hears who did it.
    void putOut(const Chat::OrderEntry &entry);
    /// What they are to the room is otherwise now.
    void tellOwnPlace(const Chat::RoomId &room, const Chat::UserId &user);

    ChatParts &m_parts;
    Sanctioning &m_sanctioning;
    RoomPosts &m_posts;
    RoomEntering &m_entering;
    Guard m_guard;
};

} // namespace Server
