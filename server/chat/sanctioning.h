// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/chatparts.h"
#include "server/store/accountstore.h"
#include "server/store/guard.h"
#include "stomp/wire/order.h"

#include <functional>
#include <optional>

namespace Server {

/// What muting and banning have in common, in rooms and on the host: finds out whom it binds, and
/// has it written.
class Sanctioning {
public:
    explicit Sanctioning(ChatParts &parts) : m_parts(parts) {}

    using Answer = std::function<void(const tl::expected<StoredSanction, Refusal> &)>;
    /// With the devices of the person's account and, where `request` says so, where they are
    /// connected from. Refused for who owns the host.
    void impose(Chat::Sanction::Kind kind, const Chat::RoomId &room, const Principal &by,
                const Chat::OrderRequest &request, const Answer &answer);
    /// Done when there is none, too; `lifted` is called with the one there was.
    void lift(Chat::Sanction::Kind kind, const Chat::RoomId &room, const Principal &by,
              const Chat::UserId &user, const Completion &done,
              const std::function<void(const StoredSanction &)> &lifted);
    /// SUBSCRIBE …/audit, by who may.
    void audit(const Chat::RoomId &room, const SubscriptionRef &subscription,
               const QByteArray &destination, const Stomp::Headers &headers,
               const Completion &done);

    /// The request, its reason cleaned.
    static tl::expected<Chat::OrderRequest, Refusal> read(const QByteArray &body);
    bool ownsHost(const Chat::UserId &user) const;
    /// On the person's own queue.
    void tell(const Chat::OrderEntry &entry);

private:
    /// What the log knows of somebody.
    struct Whom {
        std::optional<StoredAccount> account;
        std::optional<QString> spokeAs; ///< Of who has no account: their name in a message.
    };
    /// Finds out who that is.
    void find(const Chat::RoomId &room, const Chat::UserId &user,
              const std::function<void(const tl::expected<Whom, StoreError> &)> &answer);
    tl::expected<StoredSanction, Refusal> make(Chat::Sanction::Kind kind, const Chat::RoomId &room,
                                               const Principal &by,
                                               const Chat::OrderRequest &request,
                                               const Whom &whom) const;

    ChatParts &m_parts;
    Guard m_guard;
};

/// What the log of order says of it.
Chat::OrderEntry entryOf(const ChatParts &parts, const StoredSanction &sanction,
                         const Principal &by, bool imposed);

} // namespace Server
