// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/queuehandout.h"

#include <algorithm>
#include <utility>

namespace Server {

namespace {

/// Sockets, timers and other queues must not wait for a long queue.
constexpr int messagesPerTurn = 256;

constexpr QByteArrayView messageIdPrefix = "q-";

quint64 numberOf(const QByteArray &messageId)
{
    if (!messageId.startsWith(messageIdPrefix))
        return 0;
    return QByteArrayView(messageId).sliced(messageIdPrefix.size()).toULongLong();
}

} // namespace

QByteArray Queues::messageId(const QueuedMessage &message)
{
    return messageIdPrefix.toByteArray() + QByteArray::number(message.id);
}

QueueHandOut::QueueHandOut(const QueueLimits &limits, QueueStock &stock, QueueTurn &turn,
                           QueueConsumers &consumers)
    : m_limits(limits), m_stock(stock), m_turn(turn), m_consumers(consumers)
{
}

QueueConsumer *QueueHandOut::find(const SubscriptionRef &subscription)
{
    const auto it = m_bySubscription.find(subscription);
    return it == m_bySubscription.end() ? nullptr : &it->second;
}

void QueueHandOut::add(Queue &queue, const QueueSubscription &subscription, bool held)
{
    const auto [it, isNew] = m_bySubscription.try_emplace(subscription.ref);
    if (!isNew)
        return;
    QueueConsumer &consumer = it->second;
    consumer.ref = subscription.ref;
    consumer.number = ++m_lastNumber;
    consumer.ack = subscription.ack;
    const int most = std::max(m_limits.prefetch, 1);
    consumer.prefetch = std::clamp(subscription.prefetch.value_or(most), 1, most);
    consumer.held = held;
    consumer.session = &m_sessions[subscription.ref.session];
    consumer.session->consumers.push_back(&consumer);
    queue.add(consumer);
    m_turn.wake(queue);
}

void QueueHandOut::release(const SubscriptionRef &subscription)
{
    QueueConsumer *const consumer = find(subscription);
    if (!consumer)
        return;
    consumer->held = false;
    hasMoreRoom(*consumer);
}

void QueueHandOut::hasMoreRoom(QueueConsumer &consumer)
{
    if (!consumer.free)
        consumer.queue->lineUp(consumer);
    m_turn.wake(*consumer.queue);
}

void QueueHandOut::remove(const SubscriptionRef &subscription)
{
    const auto it = m_bySubscription.find(subscription);
    if (it == m_bySubscription.end())
        return;
    QueueConsumer &consumer = it->second;
    if (m_served == &consumer)
        m_served = nullptr;
    Queue &queue = *consumer.queue;
    queue.remove(consumer);
    std::erase(consumer.session->consumers, &consumer);
    if (consumer.session->consumers.empty())
        m_sessions.erase(consumer.ref.session);
    QHash<quint64, QueueEntry> unacknowledged = std::move(consumer.unacknowledged);
    m_bySubscription.erase(it);
    // Dead letters keep their order too.
    std::vector<quint64> ids(unacknowledged.keyBegin(), unacknowledged.keyEnd());
    std::sort(ids.begin(), ids.end());
    for (const quint64 id : ids)
        comesBack(queue, unacknowledged.take(id));
    m_turn.wake(queue);
}

void QueueHandOut::removeAll(const Queue &queue)
{
    while (const QueueConsumer *consumer = queue.anyConsumer())
        remove(SubscriptionRef(consumer->ref));
}

void QueueHandOut::comesBack(Queue &queue, QueueEntry entry)
{
    if (entry.message.attempts >= m_limits.attempts)
        m_stock.settleDead(queue, std::move(entry), "attempts");
    else
        queue.putBack(std::move(entry));
}

void QueueHandOut::ready(SessionNumber session)
{
    const auto it = m_sessions.find(session);
    if (it == m_sessions.end() || !it->second.blocked)
        return;
    it->second.blocked = false;
    for (QueueConsumer *consumer : it->second.consumers)
        hasMoreRoom(*consumer);
}

void QueueHandOut::acknowledged(const SubscriptionRef &subscription,
                                const std::vector<QByteArray> &ids)
{
    QueueConsumer *const consumer = find(subscription);
    if (!consumer)
        return;
    for (const QByteArray &id : ids) {
        const auto entry = consumer->unacknowledged.constFind(numberOf(id));
        if (entry == consumer->unacknowledged.constEnd())
            continue;
        ++m_stock.counters.acknowledged;
        m_stock.settle(*consumer->queue, *entry);
        consumer->unacknowledged.erase(entry);
    }
    hasMoreRoom(*consumer);
}

void QueueHandOut::refused(const SubscriptionRef &subscription, const std::vector<QByteArray> &ids,
                           bool requeue)
{
    QueueConsumer *const consumer = find(subscription);
    if (!consumer)
        return;
    for (const QByteArray &id : ids) {
        const quint64 number = numberOf(id);
        if (!consumer->unacknowledged.contains(number))
            continue;
        QueueEntry entry = consumer->unacknowledged.take(number);
        entry.refusedBy = consumer->number;
        if (requeue)
            comesBack(*consumer->queue, std::move(entry));
        else
            m_stock.settleDead(*consumer->queue, std::move(entry), "rejected");
    }
    hasMoreRoom(*consumer);
}

void QueueHandOut::run()
{
    int left = messagesPerTurn;
    // Each that is awake now once: one that has more to do goes on in the next turn.
    for (std::size_t queues = m_turn.awake(); queues > 0 && left > 0; --queues) {
        Queue &queue = m_turn.next();
        left -= serve(queue, std::max(left / static_cast<int>(queues), 1));
        if (!queue.awake && queue.isIdle())
            m_stock.erase(queue);
    }
    if (m_turn.awake() > 0)
        m_turn.request();
    m_stock.flush();
}

int QueueHandOut::serve(Queue &queue, int most)
{
    for (int looked = 0; looked < most; ++looked) {
        const QueueEntry *const entry = queue.front();
        if (!entry || entry->pending)
            return looked;
        QueueConsumer *const consumer = queue.nextConsumer(entry->refusedBy);
        if (!consumer)
            return looked;
        if (m_stock.hasExpired(entry->message))
            m_stock.settleExpired(queue, queue.takeFront());
        else
            handOut(queue, *consumer);
    }
    m_turn.wake(queue);
    return most;
}

void QueueHandOut::handOut(Queue &queue, QueueConsumer &consumer)
{
    QueueEntry entry = queue.takeFront();
    // Whatever is called may end this very subscription.
    const SubscriptionRef subscription = consumer.ref;
    const bool acknowledges = consumer.ack != Stomp::AckMode::Auto;
    m_served = &consumer;
    const bool taken = m_consumers.handOut(subscription, entry.message);
    QueueConsumer *const still = std::exchange(m_served, nullptr);
    if (!taken) {
        queue.putBack(std::move(entry));
        if (still)
            still->session->blocked = true;
        return;
    }
    ++m_stock.counters.handedOut;
    if (entry.message.attempts > 0)
        ++m_stock.counters.redelivered;
    ++entry.message.attempts;
    entry.refusedBy = 0;
    if (!acknowledges) {
        m_stock.settle(queue, entry);
    } else if (still) {
        const quint64 id = entry.message.id;
        still->unacknowledged.insert(id, std::move(entry));
    } else {
        comesBack(queue, std::move(entry));
    }
    if (still)
        queue.lineUp(*still);
}

} // namespace Server
