// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <vector>

namespace Server {

/// How much of it there may be.
struct OrderQuota {
    int sanctions = 500; ///< Of one kind in one room, or on the host.
    int entries = 1000;  ///< Of one room, or of the host; the oldest go.
};

/// Part of what was done, newest first.
struct AuditQuery {
    bool everything = false; ///< Of all rooms and the host; `room` is not looked at.
    Chat::RoomId room;       ///< Empty: of the host.
    qint64 before = 0;       ///< Earlier than this number; 0: the newest.
    int limit = 50;
};

/// The part of the log that knows who may not speak or not be here, and who did what to keep
/// order. What is of a room goes with it. Answers as Store's do.
class OrderStore {
public:
    template <typename T>
    using Answer = Store::Answer<T>;

    virtual ~OrderStore() = default;

    /// All of them, oldest first; ended ones among them.
    virtual void sanctions(Answer<std::vector<StoredSanction>> answer) = 0;
    /// Takes the place of the same person's of that kind and room, and of all that have ended by
    /// `entry.time`; with an entry of the log, in one transaction. TooMany: the quota is full.
    virtual void impose(const StoredSanction &sanction, const Chat::OrderEntry &entry,
                        const OrderQuota &quota, Answer<bool> answer) = 0;
    /// False: there is none, and no entry was made.
    virtual void lift(const StoredSanction &sanction, const Chat::OrderEntry &entry,
                      const OrderQuota &quota, Answer<bool> answer) = 0;
    virtual void note(const Chat::OrderEntry &entry, const OrderQuota &quota,
                      Answer<bool> answer) = 0;
    virtual void audit(const AuditQuery &query, Answer<Chat::AuditPage> answer) = 0;
    /// The name under which somebody has spoken in a room (empty: in any); nullopt: they have not,
    /// as far as a bounded look tells: at the room's newest messages, and at some of theirs.
    virtual void speaker(const Chat::RoomId &room, const Chat::UserId &user,
                         Answer<std::optional<QString>> answer) = 0;
};

} // namespace Server
