// SPDX-License-Identifier: GPL-3.0-or-later
// A queue from SEND to ACK: time per message, beside consumers that are full and messages that
// wait.
#include "tests/support/memoryqueuelog.h"

#include "server/broker/queues.h"

#include <QCoreApplication>

#include <benchmark/benchmark.h>

using namespace Server;

namespace {

class Taker : public QueueConsumers {
public:
    bool handOut(const SubscriptionRef &subscription, const QueuedMessage &message) override
    {
        taken.emplace_back(subscription, Queues::messageId(message));
        return true;
    }
    std::vector<std::pair<SubscriptionRef, QByteArray>> taken;
};

/// One lot per turn goes in, comes out and is acknowledged.
void sendHandOutAcknowledge(benchmark::State &state)
{
    constexpr int lot = 64;
    const int consumers = static_cast<int>(state.range(0));
    const int waiting = static_cast<int>(state.range(1));
    QueueLimits limits;
    limits.messages = 1'000'000;
    limits.bytes = limits.allBytes = 1024 * 1024 * 1024;
    MemoryQueueLog log;
    Taker taker;
    Queues queues(limits, log, taker);
    const QByteArray queue = "/queue/orders";
    const Stomp::Headers headers{{"destination", queue}, {"content-type", "text/plain"}};
    const QByteArray body(128, 'x');
    for (int i = 0; i < waiting; ++i)
        queues.send(queue, headers, body, [](const auto &) {});
    for (int i = 0; i < consumers; ++i)
        queues.subscribe(queue,
                         {{SessionNumber(i), "sub-0"}, Stomp::AckMode::ClientIndividual, 64});
    for ([[maybe_unused]] auto turn : state) {
        for (int i = 0; i < lot; ++i)
            queues.send(queue, headers, body, [](const auto &) {});
        QCoreApplication::sendPostedEvents();
        for (const auto &[subscription, id] : std::exchange(taker.taken, {}))
            queues.acknowledged(subscription, {id});
    }
    state.SetItemsProcessed(state.iterations() * lot);
}

} // namespace

BENCHMARK(sendHandOutAcknowledge)
    ->ArgNames({"consumers", "waiting"})
    ->Args({1, 0})
    ->Args({100, 0})
    ->Args({1, 10'000})
    ->Args({100, 100'000});

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
