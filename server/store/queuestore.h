// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

namespace Server {

/// A message that waits in a queue, as the log keeps it.
struct StoredQueueMessage {
    quint64 id = 0; ///< 1 to 2^63 - 1, rising; unique for ever.
    QByteArray queue;
    QByteArray destination;
    QByteArray headers; ///< Opaque: whoever wrote it reads it.
    QByteArray body;
    qint64 expires = 0; ///< Milliseconds since 1970 UTC; 0: never.
    int attempts = 0;
    friend bool operator==(const StoredQueueMessage &, const StoredQueueMessage &) = default;
};

/// A subscription that goes on while its client is away; one of user, client and name together.
struct StoredSubscription {
    QString user;
    QByteArray client;
    QByteArray name;
    QByteArray destination;
    QByteArray queue; ///< Where what is published meanwhile waits.
    friend bool operator==(const StoredSubscription &, const StoredSubscription &) = default;
};

/// What waited when the log was opened.
struct StoredQueues {
    std::vector<StoredQueueMessage> messages; ///< By rising id.
    std::vector<StoredSubscription> subscriptions;
    quint64 lastId =
        0; ///< The highest id ever written, whether that message is still there or not.
};

/// The part of the log that keeps what waits in queues.
///
/// Asynchronous: each call returns at once and its answer is called later, in the thread the log
/// was opened in, in the order of the calls. `true`: the change survives kill -9 and, with
/// synchronous storage, a power cut; `false`: nothing was changed. After the log is destroyed no
/// answer is called any more.
class QueueStore {
public:
    using Done = std::function<void(bool)>;

    virtual ~QueueStore() = default;

    /// Moved out, so once only.
    virtual StoredQueues takeQueues() = 0;

    /// All of them or none.
    virtual void addToQueues(const std::vector<StoredQueueMessage> &messages, Done done) = 0;
    /// Unknown ids do no harm.
    virtual void removeFromQueues(const std::vector<quint64> &ids, Done done) = 0;
    /// One of the same user, client and name is replaced.
    virtual void addSubscription(const StoredSubscription &subscription, Done done) = 0;
    /// With all that waits in its queue.
    virtual void removeSubscription(const StoredSubscription &subscription, Done done) = 0;

    /// What is asked of the log in `calls`, the part of the rooms included, is written as one: all
    /// or nothing, and a kill -9 in between changes nothing about that.
    virtual void together(const std::function<void()> &calls) = 0;
};

} // namespace Server
