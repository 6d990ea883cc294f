// SPDX-License-Identifier: GPL-3.0-or-later
// Who comes in, how, and who is sent away: TLS and plain on one port, both doors, limits, pings.

#include "server/doors/listener.h"
#include "tests/support/testcertificate.h"

#include <QSignalSpy>
#include <QSslSocket>
#include <QTest>

#include <memory>
#include <vector>

using namespace Server;
using namespace std::chrono_literals;

namespace {

const QByteArray upgrade = "GET /ws-stomp HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n"
                           "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
const QByteArray get = "GET /a?b HTTP/1.1\r\nHost: h:1\r\n\r\n";

/// A frame whose mask changes nothing.
QByteArray frame(int first, const QByteArray &payload)
{
    return QByteArray(1, char(first)) + char(0x80 | payload.size()) + QByteArray(4, '\0') + payload;
}

/// A client that keeps all it reads.
struct Peer : QSslSocket {
    explicit Peer(quint16 port, bool tls = false)
    {
        connect(this, &QSslSocket::readyRead, this, [this] {
            if (reads)
                bytes += readAll();
        });
        if (tls)
            connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        else
            connectToHost(QStringLiteral("127.0.0.1"), port);
    }
    bool isGone() const { return state() == UnconnectedState; }
    QByteArray bytes;
    bool reads = true;
};

} // namespace

class TestDoors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (certificate().isMade())
            certificate().trust();
    }
    void init()
    {
        m_options = {};
        m_links.clear();
        m_closed = 0;
    }
    void cleanup()
    {
        m_tcp.reset();
        m_http.reset();
        m_links.clear();
    }

    // --- TLS and plain on one port
    void oneportSpeaksBoth()
    {
        needTls();
        open();
        Peer plain(m_http->serverPort());
        plain.write(get);
        Peer tls(m_http->serverPort(), true);
        tls.write(get);
        QTRY_VERIFY(plain.bytes.endsWith("/a?b\n"));
        QTRY_VERIFY(tls.bytes.endsWith("/a?b\n"));
        QCOMPARE(m_http->counters().httpRequests, quint64(2));
        Peer webSocket(m_http->serverPort(), true);
        webSocket.write(upgrade + frame(0x81, "glued"));
        QTRY_COMPARE(m_received, QByteArray("glued"));
        QVERIFY(webSocket.bytes.startsWith("HTTP/1.1 101 "));
        QCOMPARE(m_links.size(), size_t(1));
        QCOMPARE(m_links[0]->transport(), QStringLiteral("websocket"));
        QCOMPARE(m_links[0]->peerName(), QStringLiteral("127.0.0.1"));
    }

    void tlsWithoutACertificateIsClosed()
    {
        open();
        Peer peer(m_http->serverPort());
        peer.write(QByteArray::fromHex("1603010000"));
        QTRY_VERIFY(peer.state() == QAbstractSocket::ConnectedState || peer.isGone());
        QTRY_VERIFY(peer.isGone());
        QVERIFY(peer.bytes.isEmpty());
    }

    void brokenTlsIsCounted()
    {
        needTls();
        open();
        Peer peer(m_http->serverPort());
        peer.write(QByteArray::fromHex("160301000500000000000000"));
        QTRY_COMPARE(m_http->counters().tlsFailures, quint64(1));
        QTRY_VERIFY(peer.isGone());
        QTRY_COMPARE(m_http->connections(), 0);
    }

    void tlsHandshakeHasItsTime()
    {
        needTls();
        m_options.http.headTime = 50ms;
        open();
        Peer peer(m_http->serverPort());
        peer.write(QByteArray::fromHex("1603010200")); // and nothing more
        QTRY_VERIFY(peer.state() == QAbstractSocket::ConnectedState || peer.isGone());
        QTRY_VERIFY(peer.isGone());
        QCOMPARE(m_http->counters().handshakeTimeouts, quint64(1));
        QTRY_COMPARE(m_http->connections(), 0);
    }

    void newCertificateIsForNewConnections()
    {
        needTls();
        open();
        Peer before(m_http->serverPort(), true);
        QTRY_VERIFY(before.isEncrypted());
        QCOMPARE(before.peerCertificate(), certificate().certificate());
        const TestCertificate other;
        m_http->setCertificate(other.forHost());
        Peer after(m_http->serverPort());
        QTRY_COMPARE(after.state(), QAbstractSocket::ConnectedState);
        after.ignoreSslErrors();
        after.startClientEncryption();
        QTRY_VERIFY(after.isEncrypted());
        QCOMPARE(after.peerCertificate(), other.certificate());
        before.write(get);
        QTRY_VERIFY(before.bytes.endsWith("/a?b\n"));
    }

    // --- who may come without TLS
    void plainHttpIsLedToTls()
    {
        m_options.plain = Listener::Plain::Off;
        open();
        Peer peer(m_http->serverPort());
        peer.write(get);
        QTRY_VERIFY(peer.isGone() && !peer.bytes.isEmpty());
        QVERIFY(peer.bytes.startsWith("HTTP/1.1 308 Permanent Redirect\r\n"));
        QVERIFY(peer.bytes.contains("\r\nLocation: https://h:1/a?b\r\n"));
    }

    void noRedirectToWhatIsNoHost()
    {
        m_options.plain = Listener::Plain::Off;
        open();
        for (const QByteArray &host : {QByteArray("evil/@h"), QByteArray("a b"), QByteArray()}) {
            Peer peer(m_http->serverPort());
            peer.write("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            QTRY_VERIFY(peer.isGone() && !peer.bytes.isEmpty());
            QVERIFY2(peer.bytes.startsWith("HTTP/1.1 403 "), peer.bytes.constData());
            QVERIFY(!peer.bytes.contains("Location"));
        }
    }

    void plainWebSocketIsRefused()
    {
        m_options.plain = Listener::Plain::Off;
        open();
        Peer peer(m_http->serverPort());
        peer.write(upgrade);
        QTRY_VERIFY(peer.isGone() && !peer.bytes.isEmpty());
        QVERIFY(peer.bytes.startsWith("HTTP/1.1 403 "));
        QVERIFY(peer.bytes.contains("wss://"));
        QVERIFY(m_links.empty());
    }

    void plainTcpIsToldWhatIsMissing()
    {
        m_options.plain = Listener::Plain::Off;
        open();
        Peer peer(m_tcp->serverPort());
        peer.write("CONNECT\n\n");
        QTRY_VERIFY(peer.isGone() && !peer.bytes.isEmpty());
        QVERIFY(peer.bytes.startsWith("ERROR\nmessage:"));
        QVERIFY(peer.bytes.contains("TLS"));
        QVERIFY(peer.bytes.endsWith('\0'));
        QVERIFY(m_links.empty());
    }

    void plainMayBeForLoopbackOnly()
    {
        m_options.plain = Listener::Plain::Loopback;
        open();
        Peer peer(m_http->serverPort());
        peer.write(get);
        QTRY_VERIFY(peer.bytes.startsWith("HTTP/1.1 200 "));
    }

    // --- STOMP over TCP
    void tcpIsALink_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }
    void tcpIsALink()
    {
        QFETCH(bool, tls);
        if (tls)
            needTls();
        open();
        Peer peer(m_tcp->serverPort(), tls);
        peer.write("CONNECT\n\n");
        QTRY_COMPARE(m_received, QByteArray("CONNECT\n\n"));
        QCOMPARE(m_links[0]->transport(), QStringLiteral("tcp"));
        m_links[0]->send(Stomp::OutgoingFrame("CONNECTED"));
        QTRY_COMPARE(peer.bytes, QByteArray("CONNECTED"));
        m_links[0]->send(Stomp::OutgoingFrame("ERROR"));
        m_links[0]->close(Stomp::CloseCode::ProtocolError, {});
        QTRY_VERIFY(peer.isGone());
        QCOMPARE(peer.bytes, QByteArray("CONNECTEDERROR"));
        QTRY_COMPARE(m_closed, 1);
    }

    void silenceOnTcpHasItsTime()
    {
        m_options.http.headTime = 50ms;
        open();
        Peer peer(m_tcp->serverPort());
        QTRY_VERIFY(!peer.bytes.isEmpty() && peer.isGone());
        QVERIFY(peer.bytes.startsWith("ERROR\nmessage:No CONNECT in time."));
        QCOMPARE(m_tcp->counters().handshakeTimeouts, quint64(1));
    }

    // --- limits
    void connectionsAreCountedOverAllDoors()
    {
        m_options.limits.connections = 2;
        open();
        Peer one(m_http->serverPort());
        Peer two(m_tcp->serverPort());
        QTRY_COMPARE(m_http->connections(), 2);
        Peer three(m_tcp->serverPort());
        Peer four(m_http->serverPort());
        QTRY_VERIFY(three.isGone() && four.isGone());
        QVERIFY(three.bytes.startsWith("ERROR\nmessage:Too many connections"));
        QVERIFY(four.bytes.startsWith("HTTP/1.1 503 "));
        QCOMPARE(m_http->counters().refusedTotal, quint64(2));
        QCOMPARE(m_http->counters().accepted, quint64(2));
        one.abort();
        QTRY_COMPARE(m_http->connections(), 1);
        Peer five(m_http->serverPort());
        QTRY_COMPARE(m_http->connections(), 2);
    }

    void addressesAreLimited_data()
    {
        QTest::addColumn<bool>("spared");
        QTest::newRow("loopback spared") << true;
        QTest::newRow("loopback like any other") << false;
    }
    void addressesAreLimited()
    {
        QFETCH(bool, spared);
        m_options.limits.connectionsPerAddress = 1;
        m_options.limits.sparesLoopback = spared;
        open();
        Peer one(m_http->serverPort());
        QTRY_COMPARE(m_http->connections(), 1);
        Peer two(m_http->serverPort());
        if (spared) {
            QTRY_COMPARE(m_http->connections(), 2);
            return;
        }
        QTRY_VERIFY(two.bytes.startsWith("HTTP/1.1 503 "));
        QCOMPARE(m_http->counters().refusedPerAddress, quint64(1));
    }

    void handshakesInFlightAreLimited()
    {
        m_options.limits.handshakes = 2;
        open();
        Peer one(m_http->serverPort());
        Peer two(m_http->serverPort());
        QTRY_COMPARE(m_http->connections(), 2);
        Peer three(m_http->serverPort());
        QTRY_VERIFY(three.bytes.startsWith("HTTP/1.1 503 "));
        QCOMPARE(m_http->counters().refusedHandshakes, quint64(1));
        // A link is no handshake any more.
        one.write(upgrade);
        QTRY_COMPARE(m_links.size(), size_t(1));
        Peer four(m_http->serverPort());
        QTRY_COMPARE(m_http->connections(), 3);
    }

    // Who only has to wait for others is not refused.
    void crowdWaitsForRoom()
    {
        m_options.limits.handshakes = 4;
        open();
        std::vector<std::unique_ptr<Peer>> peers;
        for (int i = 0; i < 100; ++i) {
            peers.push_back(std::make_unique<Peer>(m_http->serverPort()));
            peers.back()->write(upgrade);
        }
        QTRY_COMPARE(m_links.size(), size_t(100));
        QCOMPARE(m_http->counters().refusedHandshakes, quint64(0));
    }

    // --- signs of life
    void silentPeerIsPinged()
    {
        m_options.webSocket.pingTime = 50ms;
        open();
        Peer peer(m_http->serverPort());
        peer.write(upgrade);
        QTRY_VERIFY(peer.bytes.endsWith(QByteArray("\x89\0", 2)));
        // The answer is a sign of life, and the next silence is pinged again.
        int signs = 0;
        connect(m_links[0].get(), &Stomp::Link::activity, this, [&signs] { ++signs; });
        peer.bytes.clear();
        peer.write(frame(0x8A, {}));
        QTRY_COMPARE(signs, 1);
        QTRY_COMPARE(peer.bytes, QByteArray("\x89\0", 2));
        QCOMPARE(m_closed, 0);
    }

    void peerThatAnswersNoPingIsDropped()
    {
        m_options.webSocket.pingTime = 50ms;
        m_options.webSocket.pongTime = 50ms;
        open();
        Peer peer(m_http->serverPort());
        peer.write(upgrade);
        QTRY_COMPARE(m_closed, 1);
        QCOMPARE(m_http->counters().pingTimeouts, quint64(1));
        QTRY_VERIFY(peer.isGone());
    }

    void halfAMessageIsASignOfLife()
    {
        m_options.webSocket.pingTime = 0ms;
        open();
        Peer peer(m_http->serverPort());
        peer.write(upgrade);
        QTRY_COMPARE(m_links.size(), size_t(1));
        int signs = 0;
        connect(m_links[0].get(), &Stomp::Link::activity, this, [&signs] { ++signs; });
        peer.write(frame(0x82, "0123456789").first(3));
        QTRY_COMPARE(signs, 1);
        QVERIFY(m_received.isEmpty());
        peer.write(frame(0x82, "0123456789").sliced(3, 8));
        QTRY_COMPARE(m_received, QByteArray("01234"));
    }

    void onlyTheLastPingOfManyIsAnswered()
    {
        open();
        Peer peer(m_http->serverPort());
        peer.write(upgrade);
        QTRY_COMPARE(m_links.size(), size_t(1));
        QTRY_VERIFY(!peer.bytes.isEmpty());
        peer.bytes.clear();
        peer.write(frame(0x89, "one").repeated(1000) + frame(0x89, "two"));
        QTRY_VERIFY(peer.bytes.endsWith("two"));
        QVERIFY(peer.bytes.size() < 1000);
    }

    void ruleBrokenIsToldAndClosed()
    {
        open();
        Peer peer(m_http->serverPort());
        peer.write(upgrade + frame(0x81, "good") + QByteArray::fromHex("810162"));
        QTRY_VERIFY(peer.isGone());
        QCOMPARE(m_received, QByteArray("good"));
        const qsizetype close = peer.bytes.indexOf(char(0x88));
        QVERIFY(close > 0);
        QCOMPARE(peer.bytes.mid(close + 2, 2), QByteArray::fromHex("03ea"));
        QTRY_COMPARE(m_closed, 1);
    }

    // --- what is not read
    void stalledReaderIsAccountedFor_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }
    void stalledReaderIsAccountedFor()
    {
        QFETCH(bool, tls);
        if (tls)
            needTls();
        open();
        Peer peer(m_tcp->serverPort(), tls);
        peer.reads = false;
        peer.setReadBufferSize(1024);
        peer.write("\n");
        QTRY_COMPARE(m_links.size(), size_t(1));
        const Stomp::OutgoingFrame big(QByteArray(1024 * 1024, 'b'));
        constexpr qint64 frames = 32;
        for (int i = 0; i < frames; ++i)
            m_links[0]->send(big);
        // It settles where the kernels' buffers are full, and stays there.
        qint64 last = 0;
        QTRY_VERIFY(([&] {
            const qint64 now = m_links[0]->bytesQueued();
            QTest::qWait(100);
            return std::exchange(last, now) == now && now > 0;
        }()));
        QVERIFY2(last > (frames - 16) * 1024 * 1024, qPrintable(QString::number(last)));
        QVERIFY(last <= frames * 1024 * 1024 + 64 * 1024);
        int drained = 0;
        connect(m_links[0].get(), &Stomp::Link::drained, this, [&drained] { ++drained; });
        peer.reads = true;
        peer.setReadBufferSize(0);
        peer.bytes += peer.readAll();
        QTRY_COMPARE_WITH_TIMEOUT(m_links[0]->bytesQueued(), qint64(0), 30000);
        QTRY_COMPARE_WITH_TIMEOUT(peer.bytes.size(), frames * 1024 * 1024, 30000);
        QVERIFY(drained > 0);
    }

private:
    static const TestCertificate &certificate()
    {
        static const TestCertificate made;
        return made;
    }
    void needTls()
    {
        if (!certificate().isMade())
            QSKIP("no openssl program");
        m_options.tls = certificate().forHost();
    }
    void open()
    {
        m_received.clear();
        m_options.door = Listener::Door::Http;
        m_http = std::make_unique<Listener>(m_options, [](const HttpRequest &request) {
            return HttpResponse::text(200, request.target);
        });
        m_options.door = Listener::Door::Tcp;
        m_tcp = std::make_unique<Listener>(m_options, nullptr, m_http.get());
        for (Listener *door : {m_http.get(), m_tcp.get()}) {
            connect(door, &Listener::linkOpened, this, [this](Stomp::Link *link) {
                m_links.emplace_back(link);
                connect(link, &Stomp::Link::received, this,
                        [this](const QByteArray &bytes) { m_received += bytes; });
                connect(link, &Stomp::Link::closed, this, [this] { ++m_closed; });
            });
            QVERIFY(door->listen(QHostAddress::LocalHost));
        }
    }

    Listener::Options m_options;
    std::unique_ptr<Listener> m_http;
    std::unique_ptr<Listener> m_tcp;
    std::vector<std::unique_ptr<Stomp::Link>> m_links;
    QByteArray m_received;
    int m_closed = 0;
};

QTEST_GUILESS_MAIN(TestDoors)
#include "tst_doors.moc"
