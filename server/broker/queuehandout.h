// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/queues.h"
#include "server/broker/queuestock.h"

#include <unordered_map>

namespace Server {

/// Who consumes which queue, and who gets the next message.
class QueueHandOut {
public:
    QueueHandOut(const QueueLimits &limits, QueueStock &stock, QueueTurn &turn,
                 QueueConsumers &consumers);
    Q_DISABLE_COPY_MOVE(QueueHandOut)

    /// Nothing if there is such a subscription. `held`: nothing is handed out before release().
    void add(Queue &queue, const QueueSubscription &subscription, bool held = false);
    void release(const SubscriptionRef &subscription);
    void remove(const SubscriptionRef &subscription);
    void removeAll(const Queue &queue);
    void ready(SessionNumber session);
    void acknowledged(const SubscriptionRef &subscription, const std::vector<QByteArray> &ids);
    void refused(const SubscriptionRef &subscription, const std::vector<QByteArray> &ids,
                 bool requeue);
    /// Hands out what it may in one turn; asks for another if there is more.
    void run();

private:
    struct Hash {
        std::size_t operator()(const SubscriptionRef &ref) const
        {
            return qHash(ref.id, QHashSeed::globalSeed() ^ static_cast<std::size_t>(ref.session));
        }
    };
    struct Equal {
        bool operator()(const SubscriptionRef &a, const SubscriptionRef &b) const
        {
            return a.session == b.session && a.id == b.id;
        }
    };

    QueueConsumer *find(const SubscriptionRef &subscription);
    /// Gives how many it looked at.
    int serve(Queue &queue, int most);
    void handOut(Queue &queue, QueueConsumer &consumer);
    void comesBack(Queue &queue, QueueEntry entry);
    void hasMoreRoom(QueueConsumer &consumer);

    const QueueLimits m_limits;
    QueueStock &m_stock;
    QueueTurn &m_turn;
    QueueConsumers &m_consumers;
    std::unordered_map<SubscriptionRef, QueueConsumer, Hash, Equal> m_bySubscription;
    std::unordered_map<SessionNumber, QueueSession> m_sessions;
    QueueConsumer *m_served = nullptr; ///< While it is called; null once it has gone meanwhile.
    quint64 m_lastNumber = 0;
};

} // namespace Server
