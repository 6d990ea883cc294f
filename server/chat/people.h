// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/accountdesk.h"
#include "server/broker/application.h"
#include "server/broker/sessions.h"
#include "server/chat/chatparts.h"
#include "server/chat/erasing.h"
#include "server/store/guard.h"
#include "server/store/lognews.h"
#include "stomp/wire/accounts.h"

namespace Server {

/// Who people are to each other, and what they change about that: names, avatars, devices; asked
/// by SEND and SUBSCRIBE to `/app/chat/me…`.
class People {
public:
    People(ChatParts &parts, RoomHooks &hooks) : m_parts(parts), m_erasing(parts, hooks) {}

    void resume() { m_erasing.resume(); }

    void send(const Peer &peer, Chat::AccountRequest request, const QByteArray &body,
              Completion done);
    void subscribe(const Peer &peer, const SubscriptionRef &subscription,
                   const QByteArray &destination, Chat::AccountRequest request,
                   const Stomp::Headers &headers, Completion done);

    /// Their device came by a pairing code or a password: their other sessions are told.
    void tell(const Chat::UserId &user, Chat::AccountEvent::Kind kind, const QString &text = {});

    /// Another host has written who somebody is now.
    void heard(const LogNews::Account &news);

private:
    void setPassword(const Peer &peer, const QByteArray &body, Completion done);
    void rename(const Peer &peer, const QByteArray &body, Completion done);
    void renamed(const Principal &who, const QString &name);
    /// Their sessions here, and those who see them.
    void tellOfName(const Principal &who, const QString &name);
    void setAvatar(const Peer &peer, const QByteArray &body, Completion done);
    void revoke(const Peer &peer, const QByteArray &body, Completion done);
    void erase(const Peer &peer, const QByteArray &body, Completion done);
    void recover(const Peer &peer, const SubscriptionRef &subscription,
                 const QByteArray &destination, const Stomp::Headers &headers, Completion done);
    void endSessions(const Chat::UserId &user, const Refusal &why,
                     const Sessions::Which &which = {});
    /// The member as they are in a room, to the rooms they are in or belong to.
    void announce(const Principal &who, const QString &formerName);
    /// A reply to that subscription, or why there is none.
    template <typename T>
    AccountDesk::Answer<T> replying(const SubscriptionRef &subscription,
                                    const QByteArray &destination, Completion done);

    ChatParts &m_parts;
    PeopleErasing m_erasing;
    Guard m_guard;
};

} // namespace Server
