// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/queuestore.h"

#include <utility>

namespace Server {

class SqlStore;

/// What waits in queues, in the same database and the same thread as the log.
class SqlQueueStore final : public QueueStore {
public:
    /// The store must outlive it.
    explicit SqlQueueStore(SqlStore &store) : m_store(store) {}
    /// What there was when the log was opened.
    void hold(StoredQueues contents) { m_contents = std::move(contents); }

    StoredQueues takeQueues() override { return std::move(m_contents); }
    void addToQueues(const std::vector<StoredQueueMessage> &messages, Done done) override;
    void removeFromQueues(const std::vector<quint64> &ids, Done done) override;
    void addSubscription(const StoredSubscription &subscription, Done done) override;
    void removeSubscription(const StoredSubscription &subscription, Done done) override;
    void together(const std::function<void()> &calls) override;

private:
    SqlStore &m_store;
    StoredQueues m_contents;
};

} // namespace Server
