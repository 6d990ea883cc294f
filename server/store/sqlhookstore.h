// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/hookstore.h"

namespace Server {

class SqlStore;

/// Which hooks there are, in the same file and the same thread as the log.
class SqlHookStore final : public HookStore {
public:
    /// The store must outlive it.
    explicit SqlHookStore(SqlStore &store) : m_store(store) {}

    void add(const StoredHook &hook, const HookQuota &quota, Answer<StoredHook> answer) override;
    void renew(const QString &id, const QByteArray &secret, const Chat::UserId &maker,
               Answer<bool> answer) override;
    void remove(const QString &id, Answer<bool> answer) override;

private:
    SqlStore &m_store;
};

} // namespace Server
