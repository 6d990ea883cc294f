// SPDX-License-Identifier: GPL-3.0-or-later
// What every pair of links promises, whatever carries the bytes.

#include "server/doors/listener.h"
#include "stomp/net/looplink.h"
#include "stomp/net/tcplink.h"
#include "stomp/net/websocketlink.h"
#include "tests/support/testcertificate.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <utility>

using Stomp::CloseCode;
using Stomp::Link;
using Stomp::OutgoingFrame;

namespace {

/// Two connected ends and what they stand on.
struct Ends {
    std::unique_ptr<Server::Listener> listener;
    std::unique_ptr<Link> client;
    std::unique_ptr<Link> host;
};

Ends loopEnds()
{
    auto [a, b] = Stomp::LoopLink::pair();
    return {nullptr, std::move(a), std::move(b)};
}

enum class Kind { Loop, WebSocket, WebSocketInTls, Tcp, TcpInTls };

const TestCertificate &certificate()
{
    static const TestCertificate made;
    return made;
}

Ends socketEnds(Kind kind)
{
    Ends ends;
    const bool tls = kind == Kind::WebSocketInTls || kind == Kind::TcpInTls;
    const bool tcp = kind == Kind::Tcp || kind == Kind::TcpInTls;
    Server::Listener::Options options;
    options.door = tcp ? Server::Listener::Door::Tcp : Server::Listener::Door::Http;
    if (tls)
        options.tls = certificate().forHost();
    ends.listener = std::make_unique<Server::Listener>(options, [](const Server::HttpRequest &) {
        return Server::HttpResponse::text(404, "none");
    });
    QObject::connect(ends.listener.get(), &Server::Listener::linkOpened,
                     [&ends](Link *link) { ends.host.reset(link); });
    if (!ends.listener->listen(QHostAddress::LocalHost))
        return ends;
    const quint16 port = ends.listener->serverPort();
    if (tcp) {
        ends.client = std::make_unique<Stomp::TcpLink>(
            Stomp::TcpLink::Options{QStringLiteral("127.0.0.1"), port, tls, {}});
        QObject::connect(ends.client.get(), &Link::opened, [client = ends.client.get()] {
            client->send(OutgoingFrame("\n")); // a link comes about with the first byte
        });
    } else {
        ends.client = std::make_unique<Stomp::WebSocketLink>(
            QUrl(QStringLiteral("%1://127.0.0.1:%2/ws-stomp")
                     .arg(tls ? QStringLiteral("wss") : QStringLiteral("ws"))
                     .arg(port)));
    }
    if (!QTest::qWaitFor([&] { return ends.host && ends.client->isOpen(); }))
        ends.host.reset();
    ends.listener->disconnect();
    return ends;
}

/// All bytes a link received, joined.
class Received : public QObject {
public:
    explicit Received(Link &link)
    {
        connect(&link, &Link::received, this, [this](const QByteArray &more) { bytes += more; });
    }
    QByteArray bytes;
};

} // namespace

class TestLink : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (certificate().isMade())
            certificate().trust();
    }

    void carriesBytesInOrder_data() { kinds(); }
    void carriesBytesInOrder()
    {
        const Ends ends = connectedEnds();
        Received atHost(*ends.host);
        Received atClient(*ends.client);
        QByteArray expected;
        for (int i = 0; i < 1000; ++i) {
            const QByteArray frame = "SEND\nn:" + QByteArray::number(i) + "\n\n안녕 👋" + '\0';
            expected += frame;
            ends.client->send(OutgoingFrame(frame));
            ends.host->send(OutgoingFrame(frame));
        }
        QTRY_COMPARE(atHost.bytes, expected);
        QTRY_COMPARE(atClient.bytes, expected);
    }

    void carriesAnyByte_data() { kinds(); }
    void carriesAnyByte()
    {
        const Ends ends = connectedEnds();
        Received atHost(*ends.host);
        Received atClient(*ends.client);
        QByteArray every;
        for (int i = 0; i < 256; ++i)
            every += char(i);
        ends.client->send(OutgoingFrame(every));
        ends.host->send(OutgoingFrame(every));
        QTRY_COMPARE(atHost.bytes, every);
        QTRY_COMPARE(atClient.bytes, every);
    }

    // stomp.md finding: Qt cannot read text that is cut within a character.
    void carriesAMebibyteOfHangul_data() { kinds(); }
    void carriesAMebibyteOfHangul()
    {
        const Ends ends = connectedEnds();
        Received atHost(*ends.host);
        Received atClient(*ends.client);
        const QByteArray text = QByteArray("x") + QByteArray("마당").repeated(174762);
        ends.client->send(OutgoingFrame(text));
        ends.host->send(OutgoingFrame(text));
        QTRY_COMPARE(atHost.bytes.size(), text.size());
        QVERIFY(atHost.bytes == text);
        QTRY_COMPARE(atClient.bytes.size(), text.size());
        QVERIFY(atClient.bytes == text);
    }

    void flushesBeforeItCloses_data() { kinds(); }
    void flushesBeforeItCloses()
    {
        const Ends ends = connectedEnds();
        Received atClient(*ends.client);
        QSignalSpy closed(ends.client.get(), &Link::closed);
        for (int i = 0; i < 100; ++i)
            ends.host->send(OutgoingFrame(QByteArray(10000, 'a')));
        ends.host->close(CloseCode::ProtocolError, QStringLiteral("enough"));
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(atClient.bytes.size(), qsizetype(1000000));
        QFETCH(Kind, kind);
        if (kind == Kind::Tcp || kind == Kind::TcpInTls)
            return; // which has no words for it
        QCOMPARE(closed[0][0].value<CloseCode>(), CloseCode::ProtocolError);
        QCOMPARE(closed[0][1].toString(), QStringLiteral("enough"));
    }

    void saysItsEndOnce_data() { kinds(); }
    void saysItsEndOnce()
    {
        const Ends ends = connectedEnds();
        QSignalSpy hostClosed(ends.host.get(), &Link::closed);
        QSignalSpy clientClosed(ends.client.get(), &Link::closed);
        ends.client->close(CloseCode::Normal, {});
        QTRY_COMPARE(hostClosed.count(), 1);
        QTRY_COMPARE(clientClosed.count(), 1);
        ends.client->abort();
        ends.host->abort();
        ends.host->close(CloseCode::Normal, {});
        QCoreApplication::processEvents();
        QCOMPARE(hostClosed.count(), 1);
        QCOMPARE(clientClosed.count(), 1);
        QVERIFY(!ends.host->isOpen());
    }

    void noticesAnAbortedPeer_data() { kinds(); }
    void noticesAnAbortedPeer()
    {
        const Ends ends = connectedEnds();
        QSignalSpy closed(ends.host.get(), &Link::closed);
        ends.client->abort();
        QTRY_COMPARE(closed.count(), 1);
    }

    void noticesADestroyedPeer_data() { kinds(); }
    void noticesADestroyedPeer()
    {
        Ends ends = connectedEnds();
        QSignalSpy closed(ends.host.get(), &Link::closed);
        ends.client.reset();
        QTRY_COMPARE(closed.count(), 1);
    }

    void maySendAfterTheEnd_data() { kinds(); }
    void maySendAfterTheEnd()
    {
        const Ends ends = connectedEnds();
        ends.host->abort();
        ends.host->send(OutgoingFrame("late"));
        QCOMPARE(ends.host->bytesQueued(), qint64(0));
    }

    void givesNothingWhileItDoesNotRead_data() { kinds(); }
    void givesNothingWhileItDoesNotRead()
    {
        const Ends ends = connectedEnds();
        Received atHost(*ends.host);
        ends.host->setReading(false);
        ends.client->send(OutgoingFrame("one "));
        ends.client->send(OutgoingFrame("two "));
        QVERIFY(!QTest::qWaitFor([&] { return !atHost.bytes.isEmpty(); }, 50));
        ends.host->setReading(true);
        ends.client->send(OutgoingFrame("three"));
        QTRY_COMPARE(atHost.bytes, QByteArray("one two three"));
    }

    // Only links between processes hold a peer back; see Link::setReading().
    void holdsAPeerBackWhileItDoesNotRead_data() { socketKinds(); }
    void holdsAPeerBackWhileItDoesNotRead()
    {
        const Ends ends = connectedEnds();
        Received atHost(*ends.host);
        ends.host->setReading(false);
        const QByteArray piece(100000, 'p');
        // More than the socket buffers of both ends take.
        constexpr int pieces = 200;
        for (int i = 0; i < pieces; ++i)
            ends.client->send(OutgoingFrame(piece));
        QVERIFY(!QTest::qWaitFor([&] { return !atHost.bytes.isEmpty(); }, 200));
        QVERIFY(ends.client->bytesQueued() > 0);
        // It can still be written to.
        Received atClient(*ends.client);
        ends.host->send(OutgoingFrame("hello"));
        QTRY_COMPARE(atClient.bytes, QByteArray("hello"));
        ends.host->setReading(true);
        QTRY_COMPARE(atHost.bytes.size(), piece.size() * pieces);
    }

    void tellsWhatAPeerDoesNotRead_data() { socketKinds(); }
    void tellsWhatAPeerDoesNotRead()
    {
        const Ends ends = connectedEnds();
        ends.client->blockSignals(true);
        const OutgoingFrame big(QByteArray(1024 * 1024, 'b'));
        // The kernel takes some of it at once.
        for (int i = 0; i < 32; ++i)
            ends.host->send(big);
        QVERIFY(ends.host->bytesQueued() >= 16 * 1024 * 1024);
        QTRY_COMPARE(ends.host->bytesQueued(), qint64(0));
    }

    // Pongs for a peer that reads nothing would have no bound.
    void answersNoPingAfterItsClose()
    {
        std::unique_ptr<Link> host;
        Server::Listener listener(Server::Listener::Options(), [](const Server::HttpRequest &) {
            return Server::HttpResponse::text(404, "none");
        });
        connect(&listener, &Server::Listener::linkOpened, this,
                [&host](Link *link) { host.reset(link); });
        QVERIFY(listener.listen(QHostAddress::LocalHost));
        QTcpSocket peer;
        peer.connectToHost(QHostAddress::LocalHost, listener.serverPort());
        peer.write("GET /ws-stomp HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n"
                   "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                   "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        QTRY_VERIFY(host);
        QSignalSpy gone(&peer, &QTcpSocket::disconnected);
        QSignalSpy closed(host.get(), &Link::closed);

        peer.write(QByteArray::fromHex("898000000000")); // an empty ping
        QVERIFY(peer.flush());
        host->close(CloseCode::SlowConsumer, QStringLiteral("too slow"));
        QTRY_COMPARE(gone.count(), 1);
        const QByteArray received = peer.readAll();
        QVERIFY(received.endsWith("too slow")); // the close frame's reason, and nothing behind it
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(closed[0][0].value<CloseCode>(), CloseCode::SlowConsumer);
    }

private:
    static void kinds()
    {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("loop") << Kind::Loop;
        socketKinds();
    }
    /// Those that cross the network.
    static void socketKinds()
    {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("websocket") << Kind::WebSocket;
        QTest::newRow("tcp") << Kind::Tcp;
        if (!certificate().isMade())
            return;
        QTest::newRow("websocket in TLS") << Kind::WebSocketInTls;
        QTest::newRow("tcp in TLS") << Kind::TcpInTls;
    }
    static Ends connectedEnds()
    {
        QFETCH(Kind, kind);
        Ends ends = kind == Kind::Loop ? loopEnds() : socketEnds(kind);
        if (!ends.host || !ends.client)
            qFatal("the ends did not connect");
        return ends;
    }
};

QTEST_GUILESS_MAIN(TestLink)
#include "tst_link.moc"
