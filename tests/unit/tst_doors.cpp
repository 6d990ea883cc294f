// SPDX-License-Identifier: GPL-3.0-or-later
// Who comes in, how, and who is sent away: TLS and plain on one port, both doors, limits.

#include "server/doors/acceptor.h"
#include "tests/support/doorsfixture.h"

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QNetworkInterface>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

#include <memory>
#include <vector>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Server;
using namespace std::chrono_literals;
using TestSupport::frame;
using TestSupport::getRequest;
using TestSupport::Peer;
using TestSupport::upgrade;

class TestDoors : public TestSupport::DoorsFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { trustCertificate(); }
    void init() { reset(); }
    void cleanup() { close(); }

    // --- TLS and plain on one port
    void oneportSpeaksBoth()
    {
        needTls();
        open();
        Peer plain(m_http->serverPort());
        plain.write(getRequest);
        Peer tls(m_http->serverPort(), true);
        tls.write(getRequest);
        QTRY_VERIFY(plain.bytes.endsWith("/a?b\n"));
        QTRY_VERIFY(tls.bytes.endsWith("/a?b\n"));
        QCOMPARE(m_http->counters().httpRequests, quint64(2));
        Peer webSocket(m_http->serverPort(), true);
        webSocket.write(upgrade + frame(0x81, "glued"));
        QTRY_COMPARE(m_received, QByteArray("glued"));
        QTRY_VERIFY(webSocket.bytes.startsWith("HTTP/1.1 101 "));
        QCOMPARE(m_links.size(), size_t(1));
        QCOMPARE(m_links[0]->transport(), QStringLiteral("websocket"));
        QCOMPARE(m_links[0]->peerName(), QStringLiteral("127.0.0.1"));
    }

    // More than is read of TLS at once, in pieces of what a head may have.
    void bigRequestInTlsIsReadToItsEnd()
    {
        needTls();
        open();
        Peer peer(m_http->serverPort(), true);
        peer.write("POST /all HTTP/1.1\r\nHost: h\r\nContent-Length: 200000\r\n\r\n" +
                   QByteArray(200000, 'x'));
        QTRY_VERIFY(peer.bytes.endsWith("/all\n"));
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
        before.write(getRequest);
        QTRY_VERIFY(before.bytes.endsWith("/a?b\n"));
    }

    // --- who may come without TLS
    void plainHttpIsLedToTls()
    {
        m_options.plain = Listener::Plain::Off;
        open();
        Peer peer(m_http->serverPort());
        peer.write(getRequest);
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

    void nobodyIsLedToAnothersHost_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("location");
        const auto row = [](const char *name, const char *target, const char *host, int status,
                            const char *location = "") {
            QTest::newRow(name) << QByteArray("GET ") + target + " HTTP/1.1" << QByteArray(host)
                                << status << QByteArray(location);
        };
        row("own name", "/a?b", "desk:7610", 308, "https://desk:7610/a?b");
        row("own name, shouted", "/", "DESK.:7610", 308, "https://DESK.:7610/");
        row("IPv4", "/", "192.168.0.5", 308, "https://192.168.0.5/");
        row("IPv6", "/", "[fd00::5]:7610", 308, "https://[fd00::5]:7610/");
        row("two slashes", "//evil.example/", "desk", 308, "https://desk//evil.example/");
        row("other name", "/", "evil.example", 421);
        row("other name, of what anybody may ask", "/health", "evil.example", 403);
        row("no port", "/", "desk:evil", 421);
        row("user", "/health", "desk@evil.example", 403);
        row("bare IPv6", "/health", "::1", 403);
        row("empty", "/health", "", 403);
        row("absolute", "http://evil.example/", "desk", 403);
        row("absolute, in TLS", "https://evil.example/", "desk", 403);
        row("asterisk", "*", "desk", 403);
        QTest::newRow("HTTP/1.0 without a name")
            << QByteArray("GET / HTTP/1.0") << QByteArray() << 403 << QByteArray();
    }
    void nobodyIsLedToAnothersHost()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, host);
        QFETCH(int, status);
        QFETCH(QByteArray, location);
        m_options.plain = Listener::Plain::Off;
        m_options.hostNames = {"desk"};
        m_options.anyNamePaths = {"/health"};
        open();
        Peer peer(m_http->serverPort());
        peer.write(line + "\r\n" + (line.endsWith("1.0") ? "" : "Host: " + host + "\r\n") + "\r\n");
        QTRY_VERIFY(peer.isGone() && !peer.bytes.isEmpty());
        QVERIFY2(peer.bytes.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '),
                 peer.bytes.constData());
        QCOMPARE(peer.bytes.contains("Location: "), !location.isEmpty());
        QVERIFY(peer.bytes.contains("\r\nLocation: " + location + "\r\n") || location.isEmpty());
    }

    void namesAndOriginsMatterInTlsAsWell_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const auto get = [](const char *name, const QByteArray &host, int status) {
            QTest::newRow(name) << "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n" << status;
        };
        const auto handshake = [](const char *name, const QByteArray &host,
                                  const QByteArray &origin, int status) {
            QByteArray request = upgrade;
            request.replace("Host: h\r\n", "Host: " + host + "\r\nOrigin: " + origin + "\r\n");
            QTest::newRow(name) << request << status;
        };
        get("own name", "desk:7610", 200);
        get("own name, shouted", "DESK.", 200);
        get("IPv6", "[::1]:7610", 200);
        get("other name", "evil.example", 421);
        handshake("own page", "desk:7610", "https://desk:7610", 101);
        handshake("own page, no port", "desk", "https://desk", 101);
        handshake("page of an IPv6 address", "[fd00::5]:7610", "https://[fd00::5]:7610", 101);
        handshake("other page", "desk:7610", "https://evil.example:7610", 403);
        handshake("page of another port", "desk:7610", "https://desk", 403);
        handshake("page of no place", "desk:7610", "null", 403);
        handshake("page that was bound anew", "evil.example:7610", "https://evil.example:7610",
                  421);
    }
    void namesAndOriginsMatterInTlsAsWell()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        needTls();
        m_options.plain = Listener::Plain::Off;
        m_options.hostNames = {"desk"};
        open();
        Peer peer(m_http->serverPort(), true);
        peer.write(request);
        QTRY_VERIFY2(peer.bytes.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '),
                     peer.bytes.constData());
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
        peer.write(getRequest);
        QTRY_VERIFY(peer.bytes.startsWith("HTTP/1.1 200 "));
    }

    void plainIsNotForOthersThen()
    {
        const QHostAddress own = lanAddress();
        if (own.isNull())
            QSKIP("this computer has no address but loopback");
        m_options.plain = Listener::Plain::Loopback;
        open(QHostAddress::Any);
        Peer peer(m_http->serverPort(), false, own.toString());
        peer.write(getRequest);
        QTRY_VERIFY(peer.bytes.startsWith("HTTP/1.1 308 "));
        Peer tcp(m_tcp->serverPort(), false, own.toString());
        tcp.write("CONNECT\n\n");
        QTRY_VERIFY(tcp.bytes.startsWith("ERROR\n"));
    }

    void plainIsForEverybodyOtherwise()
    {
        const QHostAddress own = lanAddress();
        if (own.isNull())
            QSKIP("this computer has no address but loopback");
        open(QHostAddress::Any);
        Peer peer(m_http->serverPort(), false, own.toString());
        peer.write(getRequest);
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
        // Who goes makes room.
        one.abort();
        QTRY_COMPARE(m_http->connections(), 0);
        Peer three(m_http->serverPort());
        QTRY_COMPARE(m_http->connections(), 1);
    }

    // On a socket for both protocols the system writes ::ffff:127.0.0.1.
    void addressesOfIPv4AreSpelledAsSuch()
    {
        open(QHostAddress::Any);
        Peer peer(m_tcp->serverPort());
        peer.write("\n");
        QTRY_COMPARE(m_links.size(), size_t(1));
        QCOMPARE(m_links[0]->peerName(), QStringLiteral("127.0.0.1"));
    }

    void smallWritesLeaveAtOnceAndDeadPeersAreAskedFor()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        server.pauseAccepting();
        prepareAcceptor(int(server.socketDescriptor()));
        Peer peer(server.serverPort());
        QTRY_COMPARE(peer.state(), QAbstractSocket::ConnectedState);
        const Accepted accepted = acceptOne(int(server.socketDescriptor()));
        QVERIFY(accepted.descriptor >= 0);
        const auto option = [&accepted](int level, int name) {
            int value = 0;
            socklen_t size = sizeof value;
            ::getsockopt(accepted.descriptor, level, name, &value, &size);
            return value;
        };
        QVERIFY(option(IPPROTO_TCP, TCP_NODELAY) != 0);
        QVERIFY(option(SOL_SOCKET, SO_KEEPALIVE) != 0);
        QVERIFY((::fcntl(accepted.descriptor, F_GETFL) & O_NONBLOCK) != 0);
        QVERIFY((::fcntl(accepted.descriptor, F_GETFD) & FD_CLOEXEC) != 0);
        ::close(accepted.descriptor);
    }

    void outOfDescriptorsItWaitsForOne()
    {
#ifdef MADANG_SANITIZE_ADDRESS
        QSKIP("sanitizers need descriptors themselves");
#endif
        open();
        Peer peer(m_http->serverPort());
        QVERIFY(peer.waitForConnected());
        const int next = ::dup(0); // the number that the door would get
        ::close(next);
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
        rlimit none = before;
        none.rlim_cur = rlim_t(next);
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
        int turns = 0;
        const auto counting =
            connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this,
                    [&turns] { ++turns; });
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("cannot accept: ")));
        QEventLoop loop; // which does not pause by itself
        QTimer::singleShot(300, &loop, &QEventLoop::quit);
        loop.exec();
        disconnect(counting);
        const bool came = m_http->connections() > 0;
        ::setrlimit(RLIMIT_NOFILE, &before);
        QVERIFY(!came);
        QVERIFY2(turns < 100, "it spins");
        QTRY_COMPARE(m_http->connections(), 1);
        peer.write(getRequest);
        QTRY_VERIFY(peer.bytes.startsWith("HTTP/1.1 200 "));
    }

    // Who is sent away again and again must not fill the log.
    void complaintsAreFew()
    {
        static int complaints;
        complaints = 0;
        m_options.limits.connections = 0;
        open();
        const auto previous =
            qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &text) {
                complaints += text.contains(QStringLiteral("refused")) ? 1 : 0;
            });
        std::vector<std::unique_ptr<Peer>> peers;
        for (int i = 0; i < 200; ++i)
            peers.push_back(std::make_unique<Peer>(m_http->serverPort()));
        const bool all =
            QTest::qWaitFor([this] { return m_http->counters().refusedTotal == 200; }, 30000);
        qInstallMessageHandler(previous);
        QVERIFY(all);
        QVERIFY(complaints >= 1);
        QVERIFY2(complaints <= 40, qPrintable(QString::number(complaints))); // one a second
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
        // Nor is one that was answered, and is kept for the next request.
        two.write(getRequest);
        QTRY_VERIFY(two.bytes.startsWith("HTTP/1.1 200 "));
        Peer five(m_http->serverPort());
        QTRY_COMPARE(m_http->connections(), 4);
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

    // For a while: a burst of newcomers is no attack.
    void newcomerWaitsForAPlace()
    {
        m_options.limits.handshakes = 2;
        open();
        constexpr int tries = 20; // this test may be kept waiting itself, longer than a newcomer is
        for (int i = 0; i < tries; ++i) {
            Peer one(m_http->serverPort());
            Peer two(m_http->serverPort());
            QTRY_COMPARE(m_http->connections(), 2);
            QElapsedTimer waiting;
            waiting.start();
            Peer three(m_http->serverPort());
            three.write(getRequest);
            QTest::qWait(100);
            const quint64 refused = m_http->counters().refusedHandshakes;
            const bool intime = waiting.elapsed() < 300;
            one.abort();
            two.abort();
            QTRY_VERIFY(!three.bytes.isEmpty());
            if (!intime) {
                three.abort();
                QTRY_COMPARE(m_http->connections(), 0);
                continue;
            }
            QCOMPARE(refused, quint64(0));
            QVERIFY(three.bytes.startsWith("HTTP/1.1 200 "));
            return;
        }
        QSKIP("this computer is too busy to tell");
    }

private:
    static QHostAddress lanAddress()
    {
        const auto all = QNetworkInterface::allAddresses();
        for (const QHostAddress &address : all) {
            if (address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback())
                return address;
        }
        return {};
    }
};

QTEST_GUILESS_MAIN(TestDoors)
#include "tst_doors.moc"
