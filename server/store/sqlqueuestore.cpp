// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlqueuestore.h"

#include "server/store/sqllog.h"
#include "server/store/sqlstore.h"

namespace Server {
namespace {

Store::Answer<bool> answerOf(QueueStore::Done done)
{
    return [done = std::move(done)](const tl::expected<bool, StoreError> &did) {
        if (done)
            done(did.has_value());
    };
}

} // namespace

void SqlQueueStore::addToQueues(const std::vector<StoredQueueMessage> &messages, Done done)
{
    m_store.write<bool>([messages](SqlLog &log) { return log.queues().add(messages); },
                        answerOf(std::move(done)));
}

void SqlQueueStore::removeFromQueues(const std::vector<quint64> &ids, Done done)
{
    m_store.remove<bool>([ids](SqlLog &log) { return log.queues().remove(ids); },
                         answerOf(std::move(done)));
}

void SqlQueueStore::addSubscription(const StoredSubscription &subscription, Done done)
{
    m_store.write<bool>(
        [subscription](SqlLog &log) { return log.queues().addSubscription(subscription); },
        answerOf(std::move(done)));
}

void SqlQueueStore::removeSubscription(const StoredSubscription &subscription, Done done)
{
    m_store.write<bool>(
        [subscription](SqlLog &log) { return log.queues().removeSubscription(subscription); },
        answerOf(std::move(done)));
}

void SqlQueueStore::together(const std::function<void()> &calls)
{
    m_store.together(calls);
}

} // namespace Server
