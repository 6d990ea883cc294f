// SPDX-License-Identifier: GPL-3.0-or-later
// Acknowledgements and transactions of a server session: rows A and S10.
#include "tests/support/stomppeer.h"

#include <QTest>

using namespace Stomp;
using namespace Stomp::ServerEvent;
using namespace StompText;

namespace {

ServerSession::Options with(const Limits &limits)
{
    ServerSession::Options options;
    options.limits = limits;
    return options;
}

const QByteArray subscribeClient = "SUBSCRIBE\nid:a\ndestination:/a\nack:client\n\n^";

} // namespace

class ServerAcksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void s10AckHeaders_data();
    void s10AckHeaders();
    void a4ClientIsCumulativePerSubscription();
    void a4NackIsCumulativeToo();
    void a5UnacknowledgedSurvivesTheEnd();
    void a5UnacknowledgedIsKnownAtUnsubscribe();
    void a6AckIsTheVeryValueWeSent();
    void a8TransactionHoldsInOrder();
    void a8AbortForgets();
    void a8AckInTransactionLeavesTheLedgerUntilCommit();
    void a8CommitIsAllOrNothing();
    void a9DisconnectAbortsTransactions();
    void a11ReceiptsOfHeldFramesAreTheOwners();
    void forgivenAckOfACommitGetsItsReceipt();
    void acknowledgementsMayMeanNothing();
    void unacknowledgedIsBounded();
};

void ServerAcksTest::s10AckHeaders_data()
{
    QTest::addColumn<Version>("version");
    QTest::newRow("A1 message-id in 1.0") << Version::V10;
    QTest::newRow("A2 message-id and subscription in 1.1") << Version::V11;
    QTest::newRow("A3 id in 1.2, extras welcome") << Version::V12;
}

void ServerAcksTest::s10AckHeaders()
{
    QFETCH(Version, version);
    Peer peer(version);
    peer.type(subscribeClient + "SUBSCRIBE\nid:b\ndestination:/b\n\n^");
    const auto ack = peer.session.track("a", "m1");
    QVERIFY(ack.has_value());
    QCOMPARE(*ack == "m1", version != Version::V12);
    QVERIFY(peer.session.track("a", "m2") != ack);
    QCOMPARE(peer.session.track("b", "m1"), std::optional<QByteArray>(""));
    QVERIFY(!peer.session.track("c", "m1"));

    peer.type("ACK\nid:" + *ack + "\nmessage-id:m1\nsubscription:a\nreceipt:r\n\n^");
    const auto acknowledged = peer.last<Acknowledged>();
    QCOMPARE(acknowledged.subscription, QByteArray("a"));
    QVERIFY(acknowledged.messageIds == std::vector<QByteArray>{"m1"});
    QVERIFY(acknowledged.positive);
    QCOMPARE(acknowledged.receipt, std::optional<QByteArray>("r"));

    // A6: once more is a fault; the receipt-id is that of the second.
    peer.type("ACK\nid:" + *ack + "\nmessage-id:m1\nsubscription:a\nreceipt:q\n\n^");
    QCOMPARE(
        peer.output(),
        QByteArrayList{"ERROR|message=No such message awaits an acknowledgement|receipt-id=q|"});
}

void ServerAcksTest::a4ClientIsCumulativePerSubscription()
{
    Peer peer(Version::V11);
    peer.type(subscribeClient + "SUBSCRIBE\nid:b\ndestination:/a\nack:client\n\n^");
    for (const char *id : {"m1", "m2", "m3"}) {
        peer.session.track("a", id);
        peer.session.track("b", id);
    }
    peer.type("ACK\nmessage-id:m2\nsubscription:a\n\n^");
    QVERIFY(peer.last<Acknowledged>().messageIds == (std::vector<QByteArray>{"m1", "m2"}));
    QVERIFY(peer.session.unacknowledged("a") == std::vector<QByteArray>{"m3"});
    QCOMPARE(peer.session.unacknowledged("b").size(), std::size_t(3));
}

void ServerAcksTest::a4NackIsCumulativeToo()
{
    Peer peer(Version::V12);
    peer.type(subscribeClient);
    peer.session.track("a", "m1");
    peer.type("NACK\nid:" + *peer.session.track("a", "m2") + "\n\n^");
    QVERIFY(!peer.last<Acknowledged>().positive);
    QVERIFY(peer.last<Acknowledged>().messageIds == (std::vector<QByteArray>{"m1", "m2"}));
}

void ServerAcksTest::a5UnacknowledgedSurvivesTheEnd()
{
    Peer peer(Version::V12);
    peer.type(subscribeClient);
    peer.session.track("a", "m1");
    peer.type("NONSENSE\n");
    QVERIFY(peer.session.isOver());
    QVERIFY(peer.session.unacknowledged("a") == std::vector<QByteArray>{"m1"});
}

void ServerAcksTest::a5UnacknowledgedIsKnownAtUnsubscribe()
{
    Peer peer(Version::V11);
    peer.type(subscribeClient);
    peer.session.track("a", "m1");
    peer.session.receive(wire("UNSUBSCRIBE\nid:a\n\n^"), peer.now);
    QVERIFY(std::holds_alternative<UnsubscribeRequested>(*peer.session.nextEvent()));
    QVERIFY(peer.session.unacknowledged("a") == std::vector<QByteArray>{"m1"});
    peer.pull();
    QVERIFY(peer.session.unacknowledged("a").empty());
    // A6: an ACK after UNSUBSCRIBE is an unknown one.
    peer.type("ACK\nmessage-id:m1\nsubscription:a\n\n^");
    QVERIFY(peer.session.isOver());
}

void ServerAcksTest::a6AckIsTheVeryValueWeSent()
{
    for (const QByteArray &padding : {QByteArray("0"), QByteArray("+"), QByteArray(" ")}) {
        Peer peer(Version::V12);
        peer.type(subscribeClient);
        peer.type("ACK\nid:" + padding + *peer.session.track("a", "m1") + "\n\n^");
        QVERIFY(peer.session.isOver());
    }
}

void ServerAcksTest::a8TransactionHoldsInOrder()
{
    Peer peer(Version::V12);
    peer.type(subscribeClient);
    const QByteArray ack = *peer.session.track("a", "m1");
    peer.events.clear();
    peer.type("BEGIN\ntransaction:t\nreceipt:b\n\n^"
              "SEND\ndestination:/a\ntransaction:t\nx:1\n\n1^"
              "ACK\nid:" +
              ack +
              "\ntransaction:t\n\n^"
              "SEND\ndestination:/a\n\noutside^"
              "SEND\ndestination:/a\ntransaction:t\n\n2^");
    QVERIFY(peer.only<SendRequested>());
    QCOMPARE(peer.output(), QByteArrayList{"RECEIPT|receipt-id=b|"});
    peer.type("COMMIT\ntransaction:t\nreceipt:c\n\n^");
    const auto committed = peer.last<TransactionCommitted>();
    QCOMPARE(committed.receipt, std::optional<QByteArray>("c"));
    QCOMPARE(committed.actions.size(), std::size_t(3));
    QCOMPARE(std::get<SendRequested>(committed.actions[0]).body, QByteArray("1"));
    QVERIFY(std::get<SendRequested>(committed.actions[0]).headers == (Headers{{"x", "1"}}));
    QVERIFY(std::get<Acknowledged>(committed.actions[1]).messageIds ==
            std::vector<QByteArray>{"m1"});
    QCOMPARE(std::get<SendRequested>(committed.actions[2]).body, QByteArray("2"));
    QCOMPARE(peer.session.takeOutput(), QByteArray());
}

void ServerAcksTest::a8AbortForgets()
{
    Peer peer(Version::V12);
    peer.type("BEGIN\ntransaction:t\n\n^SEND\ndestination:/a\ntransaction:t\n\n1^"
              "ABORT\ntransaction:t\nreceipt:r\n\n^BEGIN\ntransaction:t\n\n^"
              "COMMIT\ntransaction:t\n\n^");
    QVERIFY(peer.only<TransactionCommitted>());
    QVERIFY(peer.last<TransactionCommitted>().actions.empty());
    QCOMPARE(peer.output(), QByteArrayList{"RECEIPT|receipt-id=r|"});
}

void ServerAcksTest::a8AckInTransactionLeavesTheLedgerUntilCommit()
{
    Peer peer(Version::V12);
    peer.type(subscribeClient);
    const QByteArray ack = *peer.session.track("a", "m1");
    peer.type("BEGIN\ntransaction:t\n\n^ACK\nid:" + ack + "\ntransaction:t\n\n^");
    QCOMPARE(peer.session.unacknowledged("a").size(), std::size_t(1));
    peer.type("ABORT\ntransaction:t\n\n^");
    QCOMPARE(peer.session.unacknowledged("a").size(), std::size_t(1));
    peer.type("ACK\nid:" + ack + "\n\n^");
    QVERIFY(peer.session.unacknowledged("a").empty());
}

void ServerAcksTest::a8CommitIsAllOrNothing()
{
    Peer peer(Version::V12);
    peer.type("SUBSCRIBE\nid:a\ndestination:/a\nack:client-individual\n\n^");
    const QByteArray first = *peer.session.track("a", "m1");
    const QByteArray second = *peer.session.track("a", "m2");
    peer.type("BEGIN\ntransaction:t\n\n^ACK\nid:" + first + "\ntransaction:t\n\n^ACK\nid:" +
              second + "\ntransaction:t\n\n^ACK\nid:" + second + "\n\n^");
    QVERIFY(peer.session.isOpen());
    peer.events.clear();
    peer.type("COMMIT\ntransaction:t\nreceipt:c\n\n^");
    QVERIFY(peer.only<Failed>());
    QVERIFY(peer.output().last().endsWith("receipt-id=c|"));
    QVERIFY(peer.session.unacknowledged("a") == std::vector<QByteArray>{"m1"});
}

void ServerAcksTest::a9DisconnectAbortsTransactions()
{
    Peer peer(Version::V12);
    peer.type("BEGIN\ntransaction:t\n\n^SEND\ndestination:/a\ntransaction:t\n\n1^"
              "DISCONNECT\n\n^COMMIT\ntransaction:t\n\n^");
    QVERIFY(peer.only<DisconnectRequested>());
}

void ServerAcksTest::a11ReceiptsOfHeldFramesAreTheOwners()
{
    Peer peer(Version::V12);
    peer.type("BEGIN\ntransaction:t\n\n^SEND\ndestination:/a\ntransaction:t\nreceipt:r\n\n1^");
    QCOMPARE(peer.session.takeOutput(), QByteArray());
    peer.type("COMMIT\ntransaction:t\n\n^");
    const auto committed = peer.last<TransactionCommitted>();
    QCOMPARE(std::get<SendRequested>(committed.actions.at(0)).receipt,
             std::optional<QByteArray>("r"));
}

void ServerAcksTest::forgivenAckOfACommitGetsItsReceipt()
{
    ServerSession::Options options;
    options.ignoresMisuse = true;
    Peer peer(Version::V12, options);
    peer.type(subscribeClient);
    const QByteArray ack = *peer.session.track("a", "m1");
    peer.type("BEGIN\ntransaction:t\n\n^ACK\nid:" + ack + "\ntransaction:t\nreceipt:a\n\n^" +
              "SEND\ndestination:/a\ntransaction:t\nreceipt:s\n\n1^ACK\nid:" + ack +
              "\n\n^COMMIT\ntransaction:t\nreceipt:c\n\n^");
    const auto committed = peer.last<TransactionCommitted>();
    QCOMPARE(committed.actions.size(), std::size_t(2));
    const auto forgiven = std::get<Acknowledged>(committed.actions[0]);
    QVERIFY(forgiven.messageIds.empty());
    QCOMPARE(forgiven.receipt, std::optional<QByteArray>("a"));
}

void ServerAcksTest::acknowledgementsMayMeanNothing()
{
    ServerSession::Options options;
    options.ignoresAcknowledgements = true;
    Peer peer(Version::V12, options);
    peer.type(subscribeClient);
    QCOMPARE(peer.session.ackMode("a"), AckMode::Auto);
    QCOMPARE(peer.session.track("a", "m1"), std::optional<QByteArray>(""));
    peer.events.clear();
    peer.type("ACK\nid:1\nreceipt:1\n\n^NACK\nid:1\nreceipt:2\n\n^"
              "BEGIN\ntransaction:t\nreceipt:3\n\n^");
    QVERIFY(peer.events.empty());
    peer.type("SEND\ndestination:/a\ntransaction:t\n\n1^");
    QVERIFY(peer.only<SendRequested>());
    peer.type("ABORT\ntransaction:t\nreceipt:4\n\n^COMMIT\ntransaction:u\nreceipt:5\n\n^");
    QVERIFY(peer.only<SendRequested>());
    QCOMPARE(peer.output().size(), 5);
    QVERIFY(!peer.session.isOver());
}

void ServerAcksTest::unacknowledgedIsBounded()
{
    Limits limits;
    limits.unacknowledged = 2;
    Peer peer(Version::V12, with(limits));
    peer.type(subscribeClient);
    QVERIFY(peer.session.track("a", "m1"));
    QVERIFY(peer.session.track("a", "m2"));
    QVERIFY(!peer.session.track("a", "m3"));
}

QTEST_APPLESS_MAIN(ServerAcksTest)
#include "tst_serveracks.moc"
