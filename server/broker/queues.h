// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/broker/queuelimits.h"
#include "server/broker/queuelog.h"
#include "stomp/ackmode.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace Server {

/// How one SUBSCRIBE wants a queue's messages.
struct QueueSubscription {
    SubscriptionRef ref;
    Stomp::AckMode ack = Stomp::AckMode::Auto;
    std::optional<int> prefetch; ///< `prefetch-count`.
};

/// Takes what a queue hands out.
class QueueConsumers {
public:
    virtual ~QueueConsumers() = default;
    /// One message for that subscription. False when its session cannot take one now; then
    /// Queues::ready() is called once it can again.
    virtual bool handOut(const SubscriptionRef &subscription, const QueuedMessage &message) = 0;
};

/// All queues: each message goes to one of the consumers, in turn, and comes back when that one
/// does not acknowledge it.
///
/// In memory; persistent messages and durable subscriptions also in the log. A queue exists while
/// it holds something or somebody consumes. Everything in the host's thread; never calls
/// QueueConsumers from inside ready(), acknowledged() or unsubscribe() of the same session's
/// delivery (it hands out at the end of the turn).
class Queues {
public:
    struct Status {
        QByteArray name;
        int waiting = 0;
        int handedOut = 0;
        int consumers = 0;
        qint64 bytes = 0;
    };
    struct Counters {
        quint64 sent = 0;
        quint64 handedOut = 0;
        quint64 acknowledged = 0;
        quint64 redelivered = 0;
        quint64 expired = 0;
        quint64 deadLettered = 0;
        quint64 dropped = 0; ///< Lost for want of room, or failed as a dead letter once more.
        quint64 refused = 0; ///< SENDs.
    };

    /// Milliseconds since 1970 UTC.
    using Clock = std::function<qint64()>;

    /// Both must outlive it. The system's clock unless told.
    Queues(QueueLimits limits, QueueLog &log, QueueConsumers &consumers, Clock clock = {});
    ~Queues();

    /// What was kept from the last run; before anything else. All of it counts as handed out
    /// before, since nobody knows.
    void restore(QueueContents contents);

    /// Whether all of these would fit now, one after the other; nothing is changed.
    tl::expected<void, Refusal> check(const std::vector<ApplicationRequest> &messages) const;
    /// `persistent:true` and `expires` in the headers are honoured; an `expires` that is no number
    /// or not above 0 means never. Done when the message waits (persistent: when the log has it);
    /// Outcome::delivered is 1, or 0 if it had expired before.
    void send(const QByteArray &queue, const Stomp::Headers &headers, const QByteArray &body,
              Completion done);
    /// All of them in this order, or none: nobody gets any before the log has every persistent one.
    void sendAll(const std::vector<ApplicationRequest> &messages, Completion done);

    /// Messages that have their places, and wait for a release() or withdraw(), one of which must
    /// follow. What comes behind them waits, too.
    struct Prepared {
        std::vector<QueuedMessage> persistent;
        std::vector<std::pair<QByteArray, quint64>> places; ///< Queue and id.
        quint64 expired = 0;                                ///< Before they came.
    };
    /// Of all of them, or of none.
    tl::expected<Prepared, Refusal> prepare(const std::vector<ApplicationRequest> &messages);
    /// Asks the log for the persistent ones; at once if there are none.
    void keep(const Prepared &prepared, QueueLog::Answer answer);
    void release(const Prepared &prepared);
    /// As if there had never been any. `kept`: the log has taken them.
    void withdraw(const Prepared &prepared, bool kept);
    /// What is asked of the log in `calls` is written as one, all or nothing.
    void together(const std::function<void()> &calls);

    /// Refused: too many queues.
    tl::expected<void, Refusal> subscribe(const QByteArray &queue,
                                          const QueueSubscription &subscription);
    /// What it had not acknowledged goes back to the front of the queue, as redelivered.
    void unsubscribe(const SubscriptionRef &subscription);
    /// The session can take messages again.
    void ready(SessionNumber session);
    /// ACK.
    void acknowledged(const SubscriptionRef &subscription,
                      const std::vector<QByteArray> &messageIds);
    /// NACK: back to the queue for another attempt, or to the dead letters (`requeue:false`, or
    /// too many attempts).
    void refused(const SubscriptionRef &subscription, const std::vector<QByteArray> &messageIds,
                 bool requeue);

    /// A durable subscription begins or is taken up again. Refused: too many of them, one of that
    /// name to another destination, or in use by another subscription; `done` once the log has it.
    /// unsubscribe() leaves it.
    void subscribeDurably(const DurableSubscription &durable, const QueueSubscription &subscription,
                          Completion done);
    /// It ends for good, with what waits for it; done as well if there is none. Refused while it
    /// is in use: unsubscribe() comes first.
    void forget(const DurableSubscription &durable, Completion done);
    /// So do all of somebody's who is gone for good: in use or not, and also when the log fails.
    void forgetAll(const QString &user);
    /// Puts what is published to a topic into the queues of its durable subscriptions; gives how
    /// many those were. `done` once the log has it; not called when there are none. A full queue
    /// drops its oldest; the publisher is refused only if the log fails.
    int publish(const QByteArray &destination, const Stomp::Headers &headers,
                const QByteArray &body, Completion done);
    bool hasDurable(const QByteArray &destination) const;

    /// What MESSAGE's `message-id` is for a message, the same at every attempt.
    static QByteArray messageId(const QueuedMessage &message);

    std::vector<Status> status() const;
    const Counters &counters() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Where the dead letters of a destination go: `/queue/dead/orders` for `/queue/orders`,
/// `/queue/dead/topic/news` for a durable subscription to `/topic/news`.
QByteArray deadLetterQueue(const QByteArray &destination);

} // namespace Server
