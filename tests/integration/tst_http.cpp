// SPDX-License-Identifier: GPL-3.0-or-later
// What the host's one port answers to browsers, to handshakes, and to those who try it on.

#include "tests/support/hostprocess.h"
#include "tests/support/rawpeer.h"

#include <QTest>

namespace {

constexpr int patience = 30000;

QByteArray get(const QByteArray &path, const QByteArray &headers = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n";
}

} // namespace

class TestHttp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void answers_data();
    void answers();
    void pageHasItsHeaders();
    void headHasLengthButNoBody();
    void notAllowedNamesWhatIs();
    void severalRequestsOnOneConnection();
    void requestCutAnywhere();
    void handshake_data();
    void handshake();
    void originOfTheHostItself();
    void bytesBehindTheHandshake();
    void headThatNeverEnds();
    void tlsToAHostWithoutIt();
    void messageAboveTheLimit();
    void whatIsAllowedIsTold_data();
    void whatIsAllowedIsTold();
    void onlySockJsIsFramed_data();
    void onlySockJsIsFramed();
    void roomsAreMadeAndListed();
    void ruleOfWebSocketBroken_data();
    void ruleOfWebSocketBroken();

private:
    HostProcess m_host;
};

void TestHttp::initTestCase()
{
    QVERIFY(m_host.startAndWait({QStringLiteral("--name=마당 <script>alert(1)</script>"),
                                 QStringLiteral("--allow-origin=https://chat.example.org"),
                                 QStringLiteral("--allow-host=madang.local,Chat.Example.org"),
                                 QStringLiteral("--body-bytes=65536"),
                                 QStringLiteral("--connect-seconds=2")}));
}

void TestHttp::answers_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const QByteArray post = "POST / HTTP/1.1\r\nHost: localhost\r\n";
    QTest::newRow("the page") << get("/") << 200;
    QTest::newRow("the page, with a query") << get("/?from=qr") << 200;
    QTest::newRow("a style sheet") << get("/status.css") << 200;
    QTest::newRow("HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << 200;
    QTest::newRow("EOLs before the request") << "\r\n\r\n" + get("/") << 200;
    QTest::newRow("unknown path") << get("/nothing") << 404;
    QTest::newRow("path that climbs") << get("/../../etc/passwd") << 404;
    QTest::newRow("POST to the page") << post + "Content-Length: 3\r\n\r\nabc" << 405;
    QTest::newRow("POST in chunks")
        << post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        << 405;
    QTest::newRow("POST without a length") << post + "\r\n" << 405;
    QTest::newRow("STOMP path without upgrade, which SockJS greets") << get("/ws-stomp") << 200;
    QTest::newRow("body too large, declared") << post + "Content-Length: 100000000\r\n\r\n" << 413;
    QTest::newRow("body too large, in chunks")
        << post + "Transfer-Encoding: chunked\r\n\r\nfffffff\r\n"
        << 413;
    QTest::newRow("headers too large") << get("/", "A: " + QByteArray(20000, 'a') + "\r\n") << 431;
    QTest::newRow("endless first line") << "GET /" + QByteArray(20000, 'a') << 431;
    // Shapes by which two servers come to disagree about where a request ends.
    QTest::newRow("Content-Length twice, different")
        << post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd" << 400;
    QTest::newRow("Content-Length and chunks")
        << post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        << 400;
    QTest::newRow("chunks and Content-Length")
        << post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"
        << 400;
    QTest::newRow("Content-Length that is no number")
        << post + "Content-Length: 3x\r\n\r\nabc" << 400;
    QTest::newRow("negative Content-Length") << post + "Content-Length: -1\r\n\r\n" << 400;
    QTest::newRow("blank before the colon") << post + "Content-Length : 3\r\n\r\nabc" << 400;
    QTest::newRow("folded header") << get("/", "A: b\r\n c\r\nX y\r\n") << 400;
    QTest::newRow("NUL in a header") << get("/", QByteArray("A: b\0c\r\n", 8)) << 400;
    QTest::newRow("chunk size that is no number")
        << post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"
        << 400;
    QTest::newRow("no HTTP at all") << QByteArray("CONNECT\naccept-version:1.2\r\n\r\n") << 400;
}

void TestHttp::answers()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    RawPeer peer(m_host.port());
    peer.write(request);
    QTRY_COMPARE_WITH_TIMEOUT(peer.status(), status, patience);
    if (status >= 400) {
        QVERIFY(!peer.body().isEmpty());
        QCOMPARE(peer.header("Content-Type"), QByteArray("text/plain; charset=UTF-8"));
    }
    if (status == 400 || status == 413 || status == 431) // what follows means nothing any more
        QTRY_VERIFY_WITH_TIMEOUT(peer.isClosed(), patience);
}

void TestHttp::pageHasItsHeaders()
{
    RawPeer peer(m_host.port());
    peer.write(get("/", "Connection: close\r\n"));
    QTRY_VERIFY_WITH_TIMEOUT(peer.isClosed(), patience);
    QCOMPARE(peer.header("Content-Type"), QByteArray("text/html; charset=UTF-8"));
    QVERIFY(peer.body().contains("<h1"));
    QVERIFY(!peer.body().contains("<script>"));
    QCOMPARE(peer.header("Content-Length").toInt(), int(peer.body().size()));
    QCOMPARE(peer.header("X-Content-Type-Options"), QByteArray("nosniff"));
    QVERIFY(peer.header("Content-Security-Policy").contains("default-src 'self';"));
    QVERIFY(!peer.header("Content-Security-Policy").contains("unsafe"));
}

void TestHttp::headHasLengthButNoBody()
{
    RawPeer peer(m_host.port());
    peer.write("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(peer.isClosed(), patience);
    QCOMPARE(peer.status(), 200);
    QVERIFY(peer.header("Content-Length").toInt() > 100);
    QCOMPARE(peer.body(), QByteArray());
}

void TestHttp::notAllowedNamesWhatIs()
{
    RawPeer peer(m_host.port());
    peer.write("DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(peer.status(), 405, patience);
    QCOMPARE(peer.header("Allow"), QByteArray("GET, HEAD"));
}

void TestHttp::severalRequestsOnOneConnection()
{
    RawPeer peer(m_host.port());
    peer.write(get("/nothing") + get("/status.css") + get("/", "Connection: close\r\n"));
    QTRY_VERIFY_WITH_TIMEOUT(peer.isClosed(), patience);
    QCOMPARE(peer.received().count("HTTP/1.1 "), 3);
    const qsizetype missing = peer.received().indexOf("HTTP/1.1 404");
    const qsizetype style = peer.received().indexOf("text/css");
    const qsizetype page = peer.received().indexOf("text/html");
    QVERIFY(missing >= 0 && missing < style && style < page);
}

void TestHttp::requestCutAnywhere()
{
    const QByteArray request = get("/status.css", "Connection: close\r\n");
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (qsizetype cut = 1; cut < request.size(); ++cut) {
        peers.push_back(std::make_unique<RawPeer>(m_host.port()));
        RawPeer *peer = peers.back().get();
        peer->write(request.first(cut));
        connect(&peer->socket(), &QTcpSocket::bytesWritten, peer,
                [peer, rest = request.sliced(cut), sent = false]() mutable {
                    if (!std::exchange(sent, true))
                        peer->write(rest);
                });
    }
    for (const auto &peer : peers) {
        QTRY_VERIFY_WITH_TIMEOUT(peer->isClosed(), patience);
        QCOMPARE(peer->status(), 200);
    }
}

void TestHttp::handshake_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("headers"); // added to a proper handshake; first one wins
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("subprotocol");
    const auto row = [](const char *name, const QByteArray &headers, int status,
                        const QByteArray &subprotocol = {}) {
        QTest::newRow(name) << QByteArray("/ws-stomp") << headers << status << subprotocol;
    };
    const QByteArray offer = "Sec-WebSocket-Protocol: ";
    row("no subprotocol", {}, 101);
    row("v12", offer + "v12.stomp\r\n", 101, "v12.stomp");
    row("v10 before v12", offer + "v10.stomp, v12.stomp\r\n", 101, "v12.stomp");
    row("v10, v11", offer + "v10.stomp,v11.stomp\r\n", 101, "v11.stomp");
    row("v10 alone", offer + "v10.stomp\r\n", 101, "v10.stomp");
    row("unknown subprotocol", offer + "mqtt\r\n", 101);
    row("unknown one before v11", offer + "mqtt, v11.stomp\r\n", 101, "v11.stomp");
    row("no Origin", {}, 101);
    row("loopback Origin", "Origin: http://localhost:3000\r\n", 101);
    row("loopback Origin by address", "Origin: http://127.0.0.1:8080\r\n", 101);
    row("listed Origin", "Origin: https://chat.example.org\r\n", 101);
    row("foreign Origin", "Origin: https://evil.example\r\n", 403);
    row("Origin that only begins like ours", "Origin: http://127.0.0.1.evil.example\r\n", 403);
    row("Origin null, of a sandboxed page", "Origin: null\r\n", 403);
    QTest::newRow("unknown path") << QByteArray("/ws-nothing") << QByteArray() << 404
                                  << QByteArray();
    QTest::newRow("path with a query")
        << QByteArray("/ws-stomp?token=1") << QByteArray() << 101 << QByteArray();
}

void TestHttp::handshake()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    QFETCH(QByteArray, subprotocol);
    RawPeer peer(m_host.port());
    peer.upgrade(path, headers);
    QTRY_COMPARE_WITH_TIMEOUT(peer.status(), status, patience);
    QCOMPARE(peer.header("Sec-WebSocket-Protocol"), subprotocol);
    if (status != 101)
        return;
    QCOMPARE(peer.header("Sec-WebSocket-Accept"), QByteArray("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    peer.sendText("CONNECT\naccept-version:1.0,1.1,1.2\nhost:a\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(peer.stomp().startsWith("CONNECTED\nversion:1.2\n"), patience);
}

void TestHttp::originOfTheHostItself()
{
    const QByteArray port = QByteArray::number(m_host.port());
    const auto ask = [&](const QByteArray &origin, const QByteArray &version) {
        return "GET /ws-stomp HTTP/1.1\r\nHost: madang.local:" + port +
               "\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: " +
               version + "\r\nOrigin: " + origin + "\r\n\r\n";
    };
    RawPeer same(m_host.port());
    same.write(ask("http://madang.local:" + port, "13"));
    QTRY_COMPARE_WITH_TIMEOUT(same.status(), 101, patience);
    RawPeer otherPort(m_host.port());
    otherPort.write(ask("http://madang.local:1", "13"));
    QTRY_COMPARE_WITH_TIMEOUT(otherPort.status(), 403, patience);
    RawPeer oldVersion(m_host.port());
    oldVersion.write(ask("http://madang.local:" + port, "8"));
    QTRY_COMPARE_WITH_TIMEOUT(oldVersion.status(), 426, patience);
    QCOMPARE(oldVersion.header("Sec-WebSocket-Version"), QByteArray("13"));
}

void TestHttp::bytesBehindTheHandshake()
{
    RawPeer peer(m_host.port());
    peer.write(
        "GET /ws-stomp HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n" +
        RawPeer::webSocketFrame(1, QByteArray("CONNECT\naccept-version:1.2\nhost:a\n\n\0", 36)));
    QTRY_COMPARE_WITH_TIMEOUT(peer.status(), 101, patience);
    QTRY_VERIFY_WITH_TIMEOUT(peer.stomp().startsWith("CONNECTED\n"), patience);
}

void TestHttp::headThatNeverEnds()
{
    // The host gives a head two seconds here; somebody who sent nothing at all is only cut off.
    RawPeer half(m_host.port());
    half.write("GET / HTTP/1.1\r\nHost: localhost\r\n");
    RawPeer silent(m_host.port());
    QTRY_COMPARE_WITH_TIMEOUT(half.status(), 408, patience);
    QTRY_VERIFY_WITH_TIMEOUT(half.isClosed(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(silent.isClosed(), patience);
    QCOMPARE(silent.received(), QByteArray());
}

void TestHttp::tlsToAHostWithoutIt()
{
    HostProcess host;
    QVERIFY(host.startAndWait({QStringLiteral("--tls=off")}));
    RawPeer peer(host.port());
    peer.write(QByteArray::fromHex("160301000500000000000000"));
    QTRY_VERIFY_WITH_TIMEOUT(peer.isClosed(), patience);
    QVERIFY(peer.received().isEmpty());
}

void TestHttp::messageAboveTheLimit()
{
    RawPeer peer(m_host.port());
    peer.upgrade();
    peer.sendText("CONNECT\naccept-version:1.2\nhost:a\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(peer.stomp().startsWith("CONNECTED\n"), patience);
    // --body-bytes and 64 KiB for the head make 128 KiB.
    peer.sendBinary("SEND\ndestination:/topic/a\n\n" + QByteArray(200000, 'x'));
    QTRY_COMPARE_WITH_TIMEOUT(peer.closeCode(), 1009, patience);
    QTRY_VERIFY_WITH_TIMEOUT(peer.isClosed(), patience);
}

void TestHttp::whatIsAllowedIsTold_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("methods");
    const QByteArray page = "GET, HEAD, OPTIONS";
    QTest::newRow("page") << QByteArray("/") << page;
    QTest::newRow("form") << QByteArray("/status/sign-in") << QByteArray("POST, OPTIONS");
    QTest::newRow("rooms") << QByteArray("/chat/rooms") << page;
    QTest::newRow("making a room") << QByteArray("/chat/createroom") << QByteArray("POST, OPTIONS");
    QTest::newRow("all of it") << QByteArray("*") << QByteArray("GET, HEAD, POST, OPTIONS");
}

void TestHttp::whatIsAllowedIsTold()
{
    QFETCH(QByteArray, target);
    RawPeer peer(m_host.port());
    peer.write("OPTIONS " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(peer.status(), 204, patience);
    QTEST(peer.header("Allow"), "methods");
}

void TestHttp::onlySockJsIsFramed_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("framed");
    QTest::newRow("page") << QByteArray("/") << false;
    QTest::newRow("rooms") << QByteArray("/chat/rooms") << false;
    QTest::newRow("nothing") << QByteArray("/nothing") << false;
    QTest::newRow("SockJS info") << QByteArray("/ws-stomp/info") << false;
    QTest::newRow("SockJS event source") << QByteArray("/ws-stomp/0/e/eventsource") << false;
    QTest::newRow("SockJS iframe") << QByteArray("/ws-stomp/iframe.html") << true;
    QTest::newRow("SockJS htmlfile") << QByteArray("/ws-stomp/0/h/htmlfile?c=f") << true;
    QTest::newRow("SockJS htmlfile, refused") << QByteArray("/ws-stomp/0/h/htmlfile?c=(") << false;
}

void TestHttp::onlySockJsIsFramed()
{
    QFETCH(QByteArray, target);
    QFETCH(bool, framed);
    RawPeer peer(m_host.port());
    peer.write(get(target));
    QTRY_VERIFY_WITH_TIMEOUT(!peer.head().isEmpty(), patience);
    const QByteArray policy = peer.header("Content-Security-Policy");
    QCOMPARE(policy.contains("default-src 'self'"), !framed);
    QCOMPARE(peer.header("X-Frame-Options").isNull(), framed);
    // By whom it may: whoever may open a session, too. Inline scripts are its protocol.
    QCOMPARE(policy.startsWith("frame-ancestors 'self' "), framed);
    QCOMPARE(policy.endsWith(" https://chat.example.org"), framed);
    QVERIFY(!framed || !policy.contains(';'));
}

void TestHttp::roomsAreMadeAndListed()
{
    RawPeer peer(m_host.port());
    // The answer comes when the log has the room; the next request waits for it.
    peer.write("POST /chat/createroom HTTP/1.1\r\nHost: localhost\r\nContent-Length: 25\r\n"
               "Origin: https://chat.example.org\r\n"
               "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
               "name=%EB%A7%88%EB%8B%B9+a" +
               get("/chat/room/%EB%A7%88%EB%8B%B9-a", "Connection: close\r\n"));
    QTRY_VERIFY_WITH_TIMEOUT(peer.isClosed(), patience);
    QCOMPARE(peer.header("Content-Type"), QByteArray("application/json; charset=UTF-8"));
    QCOMPARE(peer.header("Access-Control-Allow-Origin"), QByteArray("https://chat.example.org"));
    QCOMPARE(peer.received().count("HTTP/1.1 200 OK\r\n"), 2);
    QCOMPARE(peer.received().count("\"roomId\":\"마당-a\""), 2);
}

void TestHttp::ruleOfWebSocketBroken_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::newRow("frame without a mask") << QByteArray("\x81\x05hello", 7) << 1002;
    QTest::newRow("reserved bits") << QByteArray("\xf1\x80\0\0\0\0", 6) << 1002;
    QTest::newRow("unknown opcode") << QByteArray("\x83\x80\0\0\0\0", 6) << 1002;
    QTest::newRow("control frame in pieces") << QByteArray("\x09\x80\0\0\0\0", 6) << 1002;
    QTest::newRow("going on with nothing") << QByteArray("\x80\x80\0\0\0\0", 6) << 1002;
    QTest::newRow("text that is no UTF-8") << RawPeer::webSocketFrame(1, "\xff\xfe") << 1007;
    QTest::newRow("2^63 bytes declared")
        << QByteArray("\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", 14) << 1009;
    QTest::newRow("the peer closes")
        << RawPeer::webSocketFrame(8, QByteArray("\x03\xe8", 2)) << 1000;
}

void TestHttp::ruleOfWebSocketBroken()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    RawPeer peer(m_host.port());
    peer.upgrade();
    QTRY_COMPARE_WITH_TIMEOUT(peer.status(), 101, patience);
    peer.write(bytes);
    QTRY_COMPARE_WITH_TIMEOUT(peer.closeCode(), code, patience);
    QTRY_VERIFY_WITH_TIMEOUT(peer.isClosed(), patience);
}

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
