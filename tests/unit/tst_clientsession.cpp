// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/clientsession.h"
#include "tests/support/stomptext.h"

#include <QTest>

using namespace Stomp;
using namespace Stomp::ClientEvent;
using namespace StompText;
using namespace std::chrono_literals;

namespace {

const TimePoint start{1h};

/// A client with the bytes of a server typed in by hand.
struct Client {
    ClientSession session{ClientSession::Options{}};
    std::vector<ClientSession::Event> events{};

    Client() { session.connect({{"host", "h"}, {"login", "a:b"}}, start); }
    explicit Client(Version version) : Client()
    {
        type("CONNECTED\nversion:" + versionName(version).toByteArray() + "\nsession:s\n\n^");
        session.takeOutput();
        events.clear();
    }

    void pull()
    {
        while (auto event = session.nextEvent())
            events.push_back(std::move(*event));
    }
    void type(const QByteArray &text)
    {
        session.receive(wire(text), start);
        pull();
    }
    QByteArrayList output() { return frames(session.takeOutput(), session.version()); }

    template <typename T>
    T last() const
    {
        return events.empty() || !std::holds_alternative<T>(events.back())
                   ? T{}
                   : std::get<T>(events.back());
    }
};

} // namespace

class ClientSessionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void connects_data();
    void connects();
    void fails_data();
    void fails();
    void c2WritesConnect();
    void noConnectedInTime();
    void writesFrames_data();
    void writesFrames();
    void acknowledges_data();
    void acknowledges();
    void a1MessageWithoutSubscriptionIn10();
    void autoNeedsNoAck();
    void d5NothingIsWrittenAfterDisconnect();
    void d6OverWithTheReceiptOfDisconnect();
    void disconnectWithoutReceiptIsOver();
    void d8ErrorEndsTheSession();
    void errorBeforeConnected();
    void nothingIsWrittenBeforeConnected();
    void h3BeatsWhenIdle();
    void h4SilentServerIsDead();
    void eventsOfOneReadKeepTheirOrder();
};

void ClientSessionTest::connects_data()
{
    QTest::addColumn<QByteArray>("connected");
    QTest::addColumn<Version>("version");
    const auto add = [](const char *name, const char *connected, Version version) {
        QTest::newRow(name) << QByteArray(connected) << version;
    };
    add("C7 1.2", "CONNECTED\nversion:1.2\nheart-beat:0,0\n\n^", Version::V12);
    add("C7 1.1", "CONNECTED\nversion:1.1\n\n^", Version::V11);
    add("C7 1.0", "CONNECTED\nversion:1.0\nsession:x\n\n^", Version::V10);
    add("C7 no version is 1.0", "CONNECTED\nsession: x\n\n^", Version::V10);
    add("F4 EOLs before CONNECTED", "\n\nCONNECTED\nversion:1.2\n\n^", Version::V12);
    add("F2 CRLF", "CONNECTED\r\nversion:1.2\r\n\r\n^", Version::V12);
    add("H1 no heart-beat in 1.0, however bad", "CONNECTED\nheart-beat:x\n\n^", Version::V10);
}

void ClientSessionTest::connects()
{
    QFETCH(QByteArray, connected);
    QFETCH(Version, version);
    Client client;
    client.type(connected);
    QVERIFY(client.session.isOpen());
    QCOMPARE(client.session.version(), version);
    QCOMPARE(client.last<Connected>().version, version);
}

void ClientSessionTest::fails_data()
{
    QTest::addColumn<bool>("open");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    const auto add = [](const char *name, bool open, const char *text, const char *message) {
        QTest::newRow(name) << open << QByteArray(text) << QByteArray(message);
    };
    add("C4 a version nobody offered", false, "CONNECTED\nversion:2.0\n\n^",
        "The server chose a version we did not offer");
    add("C4 a list of versions", false, "CONNECTED\nversion:1.0,1.1\n\n^",
        "The server chose a version we did not offer");
    add("H1 malformed heart-beat", false, "CONNECTED\nversion:1.2\nheart-beat:x\n\n^",
        "The server's heart-beat is not two numbers with a comma");
    add("C11 MESSAGE first", false, "MESSAGE\ndestination:/a\n\n^",
        "The server's first frame is not CONNECTED");
    add("C12 CONNECTED twice", true, "CONNECTED\nversion:1.2\n\n^",
        "The server sent CONNECTED twice");
    add("D13 SEND of a server", true, "SEND\ndestination:/a\n\n^",
        "The server sent a frame that only a client may send");
    add("S9 MESSAGE without subscription", true, "MESSAGE\ndestination:/a\nmessage-id:1\n\n^",
        "The server sent a MESSAGE without destination, message-id or subscription");
    add("S9 MESSAGE without message-id", true, "MESSAGE\ndestination:/a\nsubscription:1\n\n^",
        "The server sent a MESSAGE without destination, message-id or subscription");
    add("D1 RECEIPT without receipt-id", true, "RECEIPT\n\n^",
        "The server sent a RECEIPT without receipt-id");
    add("garbage", true, "<html>\n", "Unknown command");
}

void ClientSessionTest::fails()
{
    QFETCH(bool, open);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    Client client = open ? Client(Version::V12) : Client();
    client.session.takeOutput();
    client.type(text);
    QCOMPARE(client.last<Failed>().message, message);
    QVERIFY(client.session.isOver());
    client.type("MESSAGE\ndestination:/a\nmessage-id:1\nsubscription:1\n\n^");
    QCOMPARE(client.events.size(), std::size_t(1));
    QCOMPARE(client.session.takeOutput(), QByteArray());
}

void ClientSessionTest::c2WritesConnect()
{
    Client client;
    QCOMPARE(client.session.takeOutput(),
             wire("CONNECT\naccept-version:1.0,1.1,1.2\nheart-beat:10000,10000\nhost:h\n"
                  "login:a:b\n\n^"));
}

void ClientSessionTest::noConnectedInTime()
{
    Client client;
    QVERIFY(*client.session.deadline() == start + 10s);
    client.session.tick(start + 10s - 1ms);
    QVERIFY(!client.session.isOver());
    client.session.tick(start + 10s);
    client.pull();
    QCOMPARE(client.last<Failed>().message, QByteArray("No CONNECTED in time"));
    QVERIFY(!client.session.deadline());
}

void ClientSessionTest::writesFrames_data()
{
    QTest::addColumn<Version>("version");
    QTest::addColumn<QByteArray>("subscribe");
    QTest::newRow("S6 1.0 has no client-individual")
        << Version::V10 << QByteArray("SUBSCRIBE|id=1|destination=/a|ack=client|x=1|receipt=r|");
    for (Version version : {Version::V11, Version::V12})
        QTest::newRow(versionName(version).data())
            << version
            << QByteArray("SUBSCRIBE|id=1|destination=/a|ack=client-individual|x=1|receipt=r|");
}

void ClientSessionTest::writesFrames()
{
    QFETCH(Version, version);
    QFETCH(QByteArray, subscribe);
    Client client(version);
    ClientSession &session = client.session;
    session.subscribe("1", "/a", AckMode::ClientIndividual, {{"x", "1"}}, "r", start);
    session.begin("t", start);
    session.send("/a", wire("a^b"), {{"transaction", "t"}}, "q", start);
    session.send("/a", {}, {}, {}, start);
    session.commit("t", "c", start);
    session.abort("u", start);
    session.unsubscribe("1", "s", start);
    QCOMPARE(client.output(),
             (QByteArrayList{subscribe, "BEGIN|transaction=t|",
                             "SEND|destination=/a|receipt=q|transaction=t|content-length=3|#a^b",
                             "SEND|destination=/a|", "COMMIT|transaction=t|receipt=c|",
                             "ABORT|transaction=u|", "UNSUBSCRIBE|id=1|receipt=s|"}));
}

void ClientSessionTest::acknowledges_data()
{
    QTest::addColumn<Version>("version");
    QTest::addColumn<QByteArrayList>("frames");
    QTest::newRow("A1 message-id, no NACK in 1.0")
        << Version::V10 << QByteArrayList{"ACK|message-id=m|subscription=1|transaction=t|"};
    QTest::newRow("A2 message-id and subscription in 1.1")
        << Version::V11
        << QByteArrayList{"ACK|message-id=m|subscription=1|transaction=t|",
                          "NACK|message-id=m|subscription=1|"};
    QTest::newRow("A3 id in 1.2") << Version::V12
                                  << QByteArrayList{"ACK|id=7|transaction=t|", "NACK|id=7|"};
}

void ClientSessionTest::acknowledges()
{
    QFETCH(Version, version);
    QFETCH(QByteArrayList, frames);
    Client client(version);
    client.session.subscribe("1", "/a", AckMode::Client, {}, {}, start);
    client.session.takeOutput();
    client.type("MESSAGE\ndestination:/a\nmessage-id:m\nsubscription:1\nack:7\nx:1\n\nhi^");
    const auto message = client.last<MessageReceived>();
    QCOMPARE(message.subscription, QByteArray("1"));
    QCOMPARE(message.destination, QByteArray("/a"));
    QCOMPARE(message.body, QByteArray("hi"));
    QCOMPARE(message.headers.value("x"), std::optional<QByteArray>("1"));
    client.session.ack(message, "t", start);
    client.session.nack(message, {}, start);
    QCOMPARE(client.output(), frames);
}

void ClientSessionTest::a1MessageWithoutSubscriptionIn10()
{
    Client client(Version::V10);
    client.session.subscribe("1", "/a", AckMode::Client, {}, {}, start);
    client.session.takeOutput();
    client.type("MESSAGE\ndestination:/a\nmessage-id:m\n\n^");
    QCOMPARE(client.last<MessageReceived>().ack, QByteArray("m"));
    client.session.ack(client.last<MessageReceived>(), {}, start);
    QCOMPARE(client.output(), QByteArrayList{"ACK|message-id=m|"});
    client.type("MESSAGE\ndestination:/b\nmessage-id:n\n\n^");
    QCOMPARE(client.last<MessageReceived>().ack, QByteArray());
}

void ClientSessionTest::autoNeedsNoAck()
{
    for (Version version : {Version::V10, Version::V11, Version::V12}) {
        Client client(version);
        client.session.subscribe("1", "/a", AckMode::Auto, {}, {}, start);
        client.session.takeOutput();
        client.type("MESSAGE\ndestination:/a\nmessage-id:m\nsubscription:1\n\n^");
        const auto message = client.last<MessageReceived>();
        QCOMPARE(message.messageId, QByteArray("m"));
        QCOMPARE(message.ack, QByteArray());
        client.session.ack(message, {}, start);
        QCOMPARE(client.session.takeOutput(), QByteArray());
    }
}

void ClientSessionTest::d5NothingIsWrittenAfterDisconnect()
{
    Client client(Version::V12);
    client.session.disconnect("r", start);
    QCOMPARE(client.output(), QByteArrayList{"DISCONNECT|receipt=r|"});
    client.session.send("/a", "x", {}, {}, start);
    client.session.disconnect("q", start);
    client.session.tick(start + 1h);
    QCOMPARE(client.session.takeOutput(), QByteArray());
}

void ClientSessionTest::d6OverWithTheReceiptOfDisconnect()
{
    Client client(Version::V12);
    client.session.disconnect("r", start);
    client.type("MESSAGE\ndestination:/a\nmessage-id:m\nsubscription:1\n\n^");
    QCOMPARE(client.last<MessageReceived>().messageId, QByteArray("m"));
    client.type("RECEIPT\nreceipt-id:other\n\n^");
    QVERIFY(!client.session.isOver());
    client.type("RECEIPT\nreceipt-id:r\n\n^");
    QCOMPARE(client.last<ReceiptReceived>().id, QByteArray("r"));
    QVERIFY(client.session.isOver());
}

void ClientSessionTest::disconnectWithoutReceiptIsOver()
{
    Client client(Version::V12);
    client.session.disconnect({}, start);
    QVERIFY(client.session.isOver());
    QCOMPARE(client.output(), QByteArrayList{"DISCONNECT|"});
}

void ClientSessionTest::d8ErrorEndsTheSession()
{
    Client client(Version::V12);
    client.type("ERROR\nmessage:no\\c such\nreceipt-id:r\n\nbody^RECEIPT\nreceipt-id:q\n\n^");
    QCOMPARE(client.events.size(), std::size_t(1));
    const auto error = client.last<ErrorReceived>();
    QCOMPARE(error.message, QByteArray("no: such"));
    QCOMPARE(error.receipt, std::optional<QByteArray>("r"));
    QCOMPARE(error.body, QByteArray("body"));
    QVERIFY(client.session.isOver());
    client.session.send("/a", "x", {}, {}, start);
    QCOMPARE(client.session.takeOutput(), QByteArray());
}

void ClientSessionTest::errorBeforeConnected()
{
    Client client;
    client.type("ERROR\nversion:1.0\nmessage:Unsupported\n\n^");
    QCOMPARE(client.last<ErrorReceived>().message, QByteArray("Unsupported"));
    QVERIFY(client.session.isOver());
}

void ClientSessionTest::nothingIsWrittenBeforeConnected()
{
    Client client;
    client.session.takeOutput();
    client.session.send("/a", "x", {}, {}, start);
    client.session.subscribe("1", "/a", AckMode::Auto, {}, {}, start);
    client.session.tick(start + 5s);
    QCOMPARE(client.session.takeOutput(), QByteArray());
}

void ClientSessionTest::h3BeatsWhenIdle()
{
    Client client;
    client.type("CONNECTED\nversion:1.2\nheart-beat:0,10000\n\n^");
    client.session.takeOutput();
    client.session.send("/a", "x", {}, {}, start + 5s);
    client.session.takeOutput();
    client.session.tick(start + 10s);
    QCOMPARE(client.session.takeOutput(), QByteArray());
    client.session.tick(*client.session.deadline());
    QCOMPARE(client.session.takeOutput(), QByteArray("\n"));
}

void ClientSessionTest::h4SilentServerIsDead()
{
    Client client;
    client.type("CONNECTED\nversion:1.2\nheart-beat:10000,0\n\n^");
    QVERIFY(*client.session.deadline() == start + 20s);
    client.session.noteActivity(start + 15s);
    client.session.tick(start + 35s - 1ms);
    QVERIFY(!client.session.isOver());
    client.session.tick(start + 35s);
    client.pull();
    QCOMPARE(client.last<Failed>().message, QByteArray("No heart-beat in time"));
    QVERIFY(client.session.isOver());
}

void ClientSessionTest::eventsOfOneReadKeepTheirOrder()
{
    Client client(Version::V12);
    client.type("RECEIPT\nreceipt-id:r\n\n^MESSAGE\ndestination:/a\nmessage-id:m\n"
                "subscription:1\n\n^\n\nRECEIPT\nreceipt-id:q\n\n^");
    QCOMPARE(client.events.size(), std::size_t(3));
    QVERIFY(std::holds_alternative<MessageReceived>(client.events[1]));
    QCOMPARE(client.last<ReceiptReceived>().id, QByteArray("q"));
}

QTEST_APPLESS_MAIN(ClientSessionTest)
#include "tst_clientsession.moc"
