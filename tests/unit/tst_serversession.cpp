// SPDX-License-Identifier: GPL-3.0-or-later
// What an open server session makes of frames: rows S, D and what it refuses.
#include "tests/support/stomppeer.h"

#include <QTest>

using namespace Stomp;
using namespace Stomp::ServerEvent;
using namespace StompText;
using namespace std::chrono_literals;

namespace {

ServerSession::Options with(const Limits &limits)
{
    ServerSession::Options options;
    options.limits = limits;
    return options;
}

const QByteArray subscribeClient = "SUBSCRIBE\nid:a\ndestination:/a\nack:client\n\n^";

} // namespace

class ServerSessionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesFrames_data();
    void refusesFrames();
    void acceptsFrames_data();
    void acceptsFrames();
    void s3SendKeepsUserHeadersOnly();
    void r2FirstValueWinsEverywhere();
    void r2RepeatsOfConsumedHeadersAreGone();
    void s4SubscribesAndUnsubscribes();
    void s4In10ByDestination();
    void s8IdMayBeUsedAgain();
    void d1ReceiptRoundTrips();
    void d5NothingIsReadAfterDisconnect();
    void d7FramesBeforeDisconnectComeFirst();
    void d8OverIsOver();
    void d9ErrorHasWhatAClientNeeds();
    void d9FailOfTheOwnerIsReportedOnce();
    void d9ErrorOfABodyNamesItsFrame_data();
    void d9ErrorOfABodyNamesItsFrame();
    void d11SubscriptionsAreBounded();
    void d11SubscriptionBytesAreBounded();
    void d12GarbageEndsTheSession();
};

void ServerSessionTest::refusesFrames_data()
{
    QTest::addColumn<Version>("version");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    const auto add = [](const char *name, Version version, const char *text, const char *message) {
        QTest::newRow(name) << version << QByteArray(text) << QByteArray(message);
    };
    using enum Version;
    const QByteArray subscribe = "SUBSCRIBE\nid:a\ndestination:/a\n\n^";
    add("C12 second CONNECT", V12, "CONNECT\naccept-version:1.2\n\n^",
        "The session is connected already");
    add("C12 second CONNECT as STOMP", V12, "STOMP\naccept-version:1.2\n\n^",
        "The session is connected already");
    add("C12 second CONNECT in 1.0", V10, "STOMP\n\n^", "The session is connected already");
    add("S1 SEND without destination", V12, "SEND\nreceipt:r\n\nx^", "SEND needs a destination");
    add("S1 SEND to nowhere", V12, "SEND\ndestination:\nreceipt:r\n\nx^",
        "SEND needs a destination");
    add("S4 SUBSCRIBE without destination", V12, "SUBSCRIBE\nid:a\nreceipt:r\n\n^",
        "SUBSCRIBE needs a destination");
    add("S4 SUBSCRIBE without id in 1.2", V12, "SUBSCRIBE\ndestination:/a\nreceipt:r\n\n^",
        "SUBSCRIBE needs an id");
    add("S4 SUBSCRIBE without id in 1.1", V11, "SUBSCRIBE\ndestination:/a\nreceipt:r\n\n^",
        "SUBSCRIBE needs an id");
    add("S5 duplicate id", V12,
        "SUBSCRIBE\nid:a\ndestination:/a\n\n^SUBSCRIBE\nid:a\ndestination:/b\nreceipt:r\n\n^",
        "A subscription of that id is open already");
    add("S5 same destination without id in 1.0", V10,
        "SUBSCRIBE\ndestination:/a\n\n^SUBSCRIBE\ndestination:/a\nreceipt:r\n\n^",
        "A subscription of that id is open already");
    add("S6 unknown ack mode", V12, "SUBSCRIBE\nid:a\ndestination:/a\nack:often\nreceipt:r\n\n^",
        "Unknown ack mode");
    add("S6 client-individual is not in 1.0", V10,
        "SUBSCRIBE\nid:a\ndestination:/a\nack:client-individual\nreceipt:r\n\n^",
        "Unknown ack mode");
    add("S8 UNSUBSCRIBE of unknown id", V12, "UNSUBSCRIBE\nid:x\nreceipt:r\n\n^",
        "No subscription of that id is open");
    add("S8 UNSUBSCRIBE without id", V12, "UNSUBSCRIBE\ndestination:/a\nreceipt:r\n\n^",
        "UNSUBSCRIBE needs an id");
    add("S8 UNSUBSCRIBE of unknown destination in 1.0", V10,
        "UNSUBSCRIBE\ndestination:/a\nreceipt:r\n\n^", "No subscription of that id is open");
    add("A1 ACK without message-id in 1.0", V10, "ACK\nid:1\nreceipt:r\n\n^",
        "ACK needs a message-id");
    add("A1 no NACK in 1.0", V10, "NACK\nmessage-id:m\nreceipt:r\n\n^",
        "The agreed version of STOMP does not have this frame");
    add("A2 ACK without subscription in 1.1", V11, "ACK\nmessage-id:m\nreceipt:r\n\n^",
        "ACK and NACK need message-id and subscription");
    add("A2 NACK without message-id in 1.1", V11, "NACK\nsubscription:a\nreceipt:r\n\n^",
        "ACK and NACK need message-id and subscription");
    add("A3 ACK without id in 1.2", V12, "ACK\nmessage-id:m\nsubscription:a\nreceipt:r\n\n^",
        "ACK and NACK need an id");
    for (const char *id : {"1", "", "x", "0", "99999999999999999999"})
        QTest::newRow(qPrintable(QStringLiteral("A6 unknown ACK '%1'").arg(QLatin1String(id))))
            << V12 << ("ACK\nid:" + QByteArray(id) + "\nreceipt:r\n\n^")
            << QByteArray("No such message awaits an acknowledgement");
    add("A6 unknown NACK in 1.1", V11, "NACK\nmessage-id:m\nsubscription:a\nreceipt:r\n\n^",
        "No such message awaits an acknowledgement");
    add("A7 BEGIN without transaction", V12, "BEGIN\nreceipt:r\n\n^",
        "The frame needs a transaction");
    add("A7 COMMIT without transaction", V12, "COMMIT\nreceipt:r\n\n^",
        "The frame needs a transaction");
    add("A7 ABORT without transaction", V12, "ABORT\nreceipt:r\n\n^",
        "The frame needs a transaction");
    add("A10 SEND in an unknown transaction", V12,
        "SEND\ndestination:/a\ntransaction:t\nreceipt:r\n\n^", "No transaction of that id is open");
    add("A10 COMMIT of an unknown transaction", V12, "COMMIT\ntransaction:t\nreceipt:r\n\n^",
        "No transaction of that id is open");
    add("A10 ABORT of an unknown transaction", V12, "ABORT\ntransaction:t\nreceipt:r\n\n^",
        "No transaction of that id is open");
    add("A10 BEGIN of an open one", V12,
        "BEGIN\ntransaction:t\n\n^BEGIN\ntransaction:t\nreceipt:r\n\n^",
        "A transaction of that id is open already");
    for (const char *name : {"CONNECTED", "MESSAGE", "RECEIPT", "ERROR"})
        QTest::newRow(qPrintable(QStringLiteral("D13 %1 of a client").arg(QLatin1String(name))))
            << V12 << (QByteArray(name) + "\ndestination:/a\nsubscription:a\n\n^")
            << QByteArray("Only a server may send this frame");
    add("D13 unknown command", V12, "HELLO\n\n^", "Unknown command");
    add("E3 undefined escape", V12, "SEND\ndestination:\\t\n\n^",
        "A header has an undefined escape sequence");
    add("F9 body on SUBSCRIBE", V12, "SUBSCRIBE\nid:a\ndestination:/a\n\nx^",
        "This command has no body");
    add("F14 bad content-length", V12, "SEND\ndestination:/a\ncontent-length:x\n\nx^",
        "content-length is not a number");
}

void ServerSessionTest::refusesFrames()
{
    QFETCH(Version, version);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    Peer peer(version);
    peer.type(text);
    QCOMPARE(peer.last<Failed>().message, message);
    QVERIFY(peer.session.isOver());
    // S2, S7, D4, D9: the last frame is an ERROR with the receipt of the one at fault.
    const QByteArrayList output = peer.output();
    QVERIFY(!output.isEmpty());
    const QByteArray receipt = text.contains("receipt:r") ? "receipt-id=r|" : "";
    QCOMPARE(output.last(), "ERROR|message=" + message + '|' + receipt);
}

void ServerSessionTest::acceptsFrames_data()
{
    QTest::addColumn<Version>("version");
    QTest::addColumn<QByteArray>("text");
    using enum Version;
    const auto add = [](const char *name, Version version, const char *text) {
        QTest::newRow(name) << version << QByteArray(text);
    };
    add("S1 destination is opaque", V12, "SEND\ndestination: 아무 데나 \n\n^");
    add("S5 two subscriptions to one destination", V12,
        "SUBSCRIBE\nid:a\ndestination:/a\n\n^SUBSCRIBE\nid:b\ndestination:/a\n\n^");
    add("S6 auto", V12, "SUBSCRIBE\nid:a\ndestination:/a\nack:auto\n\n^");
    add("S6 client-individual", V11, "SUBSCRIBE\nid:a\ndestination:/a\nack:client-individual\n\n^");
    add("S6 client in 1.0", V10, "SUBSCRIBE\nid:a\ndestination:/a\nack:client\n\n^");
    add("A7 BEGIN again after COMMIT", V12,
        "BEGIN\ntransaction:t\n\n^COMMIT\ntransaction:t\n\n^BEGIN\ntransaction:t\n\n^");
    add("A7 BEGIN again after ABORT", V12,
        "BEGIN\ntransaction:t\n\n^ABORT\ntransaction:t\n\n^BEGIN\ntransaction:t\n\n^");
    add("A8 a transaction on SUBSCRIBE means nothing", V12,
        "SUBSCRIBE\nid:a\ndestination:/a\ntransaction:nix\n\n^");
    add("F9 body of SUBSCRIBE in 1.0", V10, "SUBSCRIBE\ndestination:/a\n\nx^");
    add("F15 content-type may be missing", V12, "SEND\ndestination:/a\n\n\xff^");
    add("F4 only EOLs", V12, "\n\r\n\n");
}

void ServerSessionTest::acceptsFrames()
{
    QFETCH(Version, version);
    QFETCH(QByteArray, text);
    Peer peer(version);
    peer.type(text);
    QVERIFY(peer.all<Failed>().empty());
    QVERIFY(peer.session.isOpen());
    QCOMPARE(peer.session.takeOutput(), QByteArray());
}

void ServerSessionTest::s3SendKeepsUserHeadersOnly()
{
    Peer peer(Version::V12);
    peer.type("SEND\ndestination:/a\nx:1\nreceipt:r\ncontent-type:text/plain\nx:2\n"
              "message-id:mine\ncontent-length:3\n\na^b^");
    const auto sent = peer.last<SendRequested>();
    QCOMPARE(sent.destination, QByteArray("/a"));
    QCOMPARE(sent.body, wire("a^b"));
    QCOMPARE(sent.receipt, std::optional<QByteArray>("r"));
    QVERIFY(
        sent.headers ==
        (Headers{{"x", "1"}, {"content-type", "text/plain"}, {"x", "2"}, {"message-id", "mine"}}));
    QCOMPARE(peer.session.takeOutput(), QByteArray()); // its receipt is the owner's to give
}

// R1, too
void ServerSessionTest::r2FirstValueWinsEverywhere()
{
    Peer peer(Version::V12);
    peer.type("SUBSCRIBE\nid:a\nid:b\ndestination:/a\ndestination:/b\nreceipt:r\nreceipt:q\n\n^");
    const auto subscribed = peer.last<SubscribeRequested>();
    QCOMPARE(subscribed.id, QByteArray("a"));
    QCOMPARE(subscribed.destination, QByteArray("/a"));
    QCOMPARE(subscribed.receipt, std::optional<QByteArray>("r"));
    QVERIFY(!peer.session.isSubscribed("b"));
}

void ServerSessionTest::r2RepeatsOfConsumedHeadersAreGone()
{
    Peer peer(Version::V12);
    peer.type("SEND\ndestination:/a\ndestination:/b\nreceipt:r\nreceipt:q\nx:1\n\n^");
    const auto sent = peer.last<SendRequested>();
    QCOMPARE(sent.destination, QByteArray("/a"));
    QVERIFY(sent.headers == (Headers{{"x", "1"}}));
}

void ServerSessionTest::s4SubscribesAndUnsubscribes()
{
    Peer peer(Version::V12);
    peer.type("SUBSCRIBE\nid:a\ndestination:/a\nack:client\nselector:x\nreceipt:r\n\n^");
    const auto subscribed = peer.last<SubscribeRequested>();
    QCOMPARE(subscribed.id, QByteArray("a"));
    QCOMPARE(subscribed.ack, AckMode::Client);
    QCOMPARE(subscribed.headers.value("selector"), std::optional<QByteArray>("x"));
    QVERIFY(peer.session.isSubscribed("a"));
    QVERIFY(peer.session.namesSubscription("a"));
    QCOMPARE(peer.session.ackMode("a"), AckMode::Client);
    QCOMPARE(peer.session.ackMode("b"), AckMode::Auto);
    peer.type("UNSUBSCRIBE\nid:a\nreceipt:q\n\n^");
    QCOMPARE(peer.last<UnsubscribeRequested>().id, QByteArray("a"));
    QCOMPARE(peer.last<UnsubscribeRequested>().receipt, std::optional<QByteArray>("q"));
    QVERIFY(!peer.session.isSubscribed("a"));
}

void ServerSessionTest::s4In10ByDestination()
{
    Peer peer(Version::V10);
    peer.type("SUBSCRIBE\ndestination:/a\n\n^");
    const QByteArray id = peer.last<SubscribeRequested>().id;
    QVERIFY(peer.session.isSubscribed(id));
    QVERIFY(!peer.session.namesSubscription(id)); // S9: its MESSAGEs name no subscription
    peer.type("SUBSCRIBE\nid:own\ndestination:/a\n\n^");
    QVERIFY(peer.session.namesSubscription("own"));
    peer.type("UNSUBSCRIBE\ndestination:/a\n\n^");
    QCOMPARE(peer.last<UnsubscribeRequested>().id, id);
    QVERIFY(!peer.session.isSubscribed(id));
    QVERIFY(peer.session.isSubscribed("own"));
}

void ServerSessionTest::s8IdMayBeUsedAgain()
{
    Peer peer(Version::V12);
    peer.type("SUBSCRIBE\nid:a\ndestination:/a\nack:client\n\n^");
    peer.session.track("a", "m1");
    peer.type("UNSUBSCRIBE\nid:a\n\n^SUBSCRIBE\nid:a\ndestination:/b\n\n^");
    QVERIFY(peer.session.isSubscribed("a"));
    QVERIFY(peer.session.unacknowledged("a").empty());
}

void ServerSessionTest::d1ReceiptRoundTrips()
{
    Peer peer(Version::V12);
    peer.type("SEND\ndestination:/a\nreceipt:a\\cb\\\\n\\n 영\n\n^");
    peer.session.sendReceipt(*peer.last<SendRequested>().receipt);
    QCOMPARE(peer.session.takeOutput(), wire("RECEIPT\nreceipt-id:a\\cb\\\\n\\n 영\n\n^"));
}

void ServerSessionTest::d5NothingIsReadAfterDisconnect()
{
    Peer peer(Version::V12);
    peer.type("DISCONNECT\nreceipt:r\n\n^SEND\ndestination:/a\n\n^");
    peer.type("NONSENSE\n");
    QVERIFY(peer.only<DisconnectRequested>());
    QVERIFY(!peer.session.isOpen());
    QVERIFY(!peer.session.isOver());
    peer.session.sendReceipt("r");
    QCOMPARE(peer.output(), QByteArrayList{"RECEIPT|receipt-id=r|"});
    peer.session.tick(start + 1h);
    QCOMPARE(peer.session.takeOutput(), QByteArray());
}

void ServerSessionTest::d7FramesBeforeDisconnectComeFirst()
{
    Peer peer(Version::V12);
    peer.type("SEND\ndestination:/a\n\n1^SEND\ndestination:/a\n\n2^DISCONNECT\nreceipt:r\n\n^");
    QCOMPARE(peer.events.size(), std::size_t(3));
    QCOMPARE(peer.last<DisconnectRequested>().receipt, std::optional<QByteArray>("r"));
}

void ServerSessionTest::d8OverIsOver()
{
    Peer peer(Version::V12);
    peer.type(subscribeClient + "NONSENSE\n");
    QVERIFY(peer.session.isOver());
    peer.session.takeOutput();
    peer.events.clear();
    peer.type("SEND\ndestination:/a\n\n^");
    peer.session.sendReceipt("r");
    peer.session.fail("again");
    peer.session.accept("s2", {}, peer.now);
    peer.session.tick(start + 1h);
    peer.pull();
    QVERIFY(peer.events.empty());
    QVERIFY(!peer.session.isSubscribed("a"));
    QVERIFY(!peer.session.track("a", "m1"));
    QCOMPARE(peer.session.takeOutput(), QByteArray());
    QVERIFY(!peer.session.deadline());
}

void ServerSessionTest::d9ErrorHasWhatAClientNeeds()
{
    Peer peer(Version::V12);
    peer.session.fail("Room: full", "Try later\n", "r1");
    QCOMPARE(peer.session.takeOutput(),
             wire("ERROR\nmessage:Room\\c full\nreceipt-id:r1\ncontent-type:text/plain\n"
                  "content-length:10\n\nTry later\n^"));
}

void ServerSessionTest::d9FailOfTheOwnerIsReportedOnce()
{
    Peer peer(Version::V12);
    peer.session.fail("first");
    peer.session.fail("second");
    peer.pull();
    QVERIFY(peer.only<Failed>());
    QCOMPARE(peer.last<Failed>().message, QByteArray("first"));
    QCOMPARE(peer.output(), QByteArrayList{"ERROR|message=first|"});
}

void ServerSessionTest::d9ErrorOfABodyNamesItsFrame_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("error");
    const auto add = [](const char *name, const char *text, const char *error) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(error);
    };
    const char *tooLong = "ERROR|message=The body is too long|receipt-id=r|";
    const char *nameless = "ERROR|message=The body is too long|";
    add("declared", "SEND\ndestination:/a\nreceipt:r\ncontent-length:9\n\n", tooLong);
    add("read", "SEND\ndestination:/a\nreceipt:r\n\n123456789", tooLong);
    add("no receipt wanted", "SEND\ndestination:/a\n\n123456789", nameless);
    add("not that of the frame before",
        "SEND\ndestination:/a\nreceipt:r\n\nx^SEND\ndestination:/a\n\n123456789", nameless);
    add("not allowed", "BEGIN\ntransaction:t\nreceipt:r\n\nx",
        "ERROR|message=This command has no body|receipt-id=r|");
    add("longer than declared", "SEND\ndestination:/a\nreceipt:r\ncontent-length:1\n\nxy",
        "ERROR|message=The frame does not end where content-length says|receipt-id=r|");
    // A head that is not whole may get another line, which would make it another frame.
    add("a head at fault", "SEND\ndestination:/a\nreceipt:r\nx\n",
        "ERROR|message=A header line is not of the form name:value|");
}

void ServerSessionTest::d9ErrorOfABodyNamesItsFrame()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, error);
    Limits limits;
    limits.bodyBytes = 8;
    Peer peer(Version::V12, with(limits));
    peer.type(text);
    QCOMPARE(peer.output(), QByteArrayList{error});
}

void ServerSessionTest::d11SubscriptionsAreBounded()
{
    Limits limits;
    limits.subscriptions = 2;
    Peer peer(Version::V12, with(limits));
    peer.type("SUBSCRIBE\nid:a\ndestination:/a\n\n^SUBSCRIBE\nid:b\ndestination:/a\n\n^"
              "UNSUBSCRIBE\nid:a\n\n^SUBSCRIBE\nid:c\ndestination:/a\n\n^");
    QVERIFY(peer.session.isOpen());
    peer.type("SUBSCRIBE\nid:d\ndestination:/a\nreceipt:r\n\n^");
    QCOMPARE(peer.output(), QByteArrayList{"ERROR|message=Too many subscriptions|receipt-id=r|"});
}

void ServerSessionTest::d11SubscriptionBytesAreBounded()
{
    Limits limits;
    limits.subscriptionBytes = 10;
    Peer peer(Version::V12, with(limits));
    peer.type("SUBSCRIBE\nid:a\ndestination:/1234\n\n^UNSUBSCRIBE\nid:a\n\n^"
              "SUBSCRIBE\nid:b\ndestination:/1234\n\n^SUBSCRIBE\nid:c\ndestination:/12\n\n^");
    QVERIFY(peer.session.isOpen());
    peer.type("SUBSCRIBE\nid:d\ndestination:/\nreceipt:r\n\n^");
    QCOMPARE(peer.output(), QByteArrayList{"ERROR|message=Too many subscriptions|receipt-id=r|"});
}

void ServerSessionTest::d12GarbageEndsTheSession()
{
    Peer peer(Version::V12);
    for (int i = 0; i < 100; ++i)
        peer.type(QByteArray(10'000, 'x'));
    QVERIFY(peer.only<Failed>());
    QCOMPARE(peer.output().size(), 1);
}

QTEST_APPLESS_MAIN(ServerSessionTest)
#include "tst_serversession.moc"
