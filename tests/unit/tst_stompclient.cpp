// SPDX-License-Identifier: GPL-3.0-or-later
// The client that stays connected, against a host that does what the test types in.

#include "stomp/net/stompclient.h"
#include "tests/support/typedhost.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace std::chrono_literals;
using Stomp::CloseCode;
using Stomp::Headers;
using Stomp::Link;
using Stomp::StompClient;
using Stomp::StompReceipt;
using Stomp::StompSubscription;
using State = Stomp::StompClient::State;
using Received = Stomp::ClientEvent::MessageReceived;

class TestStompClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_host = std::make_unique<TypedHost>();
        m_options = {};
        m_options.firstRetry = 1h;
        m_options.longestRetry = 8h;
        m_options.jitter = 0.25;
        m_options.session.heartBeat = {};
    }
    void cleanup()
    {
        m_client.reset();
        m_host.reset();
    }

    void connectGreetsWithTheHeadersOfThisTry()
    {
        int asked = 0;
        m_client = std::make_unique<StompClient>(
            m_host->maker(),
            [&asked] {
                return Headers{{"login", "try-" + QByteArray::number(++asked)}};
            },
            m_options);
        m_client->connectToHost();
        QTRY_COMPARE(m_client->state(), State::Connected);
        QVERIFY(m_host->only("CONNECT").contains("|login=try-1|"));
        m_host->link->abort();
        QTRY_COMPARE(m_client->state(), State::Waiting);
        m_client->retryNow();
        QTRY_COMPARE(m_client->state(), State::Connected);
        QVERIFY(m_host->only("CONNECT").contains("|login=try-2|"));
    }

    void waitDoublesUpToTheLongest()
    {
        make();
        m_host->mood = TypedHost::Mood::Breaks;
        m_client->connectToHost();
        for (const auto wait : {1h, 2h, 4h, 8h, 8h, 8h}) {
            const QDateTime before = QDateTime::currentDateTimeUtc();
            QTRY_COMPARE(m_client->state(), State::Waiting);
            const QDateTime after = QDateTime::currentDateTimeUtc();
            QVERIFY(m_client->nextTry().has_value());
            const std::chrono::milliseconds shortest = wait;
            const std::chrono::milliseconds longest = shortest + shortest / 4; // the jitter
            QVERIFY(*m_client->nextTry() >= before.addMSecs(shortest.count()));
            QVERIFY(*m_client->nextTry() <= after.addMSecs(longest.count()));
            m_client->retryNow();
            QCOMPARE(m_client->state(), State::Connecting);
            QVERIFY(!m_client->nextTry());
        }
    }

    void waitStartsAnewAfterAGoodConnection_data()
    {
        QTest::addColumn<std::chrono::milliseconds>("stableAfter");
        QTest::addColumn<std::chrono::milliseconds>("longest");
        QTest::newRow("good") << 0ms << std::chrono::milliseconds(1h + 15min);
        // Let in and thrown out again at once: trying faster would help nobody.
        QTest::newRow("short") << std::chrono::milliseconds(1h) << std::chrono::milliseconds(10h);
    }
    void waitStartsAnewAfterAGoodConnection()
    {
        QFETCH(std::chrono::milliseconds, stableAfter);
        QFETCH(std::chrono::milliseconds, longest);
        m_options.stableAfter = stableAfter;
        make();
        m_host->mood = TypedHost::Mood::Breaks;
        m_client->connectToHost();
        for (int i = 0; i < 3; ++i) {
            QTRY_COMPARE(m_client->state(), State::Waiting);
            m_client->retryNow();
        }
        QTRY_COMPARE(m_client->state(), State::Waiting);
        m_host->mood = TypedHost::Mood::Accepts;
        m_client->retryNow();
        QTRY_COMPARE(m_client->state(), State::Connected);
        m_host->link->abort();
        QTRY_COMPARE(m_client->state(), State::Waiting);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QVERIFY(*m_client->nextTry() <= now.addMSecs(longest.count()));
        QVERIFY(*m_client->nextTry() >= now.addMSecs(longest.count() * 3 / 4 - 60'000));
    }

    void triesByItself()
    {
        m_options.firstRetry = 1ms;
        m_options.longestRetry = 4ms;
        make();
        m_host->mood = TypedHost::Mood::Breaks;
        m_client->connectToHost();
        QTRY_VERIFY(m_host->tries >= 4);
        m_host->mood = TypedHost::Mood::Accepts;
        QTRY_COMPARE(m_client->state(), State::Connected);
        QVERIFY(m_client->lastError().isEmpty());
    }

    void retryNowOnlyWhileWaiting()
    {
        make();
        m_client->retryNow();
        QCOMPARE(m_host->tries, 0);
        connectIt();
        m_client->retryNow();
        QCOMPARE(m_host->tries, 1);
        QCOMPARE(m_client->state(), State::Connected);
    }

    void withoutReconnectingABreakIsTheEnd()
    {
        m_options.reconnects = false;
        make();
        connectIt();
        m_host->link->close(CloseCode::GoingAway, QStringLiteral("going home"));
        QTRY_COMPARE(m_client->state(), State::Disconnected);
        QCOMPARE(m_client->lastError(), QStringLiteral("going home"));
    }

    void refusedLoginIsNotTriedAgain()
    {
        make();
        QSignalSpy error(m_client.get(), &StompClient::errorReceived);
        m_host->greeting = "ERROR\nmessage:access refused\n\nWrong password.^";
        m_client->connectToHost();
        QTRY_COMPARE(error.count(), 1);
        QCOMPARE(error[0][0].toString(), QStringLiteral("access refused"));
        QCOMPARE(error[0][1].toString(), QStringLiteral("Wrong password."));
        QCOMPARE(m_client->state(), State::Disconnected);
        QCOMPARE(m_client->lastError(), QStringLiteral("access refused"));
        QVERIFY(!m_client->nextTry());
        QCOMPARE(m_host->tries, 1);
    }

    void refusedForAWhileComesBackThen()
    {
        make();
        m_host->greeting = "ERROR\nmessage:not yet\nretry-after:3000\n\n^";
        m_client->connectToHost();
        QTRY_COMPARE(m_client->state(), State::Waiting);
        QCOMPARE(m_client->lastError(), QStringLiteral("not yet"));
        QVERIFY(m_client->nextTry() &&
                *m_client->nextTry() > QDateTime::currentDateTimeUtc().addSecs(1500));
        QCOMPARE(m_host->tries, 1);
    }

    void receiptArrives()
    {
        make();
        connectIt();
        StompReceipt *receipt = m_client->send("/app/a", "body", {{"kind", "k"}});
        QSignalSpy arrived(receipt, &StompReceipt::arrived);
        QSignalSpy failed(receipt, &StompReceipt::failed);
        QSignalSpy gone(receipt, &QObject::destroyed);
        QTRY_VERIFY(!m_host->only("SEND").isEmpty());
        QVERIFY(m_host->only("SEND").contains("|kind=k|"));
        m_host->type("RECEIPT\nreceipt-id:" + receipt->id() + "\n\n^");
        QTRY_COMPARE(gone.count(), 1);
        QCOMPARE(arrived.count(), 1);
        QCOMPARE(failed.count(), 0);
    }

    void breakFailsReceiptsAsUnknown()
    {
        make();
        connectIt();
        QSignalSpy one(m_client->send("/app/a", "1"), &StompReceipt::failed);
        QSignalSpy two(m_client->commit("t"), &StompReceipt::failed);
        m_host->link->abort();
        QTRY_COMPARE(one.count(), 1);
        QTRY_COMPARE(two.count(), 1);
        QCOMPARE(one[0][1].toBool(), false);
        QCOMPARE(two[0][1].toBool(), false);
    }

    void errorThatNamesAReceiptRefusesIt()
    {
        make();
        connectIt();
        StompReceipt *refused = m_client->send("/app/a", "1");
        QSignalSpy one(refused, &StompReceipt::failed);
        QSignalSpy two(m_client->send("/app/a", "2"), &StompReceipt::failed);
        m_host->type("ERROR\nmessage:no\nreceipt-id:" + refused->id() + "\n\n^");
        QTRY_COMPARE(two.count(), 1);
        QCOMPARE(one.count(), 1);
        QCOMPARE(one[0][0].toString(), QStringLiteral("no"));
        QCOMPARE(one[0][1].toBool(), true);
        QCOMPARE(two[0][1].toBool(), false);
    }

    // "The server MUST then close the connection just after sending the ERROR frame."
    void errorEndsTheConnectionThoughTheHostKeepsIt()
    {
        make();
        connectIt();
        QSignalSpy closed(m_host->link.get(), &Link::closed);
        m_host->type("ERROR\nmessage:no\n\n^");
        QTRY_COMPARE(m_client->state(), State::Waiting);
        QCOMPARE(m_client->lastError(), QStringLiteral("no"));
        QTRY_COMPARE(closed.count(), 1);
    }

    void sendingWhileNotConnectedFailsLater()
    {
        make();
        QSignalSpy failed(m_client->send("/app/a", "1"), &StompReceipt::failed);
        QCOMPARE(failed.count(), 0);
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed[0][1].toBool(), false);
    }

    // An outbox would do just that.
    void sendingAgainFromAFailedReceiptFailsLater()
    {
        make();
        connectIt();
        int failures = 0;
        connect(m_client->send("/app/a", "1"), &StompReceipt::failed, this, [&] {
            ++failures;
            QVERIFY(m_client->state() != State::Connected);
            connect(m_client->send("/app/a", "1"), &StompReceipt::failed, this,
                    [&] { ++failures; });
        });
        m_host->link->abort();
        QTRY_COMPARE(failures, 2);
    }

    void subscriptionsAreRenewedInTheirOrder()
    {
        make();
        QByteArrayList expected;
        for (int i = 0; i < 20; ++i) {
            const QByteArray destination = "/topic/" + QByteArray::number(i);
            m_client->subscribe(destination);
            expected += destination;
        }
        connectIt();
        QTRY_COMPARE(subscribedTo(), expected);
        m_host->link->abort();
        QTRY_COMPARE(m_client->state(), State::Waiting);
        m_client->retryNow();
        QTRY_COMPARE(m_client->state(), State::Connected);
        QTRY_COMPARE(subscribedTo(), expected);
    }

    void headerSourceIsAskedAtEachConnection()
    {
        make();
        StompSubscription *subscription = m_client->subscribe("/topic/a", {{"since", "first"}});
        QSignalSpy subscribed(subscription, &StompSubscription::subscribed);
        connectIt();
        QTRY_VERIFY(m_host->only("SUBSCRIBE").contains("|since=first|"));
        QCOMPARE(subscribed.count(), 1);
        int since = 40;
        subscription->setHeaderSource([&since] {
            return Headers{{"since", QByteArray::number(++since)}};
        });
        for (const char *expected : {"|since=41|", "|since=42|"}) {
            m_host->link->abort();
            QTRY_COMPARE(m_client->state(), State::Waiting);
            m_client->retryNow();
            QTRY_VERIFY(m_host->only("SUBSCRIBE").contains(expected));
        }
        QCOMPARE(subscribed.count(), 3);
    }

    void deletedSubscriptionIsUnsubscribedAndNotRenewed()
    {
        make();
        connectIt();
        StompSubscription *subscription = m_client->subscribe("/topic/a");
        const QByteArray id = subscription->id();
        delete subscription;
        QTRY_COMPARE(m_host->only("UNSUBSCRIBE"), QByteArray("UNSUBSCRIBE|id=" + id + '|'));
        m_host->link->abort();
        QTRY_COMPARE(m_client->state(), State::Waiting);
        m_client->retryNow();
        QTRY_COMPARE(m_client->state(), State::Connected);
        QVERIFY(m_host->only("SUBSCRIBE").isEmpty());
    }

    void subscriptionMayBeDeletedInItsOwnSignal()
    {
        make();
        connectIt();
        StompSubscription *subscription = m_client->subscribe("/topic/a");
        int received = 0;
        connect(subscription, &StompSubscription::received, this, [&] {
            ++received;
            delete subscription;
        });
        m_host->type(message(subscription, "1") + message(subscription, "2"));
        QTRY_VERIFY(!m_host->only("UNSUBSCRIBE").isEmpty());
        QCOMPARE(received, 1);
        QCOMPARE(m_client->state(), State::Connected);
    }

    void subscriptionsMayChangeWhileTheyAreRenewed()
    {
        make();
        StompSubscription *first = m_client->subscribe("/topic/a");
        StompSubscription *second = m_client->subscribe("/topic/b");
        connect(first, &StompSubscription::subscribed, this, [&] {
            delete std::exchange(second, nullptr);
            for (int i = 0; i < 100; ++i)
                m_client->subscribe("/topic/more");
        });
        connectIt();
        QTRY_COMPARE(subscribedTo().count("/topic/more"), 100);
        // What the host was told to begin, it was told to end.
        QCOMPARE(subscribedTo().count("/topic/b"), 1);
        QVERIFY(!m_host->only("UNSUBSCRIBE").isEmpty());
    }

    void clientMayBeDeletedInASignal_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QString>("signal");
        QTest::newRow("message") << QByteArray("M") << QStringLiteral("received");
        QTest::newRow("receipt") << QByteArray("RECEIPT\nreceipt-id:@\n\n^")
                                 << QStringLiteral("arrived");
        QTest::newRow("refused receipt")
            << QByteArray("ERROR\nmessage:no\nreceipt-id:@\n\n^") << QStringLiteral("failed");
        QTest::newRow("error") << QByteArray("ERROR\nmessage:no\n\n^") << QStringLiteral("error");
        QTest::newRow("broken bytes") << QByteArray("RUBBISH\n\n^") << QStringLiteral("state");
        QTest::newRow("receipt of a broken link")
            << QByteArray("RUBBISH\n\n^") << QStringLiteral("failed");
    }
    void clientMayBeDeletedInASignal()
    {
        QFETCH(QByteArray, typed);
        QFETCH(QString, signal);
        make();
        connectIt();
        StompSubscription *subscription = m_client->subscribe("/topic/a");
        StompReceipt *receipt = m_client->send("/app/a", "1");
        m_client->send("/app/a", "2");
        bool deleted = false;
        const auto remove = [&] {
            m_client.reset();
            deleted = true;
        };
        if (signal == QStringLiteral("received"))
            connect(subscription, &StompSubscription::received, this, remove);
        else if (signal == QStringLiteral("arrived"))
            connect(receipt, &StompReceipt::arrived, this, remove);
        else if (signal == QStringLiteral("failed"))
            connect(receipt, &StompReceipt::failed, this, remove);
        else if (signal == QStringLiteral("error"))
            connect(m_client.get(), &StompClient::errorReceived, this, remove);
        else
            connect(m_client.get(), &StompClient::stateChanged, this, remove);
        QSignalSpy closed(m_host->link.get(), &Link::closed);
        typed.replace('@', receipt->id());
        m_host->type(typed == "M" ? message(subscription, "1").repeated(3) : typed);
        QTRY_VERIFY(deleted);
        QTRY_COMPARE(closed.count(), 1);
    }

    void clientMayBeDeletedWhenItConnects_data()
    {
        QTest::addColumn<State>("state");
        QTest::newRow("connecting") << State::Connecting;
        QTest::newRow("connected") << State::Connected;
        QTest::newRow("waiting") << State::Waiting;
        QTest::newRow("closing") << State::Closing;
        QTest::newRow("disconnected") << State::Disconnected;
    }
    void clientMayBeDeletedWhenItConnects()
    {
        QFETCH(State, state);
        make();
        m_client->subscribe("/topic/a");
        if (state == State::Waiting)
            m_host->mood = TypedHost::Mood::Breaks;
        connect(m_client.get(), &StompClient::stateChanged, this, [&](State now) {
            if (now == state)
                m_client.reset();
            else if (now == State::Connected)
                m_client->disconnectFromHost();
        });
        m_client->connectToHost();
        if (state == State::Disconnected) {
            QTRY_VERIFY(!m_host->only("DISCONNECT").isEmpty());
            m_host->type("RECEIPT\nreceipt-id:goodbye\n\n^");
        }
        QTRY_VERIFY(!m_client);
    }

    void connectingMayBeCalledOff()
    {
        make();
        connect(m_client.get(), &StompClient::stateChanged, this, [&](State now) {
            if (now == State::Connecting)
                m_client->disconnectFromHost();
        });
        m_client->connectToHost();
        QCOMPARE(m_client->state(), State::Disconnected);
        QCOMPARE(m_host->tries, 0);
    }

    void disconnectWaitsForItsReceipt()
    {
        make();
        connectIt();
        QSignalSpy closed(m_host->link.get(), &Link::closed);
        QSignalSpy unfinished(m_client->send("/app/a", "1"), &StompReceipt::failed);
        m_client->disconnectFromHost();
        QCOMPARE(m_client->state(), State::Closing);
        QTRY_VERIFY(m_host->only("DISCONNECT").contains("receipt="));
        QCOMPARE(closed.count(), 0);
        m_host->type("RECEIPT\nreceipt-id:goodbye\n\n^");
        QTRY_COMPARE(m_client->state(), State::Disconnected);
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(unfinished.count(), 1);
        QVERIFY(!m_client->nextTry());
    }

    void disconnectWithoutAnAnswerEnds()
    {
        m_options.closeTimeout = 10ms;
        make();
        connectIt();
        m_client->disconnectFromHost();
        QTRY_COMPARE(m_client->state(), State::Disconnected);
        m_client->connectToHost();
        QTRY_COMPARE(m_client->state(), State::Connected);
    }

    void breakWhileClosingIsTheEnd()
    {
        make();
        connectIt();
        m_client->disconnectFromHost();
        m_host->link->abort();
        QTRY_COMPARE(m_client->state(), State::Disconnected);
        QCOMPARE(m_host->tries, 1);
    }

    void disconnectWhileWaitingCallsOffTheNextTry()
    {
        m_options.firstRetry = 20ms;
        make();
        m_host->mood = TypedHost::Mood::Breaks;
        m_client->connectToHost();
        QTRY_COMPARE(m_client->state(), State::Waiting);
        m_client->disconnectFromHost();
        QCOMPARE(m_client->state(), State::Disconnected);
        QVERIFY(!QTest::qWaitFor([&] { return m_host->tries > 1; }, 100));
    }

    void linkThatNeverOpensIsGivenUp()
    {
        m_options.openTimeout = 10ms;
        make();
        m_host->mood = TypedHost::Mood::NeverOpens;
        m_client->connectToHost();
        QTRY_COMPARE(m_client->state(), State::Waiting);
        QCOMPARE(m_client->lastError(), QStringLiteral("no answer"));
    }

    void linkMadeWithinASignalIsGivenUpToo()
    {
        m_options.openTimeout = 10ms;
        make();
        connectIt();
        connect(m_client.get(), &StompClient::stateChanged, this, [&](State now) {
            if (now != State::Waiting || m_host->mood == TypedHost::Mood::NeverOpens)
                return;
            m_host->mood = TypedHost::Mood::NeverOpens;
            m_client->retryNow();
        });
        m_host->type("RUBBISH\n\n^");
        QTRY_COMPARE(m_client->lastError(), QStringLiteral("no answer"));
        QCOMPARE(m_client->state(), State::Waiting);
    }

    void hostThatDoesNotGreetIsGivenUp()
    {
        m_options.session.connectTimeout = 10ms;
        make();
        m_host->greeting.clear();
        m_client->connectToHost();
        QTRY_COMPARE(m_client->state(), State::Waiting);
        QVERIFY(!m_client->lastError().isEmpty());
    }

    void brokenBytesLeadToAnotherTry()
    {
        make();
        connectIt();
        QSignalSpy closed(m_host->link.get(), &Link::closed);
        m_host->type("RUBBISH\n\n^");
        QTRY_COMPARE(m_client->state(), State::Waiting);
        QTRY_COMPARE(closed.count(), 1);
    }

    void silentHostIsDead()
    {
        m_options.session.heartBeat = {0ms, 10ms};
        make();
        m_host->greeting = "CONNECTED\nversion:1.2\nheart-beat:10,0\n\n^";
        m_client->connectToHost();
        QTRY_COMPARE(m_client->state(), State::Waiting);
        QCOMPARE(m_client->lastError(), QStringLiteral("No heart-beat in time"));
    }

    void idleClientBeats()
    {
        m_options.session.heartBeat = {10ms, 0ms};
        make();
        m_host->greeting = "CONNECTED\nversion:1.2\nheart-beat:0,10\n\n^";
        connectIt();
        QTRY_VERIFY(m_host->beats >= 3);
        QCOMPARE(m_client->state(), State::Connected);
        QCOMPARE(m_host->tries, 1);
    }

private:
    void make()
    {
        m_client = std::make_unique<StompClient>(
            m_host->maker(), [] { return Headers{}; }, m_options);
    }
    void connectIt()
    {
        m_client->connectToHost();
        QTRY_COMPARE(m_client->state(), State::Connected);
    }
    QByteArrayList subscribedTo() const
    {
        QByteArrayList destinations;
        for (const QByteArray &frame : m_host->frames) {
            if (!frame.startsWith("SUBSCRIBE|"))
                continue;
            const QByteArray rest = frame.mid(frame.indexOf("|destination=") + 13);
            destinations += rest.left(rest.indexOf('|'));
        }
        return destinations;
    }

    std::unique_ptr<TypedHost> m_host;
    StompClient::Options m_options;
    std::unique_ptr<StompClient> m_client;
};

QTEST_GUILESS_MAIN(TestStompClient)
#include "tst_stompclient.moc"
