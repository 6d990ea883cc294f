// SPDX-License-Identifier: GPL-3.0-or-later
// Which path of the host's HTTP port leads where, and what slow readers behind SockJS may cost.

#include "server/auth/localauthenticator.h"
#include "server/broker/broker.h"
#include "server/sockjs/framing.h"
#include "server/webdoors.h"
#include "tests/support/httpfixture.h"

#include <QSignalSpy>
#include <QTest>
#include <QtEndian>

#include <memory>

using namespace Server;
using namespace std::chrono_literals;
using TestSupport::HttpPeer;

namespace {

QByteArray handshake(const QByteArray &path, const QByteArray &more = {})
{
    return "GET " + path +
           " HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           more + "\r\n";
}

/// A whole message of a client, masked with zeros.
QByteArray textMessage(const QByteArray &text)
{
    return QByteArray(1, char(0x81)) + char(0x80 | text.size()) + QByteArray(4, '\0') + text;
}

QByteArray longMessage(const QByteArray &text)
{
    QByteArray size(8, '\0');
    qToBigEndian(quint64(text.size()), size.data());
    return QByteArray("\x81\xff") + size + QByteArray(4, '\0') + text;
}

/// The code of a close that ends what came, and nothing else.
int closeCode(const HttpPeer &peer)
{
    const qsizetype at = peer.bytes.lastIndexOf(char(0x88));
    return at < 0 || peer.bytes.size() < at + 4
               ? 0
               : qFromBigEndian<quint16>(peer.bytes.data() + at + 2);
}

int linesAboutMessages = 0;
void countLines(QtMsgType, const QMessageLogContext &, const QString &line)
{
    linesAboutMessages += line.contains(QLatin1String(" said "));
}

QByteArray connectText(const QByteArray &beats = "0,0")
{
    return "CONNECT\naccept-version:1.2\nhost:h\nheart-beat:" + beats + "\n\n" + '\0';
}

QByteArray posted(const QByteArray &text)
{
    return '[' + SockJs::quote(QString::fromUtf8(text)) + ']';
}

} // namespace

class TestWebDoors : public TestSupport::HttpFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_options = {};
        m_brokerOptions = {};
    }
    void cleanup()
    {
        m_peers.clear();
        m_doors.reset();
        m_listener.reset();
        m_broker.reset();
        m_authenticator.reset();
        m_routes.reset();
    }

    // --- paths
    void handshakesLeadWhereTheyShould_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("kind");
        const auto row = [](const QByteArray &path, WebSocketKind kind) {
            QTest::newRow(path.constData()) << path << int(kind);
        };
        for (const char *path : {"/ws-stomp", "/websc", "/chat", "/gs-guide-websocket", "/ws"}) {
            const QByteArray base(path);
            row(base, WebSocketKind::Stomp);
            row(base + "/websocket", WebSocketKind::Stomp);
            row(base + "/123/abc/websocket", WebSocketKind::Messages);
            row(base + "/123/abc/xhr", WebSocketKind::None);
            row(base + "/", WebSocketKind::None);
            row(base + "x", WebSocketKind::None);
            row(base + "/websocket/", WebSocketKind::None);
            row(base + "/1/b.c/websocket", WebSocketKind::None);
        }
        row("/room", WebSocketKind::Messages);
        row("/myHandler", WebSocketKind::Messages);
        row("/room/", WebSocketKind::None);
        row("/room/websocket", WebSocketKind::None);
        row("/myhandler", WebSocketKind::None);
        row("/chat/rooms", WebSocketKind::None);
        row("/", WebSocketKind::None);
        row("", WebSocketKind::None);
        row("/websocket", WebSocketKind::None);
    }
    void handshakesLeadWhereTheyShould()
    {
        QFETCH(QByteArray, path);
        open();
        QTEST(int(m_doors->kindOf(path)), "kind");
    }

    void requestsLeadWhereTheyShould_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("begin");
        const auto row = [](const char *path, int status, const char *begin) {
            QTest::newRow(path) << QByteArray(path) << status << QByteArray(begin);
        };
        row("/", 200, "<!"); // our own pages come first
        row("/health", 200, "{");
        row("/gs-guide-websocket", 200, "Welcome to SockJS!\n");
        row("/ws-stomp/", 200, "Welcome to SockJS!\n");
        row("/websc/info", 200, "{\"websocket\":true");
        row("/chat/info", 200, "{\"websocket\":true");
        row("/ws/iframe.html", 200, "<!DOCTYPE html>");
        row("/chat/1/2/jsonp?c=x", 404, "");
        row("/room", 404, "");
        row("/room/info", 404, "");
        row("/nothing", 404, "");
        row("/wsx/info", 404, "");
    }
    void requestsLeadWhereTheyShould()
    {
        QFETCH(QByteArray, path);
        open();
        HttpPeer *peer = ask("GET", path);
        QTRY_VERIFY(peer->isDone());
        QTEST(peer->status(), "status");
        QFETCH(QByteArray, begin);
        QVERIFY2(peer->body().startsWith(begin), peer->body().constData());
    }

    // SockJS's iframes load sockjs-client from the host.
    void iframesFindTheirScript()
    {
        open();
        HttpPeer *page = ask("GET", "/chat/iframe.html");
        QTRY_VERIFY(page->isDone());
        const QByteArray begin = "<script src=\"";
        const qsizetype at = page->body().indexOf(begin) + begin.size();
        const QByteArray path = page->body().mid(at, page->body().indexOf('"', at) - at);
        QCOMPARE(path, QByteArray("/demo/sockjs.js"));
        if (!m_routes->knows("/page.js"))
            QSKIP("built without pages for browsers");
        HttpPeer *script = ask("GET", path);
        QTRY_VERIFY(script->isDone());
        QCOMPARE(script->status(), 200);
        QVERIFY(script->body().contains("bootstrap_iframe"));
    }

    void jsonpMayBeSwitchedOn()
    {
        m_options.jsonp = true;
        open();
        HttpPeer *peer = ask("GET", "/chat/1/2/jsonp?c=x");
        QTRY_VERIFY(peer->isDone());
        QCOMPARE(peer->body(), QByteArray("/**/x(\"o\");\r\n"));
    }

    void pagesOfAnywhereMayOnlySignal_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::newRow("signalling") << QByteArray("/room") << 101;
        QTest::newRow("echo") << QByteArray("/myHandler") << 403;
        QTest::newRow("STOMP") << QByteArray("/ws-stomp") << 403;
        QTest::newRow("SockJS") << QByteArray("/websc/1/2/websocket") << 403;
    }
    void pagesOfAnywhereMayOnlySignal()
    {
        QFETCH(QByteArray, path);
        open();
        HttpPeer *peer = type(handshake(path, "Origin: http://a.example\r\n"));
        QTRY_VERIFY(peer->hasHead());
        QTEST(peer->status(), "status");
    }

    void listedPagesMayConnect()
    {
        open();
        m_doors->setAllowedOrigins({"http://a.example"});
        HttpPeer *peer = ask("GET", "/chat/info", {}, "Origin: http://a.example\r\n");
        QTRY_VERIFY(peer->isDone());
        QCOMPARE(peer->status(), 200);
        HttpPeer *other = ask("GET", "/chat/info", {}, "Origin: http://b.example\r\n");
        QTRY_VERIFY(other->isDone());
        QCOMPARE(other->status(), 403);
    }

    // --- what is no STOMP
    void handlerEchoes()
    {
        open();
        HttpPeer *peer = webSocket("/myHandler");
        QTRY_COMPARE(peer->status(), 101);
        peer->write(textMessage("안녕") + textMessage("x"));
        QTRY_VERIFY(peer->bytes.endsWith(QByteArray("\x81\x06") + "안녕" + "\x81\x01x"));
    }

    void peersSignal()
    {
        open();
        HttpPeer *first = webSocket("/room");
        QTRY_COMPARE(first->status(), 101);
        HttpPeer *second = webSocket("/room");
        QTRY_VERIFY(first->bytes.contains("\"type\":\"new\""));
        second->write(textMessage("{\"type\":\"offer\",\"data\":1}"));
        QTRY_VERIFY(first->bytes.contains("\"type\":\"offer\""));
        second->write(textMessage("rubbish")); // which harms nobody
        second->write(textMessage("{\"type\":\"bye\"}"));
        QTRY_VERIFY(first->bytes.contains("\"type\":\"bye\""));
        second->abort();
        QTRY_VERIFY(first->bytes.contains("\"type\":\"close\""));
        QVERIFY(!first->bytes.contains("rubbish"));
    }

    void silentPeerIsNotTalkedToForEver()
    {
        open();
        HttpPeer *deaf = webSocket("/room");
        QTRY_COMPARE(deaf->status(), 101);
        deaf->stopReading();
        HttpPeer *talker = webSocket("/room");
        QTRY_COMPARE(talker->status(), 101);
        const QByteArray said = "{\"data\":\"" + QByteArray(60000, 'x') + "\"}";
        const QByteArray message = QByteArray("\x81\xfe") + char(said.size() >> 8) +
                                   char(said.size() & 0xff) + QByteArray(4, '\0') + said;
        for (int i = 0; i < 400 && m_listener->connections() == 2; ++i) {
            talker->write(message);
            QVERIFY(QTest::qWaitFor([&] { return talker->bytesToWrite() == 0; }));
        }
        QTRY_COMPARE(m_listener->connections(), 1);
        QVERIFY(!talker->isGone());
    }

    // Each message of a few bytes goes to all the others: a packet of them must not hold up the
    // host.
    void whoFloodsTheOthersIsClosed()
    {
        open();
        for (int i = 0; i < 10; ++i) {
            const HttpPeer *other = webSocket("/room");
            QTRY_COMPARE(other->status(), 101);
        }
        HttpPeer *listener = m_peers.front().get();
        HttpPeer *talker = webSocket("/room");
        QTRY_COMPARE(talker->status(), 101);
        talker->write(textMessage("{}").repeated(10000));
        QTRY_COMPARE(closeCode(*talker), 1008);
        QTRY_VERIFY(listener->bytes.contains("\"type\":\"close\""));
        QVERIFY(listener->bytes.count("\"sender\"") < 3000);
        QVERIFY(listener->bytes.count("\"sender\"") > 1000); // who has much to say may say it
        QVERIFY(!listener->isGone());
    }

    void bannedPeersLeaveWhatIsOpen()
    {
        struct Bans final : Server::Bans {
            std::optional<AccessDenied> refusal(const Principal &, const QString &) const override
            {
                return std::nullopt;
            }
            std::optional<AccessDenied> refusalFrom(const QString &) const override
            {
                return isOn ? std::optional(AccessDenied{"banned from this host"}) : std::nullopt;
            }
            bool isOn = false;
        } bans;
        open();
        m_doors->setBans(&bans);
        HttpPeer *signalling = webSocket("/room");
        HttpPeer *plain = webSocket("/myHandler");
        QTRY_COMPARE(signalling->status(), 101);
        QTRY_COMPARE(plain->status(), 101);
        m_doors->shutOut();
        plain->write(textMessage("still here"));
        QTRY_VERIFY(plain->bytes.contains("still here"));
        bans.isOn = true;
        m_doors->shutOut();
        QTRY_COMPARE(closeCode(*signalling), 1008);
        QTRY_COMPARE(closeCode(*plain), 1008);
        m_doors->setBans(nullptr);
    }

    void longSignalIsRefused()
    {
        open();
        HttpPeer *listener = webSocket("/room");
        QTRY_COMPARE(listener->status(), 101);
        HttpPeer *talker = webSocket("/room");
        QTRY_COMPARE(talker->status(), 101);
        const QByteArray begin = "{\"data\":\"", end = "\"}";
        const auto said = [&](qsizetype size) {
            return longMessage(begin + QByteArray(size - begin.size() - end.size(), 'x') + end);
        };
        talker->write(said(Signalling::longestMessage));
        QTRY_VERIFY(listener->bytes.size() > Signalling::longestMessage);
        talker->write(said(Signalling::longestMessage + 1));
        QTRY_COMPARE(closeCode(*talker), 1009);
        QTRY_VERIFY(listener->bytes.contains("\"type\":\"close\""));
        QVERIFY(listener->bytes.size() < 2 * Signalling::longestMessage);
    }

    void talkDoesNotFillTheLog_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("echo") << QByteArray("/myHandler");
        QTest::newRow("no signal") << QByteArray("/room");
    }
    void talkDoesNotFillTheLog()
    {
        QFETCH(QByteArray, path);
        open();
        HttpPeer *talker = webSocket(path);
        QTRY_COMPARE(talker->status(), 101);
        linesAboutMessages = 0;
        const auto before = qInstallMessageHandler(countLines);
        talker->write(textMessage("x").repeated(5000));
        talker->write(QByteArray("\x88\x80", 2) + QByteArray(4, '\0'));
        const bool gone = QTest::qWaitFor([talker] { return talker->isGone(); });
        qInstallMessageHandler(before);
        QVERIFY(gone);
        QVERIFY(linesAboutMessages > 0);
        QVERIFY2(linesAboutMessages < 1000, QByteArray::number(linesAboutMessages).constData());
    }

    void whoSpeaksNoStompIsToldOfTheEnd_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("signalling") << QByteArray("/room");
        QTest::newRow("echo") << QByteArray("/myHandler");
    }
    void whoSpeaksNoStompIsToldOfTheEnd()
    {
        QFETCH(QByteArray, path);
        open();
        HttpPeer *peer = webSocket(path);
        QTRY_COMPARE(peer->status(), 101);
        m_doors->close();
        m_doors.reset(); // at once: the words have left
        QTRY_COMPARE(closeCode(*peer), 1001);
    }

    // --- STOMP within SockJS
    // H12: where STOMP beats toward the client, SockJS does not.
    void h12StompBeatsInsteadOfSockJs_data()
    {
        QTest::addColumn<QByteArray>("wanted");
        QTest::addColumn<bool>("stomp");
        QTest::newRow("the client wants none") << QByteArray("50,0") << false;
        QTest::newRow("the client wants them") << QByteArray("0,50") << true;
    }
    void h12StompBeatsInsteadOfSockJs()
    {
        QFETCH(QByteArray, wanted);
        QFETCH(bool, stomp);
        m_options.session.heartbeatPeriod = 20ms;
        m_brokerOptions.session.heartBeat = {200ms, 0ms}; // ten of SockJS's in one of STOMP's
        open();
        HttpPeer *answer = stompSession("/chat/1/2", wanted);
        const auto since = [answer] {
            const QByteArray body = answer->body();
            return body.sliced(body.indexOf("CONNECTED"));
        };
        const QByteArray stompBeat = "a[\"\\n\"]\n", sockJsBeat = "\nh\n";
        QTRY_VERIFY(since().count(stomp ? stompBeat : sockJsBeat) >= 3);
        QCOMPARE(since().count(stomp ? sockJsBeat : stompBeat), 0);
    }

    // The same bound, and the same words, as for whoever comes by WebSocket.
    void slowReaderIsClosed_data()
    {
        QTest::addColumn<bool>("bytes");
        QTest::newRow("too much unread") << true;
        QTest::newRow("unread for too long") << false;
    }
    void slowReaderIsClosed()
    {
        QFETCH(bool, bytes);
        m_brokerOptions.connection.queueBytes = bytes ? 1024 * 1024 : 1024 * 1024 * 1024;
        m_brokerOptions.connection.queueTime = bytes ? 1h : 300ms;
        m_options.session.disconnectDelay = 200ms; // how long its last words wait
        m_options.responseBytes = 1024 * 1024 * 1024;
        open();
        HttpPeer *slow = stompSession("/ws/1/slow");
        HttpPeer *fast = stompSession("/ws/1/fast");
        for (const QByteArray name : {"slow", "fast"}) {
            HttpPeer *post = ask("POST", "/ws/1/" + name + "/xhr_send",
                                 posted(QByteArray("SUBSCRIBE\nid:1\ndestination:/topic/x\n\n") +
                                        '\0' + "SEND\ndestination:/topic/" + name + "\n\n" + '\0'));
            QTRY_VERIFY(post->isDone());
            QCOMPARE(post->status(), 204);
        }
        slow->stopReading();
        int sent = 0;
        const QByteArray frame =
            QByteArray("SEND\ndestination:/topic/x\n\n") + QByteArray(200000, 'x') + '\0';
        while (m_broker->connectionCount() == 2) {
            HttpPeer post(m_listener->serverPort(), "POST", "/ws/1/fast/xhr_send", posted(frame));
            QTRY_VERIFY(post.isDone());
            QCOMPARE(post.status(), 204);
            QVERIFY(++sent < 500);
        }
        QCOMPARE(m_broker->status().counters.slowConsumers, quint64(1));
        // Its last words wait a while; then it is gone with all that it did not read.
        QTRY_COMPARE(m_listener->connections(),
                     2 + 2); // the fast one, its answer, both first posts
        QTRY_VERIFY(fast->body().count("MESSAGE") == sent);
    }

    // What waits for a poll is bounded, and a poll that comes too late finds the end.
    void pollThatStaysAwayIsBounded()
    {
        m_brokerOptions.connection.queueBytes = 1024 * 1024;
        m_options.session.disconnectDelay = 1h;
        open();
        HttpPeer *first = ask("POST", "/ws/1/poll/xhr");
        QTRY_VERIFY(first->isDone());
        HttpPeer *post =
            ask("POST", "/ws/1/poll/xhr_send",
                posted(connectText() + "SUBSCRIBE\nid:1\ndestination:/topic/x\n\n" + '\0'));
        QTRY_VERIFY(post->isDone());
        stompSession("/ws/1/fast");
        const QByteArray frame =
            QByteArray("SEND\ndestination:/topic/x\n\n") + QByteArray(100000, 'x') + '\0';
        for (int i = 0; i < 15; ++i) {
            HttpPeer *more = ask("POST", "/ws/1/fast/xhr_send", posted(frame));
            QTRY_VERIFY(more->isDone());
        }
        QTRY_COMPARE(m_broker->status().counters.slowConsumers, quint64(1));
        HttpPeer *second = ask("POST", "/ws/1/poll/xhr");
        QTRY_VERIFY(second->isDone());
        QVERIFY(second->body().size() > 1024 * 1024);
        QVERIFY(second->body().size() < 3 * 1024 * 1024);
        HttpPeer *third = ask("POST", "/ws/1/poll/xhr");
        QTRY_VERIFY(third->isDone());
        QVERIFY2(third->body().startsWith("c[4500,\"too slow: "), third->body().constData());
        QTRY_COMPARE(m_broker->connectionCount(), 1);
    }

    void errorIsFollowedByTheClose()
    {
        open();
        HttpPeer *answer = stompSession("/websc/1/2");
        HttpPeer *post =
            ask("POST", "/websc/1/2/xhr_send", posted(QByteArray("RUBBISH\n\n") + '\0'));
        QTRY_VERIFY(post->isDone());
        QTRY_VERIFY(answer->isDone());
        QVERIFY(answer->body().contains("a[\"ERROR\\n"));
        QVERIFY(answer->body().endsWith("c[1002,\"\"]\n"));
        QTRY_COMPARE(m_broker->connectionCount(), 0);
    }

    void hostsEndIsTold()
    {
        open();
        HttpPeer *answer = stompSession("/websc/1/2");
        m_listener->stop();
        QSignalSpy closed(m_broker.get(), &Broker::allClosed);
        m_broker->closeAll();
        QTRY_COMPARE(closed.count(), 1);
        QTRY_VERIFY(answer->isDone());
        QVERIFY(answer->body().contains("c[1001,"));
    }

    // They could not come back: the door is shut.
    void whoIsBetweenTwoPollsIsNotWaitedFor()
    {
        m_options.session.disconnectDelay = 1h;
        open();
        HttpPeer *first = ask("POST", "/websc/1/between/xhr");
        QTRY_VERIFY(first->isDone());
        HttpPeer *other = ask("POST", "/websc/1/refused/xhr");
        QTRY_VERIFY(other->isDone());
        HttpPeer *rubbish =
            ask("POST", "/websc/1/refused/xhr_send", posted(QByteArray("RUBBISH\n\n") + '\0'));
        QTRY_VERIFY(rubbish->isDone()); // closed, and not told
        HttpPeer *waiting = stompSession("/websc/1/waiting");
        m_listener->stop();
        m_doors->close();
        QSignalSpy closed(m_broker.get(), &Broker::allClosed);
        m_broker->closeAll();
        QTRY_COMPARE(closed.count(), 1);
        QTRY_VERIFY(waiting->isDone());
        QVERIFY(waiting->body().contains("c[1001,"));
        // Whoever is still connected opens no other.
        waiting->bytes.clear();
        waiting->write("POST /websc/1/late/xhr HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
        QTRY_VERIFY(waiting->isDone());
        QCOMPARE(waiting->status(), 503);
        QCOMPARE(m_broker->connectionCount(), 0);
    }

private:
    void open()
    {
        m_routes = std::make_unique<Routes>(QStringLiteral("host"));
        m_authenticator = std::make_unique<LocalAuthenticator>(LocalAuthenticator::Options());
        m_broker = std::make_unique<Broker>(m_brokerOptions, *m_authenticator);
        m_doors = std::make_unique<WebDoors>(*m_routes);
        Listener::Options options;
        options.upgrade.kindOf = [this](QByteArrayView path) { return m_doors->kindOf(path); };
        options.upgrade.openPaths = WebDoors::openPaths();
        m_listener = std::make_unique<Listener>(
            options, [this](const HttpRequest &request) { return m_doors->answer(request); });
        m_doors->open(*m_listener, m_options);
        connect(m_doors.get(), &WebDoors::linkOpened, this, [this](Stomp::Link *link) {
            m_broker->addLink(std::unique_ptr<Stomp::Link>(link));
        });
        QVERIFY(m_listener->listen(QHostAddress::LocalHost));
    }
    HttpPeer *webSocket(const QByteArray &path) { return type(handshake(path)); }
    /// A session over xhr-streaming that is connected.
    HttpPeer *stompSession(const QByteArray &path, const QByteArray &beats = "0,0")
    {
        HttpPeer *answer = ask("POST", path + "/xhr_streaming");
        if (!QTest::qWaitFor([answer] { return answer->body().endsWith("o\n"); }))
            qFatal("no session");
        HttpPeer post(m_listener->serverPort(), "POST", path + "/xhr_send",
                      posted(connectText(beats)));
        if (!QTest::qWaitFor([answer] { return answer->body().contains("CONNECTED"); }))
            qFatal("no answer to CONNECT");
        return answer;
    }

    WebDoors::Options m_options;
    Broker::Options m_brokerOptions;
    std::unique_ptr<Routes> m_routes;
    std::unique_ptr<LocalAuthenticator> m_authenticator;
    std::unique_ptr<Broker> m_broker;
    std::unique_ptr<WebDoors> m_doors;
};

QTEST_GUILESS_MAIN(TestWebDoors)
#include "tst_webdoors.moc"
