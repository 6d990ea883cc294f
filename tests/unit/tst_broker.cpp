// SPDX-License-Identifier: GPL-3.0-or-later
// The broker with real sessions over loop links, and an application that only takes notes.

#include "server/broker/broker.h"
#include "stomp/net/looplink.h"
#include "stomp/net/stompclient.h"
#include "tests/support/notingapplication.h"

#include <QSignalSpy>
#include <QTest>

#include <deque>
#include <memory>
#include <optional>

using namespace Server;
using Stomp::Headers;
using Stomp::StompClient;
using Stomp::StompReceipt;
using Stomp::StompSubscription;
using Received = Stomp::ClientEvent::MessageReceived;

class TestBroker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_application = std::make_unique<NotingApplication>();
        Broker::Options options;
        options.hostName = "마당";
        options.session.server = "madang/test";
        options.connection.queueBytes = 256 * 1024;
        options.connection.pendingRequests = 10;
        options.connection.pendingBytes = 100000;
        m_broker = std::make_unique<Broker>(options, m_door);
        m_broker->setApplication(m_application.get());
    }
    void cleanup()
    {
        m_clients.clear();
        m_broker.reset();
        m_application.reset();
    }

    void connectedTellsWhoOneIsAndWhere()
    {
        StompClient &client = join("지우");
        const Headers &headers = client.connectedHeaders();
        QCOMPARE(headers.value("version", {}), QByteArray("1.2"));
        QCOMPARE(headers.value("server", {}), QByteArray("madang/test"));
        QCOMPARE(headers.value("user-id", {}), QByteArray("g-지우"));
        QCOMPARE(headers.value("host-name", {}), QByteArray("마당"));
        QCOMPARE(headers.value("guest-token", {}), QByteArray("token-of-지우"));
        QVERIFY(!headers.contains("user-name"));
        QVERIFY(!headers.value("session", {}).isEmpty());
    }

    void refusedClientGetsAnErrorAndIsClosed()
    {
        StompClient &client = add("nobody");
        QSignalSpy error(&client, &StompClient::errorReceived);
        client.connectToHost();
        QTRY_COMPARE(error.count(), 1);
        QCOMPARE(error[0][0].toString(), QStringLiteral("access refused"));
        QCOMPARE(client.state(), StompClient::State::Disconnected);
        QTRY_COMPARE(m_broker->connectionCount(), 0);
        QVERIFY(m_application->notes.isEmpty());
    }

    void publicationReachesEverySubscriptionOnce()
    {
        StompClient &a = join("a");
        StompClient &b = join("b");
        QList<Received> atA, atB;
        collect(a.subscribe("/topic/x"), atA);
        collect(b.subscribe("/topic/x"), atB);
        collect(b.subscribe("/topic/x"), atB); // S11: each subscription gets its own
        collect(b.subscribe("/topic/xy"), atB);
        QSignalSpy arrived(b.send("/topic/x", "hello", {{"kind", "greeting"}}),
                           &StompReceipt::arrived);
        QTRY_COMPARE(arrived.count(), 1);
        QTRY_COMPARE(atA.size(), 1);
        QTRY_COMPARE(atB.size(), 2);
        QVERIFY(atB[0].subscription != atB[1].subscription);
        QCOMPARE(atA[0].body, QByteArray("hello"));
        QCOMPARE(atA[0].headers.value("kind", {}), QByteArray("greeting"));
        QCOMPARE(atA[0].messageId, atB[0].messageId);
    }

    void bothVocabulariesMeanTheSame()
    {
        StompClient &client = join("a");
        QList<Received> topic, sub;
        collect(client.subscribe("/topic/x"), topic);
        collect(client.subscribe("/sub/x"), sub);
        client.send("/topic/x", "1");
        client.send("/sub/x", "2");
        QTRY_COMPARE(topic.size(), 2);
        QTRY_COMPARE(sub.size(), 2);
        QCOMPARE(topic[1].destination, QByteArray("/topic/x"));
        QCOMPARE(sub[0].destination, QByteArray("/sub/x"));
        client.send("/pub/do", "it");
        QTRY_COMPARE(m_application->notes, QStringList{QStringLiteral("a sends /app/do it")});

        QList<Received> pub;
        collect(client.subscribe("/pub/list"), pub);
        QTRY_COMPARE(m_application->refs.size(), size_t(1));
        m_broker->reply(m_application->refs[0], {"/app/list", {}, "reply", false});
        QTRY_COMPARE(pub.size(), 1);
        QCOMPARE(pub[0].destination, QByteArray("/pub/list"));
    }

    // R4: what only the server may say does not come from a client.
    void clientCannotSpeakForTheServer()
    {
        StompClient &client = join("a");
        QList<Received> got;
        collect(client.subscribe("/topic/x"), got);
        client.send("/topic/x", "b",
                    {{"message-id", "mine"},
                     {"subscription", "theirs"},
                     {"ack", "no"},
                     {"user-name", "owner"},
                     {"redelivered", "true"},
                     {"simpUser", "x"}});
        QTRY_COMPARE(got.size(), 1);
        QVERIFY(got[0].messageId != "mine");
        for (const char *name : {"user-name", "redelivered", "simpUser", "ack"})
            QVERIFY2(!got[0].headers.contains(name), name);
    }

    void nothingAfterUnsubscribe()
    {
        StompClient &client = join("a");
        QList<Received> got, other;
        StompSubscription *subscription = client.subscribe("/topic/x");
        collect(subscription, got);
        collect(client.subscribe("/topic/x"), other);
        client.send("/topic/x", "1");
        QTRY_COMPARE(got.size(), 1);
        delete subscription;
        client.send("/topic/x", "2");
        QTRY_COMPARE(other.size(), 2);
        QCOMPARE(got.size(), 1);
    }

    void orderOfASenderIsKept()
    {
        StompClient &a = join("a");
        StompClient &b = join("b");
        QList<Received> got;
        collect(b.subscribe("/topic/x"), got);
        QTRY_COMPARE(m_broker->subscribers("/topic/x"), 1);
        for (int i = 0; i < 500; ++i)
            a.send("/topic/x", QByteArray::number(i));
        QTRY_COMPARE(got.size(), 500);
        for (int i = 0; i < 500; ++i)
            QCOMPARE(got[i].body, QByteArray::number(i));
    }

    void bodyWithNulPasses()
    {
        StompClient &client = join("a");
        QList<Received> got;
        collect(client.subscribe("/topic/x"), got);
        const QByteArray body("a\0b\xff\0", 5);
        client.send("/topic/x", body);
        QTRY_COMPARE(got.size(), 1);
        QCOMPARE(got[0].body, body);
    }

    // D1, D4: a receipt when it is done, an ERROR with the receipt's id when it is refused.
    void refusalNamesTheReceipt()
    {
        StompClient &client = join("a");
        QSignalSpy error(&client, &StompClient::errorReceived);
        QSignalSpy failed(client.send("/app/refuse", "x"), &StompReceipt::failed);
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed[0][0].toString(), QStringLiteral("not today"));
        QCOMPARE(failed[0][1].toBool(), true);
        QCOMPARE(error.count(), 1);
        QTRY_VERIFY(m_application->notes.contains(QStringLiteral("a is gone")));
    }

    void receiptWaitsForTheApplication()
    {
        StompClient &client = join("a");
        QSignalSpy arrived(client.send("/app/later", "x"), &StompReceipt::arrived);
        QSignalSpy next(client.send("/topic/y", "x"), &StompReceipt::arrived);
        QTRY_COMPARE(next.count(), 1);
        QCOMPARE(arrived.count(), 0);
        m_application->pending.front()({});
        QTRY_COMPARE(arrived.count(), 1);
    }

    // D7: what came before DISCONNECT is done first, and its receipt is the last.
    void disconnectWaitsForWhatWasAsked()
    {
        StompClient &client = join("a");
        QSignalSpy arrived(client.send("/app/later", "x"), &StompReceipt::arrived);
        client.disconnectFromHost();
        QTRY_COMPARE(m_application->pending.size(), size_t(1));
        QCOMPARE(client.state(), StompClient::State::Closing);
        m_application->pending.front()({});
        QTRY_COMPARE(arrived.count(), 1);
        QTRY_COMPARE(client.state(), StompClient::State::Disconnected);
    }

    void senderIsHeldBackWhileItsRequestsWait()
    {
        StompClient &client = join("a");
        QList<Received> got;
        collect(client.subscribe("/topic/x"), got);
        for (int i = 0; i < 30; ++i)
            client.send("/app/later", "x");
        client.send("/topic/x", "behind them");
        QTRY_COMPARE(m_application->pending.size(), size_t(10)); // Limits::pendingRequests
        QVERIFY(got.isEmpty());
        while (!m_application->pending.empty() || got.isEmpty()) {
            QTRY_VERIFY(!m_application->pending.empty() || !got.isEmpty());
            while (!m_application->pending.empty()) {
                const Completion done = std::move(m_application->pending.front());
                m_application->pending.pop_front();
                done({});
            }
        }
        QCOMPARE(got.size(), 1);
    }

    void senderIsHeldBackByTheBytesThatWait()
    {
        DeafLink::Seen seen;
        DeafLink &link = joinDeaf(seen);
        const QByteArray body(60000, 'x');
        for (int i = 0; i < 4; ++i)
            Q_EMIT link.received(sendFrame("/app/later", {}, body));
        QCOMPARE(m_application->pending.size(), size_t(2)); // 120 kB, of Limits::pendingBytes
        QVERIFY(!seen.reading);
        m_application->pending[0]({});
        QCOMPARE(m_application->pending.size(), size_t(2)); // more than half of it is left
        m_application->pending[1]({});
        QCOMPARE(m_application->pending.size(), size_t(4));
        m_application->pending[2]({});
        m_application->pending[3]({});
        QVERIFY(seen.reading);
    }

    // Each frame may go to a thousand others, who must not wait until all of them are through.
    void manyFramesAtOnceTakeTurns()
    {
        DeafLink::Seen seen;
        DeafLink &link = joinDeaf(seen);
        Q_EMIT link.received(sendFrame("/app/do", {}).repeated(2000));
        QVERIFY(!m_application->notes.isEmpty());
        QVERIFY(m_application->notes.size() < 1000);
        QVERIFY(!seen.reading);
        QTRY_COMPARE(m_application->notes.size(), qsizetype(2000));
        QVERIFY(seen.reading);
    }

    // D3: the receipt of SUBSCRIBE comes before its first MESSAGE.
    void receiptGoesAheadOfTheReply()
    {
        auto [ours, theirs] = Stomp::LoopLink::pair();
        m_application->replies = m_broker.get();
        m_broker->addLink(std::move(theirs));
        QByteArray got;
        connect(ours.get(), &Stomp::Link::received, this,
                [&got](const QByteArray &bytes) { got += bytes; });
        const QByteArray frames("CONNECT\naccept-version:1.2\nhost:h\nname:a\n\n\0"
                                "SUBSCRIBE\nid:1\ndestination:/app/list\nreceipt:r\n\n\0",
                                92);
        ours->send(Stomp::OutgoingFrame(frames));
        QTRY_VERIFY(got.contains("MESSAGE"));
        QVERIFY(got.contains("RECEIPT"));
        QVERIFY(got.indexOf("RECEIPT") < got.indexOf("MESSAGE"));
    }

    void applicationDecidesWhenItsTopicBegins()
    {
        StompClient &client = join("a");
        QList<Received> got;
        collect(client.subscribe("/topic/held"), got);
        QTRY_COMPARE(m_application->refs.size(), size_t(1));
        m_broker->publish({"/topic/held", {}, "too early", false});
        m_broker->reply(m_application->refs[0], {"/topic/held", {}, "history", false});
        m_broker->activate(m_application->refs[0]);
        m_broker->publish({"/topic/held", {}, "live", false});
        QTRY_COMPARE(got.size(), 2);
        QCOMPARE(got[0].body, QByteArray("history"));
        QCOMPARE(got[1].body, QByteArray("live"));
    }

    void applicationHearsOfTheEnd()
    {
        StompClient &client = join("a");
        client.subscribe("/topic/held");
        QTRY_COMPARE(m_application->refs.size(), size_t(1));
        client.disconnectFromHost();
        QTRY_COMPARE(m_broker->connectionCount(), 0);
        const QStringList expected{QStringLiteral("a subscribes /topic/held"),
                                   QStringLiteral("a leaves /topic/held"),
                                   QStringLiteral("a is gone")};
        QCOMPARE(m_application->notes, expected);
    }

    // A8: nothing before COMMIT, everything in order at COMMIT, nothing after ABORT.
    void transactionTakesEffectAtCommit()
    {
        StompClient &client = join("a");
        QList<Received> got;
        collect(client.subscribe("/topic/x"), got);
        client.begin("t");
        client.send("/topic/x", "1", {{"transaction", "t"}});
        client.send("/topic/x", "2", {{"transaction", "t"}});
        client.begin("u");
        client.send("/topic/x", "never", {{"transaction", "u"}});
        client.abortTransaction("u");
        QSignalSpy outside(client.send("/topic/x", "outside"), &StompReceipt::arrived);
        QTRY_COMPARE(outside.count(), 1);
        QSignalSpy committed(client.commit("t"), &StompReceipt::arrived);
        QTRY_COMPARE(committed.count(), 1);
        QTRY_COMPARE(got.size(), 3);
        QCOMPARE(got[0].body, QByteArray("outside"));
        QCOMPARE(got[1].body, QByteArray("1"));
        QCOMPARE(got[2].body, QByteArray("2"));
    }

    void commitWaitsForItsActions()
    {
        StompClient &client = join("a");
        client.begin("t");
        client.send("/app/later", "1", {{"transaction", "t"}});
        QSignalSpy committed(client.commit("t"), &StompReceipt::arrived);
        QTRY_COMPARE(m_application->pending.size(), size_t(1));
        QCOMPARE(committed.count(), 0);
        m_application->pending.front()({});
        QTRY_COMPARE(committed.count(), 1);
    }

    void nothingBehindARefusedActionHappens()
    {
        StompClient &client = join("a");
        QSignalSpy error(&client, &StompClient::errorReceived);
        client.begin("t");
        client.send("/app/do", "1", {{"transaction", "t"}});
        client.send("/app/refuse", "2", {{"transaction", "t"}});
        client.send("/app/do", "3", {{"transaction", "t"}});
        QSignalSpy committed(client.commit("t"), &StompReceipt::arrived);
        QTRY_COMPARE(error.count(), 1);
        QTRY_COMPARE(m_broker->connectionCount(), 0);
        QCOMPARE(committed.count(), 0);
        QVERIFY(!m_application->notes.contains(QStringLiteral("a sends /app/do 3")));
    }

    // S10: a message that wants an answer carries what to answer with.
    void acknowledgedSubscriptionGetsAckHeaders()
    {
        StompClient &client = join("a");
        QList<Received> got;
        collect(client.subscribe("/topic/x", {}, Stomp::AckMode::ClientIndividual), got);
        client.send("/topic/x", "1");
        client.send("/topic/x", "2");
        QTRY_COMPARE(got.size(), 2);
        QVERIFY(!got[0].ack.isEmpty());
        QVERIFY(got[0].ack != got[1].ack);
        QSignalSpy error(&client, &StompClient::errorReceived);
        client.ack(got[0]);
        client.nack(got[1]);
        QSignalSpy still(client.send("/topic/x", "3"), &StompReceipt::arrived);
        QTRY_COMPARE(still.count(), 1);
        QCOMPARE(error.count(), 0);
        client.ack(got[0]); // A6: twice is an error
        QTRY_COMPARE(error.count(), 1);
    }

    void clientThatDoesNotReadLosesPresenceThenTheConnection()
    {
        // A link whose other end is never read: its bytes stay under way.
        auto [ours, theirs] = Stomp::LoopLink::pair();
        m_broker->addLink(std::move(theirs));
        ours->send(Stomp::OutgoingFrame(
            QByteArrayLiteral("CONNECT\naccept-version:1.2\nhost:h\nname:slow\n\n\0")));
        ours->send(
            Stomp::OutgoingFrame(QByteArrayLiteral("SUBSCRIBE\nid:1\ndestination:/topic/x\n\n\0")));
        QTRY_COMPARE(m_broker->subscribers("/topic/x"), 1);
        StompClient &healthy = join("healthy");
        QList<Received> got;
        collect(healthy.subscribe("/topic/x"), got);
        QTRY_COMPARE(m_broker->subscribers("/topic/x"), 2);

        // The loop is not turned while we publish, so nobody reads; both ends are behind.
        QByteArray body(50000, 'x');
        for (int i = 0; i < 4; ++i)
            m_broker->publish({"/topic/x", {}, body, false});
        m_broker->publish({"/topic/x", {}, "presence", true});
        QTRY_COMPARE(got.size(), 4); // the fifth was dropped: more than half of the queue waited
        for (const Received &message : got)
            QCOMPARE(message.body, body);
        m_broker->publish({"/topic/x", {}, "presence", true});
        QTRY_COMPARE(got.size(), 5);

        QSignalSpy closed(ours.get(), &Stomp::Link::closed);
        for (int i = 0; i < 8; ++i)
            m_broker->publish({"/topic/x", {}, body, false});
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(closed[0][0].value<Stomp::CloseCode>(), Stomp::CloseCode::SlowConsumer);
    }

    // What the host itself writes is bounded as well.
    void clientThatReadsNoReceiptsIsClosed()
    {
        DeafLink::Seen seen;
        DeafLink &link = joinDeaf(seen);
        const QByteArray send =
            sendFrame("/topic/nobody", "receipt:" + QByteArray(9000, 'r') + '\n');
        for (int i = 0; i < 200; ++i)
            Q_EMIT link.received(send);
        QVERIFY(seen.queued < 300 * 1024);
        QTRY_VERIFY(seen.closed);
        QCOMPARE(*seen.closed, Stomp::CloseCode::SlowConsumer);
    }

    // A link answers pings by itself, so only its queue tells of them.
    void clientThatReadsNoPongsIsClosed()
    {
        DeafLink::Seen seen;
        DeafLink &link = joinDeaf(seen);
        seen.queued = 300 * 1024;
        Q_EMIT link.activity();
        QTRY_VERIFY(seen.closed);
        QCOMPARE(*seen.closed, Stomp::CloseCode::SlowConsumer);
    }

    void closeAllSaysGoodbye()
    {
        StompClient &client = join("a");
        QSignalSpy all(m_broker.get(), &Broker::allClosed);
        m_broker->closeAll();
        QTRY_COMPARE(all.count(), 1);
        QTRY_COMPARE(client.state(), StompClient::State::Waiting);
        QCOMPARE(client.lastError(), QStringLiteral("the host is closing"));
    }

    void messageIdsDifferBetweenHosts()
    {
        StompClient &client = join("a");
        QList<Received> got;
        collect(client.subscribe("/topic/x"), got);
        client.send("/topic/x", "1");
        QTRY_COMPARE(got.size(), 1);
        cleanup();
        init();
        StompClient &again = join("a");
        collect(again.subscribe("/topic/x"), got);
        again.send("/topic/x", "1");
        QTRY_COMPARE(got.size(), 2);
        QVERIFY(got[0].messageId != got[1].messageId);
        QVERIFY(!got[0].messageId.contains(':')); // S13: stompjs would not read it in 1.1
    }

private:
    StompClient &add(const QByteArray &name)
    {
        StompClient::Options options;
        options.firstRetry = std::chrono::hours(1);
        m_clients.push_back(std::make_unique<StompClient>(
            [this]() -> std::unique_ptr<Stomp::Link> {
                auto [ours, theirs] = Stomp::LoopLink::pair();
                m_broker->addLink(std::move(theirs));
                return std::move(ours);
            },
            [name] {
                return Headers{{"host", "test"}, {"name", name}};
            },
            options));
        return *m_clients.back();
    }
    StompClient &join(const QByteArray &name)
    {
        StompClient &client = add(name);
        client.connectToHost();
        if (!QTest::qWaitFor([&] { return client.state() == StompClient::State::Connected; }))
            qFatal("not connected");
        return client;
    }
    /// Its signals are for the test to emit; the broker owns it.
    DeafLink &joinDeaf(DeafLink::Seen &seen)
    {
        auto link = std::make_unique<DeafLink>(seen);
        DeafLink &joined = *link;
        m_broker->addLink(std::move(link));
        Q_EMIT joined.received(
            QByteArrayLiteral("CONNECT\naccept-version:1.2\nhost:h\nname:deaf\n\n\0"));
        return joined;
    }
    void collect(StompSubscription *subscription, QList<Received> &into)
    {
        connect(subscription, &StompSubscription::received, this,
                [&into](const Received &message) { into.append(message); });
    }

    OpenDoor m_door;
    std::unique_ptr<NotingApplication> m_application;
    std::unique_ptr<Broker> m_broker;
    std::vector<std::unique_ptr<StompClient>> m_clients;
};

QTEST_GUILESS_MAIN(TestBroker)
#include "tst_broker.moc"
