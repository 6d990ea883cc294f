// SPDX-License-Identifier: GPL-3.0-or-later
// A SockJS service behind a door, as requests on real sockets see it. That its answers are those of
// sockjs-node is compared in tests/node/sockjsdifferential.mjs.

#include "server/doors/sockjsservice.h"
#include "tests/support/httpfixture.h"

#include <QTest>

#include <memory>

using namespace Server;
using namespace std::chrono_literals;
using TestSupport::HttpPeer;

namespace {

/// What the sessions of a service went through.
struct Story {
    SockJsSession *session = nullptr; ///< The last one opened.
    QStringList heard;
    QList<bool> closed; ///< By the client, or by us.
    int opened = 0;
    int gone = 0;
};

class Told final : public SockJsSession::User {
public:
    Told(SockJsSession &session, Story &story) : m_session(session), m_story(story) {}
    ~Told() override
    {
        if (m_story.session == &m_session)
            m_story.session = nullptr;
    }
    void opened() override
    {
        ++m_story.opened;
        m_story.session = &m_session;
    }
    void received(const QStringList &messages) override { m_story.heard += messages; }
    void closed(bool byClient) override { m_story.closed.append(byClient); }
    void gone() override { ++m_story.gone; }

private:
    SockJsSession &m_session;
    Story &m_story;
};

const QByteArray goAway = "c[3000,\"Go away!\"]\n";

} // namespace

class TestSockJsDoor : public TestSupport::HttpFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_options = {};
        m_options.base = "/base";
        m_story = {};
        m_peers.clear();
    }
    void cleanup()
    {
        m_peers.clear();
        m_service.reset();
        m_listener.reset();
    }

    // --- pages and headers
    void pagesOfAnyOriginMayRead_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QByteArray>("allowed");
        QTest::addColumn<QByteArray>("credentials");
        QTest::newRow("none") << QByteArray() << QByteArray("*") << QByteArray();
        QTest::newRow("a page's") << QByteArray("http://a.example")
                                  << QByteArray("http://a.example") << QByteArray("true");
        QTest::newRow("of no place")
            << QByteArray("null") << QByteArray("null") << QByteArray("true");
    }
    void pagesOfAnyOriginMayRead()
    {
        QFETCH(QByteArray, origin);
        m_options.allowedOrigins = {"*"};
        open();
        const QByteArray header = origin.isEmpty() ? QByteArray() : "Origin: " + origin + "\r\n";
        for (HttpPeer *peer :
             {ask("GET", "/base/info", {}, header), ask("POST", "/base/0/a/xhr", {}, header),
              ask("OPTIONS", "/base/0/a/xhr_send", {}, header)}) {
            QTRY_VERIFY(peer->isDone());
            QTEST(peer->header("Access-Control-Allow-Origin"), "allowed");
            QTEST(peer->header("Access-Control-Allow-Credentials"), "credentials");
            QCOMPARE(peer->header("Vary"), QByteArray("Origin"));
        }
    }

    void preflightMayBeKept()
    {
        open();
        HttpPeer *peer = ask("OPTIONS", "/base/0/a/xhr", {},
                             "Origin: http://127.0.0.1\r\n"
                             "Access-Control-Request-Headers: a, b\r\n");
        QTRY_VERIFY(peer->isDone());
        QCOMPARE(peer->status(), 204);
        QCOMPARE(peer->header("Access-Control-Allow-Methods"), QByteArray("OPTIONS, POST"));
        QCOMPARE(peer->header("Access-Control-Allow-Headers"), QByteArray("a, b"));
        QVERIFY(peer->header("Access-Control-Max-Age").toLongLong() > 1000000);
        QVERIFY(peer->header("Cache-Control").startsWith("public, max-age="));
        QVERIFY(peer->header("Expires").endsWith(" GMT"));
    }

    void foreignPagesMayNotConnect()
    {
        open();
        for (const char *path : {"/base/info", "/base/0/a/xhr_streaming", "/base/iframe.html"}) {
            HttpPeer *peer = ask("GET", path, {}, "Origin: http://evil.example\r\n");
            QTRY_VERIFY(peer->isDone());
            QCOMPARE(peer->status(), 403);
        }
        HttpPeer *post = ask("POST", "/base/0/a/xhr", {}, "Origin: http://evil.example\r\n");
        QTRY_VERIFY(post->isDone());
        QCOMPARE(post->status(), 403);
        QCOMPARE(m_story.opened, 0);
    }

    void cookieIsGivenBack_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("given");
        QTest::newRow("none") << QByteArray() << QByteArray("JSESSIONID=dummy; path=/");
        QTest::newRow("one") << QByteArray("Cookie: x=y; JSESSIONID=abc; z=1\r\n")
                             << QByteArray("JSESSIONID=abc; path=/");
    }
    void cookieIsGivenBack()
    {
        QFETCH(QByteArray, sent);
        m_options.cookie = true;
        open();
        for (HttpPeer *peer : {ask("POST", "/base/0/a/xhr", {}, sent),
                               ask("GET", "/base/0/b/eventsource", {}, sent)}) {
            QTRY_VERIFY(peer->hasHead());
            QTEST(peer->header("Set-Cookie"), "given");
        }
        for (HttpPeer *peer : {ask("GET", "/base/info"), ask("GET", "/base/iframe.html")}) {
            QTRY_VERIFY(peer->isDone());
            QVERIFY(peer->header("Set-Cookie").isNull());
        }
        QTRY_VERIFY(ask("GET", "/base/info"));
    }

    void noCookieUnlessItIsWanted()
    {
        open();
        HttpPeer *peer = ask("POST", "/base/0/a/xhr", {}, "Cookie: JSESSIONID=abc\r\n");
        QTRY_VERIFY(peer->isDone());
        QVERIFY(peer->header("Set-Cookie").isNull());
        HttpPeer *info = ask("GET", "/base/info");
        QTRY_VERIFY(info->isDone());
        QVERIFY(info->body().contains("\"cookie_needed\":false"));
    }

    void iframeIsKeptAndFramed()
    {
        m_options.client = "/demo/sockjs.min.js";
        open();
        HttpPeer *page = ask("GET", "/base/iframe-1.6.1.html");
        QTRY_VERIFY(page->isDone());
        QCOMPARE(page->status(), 200);
        QVERIFY(page->body().contains("<script src=\"/demo/sockjs.min.js\"></script>"));
        // It lives in pages of others, with a script within; no other page of ours does.
        const QByteArray policy = page->header("Content-Security-Policy");
        QVERIFY2(policy.startsWith("frame-ancestors 'self' ") && !policy.contains(';'),
                 policy.constData());
        HttpPeer *again = ask("GET", "/base/iframe-1.6.1.html", {},
                              "If-None-Match: " + page->header("ETag") + "\r\n");
        QTRY_VERIFY(again->isDone());
        QCOMPARE(again->status(), 304);
        QCOMPARE(again->header("Content-Security-Policy"), policy);
        HttpPeer *greeting = ask("GET", "/base");
        QTRY_VERIFY(greeting->isDone());
        QVERIFY(!greeting->header("Content-Security-Policy").isNull());
    }

    // A frame is asked for without an Origin, and what a page has it do is done under ours.
    void foreignPagesMayNotFrame_data()
    {
        QTest::addColumn<QByteArrayList>("allowed");
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<QByteArray>("old");
        const QByteArray own = "frame-ancestors 'self' http://localhost:* https://localhost:* "
                               "http://127.0.0.1:* https://127.0.0.1:*";
        QTest::newRow("none") << QByteArrayList() << own << QByteArray("SAMEORIGIN");
        QTest::newRow("listed") << QByteArrayList{"https://a.example", "http://b.example:8080"}
                                << own + " https://a.example http://b.example:8080" << QByteArray();
        QTest::newRow("listed, and no origin")
            << QByteArrayList{"null", "http://a.example; script-src *", "http://b.example"}
            << own + " http://b.example" << QByteArray();
        QTest::newRow("all") << QByteArrayList{"*"} << QByteArray() << QByteArray();
    }
    void foreignPagesMayNotFrame()
    {
        QFETCH(QByteArrayList, allowed);
        open();
        m_service->setAllowedOrigins(allowed);
        for (const char *path : {"/base/iframe.html", "/base/0/a/htmlfile?c=cb"}) {
            HttpPeer *page = ask("GET", path);
            QTRY_VERIFY(page->hasHead());
            QCOMPARE(page->status(), 200);
            QTEST(page->header("Content-Security-Policy"), "policy");
            QTEST(page->header("X-Frame-Options"), "old");
        }
    }

    void htmlFileIsAPageInAFrame()
    {
        open();
        HttpPeer *page = ask("GET", "/base/0/a/htmlfile?c=cb");
        QTRY_VERIFY(page->body().contains("p(\"o\");"));
        QVERIFY(!page->header("Content-Security-Policy").contains("default-src"));
        QVERIFY(page->body().size() > 1024);
        QVERIFY(page->body().contains("parent.cb;"));
        say("</script><script>alert(1)</script>");
        QTRY_VERIFY(page->body().contains("alert(1)"));
        QVERIFY(!page->body().contains("<script>alert"));
        QVERIFY(page->body().contains("\\u003cscript>alert(1)"));
    }

    void callbackIsAName_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("empty") << QByteArray("?c=");
        QTest::newRow("a call") << QByteArray("?c=alert(1)");
        QTest::newRow("hidden") << QByteArray("?c=%3Cscript%3E");
        QTest::newRow("long") << "?c=" + QByteArray(33, 'c');
    }
    void callbackIsAName()
    {
        QFETCH(QByteArray, query);
        m_options.jsonp = true;
        open();
        for (const QByteArray transport : {"htmlfile", "jsonp"}) {
            HttpPeer *page = ask("GET", "/base/0/a/" + transport + query);
            QTRY_VERIFY(page->isDone());
            QCOMPARE(page->status(), 500);
            QVERIFY(!page->body().contains("alert"));
        }
        QCOMPARE(m_story.opened, 0);
    }

    // --- JSONP
    void jsonpIsThereOnlyWhereItIsWanted()
    {
        open();
        HttpPeer *poll = ask("GET", "/base/0/a/jsonp?c=cb");
        HttpPeer *send = ask("POST", "/base/0/a/jsonp_send", "[\"a\"]");
        QTRY_VERIFY(poll->isDone() && send->isDone());
        QCOMPARE(poll->status(), 404);
        QCOMPARE(send->status(), 404);
        QCOMPARE(m_story.opened, 0);
    }

    void jsonpIsAScript()
    {
        m_options.jsonp = true;
        open();
        HttpPeer *first = ask("GET", "/base/0/a/jsonp?c=cb");
        QTRY_VERIFY(first->isDone());
        QCOMPARE(first->body(), QByteArray("/**/cb(\"o\");\r\n"));
        QCOMPARE(first->header("X-Content-Type-Options"), QByteArray("nosniff"));
        HttpPeer *send = ask("POST", "/base/0/a/jsonp_send", "d=%5B%22a+b%22%5D",
                             "Content-Type: application/x-www-form-urlencoded\r\n");
        QTRY_VERIFY(send->isDone());
        QCOMPARE(send->body(), QByteArray("ok"));
        QCOMPARE(m_story.heard, QStringList{"a b"});
        say("<x>");
        HttpPeer *second = ask("GET", "/base/0/a/jsonp?c=cb");
        QTRY_VERIFY(second->isDone());
        QCOMPARE(second->body(), QByteArray("/**/cb(\"a[\\\"\\u003cx>\\\"]\");\r\n"));
    }

    // --- sessions
    void wrongMethodIsNamed()
    {
        open();
        HttpPeer *peer = ask("GET", "/base/0/a/xhr");
        QTRY_VERIFY(peer->isDone());
        QCOMPARE(peer->status(), 405);
        QCOMPARE(peer->header("Allow"), QByteArray("OPTIONS, POST"));
        QCOMPARE(peer->header("Content-Length"), QByteArray("0"));
        QVERIFY(peer->header("Content-Type").isNull());
    }

    void whatIsSentToNobody()
    {
        open();
        HttpPeer *peer = ask("POST", "/base/0/a/xhr_send", "[\"a\"]");
        QTRY_VERIFY(peer->isDone());
        QCOMPARE(peer->status(), 404);
    }

    void secondReceiverIsSentAway()
    {
        open();
        HttpPeer *first = ask("POST", "/base/0/a/xhr_streaming");
        QTRY_VERIFY(first->body().endsWith("h\no\n"));
        for (const char *transport : {"xhr", "xhr_streaming"}) {
            HttpPeer *second = ask("POST", QByteArray("/base/1/a/") + transport);
            QTRY_VERIFY(second->isDone());
            QVERIFY(second->body().endsWith("c[2010,\"Another connection still open\"]\n"));
        }
        say("still here");
        QTRY_VERIFY(first->body().endsWith("a[\"still here\"]\n"));
        QVERIFY(m_story.closed.isEmpty());
    }

    // Whoever has learned its id has not got the session.
    void sessionIsOfOneAddress()
    {
        open();
        HttpPeer *mine = ask("POST", "/base/0/a/xhr");
        QTRY_VERIFY(mine->isDone());
        say("for me");
        const QHostAddress stranger(QStringLiteral("127.0.0.2"));
        for (const QByteArray path : {"/base/0/a/xhr", "/base/0/a/xhr_send"}) {
            HttpPeer *theirs = type("POST " + path +
                                        " HTTP/1.1\r\nHost: h\r\n"
                                        "Content-Length: 5\r\n\r\n[\"a\"]",
                                    stranger);
            QTRY_VERIFY(theirs->isDone());
            QCOMPARE(theirs->status(), 404);
        }
        QVERIFY(m_story.heard.isEmpty());
        HttpPeer *next = ask("POST", "/base/0/a/xhr");
        QTRY_COMPARE(next->body(), QByteArray("a[\"for me\"]\n"));
    }

    void sessionThatNobodyComesBackToEnds()
    {
        m_options.session.disconnectDelay = 50ms;
        open();
        HttpPeer *poll = ask("POST", "/base/0/a/xhr");
        QTRY_VERIFY(poll->isDone());
        m_peers.clear();
        m_story.session->send(SockJs::quote(u"unheard"));
        QTRY_COMPARE(m_service->sessions(), 0);
        QCOMPARE(m_story.closed, QList<bool>{true});
        QCOMPARE(m_story.gone, 1);
        QTRY_COMPARE(m_listener->connections(), 0); // its place is free
    }

    void hangingUpEndsTheSession()
    {
        m_options.session.disconnectDelay = 1h;
        open();
        HttpPeer *answer = ask("POST", "/base/0/a/xhr_streaming");
        QTRY_VERIFY(answer->body().endsWith("o\n"));
        answer->abort();
        QTRY_COMPARE(m_story.closed, QList<bool>{true});
        HttpPeer *next = ask("POST", "/base/0/a/xhr");
        QTRY_COMPARE(next->body(), QByteArray("c[1002,\"Connection interrupted\"]\n"));
    }

    void closeIsToldToWhoeverComes()
    {
        m_options.session.disconnectDelay = 1h;
        open();
        HttpPeer *first = ask("POST", "/base/0/a/xhr");
        QTRY_VERIFY(first->isDone());
        say("last");
        m_story.session->close(3000, QStringLiteral("Go away!"));
        QCOMPARE(m_story.closed, QList<bool>{false});
        QCOMPARE(m_story.gone, 0); // it has not been told
        HttpPeer *second = ask("POST", "/base/0/a/xhr");
        QTRY_COMPARE(second->body(), QByteArray("a[\"last\"]\n"));
        QCOMPARE(m_story.gone, 0);
        for (int i = 0; i < 2; ++i) {
            HttpPeer *next = ask("POST", "/base/0/a/xhr");
            QTRY_COMPARE(next->body(), goAway);
            QCOMPARE(m_story.gone, 1);
        }
    }

    // Browsers keep all of an answer: it ends, and the next one goes on.
    void longAnswersEndAndNothingIsLost()
    {
        m_options.responseBytes = 4096;
        open();
        QStringList said, heard;
        HttpPeer *answer = ask("POST", "/base/0/a/xhr_streaming");
        QTRY_VERIFY(answer->body().endsWith("o\n"));
        int answers = 1;
        for (int i = 0; i < 50; ++i) {
            said.append(QString::number(i) + QString(500, QLatin1Char('x')));
            say(said.last().toUtf8());
            QTRY_VERIFY(!m_story.session->bytesQueued() || answer->isDone());
            if (answer->isDone()) {
                QVERIFY(answer->body().size() < 2049 + 3 * 4096);
                heard += messagesOf(answer->body());
                answer = ask("POST", "/base/0/a/xhr_streaming");
                ++answers;
                QTRY_VERIFY(answer->body().size() >= 2049);
            }
        }
        QTRY_COMPARE(heard + messagesOf(answer->body()), said);
        QVERIFY(answers > 5);
        QCOMPARE(m_story.opened, 1);
    }

    void eventsKeepPercentSigns()
    {
        open();
        HttpPeer *events = ask("GET", "/base/0/a/eventsource");
        QTRY_COMPARE(events->body(), QByteArray("\r\ndata: o\r\n\r\n"));
        say("100%");
        QTRY_VERIFY(events->body().endsWith("data: a[\"100%25\"]\r\n\r\n"));
        QCOMPARE(events->header("Content-Type"), QByteArray("text/event-stream"));
    }

    // --- somebody who reads slowly
    void sessionWaitsUntilAnAnswerIsRead()
    {
        m_options.session.disconnectDelay = 50ms;
        m_options.responseBytes = 4096;
        open();
        HttpPeer *answer = ask("POST", "/base/0/a/xhr_streaming");
        QTRY_VERIFY(answer->body().endsWith("o\n"));
        answer->stopReading();
        m_story.session->send(SockJs::quote(QString(muchMore, QLatin1Char('x'))));
        m_story.session->sendNow();
        QVERIFY(m_story.session->bytesQueued() > 0);
        // It cannot come back before it has read this. One that began later is over meanwhile.
        HttpPeer *other = ask("POST", "/base/0/b/xhr");
        QTRY_VERIFY(other->isDone());
        QTRY_VERIFY(!m_story.session);
        QCOMPARE(m_service->sessions(), 1);
        QCOMPARE(m_story.gone, 1);
        answer->resumeReading();
        QTRY_VERIFY(answer->isDone());
        QVERIFY(answer->body().size() > muchMore);
        QTRY_COMPARE(m_service->sessions(), 0); // now it could, and did not
        QCOMPARE(m_story.gone, 2);
    }

    void whatAClosedSessionLeavesUnreadIsDropped()
    {
        m_options.session.disconnectDelay = 50ms;
        open();
        HttpPeer *answer = ask("POST", "/base/0/a/xhr_streaming");
        QTRY_VERIFY(answer->body().endsWith("o\n"));
        answer->stopReading();
        m_story.session->send(SockJs::quote(QString(muchMore, QLatin1Char('x'))));
        m_story.session->close(4500, QStringLiteral("too slow"));
        QVERIFY(m_story.session->bytesQueued() > 0);
        QTRY_COMPARE(m_service->sessions(), 0);
        QCOMPARE(m_story.gone, 1);
        QTRY_COMPARE(m_listener->connections(), 0);
    }

    // --- limits
    // Behind one address may be a whole office: a session takes no connection from it.
    void sessionsAreCountedByThemselves()
    {
        Listener::Options doors;
        doors.limits.sparesLoopback = false;
        doors.limits.connectionsPerAddress = 2;
        open(doors);
        for (const char *path : {"/base/0/a/xhr_streaming", "/base/0/b/xhr_streaming"}) {
            HttpPeer *answer = ask("POST", path);
            QTRY_VERIFY(answer->body().endsWith("o\n"));
        }
        HttpPeer *third = ask("POST", "/base/0/c/xhr_streaming");
        QTRY_VERIFY(third->isDone());
        QCOMPARE(third->status(), 503);
        QCOMPARE(m_listener->counters().accepted, quint64(2));
        QCOMPARE(m_service->sessions(), 2);
    }

    void sessionsAreBounded_data()
    {
        QTest::addColumn<bool>("perAddress");
        QTest::newRow("of one address") << true;
        QTest::newRow("of all") << false;
    }
    void sessionsAreBounded()
    {
        QFETCH(bool, perAddress);
        m_options.session.disconnectDelay = 1h;
        Listener::Options doors;
        doors.limits.sparesLoopback = false;
        if (perAddress)
            doors.limits.connectionsPerAddress = 2;
        else
            doors.limits.connections = 1 + 2;
        open(doors);
        const auto poll = [](const char *session) {
            return QByteArray("POST /base/0/") + session +
                   "/xhr HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n";
        };
        HttpPeer *peer = type(poll("a") + poll("b") + poll("c"));
        QTRY_VERIFY(peer->bytes.endsWith("Too many sessions; try again later.\n"));
        QCOMPARE(peer->bytes.count("HTTP/1.1 200 OK"), 2);
        QCOMPARE(peer->bytes.count("HTTP/1.1 503 "), 1);
        QCOMPARE(m_service->sessions(), 2);
        HttpPeer *stranger = type(poll("d"), QHostAddress(QStringLiteral("127.0.0.2")));
        QTRY_VERIFY(stranger->isDone());
        QCOMPARE(stranger->status(), perAddress ? 200 : 503);
    }

    void doorGoesBeforeItsSessions()
    {
        open();
        HttpPeer *answer = ask("POST", "/base/0/a/xhr_streaming");
        QTRY_VERIFY(answer->body().endsWith("o\n"));
        m_service.reset();
        QTRY_VERIFY(answer->isDone());
        QVERIFY(!m_story.session);
    }

private:
    static constexpr qsizetype muchMore = 32 * 1024 * 1024; ///< Than kernels keep for a peer.

    void open(const Listener::Options &doors = {})
    {
        m_peers.clear();
        m_service.reset();
        m_listener = std::make_unique<Listener>(doors, [this](const HttpRequest &request) {
            return m_service->serves(request.path) ? m_service->answer(request)
                                                   : HttpAnswer(HttpResponse::text(404, "none"));
        });
        m_service = std::make_unique<SockJsService>(
            m_options, m_listener->reception(),
            [this](SockJsSession &session) { return std::make_unique<Told>(session, m_story); });
        QVERIFY(m_listener->listen(QHostAddress::LocalHost));
    }
    void say(const QByteArray &message)
    {
        QVERIFY(m_story.session);
        m_story.session->send(SockJs::quote(QString::fromUtf8(message)));
    }
    /// Of all the message frames in the body of an answer in lines.
    static QStringList messagesOf(const QByteArray &body)
    {
        QStringList messages;
        for (const QByteArray &line : body.split('\n')) {
            if (line.startsWith('a'))
                messages += *SockJs::readPayload(QByteArrayView(line).sliced(1));
        }
        return messages;
    }

    SockJsService::Options m_options;
    Story m_story;
    std::unique_ptr<SockJsService> m_service;
};

QTEST_GUILESS_MAIN(TestSockJsDoor)
#include "tst_sockjsdoor.moc"
