// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/store/guard.h"

#include <map>
#include <utility>

namespace Server {

/// The newest of the messages whose JSON fits into one page; at least one. The log bounds a page by
/// its text, which JSON and reactions may make longer.
Chat::HistoryPage pageOf(const Chat::RoomId &room, const History &found, qsizetype bytesAllowed);

/// SUBSCRIBE to a room and to its history.
class RoomHistory {
public:
    explicit RoomHistory(ChatParts &parts) : m_parts(parts) {}

    /// SUBSCRIBE `/topic/chat/room/{id}`: with `since` or `last` what was said before, then live
    /// without gap or double.
    void subscribe(const Peer &peer, const SubscriptionRef &subscription, const Chat::RoomId &room,
                   const Stomp::Headers &headers, Completion done);
    void unsubscribed(const Peer &peer, const SubscriptionRef &subscription,
                      const Chat::RoomId &room);
    /// SUBSCRIBE `/app/chat/room/{id}/history`: one page.
    void page(const Peer &peer, const SubscriptionRef &subscription, const QByteArray &destination,
              const Chat::RoomId &room, const Stomp::Headers &headers, Completion done);

    /// The subscription is gone: nothing that was asked for it goes to another of the same id.
    void forget(const SubscriptionRef &subscription);

private:
    using Asker = std::pair<SessionNumber, QByteArray>;
    /// Marks that the log is asked for this subscription.
    quint64 asked(const SubscriptionRef &subscription);
    /// Whether the subscription is still the one that asked.
    bool isAnswerFor(const SubscriptionRef &subscription, quint64 question);

    ChatParts &m_parts;
    std::map<Asker, quint64> m_asked; ///< Subscriptions that wait for the log.
    quint64 m_questions = 0;
    Guard m_guard;
};

} // namespace Server
