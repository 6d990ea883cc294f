// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/queue.h"
#include "server/broker/queues.h"
#include "server/broker/queueturn.h"

#include <QHashFunctions>

#include <unordered_map>

namespace Server {

/// What all queues hold: how messages come in and go for good, within the limits and in the log.
///
/// Knows no consumer; wakes the queues that have something to hand out. What has left the log is
/// told to it once per turn.
class QueueStock {
public:
    QueueStock(const QueueLimits &limits, QueueLog &log, QueueTurn &turn, Queues::Clock clock);
    Q_DISABLE_COPY_MOVE(QueueStock)

    Queue *find(const QByteArray &name);
    /// The queue, made if there is none; null if that would be one too many. Those of durable
    /// subscriptions do not count.
    Queue *make(const QByteArray &name);
    /// Only if it is idle and not awake.
    void erase(Queue &queue);

    /// The message as it will wait, its id not yet given.
    QueueEntry entry(const QByteArray &queue, const QByteArray &destination,
                     const Stomp::Headers &headers, const QByteArray &body) const;
    bool hasExpired(const QueuedMessage &message) const;
    /// Whether all of these would fit, one after the other. Throws out what has expired if not.
    tl::expected<void, Refusal> check(const std::vector<ApplicationRequest> &messages);
    /// Makes room and lets it wait; gives its id.
    tl::expected<quint64, Refusal> admit(QueueEntry entry);
    /// The same where nobody is to be refused: drops the oldest. Nullopt: it does not fit at all.
    std::optional<quint64> admitDropping(Queue &queue, QueueEntry entry);
    /// The log has answered for these, which were admitted as pending.
    void stored(const std::vector<std::pair<QByteArray, quint64>> &messages);
    void takeBack(const std::vector<std::pair<QByteArray, quint64>> &messages);

    /// One that was handed out will never be again.
    void settle(Queue &queue, const QueueEntry &entry);
    /// The same, and it goes to the dead letters.
    void settleDead(Queue &queue, QueueEntry entry, const QByteArray &reason);
    /// The same, because it has expired.
    void settleExpired(Queue &queue, const QueueEntry &entry);
    /// It will never be handed out: the log need not have it, if it has it.
    void forget(const QueuedMessage &message);
    void restore(std::vector<QueuedMessage> messages, quint64 lastId);
    /// Tells the log what is settled.
    void flush();

    std::vector<Queues::Status> status() const;

    Queues::Counters counters;

private:
    struct Hash {
        std::size_t operator()(const QByteArray &name) const
        {
            return qHash(name, QHashSeed::globalSeed());
        }
    };

    bool dropsOldest(const Queue &queue) const;
    /// If all that waits in it were gone.
    bool couldFit(const Queue &queue, qint64 cost) const;
    bool fits(const Queue &queue, qint64 cost) const;
    tl::expected<void, Refusal> makeRoom(Queue &queue, qint64 cost);
    void purge(Queue &queue);
    void purgeAll();
    void deadLetter(QueuedMessage message, const QByteArray &reason);
    quint64 append(Queue &queue, QueueEntry entry);

    const QueueLimits m_limits;
    QueueLog &m_log;
    QueueTurn &m_turn;
    const Queues::Clock m_clock;
    qint64 m_bytes = 0;    ///< Outlives the queues, which count in it.
    qint64 m_reserved = 0; ///< Of m_limits.allBytes, for a message that is about to be admitted.
    std::unordered_map<QByteArray, Queue, Hash> m_queues;
    int m_counted = 0; ///< Of them, those that count towards the limit.
    std::vector<quint64> m_settled;
    quint64 m_lastId = 0;
    qint64 m_lastPurge = 0;
};

} // namespace Server
