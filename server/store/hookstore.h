// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"
#include "stomp/wire/hooks.h"

#include <QByteArray>

namespace Server {

/// A hook as the log keeps it.
struct StoredHook {
    Chat::HookInfo info; ///< Its counts are not kept.
    /// Incoming: the hash of its token. Outgoing: what its posts are signed with, as it is.
    QByteArray secret;
};

/// How many hooks there may be.
struct HookQuota {
    int ofRoom = 0;
    int all = 0;
};

/// The part of the log that knows which hooks there are. A hook goes with its room. Answers as
/// Store's do.
class HookStore {
public:
    template <typename T>
    using Answer = Store::Answer<T>;

    virtual ~HookStore() = default;

    /// All of them, oldest first.
    virtual void all(Answer<std::vector<StoredHook>> answer) = 0;
    /// TooMany: the quota is full.
    virtual void add(const StoredHook &hook, const HookQuota &quota, Answer<StoredHook> answer) = 0;
    /// Answers whether there is such a hook; so does remove().
    virtual void renew(const QString &id, const QByteArray &secret, const Chat::UserId &maker,
                       Answer<bool> answer) = 0;
    virtual void remove(const QString &id, Answer<bool> answer) = 0;
};

} // namespace Server
