// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/store/guard.h"
#include "stomp/wire/entrance.h"

#include <QSet>

namespace Server {

/// Lets the host's owner decide who comes in: invitations to the host, and those who wait for a
/// word. Nobody else is told anything of it.
class HostEntrance {
public:
    explicit HostEntrance(ChatParts &parts);

    /// SEND `/app/chat/entrance/…`.
    void send(const Peer &peer, Chat::EntranceRequest request, const QByteArray &body,
              const Completion &done);
    /// SUBSCRIBE `/app/chat/entrance/…`.
    void subscribe(const Peer &peer, const SubscriptionRef &subscription,
                   const QByteArray &destination, Chat::EntranceRequest request,
                   const Stomp::Headers &headers, const Completion &done);

private:
    void invite(const SubscriptionRef &subscription, const QByteArray &destination,
                const Stomp::Headers &headers, const Completion &done);
    void tell(const Chat::EntranceEvent &event);

    ChatParts &m_parts;
    QSet<Chat::UserId> m_listening; ///< Owners who asked for the newcomers, and may be gone.
    Guard m_guard;
};

} // namespace Server
