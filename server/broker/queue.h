// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/broker/queuelog.h"
#include "stomp/ackmode.h"

#include <QHash>

#include <deque>
#include <limits>
#include <list>
#include <map>
#include <optional>
#include <vector>

namespace Server {

class Queue;

/// A message in a queue and what the queue has to know of it.
struct QueueEntry {
    QueuedMessage message;
    qint64 cost = 0;
    bool pending = false;  ///< The log has not answered yet: neither it nor a later one goes out.
    quint64 refusedBy = 0; ///< QueueConsumer::number of who sent it back.

    /// Its body, its headers, and a share for what holding each of them takes.
    static qint64 costOf(const Stomp::Headers &headers, const QByteArray &body);
};

/// What the consumers of one session have in common.
struct QueueSession {
    bool blocked = false; ///< It took no message the last time.
    std::vector<struct QueueConsumer *> consumers;
};

struct QueueConsumer {
    SubscriptionRef ref;
    quint64 number = 0; ///< Never used twice, never 0.
    Queue *queue = nullptr;
    QueueSession *session = nullptr;
    Stomp::AckMode ack = Stomp::AckMode::Auto;
    int prefetch = 1;
    bool held = false; ///< Gets nothing yet.
    QHash<quint64, QueueEntry> unacknowledged;
    std::list<QueueConsumer *>::iterator place; ///< In one of the queue's lists.
    bool free = false;                          ///< In which of them.

    bool hasRoom() const { return !held && unacknowledged.size() < prefetch; }
};

/// One queue: the order of what waits, what is handed out, and whose turn it is.
///
/// Messages go out by rising id; one that comes back takes its old place, so whatever was handed
/// out stands before whatever was not. Nothing here looks through all messages, but for
/// takeExpired() and take().
class Queue {
public:
    enum class Kind {
        Plain,
        Dead,    ///< Of dead letters.
        Durable, ///< Of a durable subscription.
    };

    /// `total` is kept up to date with the bytes of all queues that share it.
    Queue(QByteArray name, Kind kind, qint64 &total);
    ~Queue();
    Q_DISABLE_COPY_MOVE(Queue)

    const QByteArray &name() const { return m_name; }
    Kind kind() const { return m_kind; }
    int waiting() const { return static_cast<int>(m_returned.size() + m_fresh.size()); }
    int handedOut() const { return m_handedOut; }
    int size() const { return waiting() + m_handedOut; }
    qint64 bytes() const { return m_bytes; }
    qint64 handedOutBytes() const { return m_handedOutBytes; }
    int consumers() const { return static_cast<int>(m_free.size() + m_busy.size()); }
    bool isIdle() const { return !kept && size() == 0 && consumers() == 0; }

    /// Behind all others; its id must be the highest.
    void append(QueueEntry entry);
    /// The next to go out; null when nothing waits.
    const QueueEntry *front() const;
    /// Hands the next one out: it counts until putBack() or settle().
    QueueEntry takeFront();
    void putBack(QueueEntry entry);
    /// One that was handed out is gone.
    void settle(const QueueEntry &entry);
    /// The log has it. False if it does not wait here any more.
    bool setStored(quint64 id);
    /// Takes one out that waits and was never handed out; it does not count any more.
    std::optional<QueueEntry> take(quint64 id);
    /// Takes out all that wait and had expired by `now`. Looks at most every 100 ms, and only if
    /// there can be any.
    std::vector<QueueEntry> takeExpired(qint64 now);
    /// Takes out all that wait.
    void clear();

    void add(QueueConsumer &consumer);
    void remove(QueueConsumer &consumer);
    /// Null if there is none.
    const QueueConsumer *anyConsumer() const;
    /// Whose turn it is, of those that have room and whose session takes messages; preferably not
    /// the one of that number. Null: nobody.
    QueueConsumer *nextConsumer(quint64 notThatOne);
    /// After a hand-out, or when its room has changed: to the end of the line, or out of it.
    void lineUp(QueueConsumer &consumer);

    bool kept = false;  ///< Stays when it is empty and nobody consumes.
    bool awake = false; ///< Stands in QueueTurn's list.

private:
    std::deque<QueueEntry>::iterator find(quint64 id);

    QByteArray m_name;
    Kind m_kind;
    qint64 &m_total;
    std::map<quint64, QueueEntry> m_returned; ///< All of them before all of m_fresh.
    std::deque<QueueEntry> m_fresh;           ///< By rising id.
    int m_handedOut = 0;
    qint64 m_handedOutBytes = 0;
    qint64 m_bytes = 0;
    qint64 m_firstExpiry = std::numeric_limits<qint64>::max(); ///< Nothing waiting expires earlier.
    qint64 m_lastLook = std::numeric_limits<qint64>::min();    ///< Of takeExpired().
    std::list<QueueConsumer *> m_free;                         ///< In the order of their turns.
    std::list<QueueConsumer *> m_busy;
};

} // namespace Server
