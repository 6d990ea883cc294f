// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Queues with a clock, a log and consumers that a test holds in its hands.

#include "server/broker/queues.h"
#include "tests/support/memoryqueuelog.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace QueueFixture {

using namespace Server;
using Words = std::vector<QByteArray>;

inline const QByteArray orders = "/queue/orders";
inline const QByteArray deadOrders = "/queue/dead/orders";

inline SubscriptionRef ref(int session, const QByteArray &id = "s")
{
    return {SessionNumber(session), id};
}

inline DurableSubscription durable(const QByteArray &name = "news",
                                   const QString &user = QStringLiteral("kim"))
{
    return {user, "phone", name, "/topic/news"};
}

/// Remembers what it was handed.
class Consumers : public QueueConsumers {
public:
    struct HandedOut {
        int session;
        QueuedMessage message;
    };

    bool handOut(const SubscriptionRef &subscription, const QueuedMessage &message) override
    {
        const int session = static_cast<int>(subscription.session);
        ++calls;
        if (before)
            before(subscription, message);
        if (full.contains(session))
            return false;
        all.push_back({session, message});
        return true;
    }

    /// What came since the last time: "1:a" is the body "a" for session 1.
    Words take()
    {
        Words words;
        for (const HandedOut &one : std::exchange(all, {}))
            words.push_back(QByteArray::number(one.session) + ':' + one.message.body);
        return words;
    }

    std::set<int> full;
    std::vector<HandedOut> all;
    int calls = 0;
    std::function<void(const SubscriptionRef &, const QueuedMessage &)> before;
};

/// What a Completion said.
struct Said {
    int times = 0;
    int delivered = -1;
    QByteArray refusal;

    Completion listen()
    {
        return [this](const tl::expected<Outcome, Refusal> &outcome) {
            ++times;
            if (outcome)
                delivered = outcome->delivered.value_or(0);
            else
                refusal = outcome.error().message;
        };
    }
    bool isDone() const { return times == 1 && refusal.isEmpty(); }
};

struct House {
    explicit House(const QueueLimits &limits = {}, const QueueContents &contents = {},
                   qint64 time = 1'800'000'000'000)
        : now(time),
          queues(std::make_unique<Queues>(limits, log, consumers, [this] { return now; }))
    {
        queues->restore(contents);
    }

    Said send(const QByteArray &body, const Stomp::Headers &headers = {},
              const QByteArray &queue = orders)
    {
        auto said = std::make_shared<Said>();
        queues->send(queue, headers, body, [said](const tl::expected<Outcome, Refusal> &outcome) {
            said->listen()(outcome);
        });
        return *said;
    }
    bool consume(int session, Stomp::AckMode ack = Stomp::AckMode::Auto,
                 std::optional<int> prefetch = {}, const QByteArray &queue = orders)
    {
        return queues->subscribe(queue, {ref(session), ack, prefetch}).has_value();
    }
    /// One turn of the event loop.
    void turn() { QCoreApplication::sendPostedEvents(); }
    /// Many, with a log that answers.
    void settle()
    {
        for (int turns = 0; turns < 100; ++turns) {
            turn();
            log.work();
        }
    }
    /// The id of the last message of that body that was handed out.
    QByteArray idOf(const QByteArray &body) const
    {
        const auto it = std::find_if(consumers.all.rbegin(), consumers.all.rend(),
                                     [&](const auto &one) { return one.message.body == body; });
        return it == consumers.all.rend() ? QByteArray() : Queues::messageId(it->message);
    }
    void acknowledge(int session, const QByteArray &body)
    {
        queues->acknowledged(ref(session), {idOf(body)});
    }
    void refuse(int session, const QByteArray &body, bool requeue = true)
    {
        queues->refused(ref(session), {idOf(body)}, requeue);
    }
    /// All zero if there is no such queue.
    Queues::Status status(const QByteArray &queue = orders) const
    {
        const auto list = queues->status();
        const auto it = std::find_if(list.begin(), list.end(),
                                     [&](const auto &one) { return one.name == queue; });
        return it == list.end() ? Queues::Status() : *it;
    }

    qint64 now;
    MemoryQueueLog log;
    Consumers consumers;
    std::unique_ptr<Queues> queues;
};

} // namespace QueueFixture
