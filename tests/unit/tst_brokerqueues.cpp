// SPDX-License-Identifier: GPL-3.0-or-later
// Queues, durable subscriptions and transactions as clients see them.

#include "tests/support/memoryqueuelog.h"
#include "tests/support/notingapplication.h"
#include "tests/support/typedpeer.h"

#include <QTest>
#include <QTimer>

#include <memory>

using namespace Server;

namespace {

QByteArray ackText(const QByteArray &frame, const QByteArray &command = "ACK",
                   const QByteArray &headers = {})
{
    return command + "\nid:" + TypedPeer::header(frame, "ack") + '\n' + headers + "\n^";
}

const QByteArray individually = "ack:client-individual\n";

} // namespace

class TestBrokerQueues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin({}); }
    void cleanup()
    {
        m_worker.reset();
        m_broker.reset();
        m_log.reset();
        m_application.reset();
    }

    // --- queues ----------------------------------------------------------------------------

    void messageGoesToOneConsumer()
    {
        TypedPeer a(*m_broker, "a");
        TypedPeer b(*m_broker, "b");
        a.talk(subscribeText("q", "/queue/x"));
        b.talk(subscribeText("q", "/queue/x"));
        for (int i = 0; i < 4; ++i)
            a.type(sendText("/queue/x", QByteArray::number(i), "kind:k\n"));
        QTRY_COMPARE(a.count("MESSAGE") + b.count("MESSAGE"), 4);
        QCOMPARE(a.count("MESSAGE"), 2);
        QCOMPARE(a.count("|kind=k|"), 2);
        QVERIFY(!a.sees("redelivered"));
        QVERIFY(!a.sees("|ack="));
    }

    void messageWaitsForAConsumer()
    {
        TypedPeer a(*m_broker, "a");
        QVERIFY(a.talk(sendText("/queue/x", "1", "receipt:r\n"))
                    .contains("RECEIPT|receipt-id=r|delivered=1|"));
        a.type(subscribeText("q", "/queue/x", "receipt:s\n"));
        QTRY_VERIFY(a.sees("#1"));
        QCOMPARE(a.frames[0], QByteArray("RECEIPT|receipt-id=s|"));
        QVERIFY(a.frames[1].startsWith("MESSAGE|destination=/queue/x|subscription=q|"));
    }

    void unacknowledgedIsRedeliveredAfterTheSession()
    {
        TypedPeer a(*m_broker, "a");
        a.type(subscribeText("q", "/queue/x", "ack:client\n") + sendText("/queue/x", "1") +
               sendText("/queue/x", "2") + sendText("/queue/x", "3"));
        QTRY_COMPARE(a.count("MESSAGE"), 3);
        a.talk(ackText(a.frames.filter("#1")[0]));
        a.leave();
        TypedPeer b(*m_broker, "b");
        b.type(subscribeText("q", "/queue/x"));
        QTRY_COMPARE(b.count("|redelivered=true|"), 2);
        QVERIFY(b.frames[0].endsWith("#2"));
        QVERIFY(!b.sees("#1"));
    }

    void refusedMessageGoesElsewhere()
    {
        TypedPeer a(*m_broker, "a");
        a.type(subscribeText("q", "/queue/x", individually + "prefetch-count:1\n") +
               sendText("/queue/x", "again") + sendText("/queue/x", "never"));
        QTRY_VERIFY(a.sees("#again"));
        QVERIFY(!a.sees("#never"));
        a.talk(ackText(a.frames.filter("#again")[0], "NACK"));
        QTRY_VERIFY(a.sees("|redelivered=true|"));
        a.talk(ackText(a.frames.filter("#again")[0]));
        QTRY_VERIFY(a.sees("#never"));
        a.talk(ackText(a.frames.filter("#never")[0], "NACK", "requeue:false\n"));
        a.type(subscribeText("d", "/queue/dead/x"));
        QTRY_VERIFY(a.sees("subscription=d|"));
        QVERIFY(a.frames.filter("subscription=d|")[0].endsWith("#never"));
    }

    void badPrefetchIsAnError_data()
    {
        QTest::addColumn<QByteArray>("count");
        for (const char *count : {"0", "-1", "x", "1.5", "99999999999"})
            QTest::newRow(count) << QByteArray(count);
    }
    void badPrefetchIsAnError()
    {
        QFETCH(QByteArray, count);
        TypedPeer a(*m_broker, "a");
        const auto got =
            a.talk(subscribeText("q", "/queue/x", "receipt:r\nprefetch-count:" + count + '\n'));
        QCOMPARE(
            got.filter("ERROR|message=prefetch-count is not a number above 0|receipt-id=r|").size(),
            1);
    }

    void slowConsumerGetsNoMoreThanItReads()
    {
        TypedPeer slow(*m_broker, "slow");
        slow.talk(subscribeText("q", "/queue/x", "receipt:r\n"));
        slow.setReading(false);
        TypedPeer sender(*m_broker, "sender");
        const QByteArray body(20000, 'x');
        for (int i = 0; i < 30; ++i)
            sender.talk(sendText("/queue/x", body));
        // 256 KiB wait in its connection, the rest in the queue; nobody is called too slow.
        QCOMPARE(m_broker->status().queues[0].waiting, 30 - 14);
        QCOMPARE(m_broker->counters().slowConsumers, quint64(0));
        slow.setReading(true);
        QTRY_COMPARE(slow.count("MESSAGE"), 30);
    }

    void fullLedgerWaitsForAcks()
    {
        Broker::Options options;
        options.session.limits.unacknowledged = 2;
        begin(options);
        TypedPeer a(*m_broker, "a");
        a.type(subscribeText("q", "/queue/x", individually) + sendText("/queue/x", "1") +
               sendText("/queue/x", "2") + sendText("/queue/x", "3"));
        QTRY_COMPARE(a.count("MESSAGE"), 2);
        a.talk(ackText(a.frames.filter("#1")[0]));
        QTRY_VERIFY(a.sees("#3"));
        QVERIFY(!a.closed);
    }

    void expiredQueueMessageIsNotTaken()
    {
        TypedPeer a(*m_broker, "a");
        QVERIFY(a.talk(sendText("/queue/x", "1", "expires:1\nreceipt:r\n"))
                    .contains("RECEIPT|receipt-id=r|delivered=0|"));
    }

    void broadcastQueueIsATopic()
    {
        Broker::Options options;
        options.compatibility.queueMode = Compatibility::QueueMode::Broadcast;
        begin(options);
        TypedPeer a(*m_broker, "a");
        a.talk(subscribeText("1", "/queue/x") + subscribeText("2", "/queue/*"));
        QCOMPARE(a.talk(sendText("/queue/x", "1")).filter("MESSAGE").size(), 2);
    }

    void wildcardsReachNoQueue()
    {
        TypedPeer a(*m_broker, "a");
        a.talk(subscribeText("p", "/topic/**") + sendText("/queue/x", "1"));
        QCOMPARE(a.talk(subscribeText("q", "/queue/*")).filter("wildcards are for topics").size(),
                 1);
    }

    // --- durable subscriptions -------------------------------------------------------------

    void durableSubscriptionWaitsWhileItsClientIsAway()
    {
        const QByteArray durable = subscribeText("d", "/sub/news", "durable:true\n" + individually);
        TypedPeer sender(*m_broker, "sender");
        auto phone = std::make_unique<TypedPeer>(*m_broker, "a", "client-id:phone\n");
        phone->talk(durable);
        sender.talk(sendText("/topic/news", "1"));
        QTRY_VERIFY(phone->sees("#1"));
        QVERIFY(phone->frames[0].startsWith("MESSAGE|destination=/sub/news|subscription=d|"));
        phone->talk(ackText(phone->frames[0]) + "UNSUBSCRIBE\nid:d\n\n^");
        phone.reset();
        QVERIFY(sender.talk(sendText("/topic/news", "2", "receipt:r\n"))
                    .contains("RECEIPT|receipt-id=r|delivered=1|"));

        TypedPeer back(*m_broker, "a", "client-id:phone\n");
        back.type(durable);
        QTRY_VERIFY(back.sees("#2"));
        QVERIFY(!back.sees("#1"));
        back.talk(ackText(back.frames.filter("#2")[0]) +
                  "UNSUBSCRIBE\nid:d\ndurable:true\nreceipt:u\n\n^");
        QVERIFY(sender.talk(sendText("/topic/news", "3", "receipt:r\n"))
                    .contains("RECEIPT|receipt-id=r|delivered=0|"));
    }

    void durableSubscriptionIsRefused_data()
    {
        QTest::addColumn<QByteArray>("clientId");
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("no client-id")
            << QByteArray() << QByteArray("/topic/x") << QByteArray("needs a client-id");
        QTest::newRow("pattern") << QByteArray("client-id:p\n") << QByteArray("/topic/*")
                                 << QByteArray("wildcards are for topics");
        QTest::newRow("application's topic")
            << QByteArray("client-id:p\n") << QByteArray("/topic/held")
            << QByteArray("has a history of its own");
        QTest::newRow("queue") << QByteArray("client-id:p\n") << QByteArray("/queue/x")
                               << QByteArray("only a topic");
    }
    void durableSubscriptionIsRefused()
    {
        QFETCH(QByteArray, clientId);
        QFETCH(QByteArray, destination);
        QFETCH(QByteArray, message);
        TypedPeer a(*m_broker, "a", clientId);
        const auto got = a.talk(subscribeText("d", destination, "durable:true\nreceipt:r\n"));
        QCOMPARE(got.filter(message).filter("|receipt-id=r|").size(), 1);
    }

    void endlessClientIdIsRefused()
    {
        TypedPeer a(*m_broker, "a", "client-id:" + QByteArray(300, 'x') + '\n');
        QVERIFY(a.connected.startsWith("ERROR|message=client-id is too long|"));
    }

    void applicationsPublicationReachesDurableSubscriptions()
    {
        TypedPeer phone(*m_broker, "a", "client-id:phone\n");
        phone.talk(subscribeText("d", "/topic/news", "durable:true\n"));
        QCOMPARE(m_broker->publish({"/topic/news", {}, "1", false}), 1);
        QTRY_VERIFY(phone.sees("#1"));
    }

    // --- transactions ----------------------------------------------------------------------

    void commitGivesTheReceiptsOfItsActionsThenItsOwn()
    {
        TypedPeer a(*m_broker, "a");
        a.talk(subscribeText("s", "/topic/x"));
        const auto got = a.talk(
            "BEGIN\ntransaction:t\n\n^" + sendText("/topic/x", "1", "transaction:t\nreceipt:1\n") +
            sendText("/queue/x", "2", "transaction:t\nreceipt:2\npersistent:true\n") +
            sendText("/app/do", "3", "transaction:t\nreceipt:3\n") +
            "COMMIT\ntransaction:t\nreceipt:c\n\n^");
        Frames receipts = got.filter("RECEIPT");
        if (receipts.size() < 4) { // the log answers later
            QTRY_VERIFY(a.sees("receipt-id=c|"));
            receipts += a.frames.filter("RECEIPT");
        }
        QCOMPARE(receipts, (QByteArrayList{"RECEIPT|receipt-id=1|delivered=1|",
                                           "RECEIPT|receipt-id=2|delivered=1|",
                                           "RECEIPT|receipt-id=3|", "RECEIPT|receipt-id=c|"}));
        QCOMPARE(m_application->notes, QStringList{QStringLiteral("a sends /app/do 3")});
    }

    void refusedCommitDoesNothing_data()
    {
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("by the application")
            << QByteArray("/app/refuse") << QByteArray("x") << QByteArray("not today");
        QTest::newRow("by the policy") << QByteArray("/topic/closed") << QByteArray("x")
                                       << QByteArray("access refused to this destination");
        QTest::newRow("by a queue")
            << QByteArray("/queue/y") << QByteArray(3000, 'x') << QByteArray();
    }
    void refusedCommitDoesNothing()
    {
        QFETCH(QByteArray, destination);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, message);
        Broker::Options options;
        options.policy = DestinationPolicy::parse("send /topic/closed owner").value();
        options.queues.bytes = 2000;
        begin(options);
        TypedPeer watcher(*m_broker, "w");
        watcher.talk(subscribeText("s", "/topic/x"));
        TypedPeer a(*m_broker, "a");
        a.type(subscribeText("q", "/queue/acked", "ack:client\n") +
               sendText("/queue/acked", "unsettled"));
        QTRY_VERIFY(a.sees("#unsettled"));
        const QByteArray ack = ackText(a.frames[0], "ACK", "transaction:t\n");
        const auto got = a.talk("BEGIN\ntransaction:t\n\n^" + ack +
                                sendText("/topic/x", "1", "transaction:t\nreceipt:1\n") +
                                sendText("/queue/x", "2", "transaction:t\n") +
                                sendText("/app/do", "3", "transaction:t\n") +
                                sendText(destination, body, "transaction:t\nreceipt:4\n") +
                                "COMMIT\ntransaction:t\nreceipt:c\n\n^");
        QCOMPARE(got.filter("ERROR|message=" + message).filter("|receipt-id=c|").size(), 1);
        QVERIFY(got.filter("RECEIPT").isEmpty());
        QVERIFY(watcher.talk().isEmpty());
        QVERIFY(!m_application->notes.contains(QStringLiteral("a sends /app/do 3")));
        // The ACK did not count, and nothing stands in the queue.
        watcher.type(subscribeText("q", "/queue/acked") + subscribeText("x", "/queue/x"));
        QTRY_VERIFY(watcher.sees("|redelivered=true|"));
        watcher.talk();
        QVERIFY(!watcher.sees("#2"));
    }

    void committedAckCounts()
    {
        TypedPeer a(*m_broker, "a");
        a.type(subscribeText("q", "/queue/x", "ack:client\n") + sendText("/queue/x", "1"));
        QTRY_VERIFY(a.sees("#1"));
        a.talk("BEGIN\ntransaction:t\n\n^" + ackText(a.frames[0], "ACK", "transaction:t\n"));
        QCOMPARE(m_broker->status().queues[0].handedOut, 1);
        a.talk("COMMIT\ntransaction:t\n\n^");
        QCOMPARE(m_broker->status().queueCounters.acknowledged, quint64(1));
    }

    // The application has done its part: the rest is done, too, whoever is still there.
    void commitIsFinishedWithoutItsSession()
    {
        TypedPeer watcher(*m_broker, "w");
        watcher.talk(subscribeText("s", "/topic/x"));
        auto a = std::make_unique<TypedPeer>(*m_broker, "a");
        a->type("BEGIN\ntransaction:t\n\n^" + sendText("/app/later", "1", "transaction:t\n") +
                sendText("/topic/x", "2", "transaction:t\n") + "COMMIT\ntransaction:t\n\n^");
        QTRY_COMPARE(m_application->pending.size(), size_t(1));
        QVERIFY(watcher.talk().isEmpty());
        a.reset();
        QTRY_COMPARE(m_broker->connectionCount(), 1);
        m_application->pending.front()({});
        QTRY_VERIFY(watcher.sees("#2"));
    }

    // D8: what is under way when somebody else's frame fails gets no receipt any more, and the
    // ERROR names the frame at fault.
    void errorNamesItsOwnFrame()
    {
        TypedPeer a(*m_broker, "a");
        const auto got = a.talk(sendText("/topic/x", "1", "receipt:done\n") +
                                sendText("/app/later", "2", "receipt:under-way\n") +
                                sendText("/app/refuse", "3", "receipt:at-fault\n"));
        QCOMPARE(got.size(), 2);
        QCOMPARE(got[0], QByteArray("RECEIPT|receipt-id=done|delivered=0|"));
        QVERIFY(got[1].startsWith("ERROR|message=not today|receipt-id=at-fault|"));
        m_application->pending.front()({});
        QVERIFY(!a.sees("under-way"));
    }

private:
    void begin(const Broker::Options &options)
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

    OpenDoor m_door;
    std::unique_ptr<NotingApplication> m_application;
    std::unique_ptr<MemoryQueueLog> m_log;
    std::unique_ptr<Broker> m_broker;
    std::unique_ptr<QTimer> m_worker;
};

QTEST_GUILESS_MAIN(TestBrokerQueues)
#include "tst_brokerqueues.moc"
