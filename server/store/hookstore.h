// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"
#include "server/store/storedhook.h"

namespace Server {

/// How many hooks there may be.
struct HookQuota {
    int ofRoom = 0;
    int all = 0;
};

/// The part of the log that changes which hooks there are; those it opened with are in
/// StoreContents. A hook goes with its room. Answers as Store's do.
class HookStore {
public:
    template <typename T>
    using Answer = Store::Answer<T>;

    virtual ~HookStore() = default;

    /// TooMany: the quota is full.
    virtual void add(const StoredHook &hook, const HookQuota &quota, Answer<StoredHook> answer) = 0;
    /// Answers whether there is such a hook; so does remove().
    virtual void renew(const QString &id, const QByteArray &secret, const Chat::UserId &maker,
                       Answer<bool> answer) = 0;
    virtual void remove(const QString &id, Answer<bool> answer) = 0;
};

} // namespace Server
