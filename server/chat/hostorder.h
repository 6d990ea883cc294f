// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/sanctioning.h"
#include "server/store/guard.h"

namespace Server {

/// Keeping order on the whole host: who may not come here at all, by its owner.
class HostOrder {
public:
    HostOrder(ChatParts &parts, Sanctioning &sanctioning)
        : m_parts(parts), m_sanctioning(sanctioning)
    {
    }

    /// SEND `/app/chat/people/ban`. Whoever it binds is told why, and their session ends.
    void ban(const Peer &peer, const QByteArray &body, const Completion &done);
    /// SUBSCRIBE `/app/chat/people/banned`.
    void list(const Peer &peer, const SubscriptionRef &subscription, const QByteArray &destination,
              const Completion &done);
    /// SUBSCRIBE `/app/chat/people/audit`.
    void audit(const Peer &peer, const SubscriptionRef &subscription, const QByteArray &destination,
               const Stomp::Headers &headers, const Completion &done);

    /// Another host has written that somebody is banned; the gate knows already.
    void heard(const Chat::OrderEntry &entry);

private:
    void shutOut(Chat::OrderEntry entry, const Refusal &why);

    ChatParts &m_parts;
    Sanctioning &m_sanctioning;
    Guard m_guard;
};

} // namespace Server
