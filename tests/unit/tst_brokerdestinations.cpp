// SPDX-License-Identifier: GPL-3.0-or-later
// Where frames go: wildcards, kinds of destinations, users, last values, and who may.

#include "tests/support/notingapplication.h"
#include "tests/support/typedpeer.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace Server;

namespace {

QByteArray expiresIn(qint64 milliseconds)
{
    return "expires:" + QByteArray::number(QDateTime::currentMSecsSinceEpoch() + milliseconds) +
           '\n';
}

} // namespace

class TestBrokerDestinations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin({}); }
    void cleanup()
    {
        m_broker.reset();
        m_application.reset();
    }

    // --- wildcards -------------------------------------------------------------------------

    void wildcardsSubscribeToWhatTheyCover()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(subscribeText("one", "/topic/a/*") + subscribeText("all", "/topic/**") +
                  subscribeText("letter", "/topic/?"));
        const auto got =
            peer.talk(sendText("/topic/a/b", "1", "receipt:r\n") + sendText("/topic/x", "2"));
        QCOMPARE(got.size(), 5);
        QCOMPARE(got.filter("subscription=one|").size(), 1);
        QCOMPARE(got.filter("subscription=all|").size(), 2);
        QCOMPARE(got.filter("subscription=letter|").size(), 1);
        QCOMPARE(got.filter("destination=/topic/a/b|").size(), 2);
        QVERIFY(got.contains("RECEIPT|receipt-id=r|delivered=2|"));
    }

    // S11
    void exactAndPatternOfOneSessionGetTwo()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(subscribeText("p", "/topic/*") + subscribeText("x", "/topic/x"));
        const auto got = peer.talk(sendText("/topic/x", "1"));
        QCOMPARE(got.size(), 2);
        QCOMPARE(got.filter("subscription=p|").size(), 1);
        QCOMPARE(got.filter("subscription=x|").size(), 1);
    }

    void patternSpeaksTheFamilyOfItsSubscriber()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(subscribeText("p", "/sub/**"));
        QCOMPARE(peer.talk(sendText("/topic/x/y", "1")).filter("destination=/sub/x/y|").size(), 1);
    }

    void patternEndsWithUnsubscribeAndSession()
    {
        TypedPeer peer(*m_broker, "a");
        TypedPeer other(*m_broker, "b");
        other.talk(subscribeText("q", "/topic/**"));
        peer.talk(subscribeText("p", "/topic/**") + sendText("/topic/x", "1"));
        QVERIFY(peer.talk("UNSUBSCRIBE\nid:p\n\n^" + sendText("/topic/x", "2")).isEmpty());
        QCOMPARE(m_broker->subscribers("/topic/x"), 1);
        other.leave();
        QTRY_COMPARE(m_broker->subscribers("/topic/x"), 0);
    }

    void newPatternIsSeenAtOnce()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(subscribeText("p", "/topic/a/*") + sendText("/topic/a/x", "1"));
        peer.talk(subscribeText("q", "/topic/*/x"));
        QCOMPARE(peer.talk(sendText("/topic/a/x", "2")).size(), 2);
    }

    void patternReceivesOnlyWhatTheApplicationAllows()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(subscribeText("p", "/topic/**"));
        m_broker->publish({"/topic/held/secret", {}, "no", false});
        m_broker->publish({"/topic/held", {}, "yes", false});
        const auto got = peer.talk();
        QCOMPARE(got.size(), 1);
        QVERIFY(got[0].endsWith("#yes"));
    }

    void patternReceivesOnlyWhatThePolicyAllows()
    {
        setPolicy("subscribe /topic/news/** owner");
        TypedPeer guest(*m_broker, "a");
        TypedPeer owner(*m_broker, "owner");
        guest.talk(subscribeText("p", "/topic/**"));
        owner.talk(subscribeText("p", "/topic/**"));
        const auto sent =
            guest.talk(sendText("/topic/news/1", "x", "receipt:r\n") + sendText("/topic/y", "y"));
        QVERIFY(sent.contains("RECEIPT|receipt-id=r|delivered=1|"));
        QCOMPARE(sent.filter("MESSAGE").size(), 1);
        QVERIFY(sent.filter("MESSAGE")[0].contains("destination=/topic/y|"));
        QCOMPARE(owner.talk().filter("MESSAGE").size(), 2);
    }

    void badPatternsAreErrors_data()
    {
        QTest::addColumn<QByteArray>("destination");
        for (const char *destination :
             {"/user/queue/*", "/queue-x/*", "/*/x", "/**", "*", "/app/*", "/top?c/x", "/user/**"})
            QTest::newRow(destination) << QByteArray(destination);
        QTest::newRow("too long") << "/topic/" + QByteArray(300, '*');
        QTest::newRow("too much behind a wildcard") << "/topic/*" + QByteArray(100, 'x');
    }
    void badPatternsAreErrors()
    {
        QFETCH(QByteArray, destination);
        TypedPeer peer(*m_broker, "a");
        const auto got = peer.talk(subscribeText("p", destination, "receipt:r\n"));
        QCOMPARE(got.filter("ERROR|message=wildcards are for topics|receipt-id=r|").size(), 1);
        QTRY_VERIFY(peer.closed);
    }

    void patternsOfASessionAreBounded()
    {
        TypedPeer peer(*m_broker, "a");
        QByteArray text;
        for (int i = 0; i < 100; ++i)
            text += subscribeText(QByteArray::number(i), "/topic/" + QByteArray::number(i) + "/*");
        QVERIFY(peer.talk(text).isEmpty());
        QVERIFY(peer.talk("UNSUBSCRIBE\nid:7\n\n^" + subscribeText("x", "/topic/*")).isEmpty());
        QCOMPARE(peer.talk(subscribeText("y", "/topic/*"))
                     .filter("too many subscriptions with wildcards")
                     .size(),
                 1);
    }

    void patternReachesNoUserAndNoRequest()
    {
        TypedPeer spy(*m_broker, "spy");
        TypedPeer peer(*m_broker, "a");
        spy.talk(subscribeText("p", "/topic/**"));
        peer.talk(subscribeText("q", "/user/queue/x") + sendText("/user/g-a/queue/x", "secret") +
                  sendText("/app/do", "secret"));
        QVERIFY(spy.talk().isEmpty());
    }

    // --- kinds -----------------------------------------------------------------------------

    void receiptSaysHowManyGotIt()
    {
        TypedPeer peer(*m_broker, "a");
        QVERIFY(peer.talk(sendText("/topic/x", "1", "receipt:r\n"))
                    .contains("RECEIPT|receipt-id=r|delivered=0|"));
        peer.talk(subscribeText("1", "/topic/x") + subscribeText("2", "/sub/x"));
        QVERIFY(peer.talk(sendText("/topic/x", "1", "receipt:r\n"))
                    .contains("RECEIPT|receipt-id=r|delivered=2|"));
    }

    // `/pub/{channel}` without a handler, subscribed as `/sub/{channel}`.
    void requestThatNobodyTakesIsAnExchange()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(subscribeText("s", "/sub/free/1"));
        auto got = peer.talk(sendText("/pub/free/1", "hi", "receipt:r\n"));
        QVERIFY(got.contains("RECEIPT|receipt-id=r|delivered=1|"));
        QCOMPARE(got.filter("destination=/sub/free/1|").size(), 1);
        got = peer.talk(sendText("/app/free/2", "hi", "receipt:r\n"));
        QCOMPARE(got, QByteArrayList{"RECEIPT|receipt-id=r|delivered=0|"});
        QVERIFY(m_application->notes.isEmpty());
    }

    void exchangeCannotSpeakForTheApplication()
    {
        m_application->free.insert("/app/held");
        TypedPeer peer(*m_broker, "a");
        peer.talk(subscribeText("p", "/topic/**"));
        const auto got = peer.talk(sendText("/app/held", "forged", "receipt:r\n"));
        QCOMPARE(got, QByteArrayList{"RECEIPT|receipt-id=r|delivered=0|"});
        QVERIFY(m_application->notes.isEmpty());
    }

    void queueWithoutQueuesIsATopic()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(subscribeText("1", "/queue/x") + subscribeText("2", "/queue/x"));
        QCOMPARE(peer.talk(sendText("/queue/x", "1")).filter("MESSAGE").size(), 2);
    }

    void unknownDestination_data()
    {
        using Unknown = Compatibility::UnknownDestination;
        QTest::addColumn<Unknown>("unknown");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("topic") << Unknown::Topic << QByteArray("MESSAGE|destination=elsewhere|");
        QTest::newRow("ignore") << Unknown::Ignore
                                << QByteArray("RECEIPT|receipt-id=r|delivered=0|");
        QTest::newRow("error") << Unknown::Error
                               << QByteArray("ERROR|message=unknown destination|receipt-id=s|");
    }
    void unknownDestination()
    {
        QFETCH(Compatibility::UnknownDestination, unknown);
        QFETCH(QByteArray, answer);
        Broker::Options options;
        options.compatibility.unknownDestination = unknown;
        begin(options);
        TypedPeer peer(*m_broker, "a");
        const auto got = peer.talk(subscribeText("1", "elsewhere", "receipt:s\n") +
                                   sendText("elsewhere", "1", "receipt:r\n"));
        QCOMPARE(got.filter(answer).size(), 1);
        QCOMPARE(got.filter("MESSAGE").size(), unknown == Compatibility::UnknownDestination::Topic);
    }
    void unknownDestinationOfASendIsAnErrorToo()
    {
        Broker::Options options;
        options.compatibility.unknownDestination = Compatibility::UnknownDestination::Error;
        begin(options);
        TypedPeer peer(*m_broker, "a");
        const auto got = peer.talk(sendText("/elsewhere", "1", "receipt:r\n"));
        QCOMPARE(got.filter("ERROR|message=unknown destination|receipt-id=r|").size(), 1);
    }

    // --- users -----------------------------------------------------------------------------

    void userMessageReachesAllSessionsOfTheUser_data()
    {
        QTest::addColumn<QByteArray>("who");
        QTest::addColumn<int>("delivered");
        QTest::newRow("user id") << QByteArray("u-kim") << 2;
        QTest::newRow("account") << QByteArray("kim") << 2;
        QTest::newRow("unknown") << QByteArray("lee") << 0;
        QTest::newRow("a guest's name is nobody's") << QByteArray("guest") << 0;
        QTest::newRow("a guest by id") << QByteArray("g-guest") << 1;
        QTest::newRow("prefix of an id") << QByteArray("u-ki") << 0;
        QTest::newRow("nobody") << QByteArray() << 0;
        QTest::newRow("dots") << QByteArray("..") << 0;
        QTest::newRow("a percent") << QByteArray("%") << 0;
        QTest::newRow("half a percent") << QByteArray("kim%2") << 0;
    }
    void userMessageReachesAllSessionsOfTheUser()
    {
        QFETCH(QByteArray, who);
        QFETCH(int, delivered);
        TypedPeer first(*m_broker, "account-kim");
        TypedPeer second(*m_broker, "account-kim");
        TypedPeer guest(*m_broker, "guest");
        for (TypedPeer *peer : {&first, &second, &guest})
            peer->talk(subscribeText("q", "/user/queue/x") + subscribeText("o", "/user/queue/y"));
        const auto got = guest.talk(sendText("/user/" + who + "/queue/x", "hi", "receipt:r\n"));
        QVERIFY(
            got.contains("RECEIPT|receipt-id=r|delivered=" + QByteArray::number(delivered) + '|'));
        const qsizetype messages = first.talk().filter("destination=/user/queue/x|").size() +
                                   second.talk().filter("subscription=q|").size() +
                                   got.filter("MESSAGE").size();
        QCOMPARE(messages, delivered);
    }

    void userMessageReachesOneSession()
    {
        TypedPeer first(*m_broker, "account-kim");
        TypedPeer second(*m_broker, "account-kim");
        first.talk(subscribeText("q", "/user/queue/x"));
        second.talk(subscribeText("q", "/user/queue/x"));
        const QByteArray session = TypedPeer::header(first.connected, "session");
        QVERIFY(!session.isEmpty());
        const auto got =
            second.talk(sendText("/user/" + session + "/queue/x", "hi", "receipt:r\n"));
        QCOMPARE(got, QByteArrayList{"RECEIPT|receipt-id=r|delivered=1|"});
        QCOMPARE(first.talk().size(), 1);
    }

    void slashInANameIsEncoded()
    {
        TypedPeer peer(*m_broker, "account-a/b");
        peer.talk(subscribeText("q", "/user/queue/x"));
        QCOMPARE(peer.talk(sendText("/user/a%2Fb/queue/x", "hi")).size(), 1);
        QCOMPARE(peer.talk(sendText("/user/a/b/queue/x", "hi")).size(), 0);
        QCOMPARE(peer.talk(sendText("/user/a%252Fb/queue/x", "hi")).size(), 0);
    }

    void userMessagesStopWithUnsubscribeAndSession()
    {
        TypedPeer peer(*m_broker, "a");
        TypedPeer gone(*m_broker, "gone");
        gone.talk(subscribeText("q", "/user/queue/x"));
        peer.talk(subscribeText("q", "/user/queue/x") + "UNSUBSCRIBE\nid:q\n\n^");
        gone.leave();
        QTRY_COMPARE(m_broker->connectionCount(), 1);
        const auto got = peer.talk(sendText("/user/g-a/queue/x", "1", "receipt:r\n") +
                                   sendText("/user/g-gone/queue/x", "2", "receipt:s\n"));
        QCOMPARE(got, (QByteArrayList{"RECEIPT|receipt-id=r|delivered=0|",
                                      "RECEIPT|receipt-id=s|delivered=0|"}));
    }

    void applicationSpeaksToAUser()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(subscribeText("q", "/user/queue/x"));
        QCOMPARE(m_broker->publish({"/user/g-a/queue/x", {}, "hi", false}), 1);
        QCOMPARE(peer.talk().filter("destination=/user/queue/x|").size(), 1);
    }

    // --- last values -----------------------------------------------------------------------

    void lateSubscriberGetsTheLastValue()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(sendText("/topic/t", "old", "retain:true\n") +
                  sendText("/topic/t", "new", "retain:true\nkind:k\n") +
                  sendText("/topic/t", "passing"));
        const auto got = peer.talk(subscribeText("s", "/topic/t", "receipt:r\n"));
        QCOMPARE(got.size(), 2);
        QCOMPARE(got[0], QByteArray("RECEIPT|receipt-id=r|"));
        QVERIFY(got[1].contains("|retained=true|"));
        QVERIFY(got[1].contains("|kind=k|"));
        QVERIFY(got[1].endsWith("#new"));
        // Whoever is there already gets it as any other message.
        const auto live = peer.talk(sendText("/topic/t", "x", "retain:true\nretained:true\n"));
        QCOMPARE(live.size(), 1);
        QVERIFY(!live[0].contains("retained="));
    }

    void emptyBodyClearsTheLastValue()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(sendText("/topic/t", "x", "retain:true\n") +
                  sendText("/topic/t", "", "retain:true\n"));
        QVERIFY(peer.talk(subscribeText("s", "/topic/t")).isEmpty());
        QCOMPARE(m_broker->status().retained, 0);
    }

    void patternGetsTheLastValuesItMaySee()
    {
        setPolicy("subscribe /topic/t/0 owner");
        TypedPeer peer(*m_broker, "a");
        QByteArray text;
        for (int i = 0; i < 150; ++i)
            text += sendText("/topic/t/" + QByteArray::number(i), "x", "retain:true\n");
        peer.talk(text + sendText("/topic/other", "x", "retain:true\n"));
        const auto got = peer.talk(subscribeText("s", "/topic/t/*"));
        QCOMPARE(got.size(), 99); // of the first hundred one is the owner's
        QCOMPARE(got.filter("retained=true").size(), 99);
    }

    void lastValuesAreBounded()
    {
        Broker::Options options;
        options.retained.destinations = 3;
        options.retained.bytes = 20000;
        begin(options);
        TypedPeer peer(*m_broker, "a");
        for (const char *topic : {"/topic/1", "/topic/2", "/topic/3", "/topic/1", "/topic/4"})
            peer.talk(sendText(topic, "x", "retain:true\n"));
        QCOMPARE(m_broker->status().retained, 3);
        QVERIFY(peer.talk(subscribeText("2", "/topic/2")).isEmpty()); // set longest ago
        QCOMPARE(peer.talk(subscribeText("1", "/topic/1")).size(), 1);
        peer.talk(sendText("/topic/5", QByteArray(19500, 'x'), "retain:true\n"));
        QCOMPARE(m_broker->status().retained, 1);
        peer.talk(sendText("/topic/6", QByteArray(30000, 'x'), "retain:true\n"));
        QCOMPARE(m_broker->status().retained, 1); // too big for all of it: nothing is pushed out
    }

    void applicationsTopicRetainsNothing()
    {
        setPolicy("publish /topic/held owner");
        TypedPeer owner(*m_broker, "owner");
        owner.talk(sendText("/topic/held", "x", "retain:true\n"));
        QCOMPARE(m_broker->status().retained, 0);
    }

    void expiredIsNotDelivered()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(subscribeText("s", "/topic/t"));
        const auto got = peer.talk(sendText("/topic/t", "old", expiresIn(-1000) + "receipt:r\n") +
                                   sendText("/topic/t", "new", expiresIn(3600000)) +
                                   sendText("/topic/t", "never", "expires:0\n") +
                                   sendText("/topic/t", "odd", "expires:soon\n"));
        QVERIFY(got.contains("RECEIPT|receipt-id=r|delivered=0|"));
        QCOMPARE(got.filter("MESSAGE").size(), 3);
        QVERIFY(got.filter("#old").isEmpty());
        QCOMPARE(m_broker->counters().expired, quint64(1));
    }

    void expiredLastValueIsNotGiven()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(sendText("/topic/t", "x", "retain:true\n" + expiresIn(1500)));
        QCOMPARE(m_broker->status().retained, 1);
        TypedPeer late(*m_broker, "b");
        QTRY_VERIFY_WITH_TIMEOUT(
            late.talk(subscribeText("s", "/topic/t") + "UNSUBSCRIBE\nid:s\n\n^").isEmpty(), 10000);
        QVERIFY(late.talk(subscribeText("p", "/topic/*")).isEmpty());
    }

    void forgedHeadersDoNotPass()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(subscribeText("s", "/topic/t"));
        const auto got = peer.talk(sendText(
            "/topic/t", "x", "retained:f\nredelivered:f\ndelivered:f\nuser-id:f\nreceipt-id:f\n"));
        QCOMPARE(got.size(), 1);
        QVERIFY(!got[0].contains("=f|"));
    }

    // --- who may ---------------------------------------------------------------------------

    void policyRefuses_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::newRow("send") << sendText("/topic/news/1", "x", "receipt:r\n");
        QTest::newRow("send, other vocabulary") << sendText("/sub/news/1", "x", "receipt:r\n");
        QTest::newRow("exchange") << sendText("/pub/news/1", "x", "receipt:r\n");
        QTest::newRow("subscribe") << subscribeText("s", "/topic/inner", "receipt:r\n");
        QTest::newRow("request") << sendText("/pub/do", "x", "receipt:r\n");
        QTest::newRow("user") << sendText("/user/g-b/queue/x", "x", "receipt:r\n");
    }
    void policyRefuses()
    {
        QFETCH(QByteArray, frame);
        m_application->free.insert("/app/news/1");
        setPolicy("send /topic/news/** owner\nsubscribe /topic/inner owner\nsend /app/do owner\n"
                  "send /user/** owner");
        TypedPeer guest(*m_broker, "a");
        const auto got = guest.talk(frame);
        QCOMPARE(
            got.filter("ERROR|message=access refused to this destination|receipt-id=r|").size(), 1);
        QTRY_VERIFY(guest.closed);
        QCOMPARE(m_broker->counters().denied, quint64(1));
        TypedPeer owner(*m_broker, "owner");
        QCOMPARE(owner.talk(frame).filter("RECEIPT|receipt-id=r|").size(), 1);
    }

    void refusedSessionsGoOnThatWantToHearOfIt_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::newRow("request") << sendText("/app/refuse", "x", "receipt:r\n");
        QTest::newRow("subscribe") << subscribeText("s", "/topic/inner", "receipt:r\n");
        QTest::newRow("transaction") << QByteArray("BEGIN\ntransaction:t\n\n^") +
                                            sendText("/app/refuse", "x", "transaction:t\n") +
                                            "COMMIT\ntransaction:t\nreceipt:r\n\n^";
    }
    void refusedSessionsGoOnThatWantToHearOfIt()
    {
        QFETCH(QByteArray, frame);
        setPolicy("subscribe /topic/inner owner");
        TypedPeer peer(*m_broker, "a");
        peer.talk(subscribeText("e", "/user/queue/errors"));
        const auto got = peer.talk(frame);
        QCOMPARE(got.size(), 1);
        QVERIFY(got.at(0).startsWith("MESSAGE|destination=/user/queue/errors|"));
        const auto told = QJsonDocument::fromJson(got.at(0).mid(got.at(0).indexOf('#') + 1));
        QCOMPARE(told[QStringLiteral("receipt")].toString(), QStringLiteral("r"));
        QVERIFY(!told[QStringLiteral("message")].toString().isEmpty());
        QVERIFY(!told[QStringLiteral("detail")].toString().isEmpty());
        QCOMPARE(peer.talk(sendText("/topic/x", "1", "receipt:on\n")),
                 Frames{"RECEIPT|receipt-id=on|delivered=0|"});
        QVERIFY(!peer.closed);
        peer.talk("UNSUBSCRIBE\nid:e\n\n^");
        QCOMPARE(peer.talk(sendText("/app/refuse", "x")).filter("ERROR|").size(), 1);
    }

    void nobodyElseTellsRefusals()
    {
        TypedPeer peer(*m_broker, "a");
        TypedPeer other(*m_broker, "b");
        other.talk(subscribeText("e", "/user/queue/errors"));
        const auto got = peer.talk(sendText("/user/g-b/queue/errors", "x"));
        QCOMPARE(got.filter("ERROR|message=only the host sends there|").size(), 1);
        QVERIFY(other.talk().isEmpty());
    }

    void refusalsAreOnesOwn()
    {
        TypedPeer peer(*m_broker, "a");
        TypedPeer other(*m_broker, "a");
        other.talk(subscribeText("e", "/user/queue/errors"));
        QCOMPARE(peer.talk(sendText("/app/refuse", "x")).filter("ERROR|").size(), 1);
        QVERIFY(other.talk().isEmpty());
    }

    void policyMayLetPastTheApplication()
    {
        setPolicy("publish /topic/held owner");
        TypedPeer owner(*m_broker, "owner");
        TypedPeer guest(*m_broker, "a");
        owner.talk(sendText("/topic/held", "1"));
        QVERIFY(m_application->notes.isEmpty());
        guest.talk(sendText("/topic/held", "2"));
        QCOMPARE(m_application->notes, QStringList{QStringLiteral("a sends /topic/held 2")});
    }

    void policyChangesWhileRunning()
    {
        TypedPeer peer(*m_broker, "a");
        peer.talk(sendText("/topic/x", "1"));
        setPolicy("send /topic/x owner");
        QCOMPARE(peer.talk(sendText("/topic/x", "1")).filter("ERROR").size(), 1);
    }

    // --- status ----------------------------------------------------------------------------

    void statusTellsWhatIsThere()
    {
        TypedPeer peer(*m_broker, "account-kim");
        peer.talk(subscribeText("1", "/topic/x") + subscribeText("2", "/topic/*") +
                  subscribeText("3", "/topic/x", "ack:client\n") + sendText("/topic/x", "hello"));
        const BrokerStatus status = m_broker->status();
        QCOMPARE(status.sessions, 1);
        QCOMPARE(status.connections, 1);
        QCOMPARE(status.subscriptions, 3);
        QCOMPARE(status.topicCount, 2);
        QCOMPARE(status.sessionList.size(), size_t(1));
        const SessionStatus &session = status.sessionList[0];
        QCOMPARE(session.transport, QStringLiteral("loop"));
        QCOMPARE(session.user, QStringLiteral("u-kim"));
        QCOMPARE(session.name, QStringLiteral("kim"));
        QCOMPARE(session.version, QByteArray("1.2"));
        QCOMPARE(session.unacknowledged, 1);
        QCOMPARE(status.topics[0].destination, QByteArray("/topic/x"));
        QCOMPARE(status.topics[0].subscriptions, 2);
        QCOMPARE(status.counters.connections, quint64(1));
        QCOMPARE(status.counters.sessions, quint64(1));
        QCOMPARE(status.counters.deliveries, quint64(3));
        QVERIFY(status.counters.bytesDelivered > 3 * 50);
        QCOMPARE(status.counters.messagesReceived, quint64(1));
        QCOMPARE(status.counters.framesReceived, quint64(7)); // talk() says two itself
        QVERIFY(status.counters.bytesReceived > 100);
        peer.talk("NONSENSE\n\n^");
        QCOMPARE(m_broker->counters().errors, quint64(1));
        TypedPeer nobody(*m_broker, "nobody");
        QCOMPARE(m_broker->counters().refusals, quint64(1));
    }

private:
    void begin(const Broker::Options &options)
    {
        m_application = std::make_unique<NotingApplication>();
        m_broker = std::make_unique<Broker>(options, m_door);
        m_broker->setApplication(m_application.get());
    }

    void setPolicy(const QByteArray &text)
    {
        Broker::Options options;
        options.policy = DestinationPolicy::parse(text).value();
        m_broker->setOptions(options);
    }

    OpenDoor m_door;
    std::unique_ptr<NotingApplication> m_application;
    std::unique_ptr<Broker> m_broker;
};

QTEST_GUILESS_MAIN(TestBrokerDestinations)
#include "tst_brokerdestinations.moc"
