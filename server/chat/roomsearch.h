// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/chat/chatparts.h"
#include "server/store/guard.h"
#include "server/store/searchstore.h"

#include <QHash>

#include <map>
#include <utility>

namespace Server {

/// Looking for what was said. Who may find what is decided here.
class RoomSearch {
public:
    explicit RoomSearch(ChatParts &parts) : m_parts(parts) {}

    /// SUBSCRIBE `/app/chat/search`: one page.
    void page(const Peer &peer, const SubscriptionRef &subscription, const QByteArray &destination,
              const Stomp::Headers &headers, Completion done);

    /// The subscription is gone: nothing that was asked for it goes to another of the same id.
    void forget(const SubscriptionRef &subscription);

private:
    using Asker = std::pair<SessionNumber, QByteArray>;
    bool isHiddenFrom(const Peer &peer, const StoredRoom &room) const;
    void hide(const Peer &peer, SearchQuery &query) const;
    bool isAnswerFor(const Asker &asker, quint64 question);

    ChatParts &m_parts;
    std::map<Asker, quint64> m_asked; ///< Subscriptions that wait for the log.
    QHash<Chat::UserId, int> m_running;
    quint64 m_questions = 0;
    Guard m_guard;
};

} // namespace Server
