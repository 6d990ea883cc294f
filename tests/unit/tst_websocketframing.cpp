// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/net/link.h"
#include "stomp/net/websocketframing.h"

#include <QTest>

class TestWebSocketFraming : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lengthTakesTheShortestForm_data()
    {
        QTest::addColumn<qsizetype>("length");
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("0") << qsizetype(0) << QByteArray::fromHex("8100");
        QTest::newRow("1") << qsizetype(1) << QByteArray::fromHex("8101");
        QTest::newRow("125") << qsizetype(125) << QByteArray::fromHex("817d");
        QTest::newRow("126") << qsizetype(126) << QByteArray::fromHex("817e007e");
        QTest::newRow("127") << qsizetype(127) << QByteArray::fromHex("817e007f");
        QTest::newRow("65535") << qsizetype(65535) << QByteArray::fromHex("817effff");
        QTest::newRow("65536") << qsizetype(65536) << QByteArray::fromHex("817f0000000000010000");
    }
    void lengthTakesTheShortestForm()
    {
        QFETCH(qsizetype, length);
        QFETCH(QByteArray, head);
        const QByteArray payload(length, 'x');
        QCOMPARE(Stomp::webSocketMessage(payload), head + payload);
    }

    void kindFollowsThePayload_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<bool>("text");
        QTest::newRow("ascii") << QByteArray("SEND") << true;
        QTest::newRow("hangul") << QByteArray("안녕") << true;
        QTest::newRow("emoji") << QByteArray("👋") << true;
        QTest::newRow("NUL is a character") << QByteArray("a\0b", 3) << true;
        QTest::newRow("0xFF") << QByteArray("\xff") << false;
        QTest::newRow("cut within a character") << QByteArray("안").chopped(1) << false;
        QTest::newRow("lone continuation") << QByteArray("\x80") << false;
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << false;
        QTest::newRow("too long a form") << QByteArray("\xc0\x80") << false;
        QTest::newRow("above U+10FFFF") << QByteArray("\xf4\x90\x80\x80") << false;
    }
    void kindFollowsThePayload()
    {
        QFETCH(QByteArray, payload);
        QFETCH(bool, text);
        const QByteArray message = Stomp::webSocketMessage(payload);
        QCOMPARE(uchar(message[0]), uchar(text ? 0x81 : 0x82));
        QVERIFY(message.endsWith(payload));
    }

    void frameMayBeBinaryWhateverItHolds()
    {
        using Message = Stomp::OutgoingFrame::Message;
        const Stomp::OutgoingFrame text("MESSAGE");
        const Stomp::OutgoingFrame binary("MESSAGE", Message::Binary);
        QCOMPARE(uchar(text.webSocket()[0]), uchar(0x81));
        QCOMPARE(uchar(binary.webSocket()[0]), uchar(0x82));
    }

    void encodedOnceForAllCopies()
    {
        const Stomp::OutgoingFrame frame(QByteArray(1000, 'x'));
        const void *first = frame.webSocket().constData();
        const Stomp::OutgoingFrame copy = frame;
        QVERIFY(copy.webSocket().constData() == first);
        QVERIFY(frame.webSocket().constData() == first);
    }
};

QTEST_GUILESS_MAIN(TestWebSocketFraming)
#include "tst_websocketframing.moc"
