// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/chat/chatparts.h"
#include "server/store/changestore.h"
#include "server/store/guard.h"

namespace Server {

/// What becomes of messages after they were said: edits, deletions, reactions, pins. Who may do
/// what is decided here, who said a message by the log.
class RoomChanges {
public:
    explicit RoomChanges(ChatParts &parts) : m_parts(parts) {}

    void edit(const Peer &peer, const Chat::RoomId &room, const QByteArray &body, Completion done);
    void remove(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                Completion done);
    void react(const Peer &peer, const Chat::RoomId &room, const QByteArray &body, Completion done);
    void pin(const Peer &peer, const Chat::RoomId &room, const QByteArray &body, Completion done);

    /// Replies with the changes since the revision in the header `since`; without it, with the
    /// revision that the room has.
    void changes(const Peer &peer, const SubscriptionRef &subscription,
                 const QByteArray &destination, const Chat::RoomId &room,
                 const Stomp::Headers &headers, Completion done);
    /// Replies with what the message in the header `seq` said before: to who said it and to who
    /// keeps order, in a room that keeps that.
    void earlier(const Peer &peer, const SubscriptionRef &subscription,
                 const QByteArray &destination, const Chat::RoomId &room,
                 const Stomp::Headers &headers, Completion done);
    void pins(const Peer &peer, const SubscriptionRef &subscription, const QByteArray &destination,
              const Chat::RoomId &room, Completion done);

private:
    TextChange change(const Peer &peer, const Chat::RoomId &room, Chat::Sequence sequence) const;
    Store::Answer<Changed> tell(Completion done);
    /// Who keeps order took away what somebody else said.
    void noteDeletion(const Principal &by, const Chat::RoomMessage &message);

    ChatParts &m_parts;
    Guard m_guard;
};

} // namespace Server
