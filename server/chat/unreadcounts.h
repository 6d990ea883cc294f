// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/store/guard.h"
#include "server/store/readstore.h"

#include <QHash>
#include <QTimer>

#include <chrono>
#include <set>
#include <vector>

namespace Server {

/// How much somebody has not read: answers who asks, and tells all sessions of a person whose read
/// marker moved, so that they agree.
class UnreadCounts {
public:
    explicit UnreadCounts(ChatParts &parts);

    /// SUBSCRIBE `/app/chat/unread`: all rooms that they belong to, or that of the header `room`;
    /// what those said whom the header `without` names is not counted.
    void list(const Peer &peer, const SubscriptionRef &subscription, const QByteArray &destination,
              const Stomp::Headers &headers, Completion done);
    /// To all their sessions, soon; of one person not more often than ChatOptions::receiptPace.
    void tell(const Chat::UserId &user, const Chat::RoomId &room);

private:
    using Clock = std::chrono::steady_clock;
    struct Listing {
        SubscriptionRef subscription;
        QByteArray destination;
        Completion done;
        UnreadQuery query;
        std::vector<Chat::UnreadCount> found;
    };
    struct Owed {
        std::set<Chat::RoomId> rooms;
        Clock::time_point told;
        bool asked = false;
    };
    void goOn(Listing listing);
    void tellOwed();
    void ask(const Chat::UserId &user, Owed &owed);

    ChatParts &m_parts;
    QHash<Chat::UserId, int> m_listings; ///< Under way, by who asked.
    QHash<Chat::UserId, Owed> m_owed;
    QTimer m_timer;
    Guard m_guard;
};

} // namespace Server
