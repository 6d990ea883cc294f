// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/queuefixture.h"

#include <QTest>

using namespace QueueFixture;
using Stomp::AckMode;
using Overflow = QueueLimits::Overflow;

namespace {

/// What a message without headers and with an empty body costs.
constexpr qint64 emptyCost = 256;

Stomp::Headers expiring(qint64 at)
{
    return {{"expires", QByteArray::number(at)}};
}

QueueLimits ofMessages(int messages, Overflow overflow = Overflow::Reject)
{
    QueueLimits limits;
    limits.messages = messages;
    limits.overflow = overflow;
    return limits;
}

ApplicationRequest request(const QByteArray &body, const QByteArray &queue = orders)
{
    return {queue, {}, body};
}

} // namespace

class QueueLimitsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesWhatDoesNotFit();
    void handedOutOnesCount();
    void headersCount();
    void refusesWhatNeverFits();
    void allQueuesTogether();
    void dropsTheOldestWaiting();
    void dropOldestRefusesWhenAllIsHandedOut();
    void dropOldestWithinAllBytes();
    void deadLettersSayWhy_data();
    void deadLettersSayWhy();
    void deadLettersAreNeverNested();
    void deadLettersAreBounded();
    void deadLettersOfTooManyQueues();
    void deadLettersNameTheirQueue_data();
    void deadLettersNameTheirQueue();
    void expiredIsNeverHandedOut();
    void expiredBeforeItWasSent();
    void expiresThatIsNoTime_data();
    void expiresThatIsNoTime();
    void expiredWhileAwayIsNotHandedOut();
    void expiredOnesMakeRoom();
    void expiredOnesElsewhereMakeRoom();
    void checkChangesNothing();
    void checkLooksAtAllTogether_data();
    void checkLooksAtAllTogether();
    void sendsAllOrNone();
};

void QueueLimitsTest::refusesWhatDoesNotFit()
{
    House house(ofMessages(2));
    QVERIFY(house.send("a").isDone());
    QVERIFY(house.send("b").isDone());
    const Said said = house.send("c");
    QCOMPARE(said.times, 1);
    QCOMPARE(said.refusal, QByteArray("queue is full"));
    QVERIFY(house.send("d", {}, "/queue/other").isDone());
    QCOMPARE(house.queues->counters().refused, 1u);
    QCOMPARE(house.queues->counters().sent, 3u);
}

void QueueLimitsTest::handedOutOnesCount()
{
    House house(ofMessages(2));
    house.consume(1, AckMode::Client);
    house.send("a");
    house.send("b");
    house.turn();
    QVERIFY(!house.send("c").isDone());
    house.acknowledge(1, "a");
    QVERIFY(house.send("d").isDone());
}

void QueueLimitsTest::headersCount()
{
    QueueLimits limits;
    limits.bytes = 10 * emptyCost;
    House house(limits);
    Stomp::Headers headers;
    for (int i = 0; i < 100; ++i)
        headers.append("", "");
    QVERIFY(!house.send("", headers).isDone());
    QVERIFY(house.send("").isDone());
    QCOMPARE(house.status().bytes, emptyCost);
}

void QueueLimitsTest::refusesWhatNeverFits()
{
    for (const Overflow overflow : {Overflow::Reject, Overflow::DropOldest}) {
        QueueLimits limits;
        limits.bytes = 1000;
        limits.overflow = overflow;
        House house(limits);
        house.send("a");
        QCOMPARE(house.send(QByteArray(1000, 'x')).refusal,
                 QByteArray("message too big for a queue"));
        QCOMPARE(house.status().waiting, 1);
    }
}

void QueueLimitsTest::allQueuesTogether()
{
    QueueLimits limits;
    limits.allBytes = 3 * emptyCost;
    House house(limits);
    QVERIFY(house.send("", {}, "/queue/a").isDone());
    QVERIFY(house.send("", {}, "/queue/b").isDone());
    QVERIFY(house.send("", {}, "/queue/c").isDone());
    QCOMPARE(house.send("", {}, "/queue/d").refusal, QByteArray("queues are full"));
    house.turn();
    QCOMPARE(house.queues->status().size(), 3u);
    house.consume(1, AckMode::Auto, {}, "/queue/b");
    house.turn();
    QVERIFY(house.send("", {}, "/queue/d").isDone());
}

void QueueLimitsTest::dropsTheOldestWaiting()
{
    House house(ofMessages(3, Overflow::DropOldest));
    house.consume(1, AckMode::Client, 1);
    house.send("a");
    house.turn();
    for (const char *body : {"b", "c", "d", "e"})
        QVERIFY(house.send(body).isDone());
    QCOMPARE(house.status().handedOut, 1);
    QCOMPARE(house.status().waiting, 2);
    house.consume(2);
    house.consume(3, AckMode::Auto, {}, deadOrders);
    house.consumers.take();
    house.turn();
    Words words = house.consumers.take();
    std::sort(words.begin(), words.end());
    QCOMPARE(words, (Words{"2:d", "2:e", "3:b", "3:c"}));
    QCOMPARE(house.queues->counters().deadLettered, 2u);
}

void QueueLimitsTest::dropOldestRefusesWhenAllIsHandedOut()
{
    House house(ofMessages(2, Overflow::DropOldest));
    house.consume(1, AckMode::Client);
    house.send("a");
    house.send("b");
    house.turn();
    QCOMPARE(house.send("c").refusal, QByteArray("queue is full"));
    QVERIFY(!house.queues->check({request("c")}).has_value());
    QCOMPARE(house.status().handedOut, 2);

    // Nothing is thrown away for one that would not fit even so.
    QueueLimits limits = ofMessages(10, Overflow::DropOldest);
    limits.bytes = 1000;
    House other(limits);
    other.consume(1, AckMode::Client, 1);
    other.send(QByteArray(200, 'x'));
    other.turn();
    other.send("b");
    QCOMPARE(other.send(QByteArray(500, 'x')).refusal, QByteArray("queue is full"));
    QCOMPARE(other.status().waiting, 1);
}

void QueueLimitsTest::dropOldestWithinAllBytes()
{
    QueueLimits limits;
    limits.overflow = Overflow::DropOldest;
    limits.allBytes = 4 * emptyCost;
    House house(limits);
    for (int i = 0; i < 100; ++i) {
        QVERIFY(house.send("").isDone());
        qint64 bytes = 0;
        for (const Queues::Status &status : house.queues->status())
            bytes += status.bytes;
        QVERIFY(bytes <= limits.allBytes);
    }
    QVERIFY(house.status().waiting >= 1);
}

void QueueLimitsTest::deadLettersSayWhy_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("rejected") << QByteArray("rejected");
    QTest::newRow("attempts") << QByteArray("attempts");
    QTest::newRow("overflow") << QByteArray("overflow");
}

void QueueLimitsTest::deadLettersSayWhy()
{
    QFETCH(QByteArray, reason);
    QueueLimits limits = ofMessages(1, Overflow::DropOldest);
    limits.attempts = 1;
    House house(limits);
    house.send("a",
               {{"color", "red"}, {"dead-letter-reason", "a lie"}, {"expires", "1900000000000"}});
    if (reason == "overflow") {
        house.send("b");
    } else {
        house.consume(1, AckMode::Client);
        house.turn();
        house.refuse(1, "a", reason == "attempts");
    }
    house.now = 2'000'000'000'000; // Dead letters do not expire.
    house.consume(2, AckMode::Auto, {}, deadOrders);
    house.consumers.take();
    house.turn();
    QVERIFY(!house.consumers.all.empty());
    const QueuedMessage letter = house.consumers.all.back().message;
    QCOMPARE(letter.body, QByteArray("a"));
    QCOMPARE(letter.destination, deadOrders);
    QCOMPARE(letter.headers.value("dead-letter-reason", {}), reason);
    QCOMPARE(letter.headers.value("original-destination", {}), orders);
    QCOMPARE(letter.headers.value("original-expires", {}), QByteArray("1900000000000"));
    QVERIFY(!letter.headers.contains("expires"));
    QCOMPARE(letter.headers.value("color", {}), QByteArray("red"));
    QCOMPARE(letter.attempts, 0);
    QCOMPARE(house.queues->counters().deadLettered, 1u);
}

void QueueLimitsTest::deadLettersAreNeverNested()
{
    House house;
    house.consume(1, AckMode::Client);
    house.consume(2, AckMode::Client, {}, deadOrders);
    house.send("a");
    house.turn();
    house.refuse(1, "a", false);
    house.turn();
    QCOMPARE(house.consumers.all.back().session, 2);
    house.refuse(2, "a", false);
    house.settle();
    QCOMPARE(house.queues->status().size(), 2u);
    QCOMPARE(house.status(deadOrders).waiting + house.status(deadOrders).handedOut, 0);
    QCOMPARE(house.queues->counters().deadLettered, 1u);
    QCOMPARE(house.queues->counters().dropped, 1u);
}

void QueueLimitsTest::deadLettersAreBounded()
{
    House house(ofMessages(3));
    house.consume(1, AckMode::Client);
    for (const char *body : {"a", "b", "c", "d", "e"}) {
        house.send(body);
        house.turn();
        house.refuse(1, body, false);
    }
    house.consumers.take();
    house.consume(2, AckMode::Auto, {}, deadOrders);
    house.turn();
    QCOMPARE(house.consumers.take(), (Words{"2:c", "2:d", "2:e"}));
    QCOMPARE(house.queues->counters().dropped, 2u);
}

void QueueLimitsTest::deadLettersOfTooManyQueues()
{
    QueueLimits limits;
    limits.queues = 1;
    House house(limits);
    house.consume(1, AckMode::Client);
    house.send("a");
    house.turn();
    house.refuse(1, "a", false);
    house.turn();
    QCOMPARE(house.queues->status().size(), 1u);
    QCOMPARE(house.queues->counters().dropped, 1u);
}

void QueueLimitsTest::deadLettersNameTheirQueue_data()
{
    QTest::addColumn<QByteArray>("destination");
    QTest::addColumn<QByteArray>("queue");
    QTest::newRow("queue") << orders << deadOrders;
    QTest::newRow("path") << QByteArray("/queue/a/b") << QByteArray("/queue/dead/a/b");
    QTest::newRow("topic") << QByteArray("/topic/news") << QByteArray("/queue/dead/topic/news");
    QTest::newRow("alike") << QByteArray("/queues") << QByteArray("/queue/dead/queues");
}

void QueueLimitsTest::deadLettersNameTheirQueue()
{
    QFETCH(QByteArray, destination);
    QTEST(deadLetterQueue(destination), "queue");
}

void QueueLimitsTest::expiredIsNeverHandedOut()
{
    House house;
    house.send("a", expiring(house.now + 1000));
    house.send("b");
    house.send("c", expiring(house.now + 2000));
    house.now += 1000;
    house.consume(1);
    house.turn();
    QCOMPARE(house.consumers.take(), (Words{"1:b", "1:c"}));
    QCOMPARE(house.queues->counters().expired, 1u);
    QCOMPARE(house.queues->counters().handedOut, 2u);
}

void QueueLimitsTest::expiredBeforeItWasSent()
{
    House house;
    house.consume(1);
    const Said said = house.send("a", expiring(house.now));
    QVERIFY(said.isDone());
    QCOMPARE(said.delivered, 0);
    house.turn();
    QVERIFY(house.consumers.all.empty());
    QCOMPARE(house.queues->counters().expired, 1u);
}

void QueueLimitsTest::expiresThatIsNoTime_data()
{
    QTest::addColumn<QByteArray>("expires");
    for (const char *text : {"", "0", "-1", "soon", "12x", "99999999999999999999999"})
        QTest::newRow(text) << QByteArray(text);
}

void QueueLimitsTest::expiresThatIsNoTime()
{
    QFETCH(QByteArray, expires);
    House house;
    house.send("a", {{"expires", expires}});
    house.now += 1'000'000'000'000;
    house.consume(1);
    house.turn();
    QCOMPARE(house.consumers.take(), Words{"1:a"});
}

void QueueLimitsTest::expiredWhileAwayIsNotHandedOut()
{
    House house;
    house.consume(1, AckMode::Client);
    house.send("a", expiring(house.now + 1000));
    house.turn();
    house.now += 5000;
    house.queues->unsubscribe(ref(1));
    house.consumers.take();
    house.consume(2);
    house.turn();
    QVERIFY(house.consumers.all.empty());
    QCOMPARE(house.queues->counters().expired, 1u);
}

void QueueLimitsTest::expiredOnesMakeRoom()
{
    House house(ofMessages(3));
    house.send("a");
    house.send("b", expiring(house.now + 1000));
    house.send("c", expiring(house.now + 5000));
    QVERIFY(!house.send("d").isDone());
    house.now += 1000;
    QVERIFY(house.send("e").isDone());
    QCOMPARE(house.queues->counters().expired, 1u);
    house.consume(1);
    house.turn();
    QCOMPARE(house.consumers.take(), (Words{"1:a", "1:c", "1:e"}));
}

void QueueLimitsTest::expiredOnesElsewhereMakeRoom()
{
    QueueLimits limits;
    limits.allBytes = 800;
    House house(limits);
    QVERIFY(house.send("", expiring(house.now + 1000), "/queue/other").isDone());
    QVERIFY(!house.send(QByteArray(400, 'x')).isDone());
    house.now += 1000;
    QVERIFY(house.send(QByteArray(400, 'x')).isDone());
    house.turn();
    QCOMPARE(house.queues->status().size(), 1u);
}

void QueueLimitsTest::checkChangesNothing()
{
    House house(ofMessages(1));
    QVERIFY(house.queues->check({request("a")}).has_value());
    QVERIFY(house.queues->status().empty());
    QVERIFY(house.send("a").isDone());
    QVERIFY(!house.queues->check({request("a")}).has_value());
    QCOMPARE(house.status().waiting, 1);
}

void QueueLimitsTest::checkLooksAtAllTogether_data()
{
    QTest::addColumn<std::vector<ApplicationRequest>>("messages");
    QTest::addColumn<bool>("fits");
    using Messages = std::vector<ApplicationRequest>;
    QTest::newRow("nothing") << Messages{} << true;
    QTest::newRow("as many as fit") << Messages{request("a"), request("b")} << true;
    QTest::newRow("one too many") << Messages{request("a"), request("b"), request("c")} << false;
    QTest::newRow("a new queue") << Messages{request("a", "/queue/x"), request("b", "/queue/x")}
                                 << true;
    QTest::newRow("too many in a new queue") << Messages(4, request("a", "/queue/x")) << false;
    QTest::newRow("too many queues")
        << Messages{request("a", "/queue/x"), request("b", "/queue/y")} << false;
    QTest::newRow("too many bytes")
        << Messages{request(QByteArray(5000, 'x')), request(QByteArray(5000, 'x'))} << false;
    QTest::newRow("too many bytes in all")
        << Messages{request(QByteArray(5000, 'x')), request(QByteArray(5000, 'x'), "/queue/x")}
        << false;
}

void QueueLimitsTest::checkLooksAtAllTogether()
{
    QFETCH(std::vector<ApplicationRequest>, messages);
    QFETCH(bool, fits);
    QueueLimits limits = ofMessages(3);
    limits.queues = 2;
    limits.bytes = 8000;
    limits.allBytes = 9000;
    House house(limits);
    house.send("old");
    QCOMPARE(house.queues->check(messages).has_value(), fits);
}

void QueueLimitsTest::sendsAllOrNone()
{
    House house(ofMessages(2));
    house.consume(1, AckMode::Client);
    Said first;
    house.queues->sendAll({request("a"), request("b"), request("c")}, first.listen());
    QCOMPARE(first.refusal, QByteArray("queue is full"));
    house.turn();
    QVERIFY(house.consumers.all.empty());
    Said second;
    house.queues->sendAll({request("d"), request("e")}, second.listen());
    QVERIFY(second.isDone());
    house.turn();
    QCOMPARE(house.consumers.take(), (Words{"1:d", "1:e"}));
}

QTEST_GUILESS_MAIN(QueueLimitsTest)
#include "tst_queuelimits.moc"
