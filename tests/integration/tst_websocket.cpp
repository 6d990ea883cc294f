// SPDX-License-Identifier: GPL-3.0-or-later
// STOMP in WebSocket messages, against a real host: the rows W of tests/rows.txt.

#include "tests/support/hostprocess.h"
#include "tests/support/rawpeer.h"

#include <QTest>

#include <memory>

namespace {

constexpr int patience = 30000;
const QByteArray connectFrame = "CONNECT\naccept-version:1.2\nhost:a\n\n^";

QByteArray offer(const QByteArray &protocols)
{
    return "Sec-WebSocket-Protocol: " + protocols + "\r\n";
}

} // namespace

class TestWebSocket : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_host.startAndWait()); }
    void subprotocol_data();
    void subprotocol();
    void connectDecidesTheVersion_data();
    void connectDecidesTheVersion();
    void textAndBinaryInOneFrame();
    void textUnlessItIsNoUtf8_data();
    void textUnlessItIsNoUtf8();
    void frameInManyMessages();
    void brokenSurrogatesFailCleanly();
    void manyFramesInOneMessage();
    void beatsAndEmptyMessagesAreNothing_data();
    void beatsAndEmptyMessagesAreNothing();
    void missingNulIsNotGuessed();
    void closeCodeBehindAnError();
    void closeCodeAboveTheLimit();
    void closeCodeOfAStoppingHost();
    void pingIsAnsweredAtOnce();

private:
    std::unique_ptr<RawPeer> connected();

    HostProcess m_host;
};

std::unique_ptr<RawPeer> TestWebSocket::connected()
{
    auto peer = std::make_unique<RawPeer>(m_host.port());
    peer->upgrade();
    peer->sendText(connectFrame);
    [&] { QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().startsWith("CONNECTED\n"), patience); }();
    return peer;
}

void TestWebSocket::subprotocol_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("chosen");
    for (const char *name : {"v10.stomp", "v11.stomp", "v12.stomp"})
        QTest::addRow("W1 %s alone", name) << offer(name) << QByteArray(name);
    QTest::newRow("W2 none offered") << QByteArray() << QByteArray();
    QTest::newRow("W2 unknown ones only") << offer("mqtt, stomp") << QByteArray();
    QTest::newRow("W4 highest first") << offer("v12.stomp, v11.stomp") << QByteArray("v12.stomp");
    QTest::newRow("W4 highest last")
        << offer("v10.stomp, v11.stomp, v12.stomp") << QByteArray("v12.stomp");
    QTest::newRow("W4 among unknown ones") << offer("mqtt,v11.stomp") << QByteArray("v11.stomp");
}

void TestWebSocket::subprotocol()
{
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, chosen);
    RawPeer peer(m_host.port());
    peer.upgrade("/ws-stomp", headers);
    peer.sendText(connectFrame);
    QTRY_COMPARE_WITH_TIMEOUT(peer.status(), 101, patience);
    QCOMPARE(peer.header("Sec-WebSocket-Protocol"), chosen);
    QTRY_VERIFY_WITH_TIMEOUT(peer.stomp().startsWith("CONNECTED\n"), patience);
}

void TestWebSocket::connectDecidesTheVersion_data()
{
    QTest::addColumn<QByteArray>("protocol");
    QTest::addColumn<QByteArray>("version");
    QTest::newRow("W3 v10.stomp and 1.2") << QByteArray("v10.stomp") << QByteArray("1.2");
    QTest::newRow("W3 v12.stomp and 1.0") << QByteArray("v12.stomp") << QByteArray("1.0");
}

void TestWebSocket::connectDecidesTheVersion()
{
    QFETCH(QByteArray, protocol);
    QFETCH(QByteArray, version);
    RawPeer peer(m_host.port());
    peer.upgrade("/ws-stomp", offer(protocol));
    peer.sendText("CONNECT\naccept-version:" + version + "\nhost:a\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(peer.stomp().startsWith("CONNECTED\n"), patience);
    QVERIFY2(peer.stomp().contains("\nversion:" + version + '\n'), peer.stomp().constData());
}

/// W5
void TestWebSocket::textAndBinaryInOneFrame()
{
    const auto peer = connected();
    peer->sendText("SUBSCRIBE\nid:s\ndesti");
    peer->sendBinary("nation:/topic/w5\n\n");
    peer->sendText("^");
    peer->sendBinary("SEND\ndestination:/topic/w5\n\n\xec\x95");
    peer->sendBinary(QByteArray("\x88\0", 2)); // the rest of a character
    QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().endsWith(QByteArray("\n\n안\0", 6)), patience);
}

void TestWebSocket::textUnlessItIsNoUtf8_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("opcode");
    QTest::newRow("W6 ASCII") << QByteArray("text/plain") << QByteArray("x") << 1;
    QTest::newRow("W6 Hangul") << QByteArray("text/plain") << QByteArray("안녕") << 1;
    QTest::newRow("W6 NUL") << QByteArray("text/plain") << QByteArray("a\0b", 3) << 1;
    QTest::newRow("W6 UTF-8 called octets")
        << QByteArray("application/octet-stream") << QByteArray("x") << 1;
    QTest::newRow("W6 no UTF-8") << QByteArray("text/plain") << QByteArray("\xff\xfe") << 2;
    QTest::newRow("W6 half a character") << QByteArray("text/plain") << QByteArray("\xec\x95") << 2;
}

void TestWebSocket::textUnlessItIsNoUtf8()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, opcode);
    const auto peer = connected();
    peer->sendText("SUBSCRIBE\nid:s\ndestination:/topic/w6\n\n^");
    peer->sendBinary("SEND\ndestination:/topic/w6\ncontent-type:" + type +
                     "\ncontent-length:" + QByteArray::number(body.size()) + "\n\n" + body + '\0');
    QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().endsWith("\n\n" + body + '\0'), patience);
    QCOMPARE(peer->messages().constLast().opcode, opcode);
}

/// W7
void TestWebSocket::frameInManyMessages()
{
    const auto peer = connected();
    QByteArray body("마당");
    body = body.repeated(10000);
    const QByteArray frame = "SUBSCRIBE\nid:s\ndestination:/topic/w7\n\n^"
                             "SEND\ndestination:/topic/w7\n\n" +
                             body + '^';
    QByteArray wire = frame;
    wire.replace('^', '\0');
    for (qsizetype at = 0; at < wire.size(); at += 997) // cuts characters, too
        peer->sendBinary(wire.sliced(at, qMin(qsizetype(997), wire.size() - at)));
    QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().endsWith("\n\n" + body + '\0'), patience);
}

/// W7: a client that cuts text between surrogates turns each half into U+FFFD, and its
/// content-length is wrong.
void TestWebSocket::brokenSurrogatesFailCleanly()
{
    const auto peer = connected();
    peer->sendText("SEND\ndestination:/topic/w7\ncontent-length:6\n\na\xef\xbf\xbd");
    peer->sendText("\xef\xbf\xbd"
                   "b^");
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1002, patience);
    QVERIFY2(peer->stomp().contains("ERROR\n"), peer->stomp().constData());
}

/// W8
void TestWebSocket::manyFramesInOneMessage()
{
    const auto peer = connected();
    QByteArray frames;
    QByteArray expected;
    for (int i = 0; i < 100; ++i) {
        frames += "SEND\ndestination:/topic/w8\nreceipt:" + QByteArray::number(i) + "\n\n^\n";
        expected += QByteArray::number(i) + ' ';
    }
    peer->sendText(frames);
    const auto receipts = [&] {
        QByteArray ids;
        const auto lines = peer->stomp().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("receipt-id:"))
                ids += line.sliced(11) + ' ';
        }
        return ids;
    };
    QTRY_COMPARE_WITH_TIMEOUT(receipts(), expected, patience);
}

void TestWebSocket::beatsAndEmptyMessagesAreNothing_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("W9 LF") << QByteArray("\n");
    QTest::newRow("W9 CR LF") << QByteArray("\r\n");
    QTest::newRow("W9 several") << QByteArray("\n\n\r\n");
    QTest::newRow("W9 empty") << QByteArray();
}

void TestWebSocket::beatsAndEmptyMessagesAreNothing()
{
    QFETCH(QByteArray, message);
    RawPeer peer(m_host.port());
    peer.upgrade();
    peer.sendText(message);
    peer.sendText(connectFrame);
    peer.sendText(message);
    peer.sendBinary(message);
    peer.sendText("SEND\ndestination:/topic/w9\nreceipt:r\n\n^");
    peer.sendText(message);
    peer.sendText("DISCONNECT\nreceipt:end\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(peer.stomp().contains("receipt-id:end\n"), patience);
    QVERIFY(peer.stomp().contains("receipt-id:r\n"));
    QVERIFY(!peer.stomp().contains("ERROR"));
}

/// W10
void TestWebSocket::missingNulIsNotGuessed()
{
    const auto peer = connected();
    peer->sendText("SUBSCRIBE\nid:s\ndestination:/topic/w10\n\n^");
    peer->sendText("SEND\ndestination:/topic/w10\n\nhalf");
    peer->sendText(" whole^");
    peer->sendText("SEND\ndestination:/topic/w10\nreceipt:end\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().contains("receipt-id:end\n"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(peer->stomp().count("MESSAGE\n"), 2, patience);
    QVERIFY(peer->stomp().contains(QByteArray("\n\nhalf whole\0", 13)));
}

/// W11
void TestWebSocket::closeCodeBehindAnError()
{
    const auto peer = connected();
    peer->sendText("SHOUT\n\n^");
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1002, patience);
    QVERIFY(peer->stomp().contains("ERROR\n"));
}

/// W11
void TestWebSocket::closeCodeAboveTheLimit()
{
    const auto peer = connected();
    peer->sendText("SEND\ndestination:/topic/w11\n\n" + QByteArray(3 * 1024 * 1024, 'x'));
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1009, patience);
}

/// W11
void TestWebSocket::closeCodeOfAStoppingHost()
{
    HostProcess host;
    QVERIFY(host.startAndWait());
    RawPeer peer(host.port());
    peer.upgrade();
    peer.sendText(connectFrame);
    QTRY_VERIFY_WITH_TIMEOUT(peer.stomp().startsWith("CONNECTED\n"), patience);
    host.askToStop();
    QTRY_COMPARE_WITH_TIMEOUT(peer.closeCode(), 1001, patience);
}

/// W12
void TestWebSocket::pingIsAnsweredAtOnce()
{
    const auto peer = connected();
    peer->write(RawPeer::webSocketFrame(9, "are you there?"));
    QTRY_COMPARE_WITH_TIMEOUT(peer->messages().constLast().opcode, 10, patience);
    QCOMPARE(peer->messages().constLast().payload, QByteArray("are you there?"));
}

QTEST_GUILESS_MAIN(TestWebSocket)
#include "tst_websocket.moc"
