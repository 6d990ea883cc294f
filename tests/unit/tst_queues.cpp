// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/queuefixture.h"

#include <QTest>

using namespace QueueFixture;
using Stomp::AckMode;

class QueuesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void consumersTakeTurns();
    void handsOutAtTheEndOfTheTurn();
    void keepsForWhoComesLater();
    void prefetchIsWhatOneMayHold();
    void prefetchIsClamped_data();
    void prefetchIsClamped();
    void fullConsumersAreLeftOut();
    void acknowledgedOnesAreGone();
    void unknownIdsDoNoHarm();
    void waitsForASessionThatIsFull();
    void unsubscribeGivesBackInOrder();
    void refusedGoesToItsOldPlace();
    void refusedPrefersAnotherConsumer();
    void oneConsumerThatRefusesEndsSomeTime();
    void attemptsAreCounted();
    void disconnectsAreAttempts();
    void aLongQueueIsHandedOutInTurns();
    void oneQueueDoesNotHoldUpAnother();
    void mayUnsubscribeWhileItIsHandedOne_data();
    void mayUnsubscribeWhileItIsHandedOne();
    void emptyQueuesVanish();
    void countsAndTells();
    void numbersGoOnAfterARestart();
};

void QueuesTest::consumersTakeTurns()
{
    House house;
    for (const int session : {1, 2, 3})
        QVERIFY(house.consume(session));
    for (const char *body : {"a", "b", "c", "d", "e"})
        QCOMPARE(house.send(body).delivered, 1);
    house.turn();
    QCOMPARE(house.consumers.take(), (Words{"1:a", "2:b", "3:c", "1:d", "2:e"}));
}

void QueuesTest::handsOutAtTheEndOfTheTurn()
{
    House house;
    house.consume(1);
    house.send("a");
    QVERIFY(house.consumers.all.empty());
    house.turn();
    QCOMPARE(house.consumers.take(), Words{"1:a"});
}

void QueuesTest::keepsForWhoComesLater()
{
    House house;
    house.send("a");
    house.send("b");
    house.turn();
    QCOMPARE(house.status().waiting, 2);
    house.consume(1);
    house.turn();
    QCOMPARE(house.consumers.take(), (Words{"1:a", "1:b"}));
}

void QueuesTest::prefetchIsWhatOneMayHold()
{
    House house;
    house.consume(1, AckMode::ClientIndividual, 2);
    for (const char *body : {"a", "b", "c", "d"})
        house.send(body);
    house.turn();
    QCOMPARE(house.status().handedOut, 2);
    house.acknowledge(1, "b");
    house.turn();
    QCOMPARE(house.consumers.take(), (Words{"1:a", "1:b", "1:c"}));
}

void QueuesTest::prefetchIsClamped_data()
{
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("got");
    QTest::newRow("none") << 0 << 1;
    QTest::newRow("negative") << -5 << 1;
    QTest::newRow("within") << 3 << 3;
    QTest::newRow("too many") << 1000 << 7;
}

void QueuesTest::prefetchIsClamped()
{
    QFETCH(int, asked);
    QueueLimits limits;
    limits.prefetch = 7;
    House house(limits);
    house.consume(1, AckMode::Client, asked);
    for (int i = 0; i < 20; ++i)
        house.send("x");
    house.turn();
    QTEST(house.status().handedOut, "got");
}

void QueuesTest::fullConsumersAreLeftOut()
{
    House house;
    house.consume(1, AckMode::Client, 1);
    house.consume(2, AckMode::Client, 3);
    for (const char *body : {"a", "b", "c", "d", "e"})
        house.send(body);
    house.turn();
    QCOMPARE(house.consumers.take(), (Words{"1:a", "2:b", "2:c", "2:d"}));
    QCOMPARE(house.status().waiting, 1);
}

void QueuesTest::acknowledgedOnesAreGone()
{
    House house;
    house.consume(1, AckMode::Client);
    house.send("a");
    house.send("b");
    house.send("c");
    house.turn();
    house.queues->acknowledged(ref(1), {house.idOf("a"), house.idOf("b")});
    QCOMPARE(house.status().handedOut, 1);
    house.consumers.take();
    house.queues->unsubscribe(ref(1));
    house.consume(2);
    house.turn();
    QCOMPARE(house.consumers.take(), Words{"2:c"});
    QCOMPARE(house.queues->counters().acknowledged, 2u);
}

void QueuesTest::unknownIdsDoNoHarm()
{
    House house;
    house.consume(1, AckMode::Client);
    house.send("a");
    house.turn();
    const std::vector<QByteArray> ids{"", "q-", "q-0", "q-99999999999999999999", "nonsense"};
    house.queues->acknowledged(ref(1), ids);
    house.queues->refused(ref(1), ids, true);
    house.queues->acknowledged(ref(2), {house.idOf("a")});
    house.queues->acknowledged(ref(1, "other"), {house.idOf("a")});
    QCOMPARE(house.status().handedOut, 1);
    house.acknowledge(1, "a");
    house.acknowledge(1, "a");
    house.turn();
    QCOMPARE(house.status().handedOut, 0);
    QCOMPARE(house.queues->counters().acknowledged, 1u);
}

void QueuesTest::waitsForASessionThatIsFull()
{
    House house;
    house.consumers.full = {1};
    house.consume(1, AckMode::Client);
    house.send("a");
    house.send("b");
    house.turn();
    house.turn();
    QCOMPARE(house.consumers.calls, 1);
    QCOMPARE(house.status().waiting, 2);
    house.consumers.full.clear();
    house.send("c");
    house.turn();
    QCOMPARE(house.consumers.calls, 1);
    house.queues->ready(SessionNumber(1));
    QCOMPARE(house.consumers.calls, 1); // Not from within.
    house.turn();
    QCOMPARE(house.consumers.take(), (Words{"1:a", "1:b", "1:c"}));
    QCOMPARE(house.queues->counters().redelivered, 0u);
}

void QueuesTest::unsubscribeGivesBackInOrder()
{
    House house;
    house.consume(1, AckMode::Client, 2);
    house.consume(2, AckMode::Client, 2);
    for (const char *body : {"a", "b", "c", "d", "e"})
        house.send(body);
    house.turn();
    QCOMPARE(house.consumers.take(), (Words{"1:a", "2:b", "1:c", "2:d"}));
    house.queues->unsubscribe(ref(2));
    house.queues->unsubscribe(ref(1));
    house.consume(3);
    house.turn();
    for (const auto &one : house.consumers.all)
        QCOMPARE(one.message.attempts, one.message.body == "e" ? 0 : 1);
    QCOMPARE(house.consumers.take(), (Words{"3:a", "3:b", "3:c", "3:d", "3:e"}));
    QCOMPARE(house.queues->counters().redelivered, 4u);
}

void QueuesTest::refusedGoesToItsOldPlace()
{
    House house;
    house.consume(1, AckMode::ClientIndividual, 3);
    for (const char *body : {"a", "b", "c", "d"})
        house.send(body);
    house.turn();
    house.refuse(1, "c");
    house.refuse(1, "a");
    house.consumers.take();
    house.turn();
    QCOMPARE(house.consumers.take(), (Words{"1:a", "1:c"}));
}

void QueuesTest::refusedPrefersAnotherConsumer()
{
    House house;
    house.consume(1, AckMode::ClientIndividual);
    house.send("a");
    house.turn();
    house.consume(2, AckMode::ClientIndividual);
    house.turn();
    house.refuse(1, "a");
    house.turn();
    QCOMPARE(house.consumers.take(), (Words{"1:a", "2:a"}));

    // Whichever of them is next.
    house.consumers.full = {1};
    house.send("b");
    house.turn();
    house.consumers.full.clear();
    house.queues->ready(SessionNumber(1));
    house.refuse(2, "b");
    house.turn();
    QCOMPARE(house.consumers.take(), (Words{"2:b", "1:b"}));
}

void QueuesTest::oneConsumerThatRefusesEndsSomeTime()
{
    House house;
    house.consume(1, AckMode::ClientIndividual);
    house.send("a");
    for (int i = 0; i < 20; ++i) {
        house.turn();
        house.refuse(1, "a");
    }
    QCOMPARE(house.consumers.calls, 5);
    QCOMPARE(house.status(deadOrders).waiting, 1);
}

void QueuesTest::attemptsAreCounted()
{
    House house;
    house.consume(1, AckMode::ClientIndividual);
    house.send("a");
    for (int attempts = 0; attempts < 3; ++attempts) {
        house.turn();
        QCOMPARE(house.consumers.all.back().message.attempts, attempts);
        house.refuse(1, "a");
    }
    const auto &all = house.consumers.all;
    QCOMPARE(Queues::messageId(all[0].message), Queues::messageId(all[2].message));
}

void QueuesTest::disconnectsAreAttempts()
{
    QueueLimits limits;
    limits.attempts = 2;
    House house(limits);
    house.send("a");
    for (int session = 1; session <= 3; ++session) {
        house.consume(session, AckMode::Client);
        house.turn();
        house.queues->unsubscribe(ref(session));
    }
    QCOMPARE(house.consumers.take(), (Words{"1:a", "2:a"}));
    QCOMPARE(house.status(deadOrders).waiting, 1);
}

void QueuesTest::aLongQueueIsHandedOutInTurns()
{
    House house;
    for (int i = 0; i < 1000; ++i)
        house.send(QByteArray::number(i));
    house.consume(1);
    house.turn();
    QCOMPARE(house.consumers.all.size(), 256u);
    house.turn();
    QCOMPARE(house.consumers.all.size(), 512u);
    house.settle();
    const Words words = house.consumers.take();
    QCOMPARE(words.size(), 1000u);
    QCOMPARE(words.back(), QByteArray("1:999"));
}

void QueuesTest::oneQueueDoesNotHoldUpAnother()
{
    House house;
    for (int i = 0; i < 1000; ++i)
        house.send("x");
    house.send("y", {}, "/queue/short");
    house.consume(1);
    house.consume(2, AckMode::Auto, {}, "/queue/short");
    house.turn();
    const Words words = house.consumers.take();
    QCOMPARE(std::count(words.begin(), words.end(), QByteArray("2:y")), 1);
}

void QueuesTest::mayUnsubscribeWhileItIsHandedOne_data()
{
    QTest::addColumn<AckMode>("ack");
    QTest::addColumn<bool>("takes");
    QTest::addColumn<Words>("next");
    QTest::newRow("auto, taken") << AckMode::Auto << true << Words{"2:b"};
    QTest::newRow("auto, full") << AckMode::Auto << false << Words{"2:a", "2:b"};
    QTest::newRow("client, taken") << AckMode::Client << true << Words{"2:a", "2:b"};
    QTest::newRow("client, full") << AckMode::Client << false << Words{"2:a", "2:b"};
}

void QueuesTest::mayUnsubscribeWhileItIsHandedOne()
{
    QFETCH(AckMode, ack);
    QFETCH(bool, takes);
    House house;
    house.consume(1, ack);
    house.send("a");
    house.send("b");
    if (!takes)
        house.consumers.full = {1};
    house.consumers.before = [&](const SubscriptionRef &subscription, const QueuedMessage &) {
        house.queues->unsubscribe(subscription);
    };
    house.turn();
    QCOMPARE(house.consumers.calls, 1);
    QCOMPARE(house.status().handedOut, 0);
    house.consumers.before = {};
    house.consumers.take();
    house.consume(2);
    house.turn();
    QTEST(house.consumers.take(), "next");
}

void QueuesTest::emptyQueuesVanish()
{
    QueueLimits limits;
    limits.queues = 2;
    House house(limits);
    house.send("a");
    QVERIFY(house.consume(1, AckMode::Auto, {}, "/queue/b"));
    QVERIFY(!house.consume(2, AckMode::Auto, {}, "/queue/c"));
    QCOMPARE(house.send("x", {}, "/queue/c").refusal, QByteArray("too many queues"));
    house.consume(3);
    house.turn();
    house.queues->unsubscribe(ref(3));
    house.turn();
    QCOMPARE(house.queues->status().size(), 1u);
    QVERIFY(house.consume(2, AckMode::Auto, {}, "/queue/c"));
}

void QueuesTest::countsAndTells()
{
    House house;
    house.consume(1, AckMode::Client, 1);
    house.consume(2, AckMode::Client, 1);
    for (const char *body : {"a", "b", "c"})
        house.send(body);
    house.turn();
    const Queues::Status status = house.status();
    QCOMPARE(status.waiting, 1);
    QCOMPARE(status.handedOut, 2);
    QCOMPARE(status.consumers, 2);
    QVERIFY(status.bytes >= 3);
    QCOMPARE(house.queues->counters().sent, 3u);
    QCOMPARE(house.queues->counters().handedOut, 2u);
}

void QueuesTest::numbersGoOnAfterARestart()
{
    House first;
    first.send("a");
    first.consume(1);
    first.turn();
    // Nothing of it was in the log, and yet a later run must not use that id again.
    House second({}, {}, first.now + 1);
    second.send("b");
    second.consume(1);
    second.turn();
    QVERIFY(second.consumers.all[0].message.id > first.consumers.all[0].message.id + 1000);

    QueueContents contents;
    contents.lastId = quint64(1) << 62;
    House third({}, contents);
    third.send("c");
    third.consume(1);
    third.turn();
    QVERIFY(third.consumers.all[0].message.id > contents.lastId);
}

QTEST_GUILESS_MAIN(QueuesTest)
#include "tst_queues.moc"
