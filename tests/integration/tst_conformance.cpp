// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of tests/rows.txt that only a whole host can keep: each of them said to it in bytes.

#include "tests/support/hostprocess.h"
#include "tests/support/rawpeer.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <memory>
#include <vector>

#include <sys/socket.h>

namespace {

constexpr int patience = 30000;
const QByteArray connectFrame = "CONNECT\naccept-version:1.2\nhost:a\n\n^";

QByteArray lastReceipt(const QByteArray &id)
{
    return "\nreceipt-id:" + id + '\n';
}

} // namespace

class TestConformance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void connectedSaysWhatAndWho();
    void hostsOwnWordsNeedNoEscapes();
    void wrongLoginIsRefusedWithoutASecret();
    void noConnectInTime();
    void fastComersAndGoers_data();
    void fastComersAndGoers();
    void messageHasWhatWasSent();
    void senderAndOthersGetIt();
    void clientAckIsOfItsSubscription();
    void everyFrameMayHaveAReceipt_data();
    void everyFrameMayHaveAReceipt();
    void receiptOfATransactionsSend();
    void receiptIsCumulative();
    void nothingBehindDisconnect();
    void disconnectIsFollowedByTheClose_data();
    void disconnectIsFollowedByTheClose();
    void errorIsReadBeforeTheEnd();
    void pongIsNoHeartBeat();
    void halfClosedConnectionIsAnswered();
    void silentPeerIsGivenUp();

private:
    std::unique_ptr<RawPeer> connected();

    HostProcess m_host;
};

void TestConformance::initTestCase()
{
    QVERIFY(m_host.startAndWait({QStringLiteral("--connect-seconds=2")}));
}

std::unique_ptr<RawPeer> TestConformance::connected()
{
    auto peer = std::make_unique<RawPeer>(m_host.port());
    peer->upgrade();
    peer->sendText(connectFrame);
    [&] { QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().startsWith("CONNECTED\n"), patience); }();
    return peer;
}

/// C8
void TestConformance::connectedSaysWhatAndWho()
{
    const auto peer = connected();
    const QByteArray head = peer->stomp();
    for (const char *header : {"\nversion:1.2\n", "\nheart-beat:", "\nsession:", "\nserver:madang"})
        QVERIFY2(head.contains(header), header);
}

/// E10
void TestConformance::hostsOwnWordsNeedNoEscapes()
{
    const auto peer = connected();
    peer->sendText("SUBSCRIBE\nid:t\nack:client\ndestination:/topic/e10\n\n^"
                   "SUBSCRIBE\nid:q\nack:client\ndestination:/queue/e10\n\n^"
                   "SEND\ndestination:/topic/e10\n\n^SEND\ndestination:/queue/e10\n\n^");
    QTRY_COMPARE_WITH_TIMEOUT(peer->stomp().count("\nack:"), 2, patience);
    const QString said = QString::fromUtf8(peer->stomp());
    for (const char *header : {"session", "user-id", "guest-token", "message-id", "ack"}) {
        const QRegularExpression own(QStringLiteral("\n%1:(.*)\n").arg(QLatin1String(header)));
        auto found = own.globalMatch(said);
        QVERIFY2(found.hasNext(), header);
        while (found.hasNext()) {
            const QString value = found.next().captured(1);
            QVERIFY2(!value.isEmpty() && !value.contains(QRegularExpression("[^A-Za-z0-9_.-]")),
                     qPrintable(value));
        }
    }
}

/// C10
void TestConformance::wrongLoginIsRefusedWithoutASecret()
{
    RawPeer peer(m_host.port());
    peer.upgrade();
    peer.sendText("CONNECT\naccept-version:1.2\nhost:a\nlogin:who\npasscode:swordfish\n\n^");
    QTRY_COMPARE_WITH_TIMEOUT(peer.closeCode(), 1002, patience);
    QVERIFY2(peer.stomp().startsWith("ERROR\nmessage:access refused\n"), peer.stomp().constData());
    QVERIFY(!peer.stomp().contains("swordfish"));
}

/// C14
void TestConformance::noConnectInTime()
{
    RawPeer peer(m_host.port());
    peer.upgrade();
    peer.sendText("\n\n"); // beats are no CONNECT
    QTRY_COMPARE_WITH_TIMEOUT(peer.closeCode(), 1002, patience);
    QVERIFY(peer.stomp().startsWith("ERROR\nmessage:No CONNECT in time\n"));
}

void TestConformance::fastComersAndGoers_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("C15 without CONNECT") << QByteArray();
    QTest::newRow("C15 without DISCONNECT") << connectFrame;
    QTest::newRow("C15 in the middle of a frame") << connectFrame + "SEND\ndestination:/topic/c15";
}

/// A thousand, ten at a time, each gone with RST.
void TestConformance::fastComersAndGoers()
{
    QFETCH(QByteArray, said);
    for (int i = 0; i < 100; ++i) {
        std::vector<std::unique_ptr<RawPeer>> peers;
        for (int k = 0; k < 10; ++k) {
            peers.push_back(std::make_unique<RawPeer>(m_host.port()));
            peers.back()->upgrade();
            if (!said.isEmpty())
                peers.back()->sendText(said);
        }
        for (const auto &peer : peers) {
            QTRY_COMPARE_WITH_TIMEOUT(peer->status(), 101, patience);
            peer->reset();
        }
    }
    const auto peer = connected();
    peer->sendText("SEND\ndestination:/topic/c15\nreceipt:still-there\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().contains(lastReceipt("still-there")), patience);
}

/// S3, R3, S9, E7: the host's own headers; unknown ones as they came, a repeated one with its first
/// value first, a colon escaped.
void TestConformance::messageHasWhatWasSent()
{
    const auto peer = connected();
    peer->sendText("SUBSCRIBE\nid:s\ndestination:/topic/s3\n\n^");
    peer->sendText("SEND\ndestination:/topic/s3\nplace:garden\nat:12:30\nv:first\nv:second\n\nx^");
    QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().contains("MESSAGE\n"), patience);
    const QByteArray message = peer->stomp();
    QVERIFY(message.contains("\ndestination:/topic/s3\n"));
    QVERIFY(message.contains("\nsubscription:s\n"));
    QVERIFY(message.contains("\nmessage-id:"));
    QVERIFY(message.contains("\nplace:garden\n"));
    QVERIFY(message.contains("\nat:12\\c30\n"));
    QVERIFY(message.contains("\nv:first\n"));
    const qsizetype second = message.indexOf("\nv:second\n");
    QVERIFY(second < 0 || second > message.indexOf("\nv:first\n"));
}

/// S12
void TestConformance::senderAndOthersGetIt()
{
    const auto one = connected();
    const auto two = connected();
    for (RawPeer *peer : {one.get(), two.get()}) {
        peer->sendText("SUBSCRIBE\nid:s\ndestination:/topic/s12\nreceipt:r\n\n^");
        QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().contains(lastReceipt("r")), patience);
    }
    one->sendText("SEND\ndestination:/topic/s12\n\nhello^");
    for (RawPeer *peer : {one.get(), two.get()})
        QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().contains("\n\nhello"), patience);
}

/// A4: what another subscription was sent before still awaits its own ACK.
void TestConformance::clientAckIsOfItsSubscription()
{
    const auto peer = connected();
    for (const char *name : {"a", "b"}) {
        peer->sendText(QByteArray("SUBSCRIBE\nid:") + name + "\nack:client\ndestination:/topic/a4" +
                       name + "\n\n^");
    }
    for (const char *name : {"a", "a", "b"}) // acks 1, 2 and 3
        peer->sendText(QByteArray("SEND\ndestination:/topic/a4") + name + "\n\n^");
    QTRY_COMPARE_WITH_TIMEOUT(peer->stomp().count("MESSAGE\n"), 3, patience);
    QVERIFY(peer->stomp().contains("\nack:3\n"));
    peer->sendText("ACK\nid:3\nreceipt:third\n\n^ACK\nid:2\nreceipt:second\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().contains(lastReceipt("second")), patience);
    peer->sendText("ACK\nid:1\nreceipt:first\n\n^"); // went with the second
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1002, patience);
    QVERIFY(peer->stomp().contains(lastReceipt("first")));
}

void TestConformance::everyFrameMayHaveAReceipt_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("frame");
    const auto add = [](const char *name, const QByteArray &before, const QByteArray &frame) {
        QTest::newRow(name) << before << frame;
    };
    const QByteArray heard = "SUBSCRIBE\nid:s\nack:client\ndestination:/queue/d1\n\n^"
                             "SEND\ndestination:/queue/d1\n\n^";
    const QByteArray begun = "BEGIN\ntransaction:t\n\n^";
    add("D1 SEND", {}, "SEND\ndestination:/topic/d1\n");
    add("D1 SEND to the chat", {}, "SEND\ndestination:/topic/chat/room/lobby\n");
    add("D1 SUBSCRIBE", {}, "SUBSCRIBE\nid:s\ndestination:/topic/d1\n");
    add("D1 SUBSCRIBE to a queue", {}, "SUBSCRIBE\nid:s\ndestination:/queue/d1-receipt\n");
    add("D1 UNSUBSCRIBE", "SUBSCRIBE\nid:s\ndestination:/topic/d1\n\n^", "UNSUBSCRIBE\nid:s\n");
    add("D1 ACK", heard, "ACK\nid:1\n");
    add("D1 NACK", heard, "NACK\nid:1\nrequeue:false\n");
    add("D1 BEGIN", {}, "BEGIN\ntransaction:t\n");
    add("D1 COMMIT", begun, "COMMIT\ntransaction:t\n");
    add("D1 ABORT", begun, "ABORT\ntransaction:t\n");
    add("D1 DISCONNECT", {}, "DISCONNECT\n");
}

void TestConformance::everyFrameMayHaveAReceipt()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, frame);
    const auto peer = connected();
    if (!before.isEmpty())
        peer->sendText(before);
    if (before.contains("ack:"))
        QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().contains("\nack:1\n"), patience);
    const QByteArray body = frame.contains("chat") ? "hello" : "";
    peer->sendText(frame + "receipt:a\\cb \n\n" + body + '^');
    QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().contains(lastReceipt("a\\cb ")), patience);
    QVERIFY(!peer->stomp().contains("ERROR"));
}

/// A11
void TestConformance::receiptOfATransactionsSend()
{
    const auto peer = connected();
    peer->sendText("BEGIN\ntransaction:t\n\n^"
                   "SEND\ndestination:/topic/a11\ntransaction:t\nreceipt:inside\n\n^"
                   "SEND\ndestination:/topic/a11\nreceipt:outside\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().contains(lastReceipt("outside")), patience);
    QVERIFY(!peer->stomp().contains(lastReceipt("inside")));
    peer->sendText("COMMIT\ntransaction:t\nreceipt:committed\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().contains(lastReceipt("committed")), patience);
    QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().contains(lastReceipt("inside")), patience);
}

/// D2: the last receipt says that all before it were received.
void TestConformance::receiptIsCumulative()
{
    const auto listener = connected();
    listener->sendText("SUBSCRIBE\nid:s\ndestination:/topic/d2\nreceipt:r\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(listener->stomp().contains(lastReceipt("r")), patience);
    const auto peer = connected();
    QByteArray frames;
    for (int i = 0; i < 500; ++i)
        frames += "SEND\ndestination:/topic/d2\n\n^";
    peer->sendText(frames + "SEND\ndestination:/topic/d2\nreceipt:last\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().contains(lastReceipt("last")), patience);
    peer->reset(); // nothing of it is still on its way
    QTRY_COMPARE_WITH_TIMEOUT(listener->stomp().count("MESSAGE\n"), 501, patience);
}

/// D5
void TestConformance::nothingBehindDisconnect()
{
    const auto listener = connected();
    listener->sendText("SUBSCRIBE\nid:s\ndestination:/topic/d5\nreceipt:r\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(listener->stomp().contains(lastReceipt("r")), patience);
    const auto peer = connected();
    peer->sendText("SEND\ndestination:/topic/d5\n\nbefore^DISCONNECT\nreceipt:bye\n\n^"
                   "SEND\ndestination:/topic/d5\nreceipt:late\n\nbehind^");
    QTRY_VERIFY_WITH_TIMEOUT(peer->isClosed(), patience);
    QVERIFY(peer->stomp().contains(lastReceipt("bye")));
    QVERIFY(!peer->stomp().contains(lastReceipt("late")));
    listener->sendText("SEND\ndestination:/topic/d5\n\nend^");
    QTRY_VERIFY_WITH_TIMEOUT(listener->stomp().contains("\n\nend"), patience);
    QVERIFY(listener->stomp().contains("\n\nbefore"));
    QVERIFY(!listener->stomp().contains("\n\nbehind"));
}

void TestConformance::disconnectIsFollowedByTheClose_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("D6 with receipt") << QByteArray("DISCONNECT\nreceipt:bye\n\n^");
    QTest::newRow("D6 without receipt") << QByteArray("DISCONNECT\n\n^");
}

/// The client need not close: the host does after a while.
void TestConformance::disconnectIsFollowedByTheClose()
{
    QFETCH(QByteArray, frame);
    const auto peer = connected();
    peer->sendText(frame);
    QTRY_VERIFY_WITH_TIMEOUT(peer->isClosed(), patience);
    QCOMPARE(peer->closeCode(), 1000);
    QVERIFY(!peer->stomp().contains("ERROR"));
    QCOMPARE(peer->stomp().contains(lastReceipt("bye")), frame.contains("receipt"));
}

/// D8, D10: ERROR, then the close, and neither is lost though more was on its way to the host.
void TestConformance::errorIsReadBeforeTheEnd()
{
    const auto peer = connected();
    const QByteArray more = "SEND\ndestination:/topic/d10\n\n" + QByteArray(500000, 'x') + '^';
    peer->sendText("SEND\nreceipt:r\n\n^" + more);
    for (int i = 0; i < 10; ++i)
        peer->sendText(more);
    QTRY_VERIFY_WITH_TIMEOUT(peer->isClosed(), patience);
    QVERIFY2(peer->stomp().contains("ERROR\n"), "the ERROR was lost");
    QVERIFY(peer->stomp().contains(lastReceipt("r")));
    QCOMPARE(peer->closeCode(), 1002);
}

/// H7: the host's pongs do not stand for its heart-beats.
void TestConformance::pongIsNoHeartBeat()
{
    HostProcess host;
    QVERIFY(host.startAndWait({QStringLiteral("--heart-beat-seconds=1")}));
    RawPeer peer(host.port());
    peer.upgrade();
    peer.sendText("CONNECT\naccept-version:1.2\nhost:a\nheart-beat:0,1000\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(peer.stomp().startsWith("CONNECTED\n"), patience);
    QTimer pinging;
    connect(&pinging, &QTimer::timeout, this,
            [&peer] { peer.write(RawPeer::webSocketFrame(9, "alive")); });
    pinging.start(200);
    QTRY_VERIFY_WITH_TIMEOUT(peer.stomp().contains(QByteArray("\0\n\n", 3)), patience);
    QCOMPARE(peer.closeCode(), 0);
}

/// D7, for who says the end by TCP's means: what was asked before it is answered.
void TestConformance::halfClosedConnectionIsAnswered()
{
    QTemporaryDir folder;
    const QString password = folder.filePath(QStringLiteral("password"));
    QFile file(password);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("open sesame\n") > 0);
    file.close();
    HostProcess host; // which takes its time to look at passwords
    QVERIFY(host.startAndWait(
        {QStringLiteral("--tcp-port=0"), QStringLiteral("--password-file"), password}));
    const QByteArray ready = host.output().trimmed();
    const int port = ready.sliced(ready.lastIndexOf(':') + 1).toInt();

    constexpr int count = 1000;
    QByteArray frames = "CONNECT\naccept-version:1.2\nhost:a\npasscode:open sesame\n\n^";
    for (int i = 0; i < count; ++i) {
        frames += "SEND\ndestination:/app/chat/message\nreceipt:" + QByteArray::number(i) +
                  "\n\n{\"roomId\":\"lobby\",\"message\":\"x\"}^";
    }
    frames += "SUBSCRIBE\nid:s\ndestination:/app/chat/room/lobby/history\nreceipt:s\n\n^";
    RawPeer peer{quint16(port)};
    peer.write(frames.replace('^', '\0'));
    QTRY_VERIFY_WITH_TIMEOUT(peer.isConnected() && peer.socket().bytesToWrite() == 0, patience);
    QCOMPARE(::shutdown(int(peer.socket().socketDescriptor()), SHUT_WR), 0);
    QTRY_VERIFY_WITH_TIMEOUT(peer.isClosed(), patience);
    QCOMPARE(peer.received().count("RECEIPT\n"), count + 1);
    QVERIFY(peer.received().contains(lastReceipt(QByteArray::number(count - 1))));
    QVERIFY2(peer.received().last(300).contains("\"seq\":1000,"),
             peer.received().last(300).constData());
}

/// H4, H11: not at once, but once and for all.
void TestConformance::silentPeerIsGivenUp()
{
    HostProcess host;
    QVERIFY(host.startAndWait({QStringLiteral("--heart-beat-seconds=1")}));
    RawPeer peer(host.port());
    peer.upgrade();
    peer.sendText("CONNECT\naccept-version:1.2\nhost:a\nheart-beat:1000,0\n\n^");
    QTRY_COMPARE_WITH_TIMEOUT(peer.closeCode(), 1002, patience);
    QVERIFY(peer.stomp().startsWith("CONNECTED\n"));
    QCOMPARE(peer.stomp().count("ERROR\nmessage:No heart-beat in time\n"), 1);
    QTRY_VERIFY_WITH_TIMEOUT(peer.isClosed(), patience);
}

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
