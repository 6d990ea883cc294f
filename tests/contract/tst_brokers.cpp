// SPDX-License-Identifier: GPL-3.0-or-later
// What clients may expect of topics and queues, whoever has them: this host, RabbitMQ or ActiveMQ.
// docs/operators.md tells where these differ; so do the rows that are left out here.

#include "tests/support/brokers.h"
#include "tests/support/typedpeer.h"

#include <QTest>

using namespace Server;

namespace {

const QByteArray individually = "ack:client-individual\n";

QByteArray ackText(const QByteArray &frame, const QByteArray &command = "ACK",
                   const QByteArray &headers = {})
{
    return command + "\nid:" + TypedPeer::header(frame, "ack") + '\n' + headers + "\n^";
}

QByteArray unsubscribeText(const QByteArray &id, const QByteArray &headers = {})
{
    return "UNSUBSCRIBE\nid:" + id + '\n' + headers + "\n^";
}

/// Whether the session goes on: the receipt that the frame asks for came, and no ERROR.
bool isDone(TypedPeer &peer, const QByteArray &frame)
{
    static int asked = 0;
    const QByteArray name = "done-" + QByteArray::number(++asked);
    QByteArray typed = frame;
    typed.insert(typed.indexOf('\n') + 1, "receipt:" + name + '\n');
    peer.type(typed);
    const auto answered = [&] {
        return peer.closed || !peer.frames.filter("RECEIPT|receipt-id=" + name + '|').isEmpty();
    };
    return QTest::qWaitFor(answered, 20000) && !peer.closed;
}

/// The bodies of the messages that came, in that order.
QByteArrayList bodies(const TypedPeer &peer)
{
    QByteArrayList found;
    for (const QByteArray &frame : peer.frames.filter("MESSAGE|"))
        found << (frame.endsWith('|') ? QByteArray() : frame.mid(frame.indexOf('#') + 1));
    return found;
}

} // namespace

#define TRY_BODIES(peer, ...)                                                                      \
    QTRY_COMPARE_WITH_TIMEOUT(bodies(peer), (QByteArrayList __VA_ARGS__), 20000)

class TestBrokers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QFETCH_GLOBAL(Behind, behind);
        m_behind = behind;
        // Nobody else's, not those of an earlier test either.
        m_name = "n" + QByteArray::number(++m_names);
        begin({});
    }
    void cleanup() { m_house.reset(); }
    void initTestCase_data() { addBrokers(); }

    void topicReachesEverybodySubscribed()
    {
        TypedPeer a(broker(), "a");
        TypedPeer b(broker(), "b");
        TypedPeer other(broker(), "other");
        QVERIFY(isDone(a, subscribeText("1", topic("/x"))));
        QVERIFY(isDone(b, subscribeText("2", "/sub/" + m_name + "/x")));
        QVERIFY(isDone(other, subscribeText("1", topic("/y"))));
        QVERIFY(isDone(b, sendText(topic("/x"), "hello", "kind:k\ncontent-type:text/plain\n")));
        TRY_BODIES(a, {"hello"});
        TRY_BODIES(b, {"hello"});
        const QByteArray got = a.frames.filter("MESSAGE|")[0];
        QVERIFY(got.startsWith("MESSAGE|destination=" + topic("/x") + "|subscription=1|"));
        QVERIFY(got.contains("|kind=k|"));
        QVERIFY(got.contains("|content-type=text/plain|"));
        QVERIFY(!got.contains("|ack="));
        QVERIFY(b.sees("MESSAGE|destination=/sub/" + m_name + "/x|subscription=2|"));
        QVERIFY(isDone(other, sendText(topic("/y"), "last")));
        TRY_BODIES(other, {"last"});
    }

    void namesComeBackAsTheyWereSaid_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name :
             {"a.b", "a/b.c", "%2E", "100%", "a,b", "what>", "방/7", "a b", "a:b", "a//b", "#"})
            QTest::newRow(name) << QByteArray(name);
    }
    void namesComeBackAsTheyWereSaid()
    {
        QFETCH(QByteArray, name);
        TypedPeer a(broker(), "a");
        const QByteArray said = topic("/" + name);
        QByteArray escaped = said; // in a frame
        escaped.replace(':', "\\c");
        QVERIFY(isDone(a, subscribeText("t", escaped)));
        QVERIFY(isDone(a, subscribeText("q", QByteArray(escaped).replace("/topic/", "/queue/"))));
        QVERIFY(isDone(a, sendText(escaped, "1")));
        QVERIFY(isDone(a, sendText(QByteArray(escaped).replace("/topic/", "/queue/"), "2")));
        QTRY_VERIFY(a.sees("|destination=" + said + "|subscription=t|"));
        QTRY_VERIFY(a.sees("|destination=" + QByteArray(said).replace("/topic/", "/queue/") + "|"));
        QCOMPARE(bodies(a).size(), 2);
    }

    void wildcardsCoverWhatTheySay_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArrayList>("covered");
        QTest::addColumn<QByteArray>("last"); ///< Covered as well.
        QTest::newRow("one word") << QByteArray("/*") << QByteArrayList{"x", "xyz"}
                                  << QByteArray("/end");
        QTest::newRow("the rest") << QByteArray("/**")
                                  << QByteArrayList{"", "x", "xyz", "x/y", "x/y/z"}
                                  << QByteArray("/end");
        QTest::newRow("in between")
            << QByteArray("/**/z") << QByteArrayList{"x/y/z"} << QByteArray("/end/z");
        QTest::newRow("part of a word")
            << QByteArray("/x*z") << QByteArrayList{"xyz"} << QByteArray("/x-z");
        QTest::newRow("one character")
            << QByteArray("/x/?") << QByteArrayList{"x/y"} << QByteArray("/x/-");
    }
    void wildcardsCoverWhatTheySay()
    {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArrayList, covered);
        QFETCH(QByteArray, last);
        TypedPeer a(broker(), "a");
        QVERIFY(isDone(a, subscribeText("p", topic(pattern))));
        for (const char *name : {"", "x", "xyz", "x/y", "x/y/z"})
            QVERIFY(isDone(a, sendText(*name ? topic("/" + QByteArray(name)) : topic(""), name)));
        QVERIFY(isDone(a, sendText(topic(last), "end")));
        TRY_BODIES(a, (covered + QByteArrayList{"end"}));
    }

    void wildcardsShowNothingThatMayNotBeSeen()
    {
        Broker::Options options;
        options.policy =
            DestinationPolicy::parse("subscribe " + topic("/closed") + " owner").value();
        begin(options);
        TypedPeer a(broker(), "a");
        TypedPeer owner(broker(), "owner");
        for (TypedPeer *peer : {&a, &owner})
            QVERIFY(isDone(*peer, subscribeText("p", topic("/*"))));
        QVERIFY(isDone(a, sendText(topic("/closed"), "secret")));
        QVERIFY(isDone(a, sendText(topic("/open"), "news")));
        TRY_BODIES(owner, {"secret", "news"});
        TRY_BODIES(a, {"news"});
    }

    void orderStays()
    {
        TypedPeer a(broker(), "a");
        TypedPeer b(broker(), "b");
        QVERIFY(isDone(b, subscribeText("q", queue())));
        QByteArrayList sent;
        for (int i = 0; i < 300; ++i) {
            sent << QByteArray::number(i);
            a.type(sendText(queue(), sent.last()));
        }
        QTRY_COMPARE_WITH_TIMEOUT(bodies(b), sent, 20000);
    }

    void queueGoesToOneEach()
    {
        TypedPeer a(broker(), "a");
        TypedPeer b(broker(), "b");
        QVERIFY(isDone(a, subscribeText("q", queue(), individually)));
        QVERIFY(isDone(b, subscribeText("q", queue(), individually)));
        for (int i = 0; i < 10; ++i)
            QVERIFY(isDone(a, sendText(queue(), QByteArray::number(i))));
        QTRY_COMPARE(bodies(a).size() + bodies(b).size(), 10);
        QCOMPARE(bodies(a).size(), 5);
    }

    void queueWaitsForAConsumer()
    {
        TypedPeer a(broker(), "a");
        QVERIFY(isDone(a, sendText(queue(), "1", "persistent:true\n")));
        QVERIFY(isDone(a, sendText(queue(), "2")));
        QVERIFY(isDone(a, subscribeText("q", queue())));
        TRY_BODIES(a, {"1", "2"});
        QVERIFY(!a.sees("redelivered"));
    }

    // What a session with automatic acknowledgement was handed is nobody else's.
    void handedOutIsGone()
    {
        auto a = std::make_unique<TypedPeer>(broker(), "a");
        QVERIFY(isDone(*a, subscribeText("q", queue())));
        QVERIFY(isDone(*a, sendText(queue(), "1")));
        TRY_BODIES(*a, {"1"});
        QVERIFY(isDone(*a, unsubscribeText("q")));
        TypedPeer b(broker(), "b");
        QVERIFY(isDone(b, subscribeText("q", queue())));
        QVERIFY(isDone(b, sendText(queue(), "2")));
        TRY_BODIES(b, {"2"});
    }

    void unacknowledgedGoesElsewhere()
    {
        auto a = std::make_unique<TypedPeer>(broker(), "a");
        QVERIFY(isDone(*a, subscribeText("q", queue(), "ack:client\n")));
        for (const char *body : {"1", "2", "3", "4"})
            QVERIFY(isDone(*a, sendText(queue(), body)));
        TRY_BODIES(*a, {"1", "2", "3", "4"});
        // All before it, too.
        QVERIFY(isDone(*a, ackText(a->frames.filter("#2")[0])));
        a->leave();
        TypedPeer b(broker(), "b");
        QVERIFY(isDone(b, subscribeText("q", queue())));
        TRY_BODIES(b, {"3", "4"});
        QCOMPARE(b.count("|redelivered=true|"), 2);
    }

    void oneByOneIsOnlyThatOne()
    {
        auto a = std::make_unique<TypedPeer>(broker(), "a");
        QVERIFY(isDone(*a, subscribeText("q", queue(), individually)));
        for (const char *body : {"1", "2", "3"})
            QVERIFY(isDone(*a, sendText(queue(), body)));
        TRY_BODIES(*a, {"1", "2", "3"});
        QVERIFY(isDone(*a, ackText(a->frames.filter("#2")[0])));
        a->leave();
        TypedPeer b(broker(), "b");
        QVERIFY(isDone(b, subscribeText("q", queue())));
        TRY_BODIES(b, {"1", "3"});
    }

    void refusedMessageComesAgain()
    {
        if (m_behind == Behind::ActiveMq)
            return; // a dead letter at once: a difference that is told
        TypedPeer a(broker(), "a");
        QVERIFY(isDone(a, subscribeText("q", queue(), individually)));
        QVERIFY(isDone(a, sendText(queue(), "again")));
        TRY_BODIES(a, {"again"});
        QVERIFY(isDone(a, ackText(a.frames.filter("#again")[0], "NACK")));
        TRY_BODIES(a, {"again", "again"});
        QVERIFY(a.sees("|redelivered=true|"));
        QVERIFY(isDone(a, ackText(a.frames.filter("redelivered")[0], "NACK", "requeue:false\n")));
        QVERIFY(isDone(a, sendText(queue(), "other")));
        TRY_BODIES(a, {"again", "again", "other"});
    }

    void noMoreThanItWants()
    {
        TypedPeer a(broker(), "a");
        QVERIFY(isDone(a, subscribeText("q", queue(), individually + "prefetch-count:1\n")));
        QVERIFY(isDone(a, sendText(queue(), "1")));
        QVERIFY(isDone(a, sendText(queue(), "2")));
        TypedPeer b(broker(), "b");
        QVERIFY(isDone(b, subscribeText("q", queue())));
        TRY_BODIES(b, {"2"});
        TRY_BODIES(a, {"1"});
    }

    void versionsAcknowledgeInTheirWords_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::newRow("1.0") << QByteArray("1.0");
        QTest::newRow("1.1") << QByteArray("1.1");
    }
    void versionsAcknowledgeInTheirWords()
    {
        QFETCH(QByteArray, version);
        auto a = std::make_unique<TypedPeer>(broker(), "a", QByteArray(), version);
        QVERIFY(isDone(*a, subscribeText("q", queue(), "ack:client\n")));
        for (const char *body : {"1", "2"})
            QVERIFY(isDone(*a, sendText(queue(), body)));
        TRY_BODIES(*a, {"1", "2"});
        QByteArray id = TypedPeer::header(a->frames.filter("#1")[0], "message-id");
        if (version == "1.1")
            id.replace(':', "\\c");
        QVERIFY(isDone(*a, "ACK\nmessage-id:" + id + "\nsubscription:q\n\n^"));
        a->leave();
        TypedPeer b(broker(), "b");
        QVERIFY(isDone(b, subscribeText("q", queue())));
        TRY_BODIES(b, {"2"});
    }

    void unsubscribedGetsNothing()
    {
        TypedPeer a(broker(), "a");
        QVERIFY(isDone(a, subscribeText("1", topic("/x"))));
        QVERIFY(isDone(a, subscribeText("2", topic("/x"))));
        QVERIFY(isDone(a, unsubscribeText("1")));
        QVERIFY(isDone(a, sendText(topic("/x"), "hello")));
        TRY_BODIES(a, {"hello"});
        QVERIFY(a.sees("|subscription=2|"));
    }

    void transactionIsAllOrNothing()
    {
        TypedPeer a(broker(), "a");
        TypedPeer b(broker(), "b");
        QVERIFY(isDone(b, subscribeText("t", topic("/x"))));
        QVERIFY(isDone(b, subscribeText("q", queue())));
        a.type("BEGIN\ntransaction:t\n\n^" + sendText(topic("/x"), "1", "transaction:t\n") +
               sendText(queue(), "2", "transaction:t\nreceipt:held\n"));
        a.type("BEGIN\ntransaction:u\n\n^" + sendText(topic("/x"), "never", "transaction:u\n"));
        QVERIFY(isDone(a, "ABORT\ntransaction:u\n\n^"));
        QVERIFY(isDone(b, sendText(topic("/x"), "before")));
        TRY_BODIES(b, {"before"});
        QVERIFY(!a.sees("receipt-id=held|"));
        QVERIFY(isDone(a, "COMMIT\ntransaction:t\n\n^"));
        QVERIFY(a.sees("RECEIPT|receipt-id=held|"));
        QTRY_COMPARE(bodies(b).size(), 3);
        QVERIFY(b.sees("#1"));
        QVERIFY(b.sees("#2"));
    }

    void acknowledgementsAreHeldInATransaction()
    {
        auto a = std::make_unique<TypedPeer>(broker(), "a");
        QVERIFY(isDone(*a, subscribeText("q", queue(), individually)));
        for (const char *body : {"kept", "given back"})
            QVERIFY(isDone(*a, sendText(queue(), body)));
        TRY_BODIES(*a, {"kept", "given back"});
        a->type("BEGIN\ntransaction:t\n\n^BEGIN\ntransaction:u\n\n^" +
                ackText(a->frames.filter("#kept")[0], "ACK", "transaction:t\n") +
                ackText(a->frames.filter("#given back")[0], "ACK", "transaction:u\n"));
        QVERIFY(isDone(*a, "COMMIT\ntransaction:t\n\n^"));
        a->leave();
        TypedPeer b(broker(), "b");
        QVERIFY(isDone(b, subscribeText("q", queue())));
        TRY_BODIES(b, {"given back"});
    }

    void durableSubscriptionWaitsWhileItsClientIsAway()
    {
        const QByteArray durable =
            subscribeText("d", topic("/news"), "durable:true\n" + individually);
        TypedPeer sender(broker(), "sender");
        {
            TypedPeer phone(broker(), "a", "client-id:phone\n");
            QVERIFY(isDone(phone, durable));
            QVERIFY(isDone(sender, sendText(topic("/news"), "1", "persistent:true\n")));
            TRY_BODIES(phone, {"1"});
            QVERIFY(isDone(phone, ackText(phone.frames.filter("#1")[0])));
            phone.talk("DISCONNECT\nreceipt:bye\n\n^");
        }
        QTRY_COMPARE(broker().connectionCount(), 1);
        QVERIFY(isDone(sender, sendText(topic("/news"), "2", "persistent:true\n")));
        TypedPeer stranger(broker(), "b", "client-id:phone\n");
        QVERIFY(isDone(stranger, durable));
        TypedPeer back(broker(), "a", "client-id:phone\n");
        QVERIFY(isDone(back, durable));
        TRY_BODIES(back, {"2"});
        QVERIFY(isDone(back, ackText(back.frames.filter("#2")[0])));
        QVERIFY(isDone(back, unsubscribeText("d", "durable:true\n")));
        QVERIFY(isDone(sender, sendText(topic("/news"), "3")));
        QVERIFY(isDone(back, durable));
        QVERIFY(isDone(sender, sendText(topic("/news"), "4")));
        TRY_BODIES(back, {"2", "4"});
        TRY_BODIES(stranger, {"3", "4"});
        QVERIFY(isDone(stranger, unsubscribeText("d", "durable:true\n")));
        QVERIFY(isDone(back, unsubscribeText("d", "durable:true\n")));
    }

    void expiredIsNotDelivered()
    {
        TypedPeer a(broker(), "a");
        QVERIFY(isDone(a, sendText(queue(), "1", "expires:1\n")));
        QVERIFY(isDone(a, sendText(queue(), "2")));
        QVERIFY(isDone(a, subscribeText("q", queue())));
        TRY_BODIES(a, {"2"});
    }

    // It gets the rest when it reads again, and nobody holds all of it meanwhile.
    void slowReaderIsWaitedFor()
    {
        TypedPeer slow(broker(), "slow");
        QVERIFY(isDone(slow, subscribeText("q", queue())));
        slow.setReading(false);
        TypedPeer sender(broker(), "sender");
        const QByteArray body(20000, 'x');
        for (int i = 0; i < 99; ++i)
            sender.type(sendText(queue(), body));
        QVERIFY(isDone(sender, sendText(queue(), body)));
        QCOMPARE(broker().counters().slowConsumers, quint64(0));
        QVERIFY(broker().status().queuedBytes < 400'000);
        slow.setReading(true);
        QTRY_COMPARE_WITH_TIMEOUT(slow.count("MESSAGE|"), 100, 20000);
    }

    void policyCounts_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::newRow("send") << sendText("/topic/closed", "x");
        QTest::newRow("subscribe") << subscribeText("s", "/topic/closed");
    }
    void policyCounts()
    {
        QFETCH(QByteArray, frame);
        Broker::Options options;
        options.policy =
            DestinationPolicy::parse("send /topic/closed owner\nsubscribe /topic/closed owner\n")
                .value();
        begin(options);
        TypedPeer a(broker(), "a");
        QVERIFY(!isDone(a, frame));
        QVERIFY(a.sees("ERROR|message=access refused to this destination|"));
    }

    void transactionOfBothIsRefused()
    {
        if (!m_house->isRelayed())
            return; // there is but one
        TypedPeer a(broker(), "a");
        QVERIFY(isDone(a, subscribeText("s", topic("/x"))));
        a.type("BEGIN\ntransaction:t\n\n^" + sendText(topic("/x"), "1", "transaction:t\n") +
               sendText("/app/do", "2", "transaction:t\n"));
        QVERIFY(!isDone(a, "COMMIT\ntransaction:t\n\n^"));
        QVERIFY(a.sees("ERROR|message=a transaction is either this host's or the broker's"));
        QVERIFY(m_house->application.notes.filter(QStringLiteral(" sends ")).isEmpty());
    }

    // Those that it takes SENDs to, and those to which it alone publishes.
    void applicationsTopicsStay()
    {
        TypedPeer a(broker(), "a");
        for (const char *destination : {"/topic/held", "/topic/held/secret"}) {
            QVERIFY(isDone(a, subscribeText(destination, destination)));
            QCOMPARE(m_house->application.notes.last(),
                     QStringLiteral("a subscribes ") + QLatin1String(destination));
            broker().activate(m_house->application.refs.back());
            broker().publish({destination, {}, "from the host", false});
            QTRY_VERIFY(a.sees("MESSAGE|destination=" + QByteArray(destination) + '|'));
        }
        QVERIFY(isDone(a, sendText("/topic/held", "1")));
        QVERIFY(isDone(a, sendText("/app/do", "2")));
        QCOMPARE(m_house->application.notes.filter(QStringLiteral(" sends ")).size(), 2);
        if (m_house->relay)
            QCOMPARE(m_house->relay->status().connections, 0); // who only chats needs none
    }

    void answersComeWithoutASubscription()
    {
        if (m_behind != Behind::RabbitMq)
            return; // RabbitMQ's alone
        TypedPeer asking(broker(), "a");
        TypedPeer answering(broker(), "b");
        QVERIFY(isDone(answering, subscribeText("q", queue())));
        QVERIFY(isDone(asking, sendText(queue(), "what?", "reply-to:/temp-queue/mine\n")));
        TRY_BODIES(answering, {"what?"});
        const QByteArray to = TypedPeer::header(answering.frames.filter("MESSAGE|")[0], "reply-to");
        QVERIFY(to.startsWith("/reply-queue/"));
        QVERIFY(isDone(answering, sendText(to, "that")));
        TRY_BODIES(asking, {"that"});
        QVERIFY(asking.sees("|subscription=/temp-queue/mine|"));
    }

    // The host alone says what stands there, whoever else may send to the broker.
    void wildcardsTellNothingInTheApplicationsName()
    {
        TypedPeer a(broker(), "a");
        QVERIFY(isDone(a, subscribeText("p", "/topic/*")));
        if (m_house->relay) { // past the host
            m_house->relay->publish({"/topic/held", {}, "forged"});
            m_house->relay->publish({"/topic/" + m_name, {}, "news"});
        } else {
            QVERIFY(isDone(a, sendText("/topic/" + m_name, "news")));
        }
        TRY_BODIES(a, {"news"});
    }

    void hostPublishesToThem()
    {
        TypedPeer a(broker(), "a");
        QVERIFY(isDone(a, subscribeText("s", topic("/x"))));
        broker().publish({topic("/x"), {}, "from the host", false});
        TRY_BODIES(a, {"from the host"});
    }

    void exchangeIsATopic()
    {
        TypedPeer a(broker(), "a");
        QVERIFY(isDone(a, subscribeText("s", "/sub/free/" + m_name)));
        QVERIFY(isDone(a, sendText("/pub/free/" + m_name, "1")));
        TRY_BODIES(a, {"1"});
    }

private:
    void begin(const Broker::Options &options)
    {
        m_house.reset();
        m_house = std::make_unique<BrokerHouse>(m_behind, options);
        QVERIFY(m_house->isReady());
    }
    Broker &broker() { return *m_house->broker; }
    QByteArray topic(const QByteArray &rest) const { return "/topic/" + m_name + rest; }
    QByteArray queue() const { return "/queue/" + m_name; }

    Behind m_behind = Behind::Memory;
    std::unique_ptr<BrokerHouse> m_house;
    QByteArray m_name;
    int m_names = 0;
};

QTEST_GUILESS_MAIN(TestBrokers)
#include "tst_brokers.moc"
