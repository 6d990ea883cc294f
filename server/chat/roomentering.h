// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/store/guard.h"
#include "stomp/wire/roomevents.h"

#include <functional>

namespace Server {

/// Who comes into rooms that are not open to all: by password, by knocking, by invitation.
class RoomEntering {
public:
    explicit RoomEntering(ChatParts &parts) : m_parts(parts) {}

    using Answer = std::function<void(const tl::expected<void, Refusal> &)>;
    /// Whether somebody who does not belong to it may come in now; who has to knock has knocked
    /// when that is refused. Answers now or later.
    void ask(const Peer &peer, const Chat::RoomMessage &notice, const QString &password,
             const Answer &answer);
    /// They came in: what let them is used up.
    void entered(const Chat::RoomId &room, const Chat::UserId &user) { forget(room, user); }
    /// They neither were invited nor knock any more.
    void forget(const Chat::RoomId &room, const Chat::UserId &user);

    /// SEND `/app/chat/room/{id}/invite`.
    void invite(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                Completion done);
    /// SEND `/app/chat/room/{id}/admit`.
    void admit(const Peer &peer, const Chat::RoomId &room, const QByteArray &body, Completion done);
    /// SUBSCRIBE `/app/chat/room/{id}/knocks`.
    void knocks(const Peer &peer, const SubscriptionRef &subscription,
                const QByteArray &destination, const Chat::RoomId &room, Completion done);

    /// Another host has written what somebody is to a room who does not belong to it; that is
    /// known here already.
    void heard(const std::optional<StoredGuest> &before, const std::optional<StoredGuest> &now);

private:
    void knock(const Chat::RoomMessage &notice, const Answer &answer);
    void add(const StoredGuest &guest, const Completion &done, const std::function<void()> &tell);
    void remove(const Chat::RoomId &room, const Chat::UserId &user, const Completion &done,
                const std::function<void()> &tell);
    /// To all who keep order there.
    void tellKeepers(const Chat::RoomId &room, Chat::InvitationEvent::Kind kind,
                     const StoredGuest &guest);

    ChatParts &m_parts;
    Guard m_guard;
};

} // namespace Server
