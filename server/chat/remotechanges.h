// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/chat/hostorder.h"
#include "server/chat/people.h"
#include "server/chat/roomdelivery.h"
#include "server/chat/roomentering.h"
#include "server/chat/roomhooks.h"
#include "server/chat/roomorder.h"
#include "server/chat/roomreceipts.h"
#include "server/chat/roomretention.h"
#include "server/store/guard.h"
#include "server/store/lognews.h"

#include <QTimer>

#include <chrono>
#include <utility>
#include <vector>

namespace Server {

/// Takes over what other hosts change in the log that they share, and tells those who are here.
///
/// What it hears says where something changed; what is so now it has from the log. So it may hear
/// of something twice, late, or only at its next look, and is right in the end.
class RemoteChanges {
public:
    /// All of them must outlive it.
    struct Service {
        ChatParts &parts;
        RoomDelivery &delivery;
        RoomReceipts &receipts;
        RoomEntering &entering;
        RoomPosts &posts;
        RoomRetention &retention;
        RoomHooks &hooks;
        People &people;
        RoomOrder &order;
        HostOrder &hostOrder;
    };
    RemoteChanges(Service chat, NewsCursor from);

    /// From now on it looks by itself, so often.
    void start(std::chrono::milliseconds pace);
    /// There may be something.
    void look();
    /// It has heard nothing for so long that what came first is forgotten: the host has to begin
    /// anew. Called once.
    void setLost(std::function<void()> lost) { m_lost = std::move(lost); }

private:
    void heard(const LogNews &news);
    void forgetOld();
    void take(const LogNews &news);
    void takeRoom(const LogNews::Room &room);
    void takeSaid(const LogNews &news);
    void takeMember(const LogNews::Member &one);
    void takeGuest(const LogNews::Guest &one);
    void takeChanges(const Chat::RoomId &room, const std::vector<Chat::ReactionEvent> &reactions);
    void takeOrder(const LogNews &news);

    Service m_chat;
    NewsCursor m_known;
    QTimer m_timer, m_forgetting;
    /// Changes that could not be read; again with the next news.
    std::vector<std::pair<Chat::RoomId, std::vector<Chat::ReactionEvent>>> m_missed;
    bool m_asked = false;
    bool m_again = false;
    /// How far changes of messages were told here, whoever made them.
    QHash<Chat::RoomId, Chat::Revision> m_revisions;
    std::function<void()> m_lost;
    Guard m_guard;
};

} // namespace Server
