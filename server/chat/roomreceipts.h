// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/chat/unreadcounts.h"
#include "server/store/guard.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace Server {

/// How far people have got in rooms: takes what they report, keeps it, and tells those who said
/// something how far it got, at the pace of ChatOptions::receiptPace per room.
class RoomReceipts {
public:
    RoomReceipts(ChatParts &parts, UnreadCounts &unread);

    /// SEND `/app/chat/room/{id}/seen`; done once the log has it.
    void seen(const Peer &peer, const Chat::RoomId &room, const QByteArray &body, Completion done);
    /// An ACK of the room's message; who reports nothing else has told by it that it was delivered.
    void acknowledged(const Peer &peer, const Chat::RoomId &room, Chat::Sequence sequence);
    /// SUBSCRIBE `/app/chat/room/{id}/receipts`.
    void receipts(const Peer &peer, const SubscriptionRef &subscription,
                  const QByteArray &destination, const Chat::RoomId &room, Completion done);
    /// Another host has written how far somebody got.
    void heard(const StoredMarker &marker);
    /// Something was said: its sender hears how far it got.
    void said(const Chat::RoomMessage &message);

private:
    using Clock = std::chrono::steady_clock;
    /// Of somebody in a room, not in the log yet.
    struct Progress {
        bool read = false; ///< The read marker moved.
        std::vector<Completion> done;
    };
    using Key = std::pair<Chat::RoomId, Chat::UserId>;

    void advance(const Chat::RoomId &room, const Chat::UserId &user, const Chat::SeenReport &seen,
                 Completion done);
    void catchUp();
    void keepProgress();
    void tellNews(Clock::time_point now);

    ChatParts &m_parts;
    UnreadCounts &m_unread;
    std::map<Key, Progress> m_progress;
    std::set<Chat::RoomId> m_news; ///< Where somebody's receipts may have changed.
    std::map<Chat::RoomId, Clock::time_point> m_told; ///< When, where that was lately.
    QTimer m_timer;
    Guard m_guard;
};

} // namespace Server
