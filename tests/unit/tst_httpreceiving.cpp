// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies that are taken piece by piece, as a peer on a real socket sees it.

#include "server/doors/listener.h"
#include "tests/support/httppeer.h"

#include <QTest>
#include <QTimer>

#include <memory>

#include <sys/socket.h>

using namespace Server;
using namespace std::chrono_literals;
using TestSupport::HttpPeer;

namespace {

/// What one sink has seen; survives it.
struct Taken {
    HttpInflow *inflow = nullptr;
    QByteArray bytes;
    qsizetype largest = 0;
    int pieces = 0;
    int ended = 0;
    int destroyed = 0;
    bool asksByItself = true;
    int refusesAt = -1; ///< Pieces.
};

class Taking final : public HttpSink {
public:
    explicit Taking(Taken &taken) : m_taken(taken) {}
    ~Taking() override
    {
        m_taken.inflow = nullptr;
        ++m_taken.destroyed;
    }
    void begin(HttpInflow &inflow) override
    {
        m_taken.inflow = &inflow;
        goOn();
    }
    void take(const QByteArray &piece) override
    {
        m_taken.bytes += piece;
        m_taken.largest = std::max(m_taken.largest, piece.size());
        ++m_taken.pieces;
        goOn();
    }
    void ended() override
    {
        ++m_taken.ended;
        m_taken.inflow->reply(HttpResponse::text(200, "taken"));
    }

private:
    void goOn()
    {
        if (m_taken.pieces == m_taken.refusesAt)
            m_taken.inflow->reply(HttpResponse::text(409, "no more"));
        else if (m_taken.asksByItself)
            m_taken.inflow->more();
    }
    Taken &m_taken;
};

QByteArray patch(const QByteArray &body, const QByteArray &headers = {})
{
    return "PATCH /take HTTP/1.1\r\nHost: h\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

const QByteArray plain = "GET /plain HTTP/1.1\r\nHost: h\r\n\r\n";

} // namespace

class TestHttpReceiving : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_listener.reset();
        m_taken = {};
        m_options = {};
    }

    void comesInPieces()
    {
        QByteArray body;
        for (int i = 0; body.size() < 3'000'000; ++i)
            body += QByteArray::number(i) + ' ';
        HttpPeer peer(open(), patch(body) + plain);
        QTRY_VERIFY(peer.bytes.endsWith("plain\n"));
        QCOMPARE(peer.body(), QByteArray("taken\n"));
        QVERIFY(m_taken.bytes == body);
        QVERIFY(m_taken.largest <= 65 * 1024);
        QCOMPARE(m_taken.ended, 1);
    }

    void comesInChunks()
    {
        HttpPeer peer(open(), "PATCH /take HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n"
                              "\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n" +
                                  plain);
        QTRY_VERIFY(peer.bytes.endsWith("plain\n"));
        QCOMPARE(m_taken.bytes, QByteArray("abcdefg"));
        QCOMPARE(m_taken.ended, 1);
    }

    void mayBeEmpty()
    {
        HttpPeer peer(open(), patch({}) + plain);
        QTRY_VERIFY(peer.bytes.endsWith("plain\n"));
        QCOMPARE(m_taken.pieces, 0);
        QCOMPARE(m_taken.ended, 1);
    }

    void continueIsSaidFirst()
    {
        HttpPeer peer(open(), "PATCH /take HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n"
                              "Content-Length: 3\r\n\r\n");
        QTRY_VERIFY(peer.bytes.startsWith("HTTP/1.1 100 Continue\r\n\r\n"));
        peer.write("abc");
        QTRY_VERIFY(peer.bytes.endsWith("taken\n"));
    }

    // Nothing is read ahead but what one connection may have.
    void waitsToBeAsked()
    {
        m_taken.asksByItself = false;
        m_options.limits.sparesLoopback = true;
        HttpPeer peer(open(), patch(QByteArray(32 * 1024 * 1024, 'x')));
        QTRY_VERIFY(m_taken.inflow);
        QVERIFY(!QTest::qWaitFor([&] { return m_taken.pieces > 0; }, 50));
        m_taken.inflow->more();
        QTRY_COMPARE(m_taken.pieces, 1);
        QVERIFY(!QTest::qWaitFor([&] { return peer.bytesToWrite() == 0; }, 200));
        QCOMPARE(m_taken.pieces, 1);
        m_taken.asksByItself = true;
        m_taken.inflow->more();
        QTRY_COMPARE_WITH_TIMEOUT(m_taken.bytes.size(), 32 * 1024 * 1024, 20000);
        QTRY_COMPARE(peer.body(), QByteArray("taken\n"));
    }

    void mayBeRefusedUnread_data()
    {
        QTest::addColumn<int>("pieces");
        QTest::newRow("at once") << 0;
        QTest::newRow("in the midst") << 2;
    }
    void mayBeRefusedUnread()
    {
        QFETCH(int, pieces);
        m_taken.refusesAt = pieces;
        HttpPeer peer(open(), patch(QByteArray(1024 * 1024, 'x')));
        QTRY_VERIFY(peer.isGone());
        QCOMPARE(peer.status(), 409);
        QCOMPARE(peer.header("Connection"), QByteArray("close"));
        QCOMPARE(m_taken.pieces, pieces);
        QCOMPARE(m_taken.ended, 0);
        QTRY_COMPARE(m_taken.destroyed, 1);
    }

    void tooMuchIsRefused()
    {
        m_options.bodyLimit = [](const HttpRequest &) { return qsizetype(1000); };
        HttpPeer declared(open(), patch(QByteArray(1001, 'x')));
        QTRY_COMPARE(declared.status(), 413);
        QCOMPARE(m_taken.pieces, 0);
        HttpPeer chunked(m_listener->serverPort(),
                         "PATCH /take HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                         "3e9\r\n" +
                             QByteArray(1001, 'x') + "\r\n0\r\n\r\n");
        QTRY_COMPARE(chunked.status(), 413);
        QCOMPARE(m_taken.ended, 0);
    }

    void hangingUpIsTold_data()
    {
        QTest::addColumn<bool>("half");
        QTest::addColumn<bool>("asked");
        QTest::newRow("gone") << false << true;
        QTest::newRow("one direction closed") << true << true;
        QTest::newRow("one direction closed, not asked") << true << false;
    }
    void hangingUpIsTold()
    {
        QFETCH(bool, half);
        QFETCH(bool, asked);
        m_taken.asksByItself = asked;
        HttpPeer peer(open(), patch(QByteArray(100, 'x')).chopped(1));
        QTRY_COMPARE(m_taken.pieces, asked ? 1 : 0);
        QTRY_VERIFY(m_taken.inflow);
        if (half)
            QCOMPARE(::shutdown(int(peer.socketDescriptor()), SHUT_WR), 0);
        else
            peer.abort();
        if (!asked) {
            QVERIFY(!QTest::qWaitFor([&] { return m_taken.destroyed > 0; }, 100));
            m_taken.asksByItself = true;
            m_taken.inflow->more();
        }
        QTRY_COMPARE(m_taken.destroyed, 1);
        QTRY_COMPARE(m_listener->connections(), 0);
        QCOMPARE(m_taken.ended, 0);
        QCOMPARE(m_taken.bytes.size(), 99);
    }

    // A byte now and then is not enough to keep a place.
    void slowBodyIsGivenUp()
    {
        m_options.http.bodyTime = 300ms;
        HttpPeer peer(open(), patch(QByteArray(100'000, 'x')).first(150));
        QTimer drip;
        connect(&drip, &QTimer::timeout, &peer, [&] { peer.write("x"); });
        drip.start(20ms);
        QTRY_COMPARE(peer.status(), 408);
        QTRY_COMPARE(m_taken.destroyed, 1);
        QVERIFY(m_taken.pieces > 1);
    }

    // While the host is the slow one, nobody is given up.
    void slowSinkIsWaitedFor()
    {
        m_options.http.bodyTime = 50ms;
        m_taken.asksByItself = false;
        HttpPeer peer(open(), patch("abc"));
        QTRY_VERIFY(m_taken.inflow);
        m_taken.inflow->more();
        QTRY_COMPARE(m_taken.pieces, 1);
        QVERIFY(!QTest::qWaitFor([&] { return peer.hasHead(); }, 600));
        m_taken.inflow->more();
        QTRY_COMPARE(peer.body(), QByteArray("taken\n"));
    }

    void closingTheDoorDestroysIt()
    {
        HttpPeer peer(open(), patch("abc").chopped(1));
        QTRY_COMPARE(m_taken.pieces, 1);
        m_listener.reset();
        QCOMPARE(m_taken.destroyed, 1);
    }

    // A head that promises much costs nothing before it comes.
    void promisesTakeNoMemory()
    {
        m_options.bodyLimit = [](const HttpRequest &) { return qsizetype(1) << 40; };
        HttpPeer peer(open(), "PATCH /take HTTP/1.1\r\nHost: h\r\n"
                              "Content-Length: 1000000000000\r\n\r\nabc");
        QTRY_COMPARE(m_taken.bytes, QByteArray("abc"));
        HttpPeer whole(m_listener->serverPort(), "POST /plain HTTP/1.1\r\nHost: h\r\n"
                                                 "Content-Length: 1000000000000\r\n\r\nabc");
        HttpPeer other(m_listener->serverPort(), plain);
        QTRY_COMPARE(other.body(), QByteArray("plain\n"));
    }

private:
    quint16 open()
    {
        m_options.receiver = [this](const HttpRequest &request) -> std::unique_ptr<HttpSink> {
            if (request.path != "/take")
                return nullptr;
            return std::make_unique<Taking>(m_taken);
        };
        if (!m_options.bodyLimit)
            m_options.bodyLimit = [](const HttpRequest &) { return qsizetype(64) * 1024 * 1024; };
        m_listener = std::make_unique<Listener>(
            m_options, [](const HttpRequest &) { return HttpResponse::text(200, "plain"); });
        if (!m_listener->listen(QHostAddress::LocalHost))
            qFatal("no port");
        return m_listener->serverPort();
    }

    Taken m_taken;
    Listener::Options m_options;
    std::unique_ptr<Listener> m_listener;
};

QTEST_GUILESS_MAIN(TestHttpReceiving)
#include "tst_httpreceiving.moc"
