// SPDX-License-Identifier: GPL-3.0-or-later
// The named profile: what a client of Spring's simple broker sees.

#include "tests/support/notingapplication.h"
#include "tests/support/typedpeer.h"

#include <QTest>

#include <memory>

using namespace Server;

class TestBrokerProfile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        Broker::Options options;
        options.compatibility = Compatibility::spring();
        options.session.server = "madang/test";
        options.hostName = "here";
        m_application = std::make_unique<NotingApplication>();
        m_broker = std::make_unique<Broker>(options, m_door);
        m_broker->setApplication(m_application.get());
    }
    void cleanup()
    {
        m_broker.reset();
        m_application.reset();
    }

    void connectedIsTerse()
    {
        TypedPeer account(*m_broker, "account-joe");
        QCOMPARE(account.connected,
                 QByteArray("CONNECTED|version=1.2|heart-beat=10000,10000|user-name=joe|"));
        TypedPeer guest(*m_broker, "joe");
        QCOMPARE(guest.connected, QByteArray("CONNECTED|version=1.2|heart-beat=10000,10000|"));
    }

    void messageHasSpringsOrder()
    {
        TypedPeer a(*m_broker, "a");
        TypedPeer b(*m_broker, "b");
        a.talk(subscribeText("s", "/topic/x"));
        b.talk(subscribeText("s", "/topic/x"));
        const auto got =
            a.talk(sendText("/topic/x", "hi", "kind:k\ncontent-type:text/plain\nreceipt:r\n"));
        const QByteArray message = got.filter("MESSAGE").value(0);
        QVERIFY2(message.startsWith("MESSAGE|destination=/topic/x|content-type=text/plain|kind=k|"
                                    "receipt=r|subscription=s|message-id="),
                 message.constData());
        QVERIFY(message.endsWith("|content-length=2|#hi"));
        QVERIFY(got.contains("RECEIPT|receipt-id=r|delivered=2|"));
        // `<session>-<n>`, so every receiver has its own.
        const QByteArray id = TypedPeer::header(message, "message-id");
        const QByteArray other = TypedPeer::header(b.talk().value(0), "message-id");
        QVERIFY(id != other);
        QCOMPARE(id.count('-'), 2);
        QVERIFY(a.talk(sendText("/topic/x", "")).value(0).endsWith("|content-length=0|"));
    }

    void errorIsTerse()
    {
        TypedPeer a(*m_broker, "a");
        const auto got = a.talk(sendText("/app/refuse", "x", "receipt:r\n"));
        QCOMPARE(got, QByteArrayList{"ERROR|message=not today|content-length=0|"});
        QTRY_VERIFY(a.closed);
        QCOMPARE(*a.closed, Stomp::CloseCode::ProtocolError);
    }

    void textsAreSprings_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("second CONNECT") << QByteArray("CONNECT\naccept-version:1.2\n\n^")
                                        << QByteArray("Session already exists");
        QTest::newRow("DISCONNECT")
            << QByteArray("DISCONNECT\n\n^") << QByteArray("Session closed.");
        QTest::newRow("no NUL") << QByteArray("SEND\ndestination:/a\ncontent-length:1\n\nxy^")
                                << QByteArray("Frame must be terminated with a null octet");
        QTest::newRow("too long")
            << QByteArray("SEND\ndestination:/a\ncontent-length:9999999\n\n")
            << QByteArray(
                   "The configured STOMP buffer size limit of 1048576 bytes has been exceeded");
    }
    void textsAreSprings()
    {
        QFETCH(QByteArray, frame);
        QFETCH(QByteArray, message);
        TypedPeer a(*m_broker, "a");
        a.type(frame);
        QTRY_VERIFY(a.closed);
        QCOMPARE(a.frames, QByteArrayList{"ERROR|message=" + message + "|content-length=0|"});
        QCOMPARE(*a.closed, Stomp::CloseCode::ProtocolError);
    }

    void disconnectWithReceiptIsNoError()
    {
        TypedPeer a(*m_broker, "a");
        a.type("DISCONNECT\nreceipt:bye\n\n^");
        QTRY_COMPARE(a.frames, QByteArrayList{"RECEIPT|receipt-id=bye|"});
        QVERIFY(!a.sees("ERROR"));
    }

    // Receipts are for everybody; the rest is forgiven.
    void misuseIsIgnored_data()
    {
        QTest::addColumn<QByteArray>("frame");
        const auto row = [](const char *name, const QByteArray &frame) {
            QTest::newRow(name) << frame;
        };
        row("SEND to nowhere", "SEND\nreceipt:r\n\nx^");
        row("SUBSCRIBE to nothing", "SUBSCRIBE\nid:9\nreceipt:r\n\n^");
        row("SUBSCRIBE without id", "SUBSCRIBE\ndestination:/topic/x\nreceipt:r\n\n^");
        row("SUBSCRIBE twice", subscribeText("s", "/topic/other", "receipt:r\n"));
        row("unknown ack mode", subscribeText("t", "/topic/other", "ack:odd\nreceipt:r\n"));
        row("UNSUBSCRIBE unknown", "UNSUBSCRIBE\nid:9\nreceipt:r\n\n^");
        row("ACK unknown", "ACK\nid:9\nreceipt:r\n\n^");
        row("NACK without id", "NACK\nreceipt:r\n\n^");
        row("COMMIT unknown", "COMMIT\ntransaction:9\nreceipt:r\n\n^");
        row("ABORT without transaction", "ABORT\nreceipt:r\n\n^");
        row("unknown destination", subscribeText("u", "/elsewhere/*", "receipt:r\n"));
    }
    void misuseIsIgnored()
    {
        QFETCH(QByteArray, frame);
        TypedPeer a(*m_broker, "a");
        a.talk(subscribeText("s", "/topic/x"));
        const auto got = a.talk(frame + sendText("/topic/x", "alive"));
        QCOMPARE(got.filter("RECEIPT|receipt-id=r|").size(), 1);
        QCOMPARE(got.filter("subscription=s|").size(), 1); // the first one stays
        QVERIFY(!a.closed);
    }

    void sendOfAnUnknownTransactionGoesOut()
    {
        TypedPeer a(*m_broker, "a");
        a.talk(subscribeText("s", "/topic/x"));
        QCOMPARE(a.talk(sendText("/topic/x", "1", "transaction:none\n"))
                     .filter("|transaction=none|")
                     .size(),
                 1);
    }

    // Spring's broker knows no acknowledgements: who asks for them and gives none must not end as
    // a slow consumer.
    void acknowledgementsMeanNothing()
    {
        TypedPeer a(*m_broker, "a");
        a.talk(subscribeText("s", "/topic/x", "ack:client\n"));
        const auto got = a.talk("BEGIN\ntransaction:t\nreceipt:b\n\n^" +
                                sendText("/topic/x", "1", "transaction:t\n") +
                                "ABORT\ntransaction:t\nreceipt:a\n\n^");
        QCOMPARE(got.filter("RECEIPT").size(), 2);
        QCOMPARE(got.filter("MESSAGE").size(), 1);
        QVERIFY(!got.filter("MESSAGE")[0].contains("|ack="));
        QCOMPARE(m_broker->status().sessionList[0].unacknowledged, 0);
    }

    void binaryGoesByContentType()
    {
        const MessageStyle style{false, false, true};
        const auto opcode = [&](const QByteArray &type, const MessageStyle &of) {
            const Publication publication{"/topic/x", {{"content-type", type}}, "text", false};
            MessageFrames frames(publication, "1", of);
            return uchar(frames.shared("s", Chat::DestinationFamily::Topic, Stomp::Version::V12)
                             .webSocket()[0]);
        };
        QCOMPARE(opcode("application/octet-stream", style), uchar(0x82));
        QCOMPARE(opcode("application/json", style), uchar(0x81));
        QCOMPARE(opcode("application/octet-stream", {}), uchar(0x81));
    }

    void noVersionNoAnswer()
    {
        auto [ours, theirs] = Stomp::LoopLink::pair();
        QByteArray got;
        connect(ours.get(), &Stomp::Link::received, this,
                [&got](const QByteArray &bytes) { got += bytes; });
        m_broker->addLink(std::move(theirs));
        for (const char *connect : {"CONNECT\n\n^", "CONNECT\naccept-version:9.9\n\n^",
                                    "CONNECT\naccept-version:1.1\nname:a\n\n^"})
            ours->send(Stomp::OutgoingFrame(StompText::wire(connect)));
        QTRY_VERIFY(got.contains("CONNECTED"));
        QCOMPARE(got.count('\0'), 1); // only the third was answered
        QVERIFY(got.contains("version:1.1"));
    }

    void anythingBeforeConnectIsAnUnknownSession()
    {
        auto [ours, theirs] = Stomp::LoopLink::pair();
        QByteArray got;
        connect(ours.get(), &Stomp::Link::received, this,
                [&got](const QByteArray &bytes) { got += bytes; });
        m_broker->addLink(std::move(theirs));
        ours->send(Stomp::OutgoingFrame(StompText::wire(sendText("/topic/x", "x"))));
        QTRY_VERIFY(got.startsWith("ERROR\nmessage:Unknown session: "));
    }

private:
    OpenDoor m_door;
    std::unique_ptr<NotingApplication> m_application;
    std::unique_ptr<Broker> m_broker;
};

QTEST_GUILESS_MAIN(TestBrokerProfile)
#include "tst_brokerprofile.moc"
