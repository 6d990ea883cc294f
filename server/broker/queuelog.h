// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/headers.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

namespace Server {

/// A message in a queue, from its SEND until somebody has acknowledged it.
struct QueuedMessage {
    quint64 id = 0;         ///< Rising with every message; unique in this log for ever.
    QByteArray queue;       ///< The canonical destination, or DurableSubscription::queue().
    QByteArray destination; ///< What MESSAGE says: where it was sent to, canonical.
    Stomp::Headers headers; ///< Of the SEND, to be passed on.
    QByteArray body;
    qint64 expires = 0;      ///< Milliseconds since 1970 UTC; 0: never.
    int attempts = 0;        ///< How often it was handed to somebody before.
    bool persistent = false; ///< Stands in the log.
};

/// A subscription to a topic that goes on while its client is away: what is published meanwhile
/// waits in a queue of its own.
struct DurableSubscription {
    QString user;           ///< Whose it is (Principal::user); nobody else can take it up.
    QByteArray client;      ///< `client-id` of CONNECT.
    QByteArray name;        ///< The subscription's id.
    QByteArray destination; ///< Canonical; no wildcards.

    /// Guests are whoever they say; user ids of accounts never begin so.
    bool isOfGuest() const { return user.startsWith(QStringLiteral("g-")); }
    /// The name of its queue; such names are out of reach of any SEND.
    QByteArray queue() const;
    /// Whether a queue of that name is one of these.
    static bool isQueue(const QByteArray &name) { return name.startsWith("durable/"); }
    bool operator==(const DurableSubscription &) const = default;
};

/// What the log held when it was opened.
struct QueueContents {
    std::vector<QueuedMessage> messages; ///< By rising id.
    std::vector<DurableSubscription> subscriptions;
    quint64 lastId = 0; ///< The highest id ever used.
};

/// Where the queues keep what must survive the host.
///
/// Calls return at once; answers come later, in the order of the calls, in the calling thread.
/// `true`: it survives from now on.
class QueueLog {
public:
    using Answer = std::function<void(bool)>;

    virtual ~QueueLog() = default;
    /// All of them or none.
    virtual void add(const std::vector<QueuedMessage> &messages, Answer answer) = 0;
    /// Unknown ids do no harm.
    virtual void remove(const std::vector<quint64> &ids) = 0;
    virtual void addSubscription(const DurableSubscription &subscription, Answer answer) = 0;
    /// With all that waits in its queue.
    virtual void removeSubscription(const DurableSubscription &subscription, Answer answer) = 0;

    /// What is asked in `calls`, also of a store that shares the log, is written as one: all or
    /// nothing.
    virtual void together(const std::function<void()> &calls) = 0;
};

} // namespace Server
