// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that take their time, as a peer on a real socket sees them: that grow, or come later.

#include "server/doors/listener.h"
#include "tests/support/httppeer.h"

#include <QTest>

#include <memory>
#include <vector>

#include <sys/socket.h>

using namespace Server;
using namespace std::chrono_literals;
using TestSupport::HttpPeer;

namespace {

/// What becomes of one source; survives it.
struct Story {
    HttpBody *body = nullptr;
    int begun = 0;
    int drained = 0;
    int gone = 0;
    int destroyed = 0;
};

class Told final : public HttpSource {
public:
    explicit Told(Story &story) : m_story(story) {}
    ~Told() override
    {
        m_story.body = nullptr;
        ++m_story.destroyed;
    }
    HttpResponse head() const override
    {
        HttpResponse head;
        head.headers.emplace_back("X-Head", "yes");
        return head;
    }
    void begin(HttpBody &body) override
    {
        m_story.body = &body;
        ++m_story.begun;
    }
    void drained() override { ++m_story.drained; }
    void gone() override { ++m_story.gone; }

private:
    Story &m_story;
};

/// Ends before it has begun.
class Short final : public HttpSource {
public:
    HttpResponse head() const override { return {}; }
    void begin(HttpBody &body) override
    {
        body.write("short");
        body.finish();
    }
    void gone() override {}
};

constexpr qsizetype muchMore = 32 * 1024 * 1024; ///< Than kernels keep for a peer.
const QByteArray growing = "GET /grow HTTP/1.1\r\nHost: h\r\n\r\n";
const QByteArray late = "GET /late HTTP/1.1\r\nHost: h\r\n\r\n";
const QByteArray plain = "GET /plain HTTP/1.1\r\nHost: h\r\n\r\n";

} // namespace

class TestHttpGrowing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_listener.reset();
        m_story = {};
        m_options = {};
        m_waiting.clear();
        m_replyAtOnce = false;
    }

    void growsInChunks()
    {
        HttpPeer peer(open(), growing);
        QTRY_VERIFY(m_story.body);
        // Who waits for its first word can see it break off.
        QVERIFY(!QTest::qWaitFor([&] { return !peer.bytes.isEmpty(); }, 50));
        m_story.body->write("one");
        QTRY_VERIFY(peer.hasHead());
        QCOMPARE(peer.status(), 200);
        QVERIFY(peer.isChunked());
        QVERIFY(peer.header("Content-Length").isNull());
        QCOMPARE(peer.header("X-Head"), QByteArray("yes"));
        QCOMPARE(peer.header("Connection"), QByteArray("keep-alive"));
        QTRY_COMPARE(peer.chunks(), QByteArrayList{"one"});
        m_story.body->write(""); // which must not look like the end
        m_story.body->write(QByteArray(300, 't'));
        QTRY_COMPARE(peer.chunks().size(), 2);
        QCOMPARE(peer.chunks().last(), QByteArray(300, 't'));
        m_story.body->finish();
        QTRY_VERIFY(peer.isDone());
        QCOMPARE(peer.chunks().size(), 3);
        m_story.body->write("too late");
        m_story.body->finish();
        // The connection is good for more, and nothing stands between the answers.
        peer.write(plain);
        QTRY_VERIFY(peer.bytes.endsWith("plain\n"));
        QVERIFY(peer.bytes.contains("\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n"));
        QCOMPARE(m_story.gone, 0);
    }

    void http10ReadsToTheEndOfTheConnection()
    {
        HttpPeer peer(open(), "GET /grow HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        QTRY_VERIFY(m_story.body);
        m_story.body->write("one ");
        QTRY_COMPARE(peer.body(), QByteArray("one "));
        m_story.body->write("two");
        m_story.body->finish();
        QTRY_VERIFY(peer.isGone());
        QVERIFY(!peer.isChunked());
        QCOMPARE(peer.header("Connection"), QByteArray("close"));
        QCOMPARE(peer.body(), QByteArray("one two"));
    }

    void closesWhereItIsAskedTo()
    {
        HttpPeer peer(open(), "GET /grow HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        QTRY_VERIFY(m_story.body);
        m_story.body->write("one");
        m_story.body->finish();
        QTRY_VERIFY(peer.isGone());
        QCOMPARE(peer.chunks(), QByteArrayList({"one", ""}));
    }

    void headHasNoBodyAndBeginsNothing()
    {
        HttpPeer peer(open(), "HEAD /grow HTTP/1.1\r\nHost: h\r\n\r\n" + plain);
        QTRY_VERIFY(peer.bytes.endsWith("plain\n"));
        QVERIFY(peer.bytes.contains("\r\nX-Head: yes\r\n"));
        QCOMPARE(peer.bytes.count("\r\n\r\n"), 2);
        QCOMPARE(m_story.begun, 0);
        QCOMPARE(m_story.destroyed, 1);
    }

    void mayEndAtOnce()
    {
        HttpPeer peer(open(), "GET /short HTTP/1.1\r\nHost: h\r\n\r\n" + plain);
        QTRY_VERIFY(peer.bytes.endsWith("plain\n"));
        QCOMPARE(peer.body(), QByteArray("short"));
    }

    // Requests behind an answer that grows wait for its end.
    void nextRequestWaits()
    {
        HttpPeer peer(open(), growing + plain);
        QTRY_VERIFY(m_story.body);
        QVERIFY(!QTest::qWaitFor([&] { return m_plain > 0; }, 100));
        m_story.body->write("one");
        m_story.body->finish();
        QTRY_VERIFY(peer.bytes.endsWith("plain\n"));
        QCOMPARE(peer.body(), QByteArray("one"));
    }

    void hangingUpIsTold_data()
    {
        QTest::addColumn<bool>("half");
        QTest::newRow("gone") << false;
        QTest::newRow("one direction closed") << true;
    }
    void hangingUpIsTold()
    {
        QFETCH(bool, half);
        HttpPeer peer(open(), growing);
        QTRY_VERIFY(m_story.body);
        if (half)
            QCOMPARE(::shutdown(int(peer.socketDescriptor()), SHUT_WR), 0);
        else
            peer.abort();
        QTRY_COMPARE(m_story.gone, 1);
        QTRY_COMPARE(m_story.destroyed, 1);
        QTRY_COMPARE(m_listener->connections(), 0);
        QCOMPARE(m_story.gone, 1);
    }

    void closingTheDoorIsTold()
    {
        HttpPeer peer(open(), growing);
        QTRY_VERIFY(m_story.body);
        m_listener->stop(); // which waits for answers that grow
        m_story.body->write("still");
        QTRY_COMPARE(peer.body(), QByteArray("still"));
        m_listener.reset();
        QCOMPARE(m_story.gone, 1);
        QCOMPARE(m_story.destroyed, 1);
        QTRY_VERIFY(peer.isGone());
    }

    void mayBeBrokenOff()
    {
        HttpPeer peer(open(), growing);
        QTRY_VERIFY(m_story.body);
        peer.stopReading();
        m_story.body->write(QByteArray(muchMore, 'x'));
        m_story.body->abort();
        QCOMPARE(m_story.gone, 1);
        QTRY_COMPARE(m_story.destroyed, 1);
        QCOMPARE(m_listener->connections(), 0);
    }

    void mayBeBrokenOffBehindItsEnd()
    {
        HttpPeer peer(open(), growing);
        QTRY_VERIFY(m_story.body);
        peer.stopReading();
        m_story.body->write(QByteArray(muchMore, 'x'));
        m_story.body->finish();
        QVERIFY(m_story.body->bytesToWrite() > 0);
        m_story.body->abort();
        QTRY_COMPARE(m_story.destroyed, 1);
        QCOMPARE(m_listener->connections(), 0);
        QCOMPARE(m_story.gone, 0);
    }

    void tellsWhatIsNotRead()
    {
        HttpPeer peer(open(), growing);
        QTRY_VERIFY(m_story.body);
        peer.stopReading();
        m_story.body->write(QByteArray(muchMore, 'x'));
        QVERIFY(m_story.body->bytesToWrite() > muchMore / 2);
        QCOMPARE(m_story.drained, 0);
        m_story.body->finish();
        peer.resumeReading();
        QTRY_COMPARE(m_story.body->bytesToWrite(), qint64(0)); // behind its end as well
        QVERIFY(m_story.drained > 0);
        QTRY_VERIFY(peer.isDone());
        QCOMPARE(peer.body().size(), muchMore);
    }

    // Not between two requests, though it was when this one began.
    void answerBehindAnotherIsNotIdle()
    {
        m_options.http.idleTime = 20ms;
        HttpPeer peer(open(), plain + growing);
        QTRY_VERIFY(m_story.body);
        for (int i = 0; i < 3; ++i) {
            m_story.body->write(QByteArray(muchMore, 'x'));
            QVERIFY(m_story.body->bytesToWrite() > 0); // more than the kernel takes at once
            peer.bytes.clear();
            QTRY_VERIFY(peer.bytes.size() > muchMore);
            QVERIFY(!QTest::qWaitFor([&] { return peer.isGone(); }, 100));
        }
        QCOMPARE(m_story.gone, 0);
    }

    // Longer than a connection may be idle between two requests.
    void slowReaderIsNotIdle()
    {
        bool whole = false;
        for (int i = 0; i < 5 && !whole; ++i) { // a machine may be so busy that it looks idle
            m_options.http.idleTime = 1s;
            m_listener.reset();
            m_story = {};
            HttpPeer peer(open(), growing);
            QTRY_VERIFY(m_story.body);
            peer.stopReading();
            peer.setReadBufferSize(256 * 1024);
            m_story.body->write(QByteArray(muchMore, 'x'));
            m_story.body->finish();
            const auto begun = std::chrono::steady_clock::now();
            qsizetype read = 0;
            while (read < muchMore && !peer.isGone()) {
                // Evenly, over three times as long.
                const std::chrono::duration<double> spent =
                    std::chrono::steady_clock::now() - begun;
                if (double(read) < double(muchMore) * spent.count() / 3)
                    read += peer.read(1024 * 1024).size();
                QTest::qWait(10);
            }
            whole = read >= muchMore;
        }
        QVERIFY(whole);
    }

    // --- answers that come later
    void lateAnswersKeepTheirOrder_data()
    {
        QTest::addColumn<bool>("atOnce");
        QTest::newRow("later") << false;
        QTest::newRow("at once") << true;
    }
    void lateAnswersKeepTheirOrder()
    {
        QFETCH(bool, atOnce);
        m_replyAtOnce = atOnce;
        HttpPeer peer(open(), late + plain + "HEAD /late HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_COMPARE(m_waiting.size(), size_t(atOnce ? 2 : 1));
        if (!atOnce) {
            HttpPeer other(m_listener->serverPort(), plain);
            QTRY_VERIFY(other.isDone());
            QVERIFY(peer.bytes.isEmpty());
            m_waiting[0](lateAnswer());
            m_waiting[0](lateAnswer()); // once is enough
            QTRY_COMPARE(m_waiting.size(), size_t(2));
            m_waiting[1](lateAnswer());
        }
        peer.write("GET /plain HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        QTRY_VERIFY(peer.isGone());
        QCOMPARE(peer.bytes.count("HTTP/1.1 200 OK\r\n"), 4);
        QCOMPARE(peer.bytes.count("\r\n\r\nlate\n"), 1);
        QVERIFY(peer.bytes.indexOf("late\n") < peer.bytes.indexOf("plain\n"));
        QVERIFY(peer.bytes.endsWith("plain\n"));
    }

    void lateAnswersFindWhoHasSaidAll()
    {
        HttpPeer peer(open(), late + late + "GET / HT");
        QTRY_COMPARE(m_waiting.size(), size_t(1));
        QCOMPARE(peer.bytesToWrite(), qint64(0));
        QCOMPARE(::shutdown(int(peer.socketDescriptor()), SHUT_WR), 0);
        HttpPeer other(m_listener->serverPort(), plain);
        QTRY_VERIFY(other.isDone()); // by then it was seen
        m_waiting[0](lateAnswer());
        QTRY_COMPARE(m_waiting.size(), size_t(2));
        m_waiting[1](lateAnswer());
        QTRY_VERIFY(peer.isGone());
        QCOMPARE(peer.bytes.count("\r\n\r\nlate\n"), 2);
        QVERIFY(peer.bytes.endsWith("late\n"));
        QTRY_COMPARE(m_listener->connections(), 1); // the other one
    }

    void lateAnswerFindsNobody_data()
    {
        QTest::addColumn<bool>("doorGoes");
        QTest::newRow("the peer resets") << false;
        QTest::newRow("the door is gone") << true;
    }
    void lateAnswerFindsNobody()
    {
        QFETCH(bool, doorGoes);
        HttpPeer peer(open(), late);
        QTRY_COMPARE(m_waiting.size(), size_t(1));
        if (doorGoes) {
            m_listener.reset();
            m_waiting[0](lateAnswer());
            return;
        }
        const linger none{1, 0};
        QCOMPARE(
            ::setsockopt(int(peer.socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none),
            0);
        peer.abort();
        HttpPeer other(m_listener->serverPort(), plain);
        QTRY_VERIFY(other.isDone());
        m_waiting[0](HttpResponse::text(200, QByteArray(1024 * 1024, 'x')));
        QTRY_COMPARE(m_listener->connections(), 1); // the other one
    }

    void lateAnswerComesThoughTheDoorCloses()
    {
        HttpPeer peer(open(), late);
        QTRY_COMPARE(m_waiting.size(), size_t(1));
        m_listener->stop();
        m_waiting[0](lateAnswer());
        QTRY_COMPARE(peer.body(), QByteArray("late\n"));
    }

private:
    static HttpResponse lateAnswer() { return HttpResponse::text(200, "late"); }
    quint16 open()
    {
        m_listener =
            std::make_unique<Listener>(m_options, [this](const HttpRequest &request) -> HttpAnswer {
                if (request.path == "/grow")
                    return std::make_unique<Told>(m_story);
                if (request.path == "/short")
                    return std::make_unique<Short>();
                if (request.path == "/late")
                    return HttpLater([this](const HttpReply &reply) {
                        m_waiting.push_back(reply);
                        if (m_replyAtOnce)
                            reply(lateAnswer());
                    });
                ++m_plain;
                return HttpResponse::text(200, "plain");
            });
        m_plain = 0;
        if (!m_listener->listen(QHostAddress::LocalHost))
            qFatal("no port");
        return m_listener->serverPort();
    }

    Story m_story;
    Listener::Options m_options;
    std::unique_ptr<Listener> m_listener;
    std::vector<HttpReply> m_waiting;
    bool m_replyAtOnce = false;
    int m_plain = 0;
};

QTEST_GUILESS_MAIN(TestHttpGrowing)
#include "tst_httpgrowing.moc"
