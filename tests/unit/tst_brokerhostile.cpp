// SPDX-License-Identifier: GPL-3.0-or-later
// What one client may do to the others and to the host: next to nothing.

#include "tests/support/memoryqueuelog.h"
#include "tests/support/notingapplication.h"
#include "tests/support/queuefixture.h"
#include "tests/support/typedpeer.h"

#include <QTest>
#include <QTimer>

#include <memory>

using namespace Server;

namespace {

const QByteArray refused = "ERROR|message=access refused to this destination|";

QByteArray begin(const QByteArray &actions)
{
    return "BEGIN\ntransaction:t\n\n^" + actions + "COMMIT\ntransaction:t\nreceipt:c\n\n^";
}

} // namespace

class TestBrokerHostile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { start({}); }
    void cleanup()
    {
        m_worker.reset();
        m_broker.reset();
        m_log.reset();
        m_application.reset();
    }

    // --- wildcards -------------------------------------------------------------------------

    void patternsOfAllSessionsAreBounded()
    {
        Broker::Options options;
        options.allPatterns = 3;
        start(options);
        TypedPeer greedy(*m_broker, "a");
        TypedPeer other(*m_broker, "b");
        QVERIFY(greedy
                    .talk(subscribeText("1", "/topic/1/*") + subscribeText("2", "/topic/2/*") +
                          subscribeText("3", "/topic/3/*"))
                    .isEmpty());
        // One that somebody has costs no more for a second.
        QVERIFY(other.talk(subscribeText("1", "/topic/2/*")).isEmpty());
        TypedPeer late(*m_broker, "c");
        const auto got = late.talk(subscribeText("1", "/topic/4/*", "receipt:r\n"));
        QCOMPARE(got.filter("ERROR|message=too many wildcards on this host|receipt-id=r|").size(),
                 1);
        greedy.leave();
        QTRY_COMPARE(m_broker->connectionCount(), 1);
        QVERIFY(other.talk(subscribeText("2", "/topic/4/*")).isEmpty());
    }

    void lastValuesByPatternLeaveRoom()
    {
        TypedPeer sender(*m_broker, "a");
        for (int i = 0; i < 10; ++i)
            sender.talk(sendText("/topic/big/" + QByteArray::number(i), QByteArray(300000, 'x'),
                                 "retain:true\n"));
        // More than that at once would make slow readers of those who are not.
        TypedPeer reader(*m_broker, "b");
        QCOMPARE(reader.talk(subscribeText("p", "/topic/big/*")).filter("MESSAGE").size(), 3);
        sender.talk(sendText("/topic/huge", QByteArray(1048576, 'x'), "retain:true\n"));
        QCOMPARE(reader.talk(subscribeText("q", "/topic/h*")).filter("MESSAGE").size(), 1);
        QVERIFY(!reader.closed);
    }

    // --- dead letters ----------------------------------------------------------------------

    void nobodySendsToTheDeadLetters()
    {
        TypedPeer guest(*m_broker, "a");
        TypedPeer owner(*m_broker, "owner");
        for (TypedPeer *peer : {&guest, &owner})
            QCOMPARE(peer->talk(sendText("/queue/dead/x", "forged", "receipt:r\n"))
                         .filter(refused + "receipt-id=r|")
                         .size(),
                     1);
        TypedPeer other(*m_broker, "b");
        QCOMPARE(other.talk(begin(sendText("/queue/dead/x", "forged", "transaction:t\n")))
                     .filter(refused + "receipt-id=c|")
                     .size(),
                 1);
        // Unless a rule names them; one that merely covers them says nothing about it.
        setPolicy("send /queue/** anyone\nsend /queue/dead/** owner");
        TypedPeer again(*m_broker, "owner");
        QVERIFY(again.talk(sendText("/queue/dead/x", "again", "receipt:r\n"))
                    .contains("RECEIPT|receipt-id=r|delivered=1|"));
        TypedPeer late(*m_broker, "c");
        QCOMPARE(late.talk(sendText("/queue/dead/x", "forged")).filter(refused).size(), 1);
    }

    void deadLettersAreForWhomTheyWereForAlive_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<bool>("guest");
        const QByteArray orders = "subscribe /queue/orders owner";
        QTest::newRow("their queue's rule") << orders << QByteArray("/queue/dead/orders") << false;
        QTest::newRow("another queue") << orders << QByteArray("/queue/dead/other") << true;
        QTest::newRow("the topic of a durable subscription")
            << QByteArray("subscribe /topic/news owner") << QByteArray("/queue/dead/topic/news")
            << false;
        QTest::newRow("a queue of that name") << QByteArray("subscribe /queue/topic/news owner")
                                              << QByteArray("/queue/dead/topic/news") << false;
        QTest::newRow("a rule of their own") << orders + "\nsubscribe /queue/dead/orders anyone"
                                             << QByteArray("/queue/dead/orders") << true;
        QTest::newRow("closed to all but the owner") << QByteArray("subscribe /queue/dead/** owner")
                                                     << QByteArray("/queue/dead/other") << false;
    }
    void deadLettersAreForWhomTheyWereForAlive()
    {
        QFETCH(QByteArray, rules);
        QFETCH(QByteArray, destination);
        QFETCH(bool, guest);
        setPolicy(rules);
        TypedPeer owner(*m_broker, "owner");
        QVERIFY(owner.talk(subscribeText("d", destination, "receipt:r\n"))
                    .contains("RECEIPT|receipt-id=r|"));
        TypedPeer stranger(*m_broker, "a");
        const auto got = stranger.talk(subscribeText("d", destination, "receipt:r\n"));
        QCOMPARE(got.contains("RECEIPT|receipt-id=r|"), guest);
        QCOMPARE(got.filter(refused + "receipt-id=r|").size(), guest ? 0 : 1);
    }

    // --- memory ----------------------------------------------------------------------------

    void headersOfWhatIsUnderWayCount()
    {
        Broker::Options options;
        options.connection.pendingBytes = 100 * 1024;
        start(options);
        DeafLink::Seen seen;
        auto deaf = std::make_unique<DeafLink>(seen);
        DeafLink &link = *deaf;
        m_broker->addLink(std::move(deaf));
        Q_EMIT link.received(QByteArray("CONNECT\naccept-version:1.2\nname:a\n\n") + '\0');
        const QByteArray frame = sendFrame("/app/later", "x:" + QByteArray(10000, 'x') + '\n');
        Q_EMIT link.received(frame.repeated(100));
        QCOMPARE(m_application->pending.size(), size_t(11));
        QVERIFY(!seen.reading);
    }

    // costOf() does not count the name of the queue, so it must not be held with each message.
    void nameOfAQueueIsHeldOnce()
    {
        QueueFixture::House house;
        const QByteArray name = "/queue/" + QByteArray(9000, 'x');
        house.consume(1, Stomp::AckMode::Auto, {}, name);
        for (const char *body : {"1", "2"})
            house.send(body, {}, QByteArray(name.constData(), name.size()));
        house.turn();
        const auto &got = house.consumers.all;
        QCOMPARE(got.size(), size_t(2));
        QCOMPARE(got[0].message.destination, name);
        QVERIFY(got[0].message.destination.isSharedWith(got[1].message.destination));
        QVERIFY(got[0].message.queue.isSharedWith(got[1].message.destination));
    }

    void durableSubscriptionsOfGuestsLeaveRoomForAccounts()
    {
        Broker::Options options;
        options.queues.durableSubscriptions = 4;
        start(options);
        const QByteArray durable = subscribeText("d", "/topic/x", "durable:true\nreceipt:r\n");
        const QByteArray done = "RECEIPT|receipt-id=r|";
        const auto tries = [&](const QByteArray &name) {
            TypedPeer peer(*m_broker, name, "client-id:c\n");
            peer.type(durable);
            return QTest::qWaitFor([&] { return peer.sees(done) || peer.sees("ERROR"); }) &&
                   peer.sees(done);
        };
        QVERIFY(tries("a"));
        QVERIFY(tries("b"));
        QVERIFY(!tries("c"));
        QVERIFY(tries("a")); // its own goes on
        QVERIFY(tries("account-kim"));
        QVERIFY(tries("account-lee"));
        QVERIFY(!tries("account-min"));
    }

    void peopleWhoLeftAreForgotten()
    {
        PeopleConnected people;
        Principal kim;
        kim.user = Chat::UserId(QStringLiteral("u-kim"));
        kim.name = QStringLiteral("kim");
        kim.role = Principal::Role::Member;
        for (const int session : {1, 2})
            people.add(SessionNumber(session), "s" + QByteArray::number(session), kim);
        people.remove(SessionNumber(1), "s1", kim);
        for (const char *who : {"u-kim", "kim", "s2"})
            QCOMPARE(people.sessionsOf(who), std::vector{SessionNumber(2)});
        people.remove(SessionNumber(2), "s2", kim);
        for (const char *who : {"u-kim", "kim", "s1", "s2"})
            QVERIFY(people.sessionsOf(who).empty());
    }

    void persistentMessagesHaveARate()
    {
        Broker::Options options;
        options.connection.messages = {1, 3};
        start(options);
        const QByteArray persistent = sendFrame("/queue/x", "persistent:true\n");
        for (const QByteArray &frames :
             {persistent.repeated(10),
              "BEGIN\ntransaction:t\n\n" + QByteArray(1, '\0') +
                  sendFrame("/queue/x", "persistent:true\ntransaction:t\n").repeated(10) +
                  "COMMIT\ntransaction:t\n\n" + QByteArray(1, '\0')}) {
            DeafLink::Seen seen;
            auto deaf = std::make_unique<DeafLink>(seen);
            DeafLink &link = *deaf;
            m_broker->addLink(std::move(deaf));
            Q_EMIT link.received(QByteArray("CONNECT\naccept-version:1.2\nname:a\n\n") + '\0');
            Q_EMIT link.received(sendFrame("/queue/x", {}).repeated(10));
            QVERIFY(seen.reading);
            Q_EMIT link.received(frames);
            QVERIFY(!seen.reading);
            link.abort();
        }
        QCOMPARE(m_broker->counters().heldBack, quint64(2));
    }

    void whoWaitsIsToldHowLong()
    {
        Broker::Options options;
        options.connection.messages = {1, 3};
        options.connection.sparesLoopback = false;
        start(options);
        TypedPeer fast(*m_broker, "a");
        TypedPeer other(*m_broker, "a");
        for (TypedPeer *peer : {&fast, &other})
            peer->talk(subscribeText("p", "/user/queue/chat/pace"));
        fast.type("BEGIN\ntransaction:t\n\n^" +
                  sendText("/queue/x", "x", "persistent:true\ntransaction:t\n").repeated(10) +
                  "COMMIT\ntransaction:t\n\n^");
        QTRY_VERIFY(fast.sees("{\"wait\":"));
        const QByteArray told = fast.frames.filter("{\"wait\":").value(0);
        QVERIFY(told.contains("destination=/user/queue/chat/pace"));
        const QByteArray number = told.mid(told.indexOf("\"wait\":") + 7).chopped(1);
        const int wait = number.toInt();
        QVERIFY2(wait > 5000 && wait <= 8000, number.constData());
        QCOMPARE(other.talk().filter("\"wait\"").size(), 0);
        // Nobody but the host tells that.
        QVERIFY(!other.talk(sendText("/user/g-a/queue/chat/pace", "{\"wait\":1}", "receipt:r\n"))
                     .contains("RECEIPT|receipt-id=r|"));
        QCOMPARE(fast.count("\"wait\""), 1);
    }

    // --- other people's ----------------------------------------------------------------------

    void durableSubscriptionIsItsOwners()
    {
        const QByteArray durable = subscribeText("d", "/topic/x", "durable:true\nack:client\n");
        auto owner = std::make_unique<TypedPeer>(*m_broker, "a", "client-id:phone\n");
        owner->talk(durable);
        owner.reset();
        TypedPeer thief(*m_broker, "b", "client-id:phone\n");
        thief.talk(sendText("/topic/x", "private"));
        thief.talk(durable);
        QVERIFY(!thief.sees("#private"));
        thief.talk("UNSUBSCRIBE\nid:d\ndurable:true\n\n^");
        TypedPeer back(*m_broker, "a", "client-id:phone\n");
        back.type(durable);
        QTRY_VERIFY(back.sees("#private"));
        QVERIFY(!thief.sees("#private"));
    }

    void nobodysNameTakesWhatIsAnothers()
    {
        TypedPeer kim(*m_broker, "account-kim");
        TypedPeer thief(*m_broker, "account-u-kim"); // whose id is u-u-kim
        for (TypedPeer *peer : {&kim, &thief})
            peer->talk(subscribeText("q", "/user/queue/x"));
        TypedPeer sender(*m_broker, "c");
        sender.talk(sendText("/user/u-kim/queue/x", "secret"));
        QCOMPARE(kim.talk().filter("#secret").size(), 1);
        QVERIFY(thief.talk().isEmpty());
    }

    void onlyTheApplicationSpeaksOnItsTopics()
    {
        TypedPeer peer(*m_broker, "owner");
        peer.talk(sendText("/topic/held", "1"));
        QCOMPARE(m_application->notes.filter(QStringLiteral("sends /topic/held 1")).size(), 1);
    }

    // Requests and their answers find each other by these.
    void replyToAndCorrelationIdPass()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(subscribeText("t", "/topic/x") + subscribeText("q", "/queue/x") +
                  subscribeText("u", "/user/queue/x"));
        const QByteArray headers = "reply-to:/user/queue/x\ncorrelation-id:7\n";
        peer.type(sendText("/topic/x", "1", headers) + sendText("/queue/x", "2", headers) +
                  sendText("/user/g-a/queue/x", "3", headers));
        QTRY_COMPARE(peer.count("MESSAGE"), 3);
        QCOMPARE(peer.count("|reply-to=/user/queue/x|correlation-id=7|"), 3);
    }

    void othersPersonalQueueCannotBeHeard()
    {
        TypedPeer victim(*m_broker, "account-kim");
        victim.talk(subscribeText("q", "/user/queue/x"));
        const QByteArray session = TypedPeer::header(victim.connected, "session");
        TypedPeer spy(*m_broker, "spy");
        for (const QByteArray &who : {QByteArray("u-kim"), QByteArray("kim"), session})
            spy.talk(subscribeText(who, "/user/" + who + "/queue/x"));
        spy.talk(subscribeText("1", "/queue-x" + session) + subscribeText("2", "/queue/x-user1"));
        TypedPeer sender(*m_broker, "c");
        sender.talk(sendText("/user/u-kim/queue/x", "secret"));
        QVERIFY(victim.talk().filter("#secret").size() == 1);
        QVERIFY(!spy.talk().join().contains("secret"));
    }

    void forgedHeadersDoNotReachAnyVersion_data()
    {
        QTest::addColumn<QByteArray>("version");
        for (const char *version : {"1.0", "1.1", "1.2"})
            QTest::newRow(version) << QByteArray(version);
    }
    void forgedHeadersDoNotReachAnyVersion()
    {
        QFETCH(QByteArray, version);
        TypedPeer reader(*m_broker, "r", {}, version);
        reader.talk(subscribeText("s", "/topic/t") + subscribeText("q", "/queue/t"));
        TypedPeer forger(*m_broker, "f");
        // A newline or a colon that comes out unescaped would begin a header of its own.
        const QByteArray headers = "x:1\\nuser-name\\cforged\nuser-name\\cforged:2\n"
                                   "a\\nuser-name\\cforged:3\nb:\\r\\nuser-name\\cforged\n"
                                   "user-name:forged\nsubscription:forged\nmessage-id:forged\n"
                                   "simpSessionId:forged\n";
        forger.talk(sendText("/topic/t", "", headers) + sendText("/queue/t", "", headers));
        QTRY_COMPARE(reader.count("MESSAGE"), 2);
        for (const QByteArray &frame : std::as_const(reader.frames)) {
            QVERIFY2(!frame.contains("|user-name="), frame.constData());
            QVERIFY2(!frame.contains("=forged"), frame.constData());
        }
    }

    // --- transactions ------------------------------------------------------------------------

    // The application answers later, and may yet refuse: till then nobody sees any of it.
    void queueWaitsForTheApplication()
    {
        TypedPeer watcher(*m_broker, "w");
        watcher.talk(subscribeText("q", "/queue/x"));
        for (const bool granted : {false, true}) {
            TypedPeer sender(*m_broker, "a");
            sender.type(begin(sendText("/app/later", "1", "transaction:t\n") +
                              sendText("/queue/x", "2", "transaction:t\n") +
                              sendText("/queue/x", "3", "transaction:t\npersistent:true\n")));
            QTRY_COMPARE(m_application->pending.size(), size_t(1));
            QTRY_COMPARE(m_log->kept.size(), size_t(1));
            QVERIFY(watcher.talk().isEmpty());
            const Completion answer = std::exchange(m_application->pending, {}).front();
            if (granted) {
                answer({});
                QTRY_VERIFY(sender.sees("RECEIPT|receipt-id=c|"));
                QTRY_COMPARE(watcher.count("MESSAGE"), 2);
            } else {
                answer(tl::unexpected(Refusal{"disk full", {}}));
                QTRY_VERIFY(sender.sees("ERROR|message=disk full|receipt-id=c|"));
                QVERIFY(watcher.talk().isEmpty());
            }
            QTRY_VERIFY(m_log->kept.empty());
        }
    }

    void placesInQueuesAreKept()
    {
        Broker::Options options;
        options.queues.messages = 1;
        start(options);
        TypedPeer sender(*m_broker, "a");
        sender.type(begin(sendText("/app/later", "1", "transaction:t\n") +
                          sendText("/queue/x", "mine", "transaction:t\n")));
        QTRY_COMPARE(m_application->pending.size(), size_t(1));
        TypedPeer other(*m_broker, "b");
        QCOMPARE(other.talk(sendText("/queue/x", "yours")).filter("queue is full").size(), 1);
        m_application->pending.front()({});
        QTRY_VERIFY(sender.sees("RECEIPT|receipt-id=c|"));
        QCOMPARE(m_broker->status().queues[0].waiting, 1);
    }

    void logThatFailsRefusesTheTransaction()
    {
        m_log->fails = true;
        TypedPeer watcher(*m_broker, "w");
        watcher.talk(subscribeText("q", "/queue/x") + subscribeText("t", "/topic/x"));
        TypedPeer sender(*m_broker, "a");
        sender.type(begin(sendText("/queue/x", "1", "transaction:t\npersistent:true\n") +
                          sendText("/queue/x", "2", "transaction:t\n") +
                          sendText("/topic/x", "3", "transaction:t\n")));
        QTRY_VERIFY(sender.sees("ERROR|message=not stored"));
        QVERIFY(watcher.talk().isEmpty());
        QCOMPARE(m_broker->counters().messagesReceived, quint64(3));
    }

private:
    void start(const Broker::Options &options)
    {
        cleanup();
        m_application = std::make_unique<NotingApplication>();
        m_log = std::make_unique<MemoryQueueLog>();
        m_broker = std::make_unique<Broker>(options, m_door);
        m_broker->setApplication(m_application.get());
        m_broker->openQueues(*m_log, {});
        m_worker = std::make_unique<QTimer>();
        connect(m_worker.get(), &QTimer::timeout, this, [this] { m_log->work(); });
        m_worker->start(0);
    }

    void setPolicy(const QByteArray &text)
    {
        Broker::Options options;
        options.policy = DestinationPolicy::parse(text).value();
        m_broker->setOptions(options);
    }

    OpenDoor m_door;
    std::unique_ptr<NotingApplication> m_application;
    std::unique_ptr<MemoryQueueLog> m_log;
    std::unique_ptr<Broker> m_broker;
    std::unique_ptr<QTimer> m_worker;
};

QTEST_GUILESS_MAIN(TestBrokerHostile)
#include "tst_brokerhostile.moc"
