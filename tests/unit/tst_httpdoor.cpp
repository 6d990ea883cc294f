// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP as a peer sees it: a connection on a real socket.

#include "server/doors/listener.h"
#include "tests/support/httppeer.h"
#include "tests/support/httprequests.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <cerrno>
#include <memory>

#include <sys/socket.h>
#include <unistd.h>

using namespace Server;
using namespace std::chrono_literals;
using TestSupport::HttpPeer;

namespace {

constexpr qsizetype hugeBytes = 32 * 1024 * 1024;

/// Answers with what was asked; knows /big and /huge.
HttpAnswer echo(const HttpRequest &request)
{
    if (request.path == "/huge")
        return HttpResponse::text(200, QByteArray(hugeBytes, 'h'));
    if (request.path == "/big")
        return HttpResponse::text(200, QByteArray(64 * 1024, 'b'));
    return HttpResponse::text(200, request.method + ' ' + request.target + ' ' + request.body);
}

} // namespace

class TestHttpDoor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- a connection
    void requestsOnOneConnectionAreAnsweredInOrder()
    {
        open();
        m_peer->write("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n"
                      "POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
                      "\r\n" // legal noise
                      "GET /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
                      "GET /4 HTTP/1.1\r\nHost: h\r\n\r\n");
        QVERIFY(readToTheEnd());
        const QByteArrayList expected{"GET /1 \n", "POST /2 hello\n", "GET /3 \n"};
        QCOMPARE(bodies(), expected);
    }

    void requestsMayComeByteByByte()
    {
        open();
        for (const char byte : QByteArray(chunkedPost) + "GET /2 HTTP/1.0\r\n\r\n") {
            m_peer->putChar(byte);
            m_peer->flush();
            QCoreApplication::processEvents();
        }
        QVERIFY(readToTheEnd());
        const QByteArrayList expected{"POST /a hello\n", "GET /2 \n"};
        QCOMPARE(bodies(), expected);
    }

    void headIsAnsweredWithoutABody()
    {
        open();
        m_peer->write("HEAD /1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        QVERIFY(readToTheEnd());
        QVERIFY(m_read.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(m_read.contains("\r\nContent-Length: 9\r\n"));
        QVERIFY(m_read.endsWith("\r\n\r\n"));
    }

    void continueIsSaidOnlyWhereItIsAwaited()
    {
        open();
        m_peer->write("POST /1 HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n"
                      "Content-Length: 5\r\n\r\n");
        QTRY_COMPARE(m_read += m_peer->readAll(), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
        m_peer->write("hello");
        QTRY_VERIFY((m_read += m_peer->readAll()).endsWith("POST /1 hello\n"));
        QCOMPARE(m_peer->state(), QAbstractSocket::ConnectedState);
    }

    // HTTP/1.0 knows of neither.
    void oldVersionIsNotToldToGoOn()
    {
        open();
        m_peer->write("POST /1 HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        HttpPeer later(m_listener->serverPort(), "GET", "/later");
        QTRY_VERIFY(later.isDone()); // so that one's head was read
        m_peer->write("hello");
        QVERIFY(readToTheEnd());
        QVERIFY2(m_read.startsWith("HTTP/1.1 200 OK\r\n"), m_read.constData());
        QVERIFY(m_read.endsWith("POST /1 hello\n"));
    }

    void oldVersionIsNotUpgraded()
    {
        open();
        m_peer->write(upgradeRequest().replace("HTTP/1.1", "HTTP/1.0"));
        QVERIFY(readToTheEnd());
        QVERIFY2(m_read.startsWith("HTTP/1.1 200 OK\r\n"), m_read.constData());
    }

    void headIsRefusedWithoutABody_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("foreign name") << QByteArray("Host: evil.example\r\n") << QByteArray("421");
        QTest::newRow("handshake")
            << QByteArray("Host: h\r\nUpgrade: websocket\r\n") << QByteArray("404");
    }
    void headIsRefusedWithoutABody()
    {
        QFETCH(QByteArray, more);
        QFETCH(QByteArray, status);
        m_options.hostNames = {"h"};
        open();
        m_peer->write("HEAD / HTTP/1.1\r\n" + more + "\r\n");
        QVERIFY(readToTheEnd());
        QVERIFY2(m_read.startsWith("HTTP/1.1 " + status + ' '), m_read.constData());
        QVERIFY(m_read.contains("\r\nContent-Length: "));
        QVERIFY2(m_read.endsWith("\r\n\r\n"), m_read.constData());
    }

    void brokenRequestIsAnsweredAndTheConnectionEnds_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("rubbish") << QByteArray("rubbish\r\n\r\n") << QByteArray("400");
        QTest::newRow("body above the limit")
            << QByteArray("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 999999\r\n\r\n")
            << QByteArray("413");
        QTest::newRow("chunks above the limit")
            << "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" +
                   ("1000\r\n" + QByteArray(0x1000, 'x') + "\r\n").repeated(100)
            << QByteArray("413");
        QTest::newRow("head above the limit")
            << "GET /" + QByteArray(1024 * 1024, 'x') << QByteArray("431");
        QTest::newRow("many headers")
            << "GET / HTTP/1.1\r\nHost: h\r\n" + QByteArray("X: x\r\n").repeated(100000)
            << QByteArray("431");
        QTest::newRow("version") << QByteArray("GET / HTTP/3.0\r\nHost: h\r\n\r\n")
                                 << QByteArray("505");
        QTest::newRow("length and chunks")
            << QByteArray("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                          "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n")
            << QByteArray("400");
        QTest::newRow("upgrade with a body to come")
            << upgradeRequest("Content-Length: 5\r\n") << QByteArray("400");
        QTest::newRow("upgrade of a foreign page")
            << upgradeRequest("Origin: http://evil.example\r\n") << QByteArray("403");
    }
    void brokenRequestIsAnsweredAndTheConnectionEnds()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        open();
        m_peer->write(request);
        QVERIFY(readToTheEnd());
        QVERIFY2(m_read.startsWith("HTTP/1.1 " + status + ' '), m_read.left(200).constData());
        QCOMPARE(m_read.count("Content-Length: "), 1);
    }

    void slowRequestIsAnswered408_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::newRow("head") << QByteArray("GET / HT");
        QTest::newRow("body") << QByteArray("POST / HTTP/1.1\r\nHost: h\r\n"
                                            "Content-Length: 5\r\n\r\nhel");
        QTest::newRow("body behind another request")
            << QByteArray("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n"
                          "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n");
    }
    void slowRequestIsAnswered408()
    {
        QFETCH(QByteArray, request);
        const bool body = request.contains("\r\n\r\n");
        m_options.http.headTime = body ? 1h : 50ms;
        m_options.http.bodyTime = body ? 50ms : 1h;
        open();
        m_peer->write(request);
        QVERIFY(readToTheEnd());
        QVERIFY2(m_read.contains("HTTP/1.1 408 "), m_read.constData());
    }

    void idleConnectionIsClosed()
    {
        m_options.http.idleTime = 20ms;
        open();
        m_peer->write(plainGet);
        QVERIFY(readToTheEnd());
        QCOMPARE(m_read.count("HTTP/1.1 200 OK"), 1);
    }

    void silentConnectionIsClosed()
    {
        m_options.http.headTime = 20ms;
        open();
        QVERIFY(readToTheEnd());
        QVERIFY(m_read.isEmpty());
    }

    // Answers are made only as fast as they are read.
    void askingWithoutReadingIsHeldBack()
    {
        int asked = 0;
        m_handler = [&asked](const HttpRequest &request) {
            ++asked;
            return echo(request);
        };
        open();
        m_peer->setReadBufferSize(1024);
        constexpr int requests = 2000; // of 128 MiB
        m_peer->write(QByteArray("GET /big HTTP/1.1\r\nHost: h\r\n\r\n").repeated(requests));
        QTRY_VERIFY(asked > 0);
        QVERIFY(!QTest::qWaitFor([&] { return asked > 500; }, 300));
        // Reading goes on where it was left.
        const int before = asked;
        m_peer->setReadBufferSize(0);
        QTRY_VERIFY((m_peer->readAll(), asked > before + 100));
    }

    // --- names and sizes
    void foreignNameIsSentAway_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        const auto row = [](const char *name, const QByteArray &request, const char *status) {
            QTest::newRow(name) << request << QByteArray(status);
        };
        row("own", "GET / HTTP/1.1\r\nHost: desk:7610\r\n\r\n", "200");
        row("address", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "200");
        row("foreign", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421");
        row("none", "GET / HTTP/1.1\r\n\r\n", "400");
        row("two", "GET / HTTP/1.1\r\nHost: desk\r\nHost: desk\r\n\r\n", "400");
        row("empty", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "421");
        row("foreign, of what anybody may ask",
            "GET /health?x HTTP/1.1\r\nHost: evil.example\r\n\r\n", "200");
        row("none in 1.0", "GET / HTTP/1.0\r\n\r\n", "200");
        row("foreign in 1.0", "GET / HTTP/1.0\r\nHost: evil.example\r\n\r\n", "421");
        // Its page is of our own origin, as the browser sees it.
        row("handshake of a page that was bound anew",
            QByteArray(upgradeRequest("Origin: http://evil.example:7610\r\n"))
                .replace("Host: h", "Host: evil.example:7610"),
            "421");
        row("handshake of an own page",
            QByteArray(upgradeRequest("Origin: http://desk:7610\r\n"))
                .replace("Host: h", "Host: desk:7610"),
            "101");
    }
    void foreignNameIsSentAway()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        m_options.hostNames = {"desk"};
        m_options.anyNamePaths = {"/health"};
        open();
        std::unique_ptr<Stomp::Link> link;
        connect(m_listener.get(), &Listener::linkOpened, this,
                [&link](Stomp::Link *opened) { link.reset(opened); });
        m_peer->write(request);
        QTRY_VERIFY2((m_read += m_peer->readAll()).startsWith("HTTP/1.1 " + status + ' '),
                     m_read.constData());
        if (status == "421" && request.contains("evil"))
            QTRY_VERIFY((m_read += m_peer->readAll()).contains("allow-host=evil.example."));
        m_listener->setHostNames({"evil.example"});
    }

    void bodyLimitMayDependOnTheHead_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<bool>("chunked");
        QTest::addColumn<QByteArray>("status");
        for (const bool chunked : {false, true}) {
            const QByteArray how = chunked ? " in chunks" : " declared";
            const auto row = [&](const char *name, const char *path, qsizetype size,
                                 const char *status) {
                QTest::newRow((name + how).constData())
                    << QByteArray(path) << size << chunked << QByteArray(status);
            };
            row("within", "/small", 100, "200");
            row("above", "/small", 101, "413");
            row("within the larger", "/large", 300000, "200");
            row("above the larger", "/large", 300001, "413");
        }
    }
    void bodyLimitMayDependOnTheHead()
    {
        QFETCH(QByteArray, path);
        QFETCH(qsizetype, size);
        QFETCH(bool, chunked);
        QFETCH(QByteArray, status);
        m_options.bodyLimit = [](const HttpRequest &head) {
            return head.path == "/large" && head.header("Host") == "h" ? 300000 : 100;
        };
        m_handler = [](const HttpRequest &request) {
            return HttpResponse::text(200, QByteArray::number(request.body.size()));
        };
        open();
        const QByteArray body(size, 'x');
        m_peer->write(
            "POST " + path + " HTTP/1.1\r\nHost: h\r\n" +
            (chunked
                 ? "Transfer-Encoding: chunked\r\n\r\n" + writeChunk(body) + lastChunk.toByteArray()
                 : "Content-Length: " + QByteArray::number(size) + "\r\n\r\n" + body));
        QTRY_VERIFY2((m_read += m_peer->readAll()).startsWith("HTTP/1.1 " + status + ' '),
                     m_read.constData());
        if (status == "200")
            QTRY_VERIFY((m_read += m_peer->readAll()).endsWith(QByteArray::number(size) + '\n'));
    }

    // --- last words
    void whoHasFinishedGetsHisAnswer_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("connection kept") << QByteArray();
        QTest::newRow("connection to be closed") << QByteArray("Connection: close\r\n");
    }
    void whoHasFinishedGetsHisAnswer()
    {
        QFETCH(QByteArray, header);
        open();
        m_peer->setReadBufferSize(1024);
        m_peer->write("GET /huge HTTP/1.1\r\nHost: h\r\n" + header + "\r\n");
        QVERIFY(m_peer->waitForBytesWritten());
        QCOMPARE(::shutdown(int(m_peer->socketDescriptor()), SHUT_WR), 0);
        QTRY_VERIFY(m_listener->counters().httpRequests == 1);
        HttpPeer later(m_listener->serverPort(), "GET", "/later");
        QTRY_VERIFY(later.isDone());
        QCOMPARE(m_listener->connections(), 2);
        m_peer->setReadBufferSize(0);
        QVERIFY(readToTheEnd());
        QVERIFY(m_read.size() > hugeBytes);
        QTRY_COMPARE(m_listener->connections(), 1); // the later one
    }

    void whoSendsOnIsReadToItsEnd()
    {
        bool whole = false;
        for (int i = 0; i < 5 && !whole; ++i) { // it waits for two seconds, which may pass here
            open();
            m_peer->setReadBufferSize(1024);
            const int descriptor = ::dup(int(m_peer->socketDescriptor()));
            const QByteArray request =
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999\r\n\r\n" +
                QByteArray(hugeBytes, 'x'); // more than the kernels keep
            qsizetype sent = 0;
            bool broken = false;
            QTRY_VERIFY(([&] {
                ssize_t size = 0;
                while (sent < request.size() &&
                       (size = ::send(descriptor, request.constData() + sent,
                                      size_t(request.size() - sent), MSG_DONTWAIT | MSG_NOSIGNAL)) >
                           0)
                    sent += size;
                broken = size < 0 && errno != EAGAIN;
                return broken || sent == request.size();
            }()));
            whole = !broken;
            ::close(descriptor);
        }
        QVERIFY(whole);
    }

    void whoNeverClosesIsClosed()
    {
        bool toldFirst = false;
        for (int i = 0; i < 5 && !toldFirst; ++i) { // it waits for two seconds, which may pass here
            open();
            const int descriptor = ::dup(int(m_peer->socketDescriptor())); // stays open
            m_peer->write("GET /1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            QTRY_VERIFY((m_read += m_peer->readAll()).endsWith("GET /1 \n"));
            m_peer.reset();
            char byte;
            QTRY_COMPARE(::recv(descriptor, &byte, 1, MSG_DONTWAIT), ssize_t(0));
            toldFirst = m_listener->connections() == 1;
            QTRY_COMPARE_WITH_TIMEOUT(m_listener->connections(), 0, 30000);
            ::close(descriptor);
        }
        QVERIFY(toldFirst);
    }

    void tooManyConnectionsAreRefused()
    {
        m_options.limits.connections = 2;
        open();
        QTcpSocket second;
        second.connectToHost(QHostAddress::LocalHost, m_listener->serverPort());
        QTRY_COMPARE(second.state(), QAbstractSocket::ConnectedState);
        QTcpSocket third;
        third.connectToHost(QHostAddress::LocalHost, m_listener->serverPort());
        QByteArray read;
        QTRY_VERIFY((read += third.readAll()).startsWith("HTTP/1.1 503 "));
        QTRY_COMPARE(third.state(), QAbstractSocket::UnconnectedState);
        // A place that gets free is given away again.
        second.abort();
        QTRY_VERIFY(([&] {
            QTcpSocket fourth;
            fourth.connectToHost(QHostAddress::LocalHost, m_listener->serverPort());
            fourth.write(plainGet);
            return QTest::qWaitFor([&] { return fourth.bytesAvailable() > 20; }, 500) &&
                   fourth.readAll().startsWith("HTTP/1.1 200 ");
        }()));
    }

    void stopDropsWhoeverSpeaksHttp()
    {
        open();
        m_peer->write("GET / HT");
        QTRY_VERIFY(m_peer->bytesToWrite() == 0);
        const quint16 port = m_listener->serverPort();
        m_listener->stop();
        QTRY_COMPARE(m_peer->state(), QAbstractSocket::UnconnectedState);
        QTcpSocket late;
        late.connectToHost(QHostAddress::LocalHost, port);
        QTRY_COMPARE(late.error(), QAbstractSocket::ConnectionRefusedError);
    }

    void upgradeGetsTheSubprotocolOfTheHighestVersion()
    {
        open();
        std::unique_ptr<Stomp::Link> link;
        connect(m_listener.get(), &Listener::linkOpened, this,
                [&link](Stomp::Link *opened) { link.reset(opened); });
        m_peer->write(upgradeRequest("Sec-WebSocket-Protocol: v10.stomp, v12.stomp\r\n"));
        QTRY_VERIFY((m_read += m_peer->readAll()).contains("\r\n\r\n"));
        QVERIFY(m_read.startsWith("HTTP/1.1 101 "));
        QVERIFY(m_read.toLower().contains("\r\nsec-websocket-protocol: v12.stomp\r\n"));
        // The key of RFC 6455, 1.3.
        QVERIFY(m_read.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
        QTRY_VERIFY(link);
    }

    void bytesBehindTheHandshakeAreTheFirstFrames()
    {
        const QByteArray bytes =
            upgradeRequest() + QByteArray::fromHex("828500000000") + "first"; // masked with zeros
        for (qsizetype cut = 0; cut <= bytes.size(); cut += 7) {
            open();
            std::unique_ptr<Stomp::Link> link;
            QByteArray received;
            connect(m_listener.get(), &Listener::linkOpened, this,
                    [&link, &received](Stomp::Link *opened) {
                        link.reset(opened);
                        connect(opened, &Stomp::Link::received, opened,
                                [&received](const QByteArray &more) { received += more; });
                    });
            m_peer->write(bytes.first(cut));
            m_peer->flush();
            QCoreApplication::processEvents();
            m_peer->write(bytes.sliced(cut));
            QTRY_COMPARE(received, QByteArray("first"));
        }
    }

    void init()
    {
        m_options = {};
        m_handler = echo;
        m_read.clear();
    }
    void cleanup()
    {
        m_peer.reset();
        m_listener.reset();
    }

private:
    static QByteArray upgradeRequest(const QByteArray &more = {})
    {
        return "GET /ws-stomp HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n"
               "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
               more + "\r\n";
    }
    void open()
    {
        m_listener = std::make_unique<Listener>(m_options, m_handler);
        QVERIFY(m_listener->listen(QHostAddress::LocalHost));
        m_peer = std::make_unique<QTcpSocket>();
        m_peer->connectToHost(QHostAddress::LocalHost, m_listener->serverPort());
        QTRY_COMPARE(m_peer->state(), QAbstractSocket::ConnectedState);
    }
    bool readToTheEnd()
    {
        return QTest::qWaitFor([this] {
            m_read += m_peer->readAll();
            return m_peer->state() == QAbstractSocket::UnconnectedState;
        });
    }
    /// The bodies of all the answers that were read.
    QByteArrayList bodies() const
    {
        QByteArrayList found;
        qsizetype from = 0;
        while (true) {
            const qsizetype end = m_read.indexOf("\r\n\r\n", from);
            if (end < 0)
                return found;
            const QByteArray head = m_read.sliced(from, end - from);
            const qsizetype at = head.indexOf("Content-Length: ") + 16;
            const qsizetype length = head.mid(at, head.indexOf('\r', at) - at).toLongLong();
            found += m_read.mid(end + 4, length);
            from = end + 4 + length;
        }
    }

    Listener::Options m_options;
    HttpHandler m_handler;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<QTcpSocket> m_peer;
    QByteArray m_read;
};

QTEST_GUILESS_MAIN(TestHttpDoor)
#include "tst_httpdoor.moc"
