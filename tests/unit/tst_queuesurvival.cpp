// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/queuefixture.h"

#include <QTest>

using namespace QueueFixture;
using Stomp::AckMode;

namespace {

const Stomp::Headers persistent{{"persistent", "true"}};
const QByteArray news = "/topic/news";

/// A durable subscription of session 1, 2…
Said subscribeDurably(House &house, int session,
                      const DurableSubscription &subscription = durable(),
                      AckMode ack = AckMode::Auto)
{
    const auto said = std::make_shared<Said>();
    house.queues->subscribeDurably(subscription, {ref(session), ack, {}},
                                   [said](const auto &outcome) { said->listen()(outcome); });
    house.settle();
    return *said;
}

Said forget(House &house, const DurableSubscription &subscription = durable())
{
    const auto said = std::make_shared<Said>();
    house.queues->forget(subscription, [said](const auto &outcome) { said->listen()(outcome); });
    house.settle();
    return *said;
}

Words bodiesIn(const MemoryQueueLog &log)
{
    Words words;
    for (const auto &[id, message] : log.kept)
        words.push_back(message.body);
    return words;
}

} // namespace

/// What the log is told, and what comes back from it.
class QueueSurvivalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void doneWhenTheLogHasIt();
    void orderIsKeptAcrossTheLog();
    void refusedWhenTheLogFails();
    void aLotIsInTheLogOrNotAtAll();
    void acknowledgedLeavesTheLogOncePerTurn();
    void expiredLeavesTheLog();
    void comesBackAfterARestart();
    void deadLettersSurvive();
    void deadLettersWithoutTheLog();
    void answersMayComeTooLate();

    void durableCollectsWhileAway();
    void durableSurvives();
    void durableBeginsWhenTheLogHasIt();
    void durableThatTheLogRefuses();
    void durableLostWhileItBegins();
    void durableIsInUse();
    void durableStaysWithItsDestination();
    void durableOfAnotherUserIsAnother();
    void durableQueuesAreDistinct_data();
    void durableQueuesAreDistinct();
    void durableIsForgotten();
    void durableIsForgottenWhileItBegins();
    void durableIsNotForgottenByAFailingLog();
    void durablesGoWithTheirUser();
    void durablesGoWithTheirUserThoughTheLogFails();
    void durablesAreLimited();
    void durableOverflowDropsTheOldest();
    void durableHonoursExpires();
    void durablePublicationFailsWithTheLog();
    void durableDeadLetters();
};

void QueueSurvivalTest::doneWhenTheLogHasIt()
{
    House house;
    house.consume(1);
    Said said;
    house.queues->send(orders, persistent, "a", said.listen());
    house.turn();
    QCOMPARE(said.times, 0);
    QVERIFY(house.consumers.all.empty());
    house.log.work();
    QVERIFY(said.isDone());
    QCOMPARE(said.delivered, 1);
    house.turn();
    QCOMPARE(house.consumers.take(), Words{"1:a"});
    house.settle();
    QVERIFY(house.log.kept.empty());
}

void QueueSurvivalTest::orderIsKeptAcrossTheLog()
{
    House house;
    house.consume(1);
    house.send("a");
    house.send("b", persistent);
    house.send("c");
    house.turn();
    QCOMPARE(house.consumers.take(), Words{"1:a"});
    house.settle();
    QCOMPARE(house.consumers.take(), (Words{"1:b", "1:c"}));
}

void QueueSurvivalTest::refusedWhenTheLogFails()
{
    House house;
    house.consume(1);
    house.log.fails = true;
    Said said;
    house.queues->send(orders, persistent, "a", said.listen());
    house.send("b");
    house.settle();
    QCOMPARE(said.times, 1);
    QVERIFY(said.refusal.startsWith("not stored"));
    QCOMPARE(house.consumers.take(), Words{"1:b"});
    QCOMPARE(house.status().bytes, 0);
}

void QueueSurvivalTest::aLotIsInTheLogOrNotAtAll()
{
    const std::vector<ApplicationRequest> lot{
        {orders, {}, "a"}, {orders, persistent, "b"}, {"/queue/other", persistent, "c"}};
    House house;
    house.consume(1);
    house.log.fails = true;
    Said first;
    house.queues->sendAll(lot, first.listen());
    house.settle();
    QVERIFY(!first.refusal.isEmpty());
    QVERIFY(house.consumers.all.empty());
    QCOMPARE(house.queues->status().size(), 1u);

    house.log.fails = false;
    house.log.adds = 0;
    Said second;
    house.queues->sendAll(lot, second.listen());
    house.turn();
    QVERIFY(house.consumers.all.empty());
    house.settle();
    QVERIFY(second.isDone());
    QCOMPARE(house.log.adds, 1);
    QCOMPARE(house.consumers.take(), (Words{"1:a", "1:b"}));
    QCOMPARE(bodiesIn(house.log), Words{"c"});
}

void QueueSurvivalTest::acknowledgedLeavesTheLogOncePerTurn()
{
    House house;
    house.consume(1, AckMode::Client);
    for (const char *body : {"a", "b", "c"})
        house.send(body, persistent);
    house.settle();
    QCOMPARE(house.log.kept.size(), 3u);
    house.acknowledge(1, "a");
    house.acknowledge(1, "b");
    QCOMPARE(house.log.removes, 0);
    house.settle();
    QCOMPARE(house.log.removes, 1);
    QCOMPARE(bodiesIn(house.log), Words{"c"});
    house.acknowledge(1, "c");
    house.queues.reset();
    house.log.work();
    QVERIFY(house.log.kept.empty());
}

void QueueSurvivalTest::expiredLeavesTheLog()
{
    House house;
    house.send("a", {{"persistent", "true"}, {"expires", QByteArray::number(house.now + 10)}});
    house.settle();
    house.now += 10;
    house.consume(1);
    house.settle();
    QVERIFY(house.log.kept.empty());
    QVERIFY(house.consumers.all.empty());
}

void QueueSurvivalTest::comesBackAfterARestart()
{
    House before;
    before.consume(1, AckMode::Client, 1);
    before.send("a", persistent);
    before.send("gone");
    before.send("b", {{"persistent", "true"}, {"expires", "1900000000000"}});
    before.settle();

    House after({}, before.log.contents());
    QCOMPARE(after.status().waiting, 2);
    after.consume(2);
    after.send("c");
    after.settle();
    const auto all = after.consumers.all;
    QCOMPARE(after.consumers.take(), (Words{"2:a", "2:b", "2:c"}));
    // Nobody knows whether they were handed out.
    QCOMPARE(all[0].message.attempts, 1);
    QCOMPARE(all[1].message.attempts, 1);
    QCOMPARE(all[2].message.attempts, 0);
    QCOMPARE(all[1].message.expires, 1'900'000'000'000);
    QCOMPARE(Queues::messageId(all[0].message), before.idOf("a"));
    QCOMPARE(after.queues->counters().sent, 1u);
}

void QueueSurvivalTest::deadLettersSurvive()
{
    House house;
    house.consume(1, AckMode::Client);
    house.send("a", persistent);
    house.settle();
    const quint64 id = house.consumers.all.back().message.id;
    house.refuse(1, "a", false);
    house.turn();
    QVERIFY(house.log.kept.contains(id)); // Not before the letter is there.
    house.settle();
    QCOMPARE(house.log.kept.size(), 1u);
    QVERIFY(!house.log.kept.contains(id));
    const QueuedMessage letter = house.log.kept.begin()->second;
    QCOMPARE(letter.queue, deadOrders);
    QCOMPARE(letter.headers.value("dead-letter-reason", {}), QByteArray("rejected"));

    House after({}, house.log.contents());
    after.consume(2, AckMode::Client, {}, deadOrders);
    after.settle();
    QCOMPARE(after.consumers.take(), Words{"2:a"});
}

void QueueSurvivalTest::deadLettersWithoutTheLog()
{
    House house;
    house.consume(1, AckMode::Client);
    house.consume(2, AckMode::Auto, {}, deadOrders);
    house.send("a", persistent);
    house.settle();
    house.log.fails = true;
    house.refuse(1, "a", false);
    house.consumers.take();
    house.settle();
    QCOMPARE(house.consumers.take(), Words{"2:a"});
    QCOMPARE(house.log.kept.begin()->second.queue, orders); // Better twice than never.
}

void QueueSurvivalTest::answersMayComeTooLate()
{
    House house;
    house.consume(1, AckMode::Client);
    house.send("old", persistent);
    house.settle();
    house.refuse(1, "old", false);
    Said sent, begun, ended, published;
    house.queues->send(orders, persistent, "a", sent.listen());
    house.queues->subscribeDurably(durable(), {ref(2), AckMode::Auto, {}}, begun.listen());
    house.queues->publish(news, {}, "b", published.listen());
    house.queues->unsubscribe(ref(2));
    house.queues->forget(durable(), ended.listen());
    house.queues.reset();
    house.log.work();
    QCOMPARE(sent.times + begun.times + ended.times + published.times, 0);
}

void QueueSurvivalTest::durableCollectsWhileAway()
{
    House house;
    QVERIFY(!house.queues->hasDurable(news));
    Said none;
    QCOMPARE(house.queues->publish(news, {}, "nobody", none.listen()), 0);
    QCOMPARE(none.times, 0);
    QVERIFY(subscribeDurably(house, 1).isDone());
    QVERIFY(house.queues->hasDurable(news));
    Said said;
    QCOMPARE(house.queues->publish(news, {{"color", "red"}}, "a", said.listen()), 1);
    house.turn();
    QCOMPARE(said.times, 0);
    house.settle();
    QVERIFY(said.isDone());
    QCOMPARE(house.consumers.take(), Words{"1:a"});

    house.queues->unsubscribe(ref(1));
    house.settle();
    QVERIFY(house.queues->hasDurable(news));
    house.queues->publish(news, {{"color", "red"}}, "b", said.listen());
    house.queues->publish("/topic/other", {}, "c", said.listen());
    house.settle();
    QVERIFY(house.consumers.all.empty());
    QVERIFY(subscribeDurably(house, 2).isDone());
    QCOMPARE(house.consumers.all.size(), 1u);
    const QueuedMessage message = house.consumers.all.back().message;
    QCOMPARE(message.body, QByteArray("b"));
    QCOMPARE(message.destination, news);
    QCOMPARE(message.headers.value("color", {}), QByteArray("red"));
    QCOMPARE(message.attempts, 0);
}

void QueueSurvivalTest::durableSurvives()
{
    House before;
    subscribeDurably(before, 1);
    before.queues->unsubscribe(ref(1));
    before.queues->publish(news, {}, "a", [](const auto &) {});
    before.settle();

    House after({}, before.log.contents());
    QVERIFY(after.queues->hasDurable(news));
    after.queues->publish(news, {}, "b", [](const auto &) {});
    after.settle();
    QVERIFY(subscribeDurably(after, 5).isDone());
    QCOMPARE(after.consumers.take(), (Words{"5:a", "5:b"}));
    QVERIFY(after.log.subscriptions.empty()); // Not told again what it has.

    // What belongs to none any more is thrown out of the log.
    QueueContents orphaned = before.log.contents();
    orphaned.subscriptions.clear();
    House third({}, orphaned);
    third.log.kept = before.log.kept;
    third.settle();
    QVERIFY(third.log.kept.empty());
    QVERIFY(third.queues->status().empty());
}

void QueueSurvivalTest::durableBeginsWhenTheLogHasIt()
{
    House house;
    Said said;
    house.queues->subscribeDurably(durable(), {ref(1), AckMode::Auto, {}}, said.listen());
    house.queues->publish(news, {}, "a", [](const auto &) {});
    house.turn();
    QCOMPARE(said.times, 0);
    house.log.work();
    QVERIFY(said.isDone());
    QCOMPARE(house.log.subscriptions, std::vector{durable()});
    house.settle();
    QCOMPARE(house.consumers.take(), Words{"1:a"});
}

void QueueSurvivalTest::durableThatTheLogRefuses()
{
    House house;
    house.log.fails = true;
    const Said said = subscribeDurably(house, 1);
    QCOMPARE(said.times, 1);
    QVERIFY(said.refusal.startsWith("not stored"));
    QVERIFY(!house.queues->hasDurable(news));
    QVERIFY(house.queues->status().empty());
    house.log.fails = false;
    QVERIFY(subscribeDurably(house, 1).isDone());
}

void QueueSurvivalTest::durableLostWhileItBegins()
{
    House house;
    Said first, second;
    house.queues->subscribeDurably(durable(), {ref(1), AckMode::Auto, {}}, first.listen());
    house.queues->unsubscribe(ref(1));
    house.queues->subscribeDurably(durable(), {ref(2), AckMode::Auto, {}}, second.listen());
    QCOMPARE(second.times, 0);
    house.settle();
    QVERIFY(second.isDone());
    QCOMPARE(house.log.subscriptions.size(), 1u);
    house.queues->publish(news, {}, "a", [](const auto &) {});
    house.settle();
    QCOMPARE(house.consumers.take(), Words{"2:a"});
}

void QueueSurvivalTest::durableIsInUse()
{
    House house;
    subscribeDurably(house, 1);
    QCOMPARE(subscribeDurably(house, 2).refusal, QByteArray("durable subscription is in use"));
    QCOMPARE(forget(house).refusal, QByteArray("durable subscription is in use"));
    house.queues->unsubscribe(ref(1));
    QVERIFY(subscribeDurably(house, 2).isDone());
}

void QueueSurvivalTest::durableStaysWithItsDestination()
{
    House house;
    subscribeDurably(house, 1);
    house.queues->unsubscribe(ref(1));
    DurableSubscription other = durable();
    other.destination = "/topic/other";
    QCOMPARE(subscribeDurably(house, 1, other).refusal,
             QByteArray("durable subscription has another destination"));
    QVERIFY(!house.queues->hasDurable("/topic/other"));
}

void QueueSurvivalTest::durableOfAnotherUserIsAnother()
{
    House house;
    QVERIFY(subscribeDurably(house, 1).isDone());
    QVERIFY(subscribeDurably(house, 2, durable("news", QStringLiteral("lee"))).isDone());
    QCOMPARE(house.queues->publish(news, {}, "a", [](const auto &) {}), 2);
    house.settle();
    Words words = house.consumers.take();
    std::sort(words.begin(), words.end());
    QCOMPARE(words, (Words{"1:a", "2:a"}));
}

void QueueSurvivalTest::durableQueuesAreDistinct_data()
{
    QTest::addColumn<DurableSubscription>("one");
    QTest::addColumn<DurableSubscription>("other");
    const auto of = [](const char *user, const QByteArray &client, const QByteArray &name) {
        return DurableSubscription{QString::fromUtf8(user), client, name, news};
    };
    QTest::newRow("slash") << of("a/b", "c", "d") << of("a", "b/c", "d");
    QTest::newRow("escape") << of("a%2Fb", "c", "d") << of("a/b", "c", "d");
    QTest::newRow("empty") << of("a", "", "b") << of("a", "b", "");
    QTest::newRow("nul") << of("a", QByteArray("\0", 1), "b") << of("a", "", "b");
    QTest::newRow("bytes") << of("a", "\xff", "b") << of("a", "\xfe", "b");
    QTest::newRow("user") << of("/queue/x", "", "") << of("%2Fqueue%2Fx", "", "");
}

void QueueSurvivalTest::durableQueuesAreDistinct()
{
    QFETCH(DurableSubscription, one);
    QFETCH(DurableSubscription, other);
    QVERIFY(one.queue() != other.queue());
    QVERIFY(!one.queue().startsWith('/'));
    QVERIFY(!other.queue().startsWith('/'));
}

void QueueSurvivalTest::durableIsForgotten()
{
    House house;
    subscribeDurably(house, 1);
    house.queues->unsubscribe(ref(1));
    house.queues->publish(news, {}, "a", [](const auto &) {});
    house.settle();
    Said said;
    house.queues->forget(durable(), said.listen());
    QVERIFY(!house.queues->hasDurable(news));
    QCOMPARE(house.queues->publish(news, {}, "b", [](const auto &) {}), 0);
    QVERIFY(!subscribeDurably(house, 2).isDone());
    QVERIFY(said.isDone());
    QVERIFY(house.log.kept.empty());
    QVERIFY(house.log.subscriptions.empty());
    QVERIFY(house.queues->status().empty());
    QVERIFY(forget(house).isDone()); // None: that is what was wanted.
    QVERIFY(subscribeDurably(house, 2).isDone());
    QVERIFY(house.consumers.all.empty());
}

void QueueSurvivalTest::durableIsForgottenWhileItBegins()
{
    House house;
    Said begun;
    house.queues->subscribeDurably(durable(), {ref(1), AckMode::Auto, {}}, begun.listen());
    house.queues->unsubscribe(ref(1));
    QVERIFY(forget(house).isDone());
    QCOMPARE(begun.times, 1);
    QVERIFY(!house.queues->hasDurable(news));
    QVERIFY(house.log.subscriptions.empty());
    QVERIFY(house.queues->status().empty());
}

void QueueSurvivalTest::durablesGoWithTheirUser()
{
    House house;
    subscribeDurably(house, 1);
    subscribeDurably(house, 2, durable("other"));
    const DurableSubscription stays = durable("news", QStringLiteral("lee"));
    subscribeDurably(house, 3, stays);
    house.queues->unsubscribe(ref(2));
    house.queues->unsubscribe(ref(3));
    house.queues->forgetAll(QStringLiteral("kim")); // one in use, one that waits
    QCOMPARE(house.queues->publish(news, {}, "a", [](const auto &) {}), 1);
    house.settle();
    QVERIFY(house.consumers.all.empty());
    QCOMPARE(house.log.subscriptions.size(), size_t(1));
    QCOMPARE(house.queues->status().size(), size_t(1));
    QVERIFY(subscribeDurably(house, 4, stays).isDone());
    QCOMPARE(house.consumers.take(), Words{"4:a"});
    house.queues->forgetAll(QStringLiteral("nobody"));
    QVERIFY(house.queues->hasDurable(news));
}

// It has let go of them with all else of that person, or will.
void QueueSurvivalTest::durablesGoWithTheirUserThoughTheLogFails()
{
    House house;
    subscribeDurably(house, 1);
    house.log.fails = true;
    house.queues->forgetAll(durable().user);
    house.settle();
    QVERIFY(!house.queues->hasDurable(news));
    QVERIFY(house.queues->status().empty());
}

void QueueSurvivalTest::durableIsNotForgottenByAFailingLog()
{
    House house;
    subscribeDurably(house, 1);
    house.queues->unsubscribe(ref(1));
    house.log.fails = true;
    QVERIFY(!forget(house).isDone());
    house.log.fails = false;
    QVERIFY(house.queues->hasDurable(news));
    QVERIFY(subscribeDurably(house, 2).isDone());
}

void QueueSurvivalTest::durablesAreLimited()
{
    QueueLimits limits;
    limits.durableSubscriptions = 3;
    limits.durableSubscriptionsPerUser = 2;
    House house(limits);
    QVERIFY(subscribeDurably(house, 1, durable("a")).isDone());
    QVERIFY(subscribeDurably(house, 2, durable("b")).isDone());
    QCOMPARE(subscribeDurably(house, 3, durable("c")).refusal,
             QByteArray("too many durable subscriptions of yours"));
    QVERIFY(subscribeDurably(house, 3, durable("c", QStringLiteral("lee"))).isDone());
    QCOMPARE(subscribeDurably(house, 4, durable("d", QStringLiteral("park"))).refusal,
             QByteArray("too many durable subscriptions"));
    house.queues->unsubscribe(ref(1));
    QVERIFY(forget(house, durable("a")).isDone());
    QVERIFY(subscribeDurably(house, 4, durable("d", QStringLiteral("park"))).isDone());
}

void QueueSurvivalTest::durableOverflowDropsTheOldest()
{
    QueueLimits limits;
    limits.messages = 2;
    limits.bytes = 1000;
    House house(limits);
    subscribeDurably(house, 1);
    house.queues->unsubscribe(ref(1));
    std::vector<Said> said(4);
    for (int i = 0; i < 4; ++i) // Faster than the log.
        house.queues->publish(news, {}, QByteArray::number(i), said[i].listen());
    Said tooBig;
    QCOMPARE(house.queues->publish(news, {}, QByteArray(2000, 'x'), tooBig.listen()), 1);
    QVERIFY(tooBig.isDone());
    house.settle();
    for (const Said &one : said)
        QVERIFY(one.isDone());
    QCOMPARE(house.queues->counters().refused, 0u);
    QCOMPARE(house.queues->counters().dropped, 3u);
    QCOMPARE(bodiesIn(house.log), (Words{"2", "3"}));
    subscribeDurably(house, 2);
    QCOMPARE(house.consumers.take(), (Words{"2:2", "2:3"}));
}

void QueueSurvivalTest::durableHonoursExpires()
{
    House house;
    subscribeDurably(house, 1);
    house.queues->unsubscribe(ref(1));
    const auto expiring = [&](qint64 at) {
        return Stomp::Headers{{"expires", QByteArray::number(at)}};
    };
    QCOMPARE(house.queues->publish(news, expiring(house.now), "a", [](const auto &) {}), 0);
    QCOMPARE(house.queues->publish(news, expiring(house.now + 10), "b", [](const auto &) {}), 1);
    house.settle();
    house.now += 10;
    subscribeDurably(house, 2);
    QVERIFY(house.consumers.all.empty());
    QVERIFY(house.log.kept.empty());
    QCOMPARE(house.queues->counters().expired, 2u);
}

void QueueSurvivalTest::durablePublicationFailsWithTheLog()
{
    House house;
    subscribeDurably(house, 1);
    house.log.fails = true;
    Said said;
    QCOMPARE(house.queues->publish(news, {}, "a", said.listen()), 1);
    house.settle();
    QVERIFY(said.refusal.startsWith("not stored"));
    QVERIFY(house.consumers.all.empty());
}

void QueueSurvivalTest::durableDeadLetters()
{
    House house;
    subscribeDurably(house, 1, durable(), AckMode::Client);
    house.queues->publish(news, {}, "a", [](const auto &) {});
    house.settle();
    house.refuse(1, "a", false);
    house.settle();
    QCOMPARE(house.status("/queue/dead/topic/news").waiting, 1);
}

QTEST_GUILESS_MAIN(QueueSurvivalTest)
#include "tst_queuesurvival.moc"
