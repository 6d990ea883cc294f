// SPDX-License-Identifier: GPL-3.0-or-later
// A link within a SockJS session keeps the promises of all links (see tst_link.cpp), whatever
// transport carries it; here are those that SockJS makes different.

#include "server/doors/listener.h"
#include "server/doors/sockjslink.h"
#include "server/doors/sockjsservice.h"
#include "stomp/net/websocketlink.h"
#include "tests/support/httppeer.h"

#include <QSignalSpy>
#include <QTest>
#include <QUtf8StringView>

#include <algorithm>
#include <memory>
#include <vector>

#include <sys/socket.h>

using namespace Server;
using namespace std::chrono_literals;
using Stomp::CloseCode;
using Stomp::Link;
using Stomp::OutgoingFrame;
using TestSupport::HttpPeer;

namespace {

enum class Kind { WebSocket, Streaming };

constexpr qsizetype muchMore = 32 * 1024 * 1024; ///< Than kernels keep for a peer.

/// The other end: frames of SockJS come in, messages go out.
class Client {
public:
    Client(quint16 port, Kind kind) : m_port(port)
    {
        if (kind == Kind::Streaming) {
            stream = std::make_unique<HttpPeer>(port, "POST", "/base/0/a/xhr_streaming");
            return;
        }
        socket = std::make_unique<Stomp::WebSocketLink>(
            QUrl(QStringLiteral("ws://127.0.0.1:%1/base/0/a/websocket").arg(port)));
        QObject::connect(socket.get(), &Link::received,
                         [this](const QByteArray &frame) { m_frames.append(frame); });
    }

    QByteArrayList frames() const
    {
        if (!stream)
            return m_frames;
        QByteArrayList lines = stream->body().split('\n');
        lines.removeFirst(); // the prelude
        lines.removeAll(QByteArray());
        return lines;
    }
    QByteArray messages() const
    {
        QByteArray joined;
        for (const QByteArray &frame : frames()) {
            if (frame.startsWith('a'))
                joined += SockJs::readPayload(QByteArrayView(frame).sliced(1))
                              .value_or(QStringList("no payload"))
                              .join(QString())
                              .toUtf8();
        }
        return joined;
    }
    void say(const QByteArray &message)
    {
        pass('[' + SockJs::quote(QString::fromUtf8(message)) + ']');
    }
    void pass(const QByteArray &payload)
    {
        if (socket)
            socket->send(OutgoingFrame(payload));
        else
            posts.push_back(
                std::make_unique<HttpPeer>(m_port, "POST", "/base/0/a/xhr_send", payload));
    }
    void breakOff()
    {
        if (socket)
            socket->abort();
        else
            stream->abort();
    }

    std::unique_ptr<HttpPeer> stream;
    std::unique_ptr<Stomp::WebSocketLink> socket;
    std::vector<std::unique_ptr<HttpPeer>> posts;

private:
    quint16 m_port;
    QByteArrayList m_frames;
};

} // namespace

class TestSockJsLink : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_options = {};
        m_options.base = "/base";
        m_options.responseBytes = 1024 * muchMore;
        m_received.clear();
    }
    void cleanup()
    {
        m_link.reset();
        m_client.reset();
        m_service.reset();
        m_listener.reset();
    }

    void carriesBytesInOrder_data() { kinds(); }
    void carriesBytesInOrder()
    {
        connectIt();
        QByteArray expected;
        for (int i = 0; i < 1000; ++i) {
            const QByteArray frame = "SEND\nn:" + QByteArray::number(i) + "\n\n안녕 👋" + '\0';
            expected += frame;
            m_link->send(OutgoingFrame(frame));
        }
        QTRY_COMPARE(m_client->messages(), expected);
        for (int i = 0; i < 3; ++i) {
            m_client->say(expected);
            QTRY_COMPARE(m_received.size(), expected.size() * (i + 1));
        }
        QVERIFY(m_received == expected.repeated(3));
        QCOMPARE(m_link->peerName(), QStringLiteral("127.0.0.1"));
    }

    void tellsByWhatItCame_data() { kinds(); }
    void tellsByWhatItCame()
    {
        QFETCH(Kind, kind);
        connectIt();
        QCOMPARE(m_link->transport(), kind == Kind::WebSocket
                                          ? QStringLiteral("sockjs-websocket")
                                          : QStringLiteral("sockjs-xhr-streaming"));
    }

    // Clients cut what is long wherever it may be, between the two halves of an emoji as well.
    void joinsTheHalvesOfACharacter_data() { kinds(); }
    void joinsTheHalvesOfACharacter()
    {
        connectIt();
        m_client->pass("[\"one \\ud83d\"]");
        QTRY_COMPARE(m_received, QByteArray("one "));
        m_client->pass("[\"\\udc4b two\",\"\\ud83d\",\"\\udc4b\"]");
        QTRY_COMPARE(m_received, QByteArray("one 👋 two👋"));
        m_client->pass("[\"\\udc4b\\ud83d\",\"three\"]"); // halves of nothing
        QTRY_VERIFY(m_received.endsWith("three"));
        QVERIFY(QUtf8StringView(m_received).isValidUtf8());
    }

    void carriesAMebibyteOfHangul_data() { kinds(); }
    void carriesAMebibyteOfHangul()
    {
        connectIt();
        const QByteArray text = QByteArray("마당").repeated(174762);
        m_link->send(OutgoingFrame(text));
        QTRY_COMPARE(m_client->messages().size(), text.size());
        QVERIFY(m_client->messages() == text);
    }

    void flushesBeforeItCloses_data() { kinds(); }
    void flushesBeforeItCloses()
    {
        connectIt();
        QSignalSpy closed(m_link.get(), &Link::closed);
        for (int i = 0; i < 100; ++i)
            m_link->send(OutgoingFrame(QByteArray(10000, 'a')));
        m_link->close(CloseCode::ProtocolError, QStringLiteral("enough"));
        QVERIFY(!m_link->isOpen());
        QTRY_COMPARE(m_client->frames().last(), QByteArray("c[1002,\"enough\"]"));
        QCOMPARE(m_client->messages().size(), qsizetype(1000000));
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(closed[0][0].value<CloseCode>(), CloseCode::ProtocolError);
        QCOMPARE(closed[0][1].toString(), QStringLiteral("enough"));
    }

    void saysItsEndOnce_data() { kinds(); }
    void saysItsEndOnce()
    {
        connectIt();
        QSignalSpy closed(m_link.get(), &Link::closed);
        m_link->close(CloseCode::Normal, {});
        QTRY_COMPARE(closed.count(), 1);
        m_client->breakOff();
        m_link->abort();
        m_link->close(CloseCode::GoingAway, {});
        m_link->send(OutgoingFrame("late"));
        QCoreApplication::processEvents();
        QCOMPARE(closed.count(), 1);
        QCOMPARE(m_link->bytesQueued(), qint64(0));
    }

    void noticesAnAbortedPeer_data() { kinds(); }
    void noticesAnAbortedPeer()
    {
        connectIt();
        QSignalSpy closed(m_link.get(), &Link::closed);
        m_client->breakOff();
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(closed[0][0].value<CloseCode>(), CloseCode::NoStatus);
    }

    void hearsThePeersGoodbye()
    {
        connectIt(Kind::WebSocket);
        QSignalSpy closed(m_link.get(), &Link::closed);
        m_client->socket->close(CloseCode::GoingAway, QStringLiteral("bye"));
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(closed[0][0].value<CloseCode>(), CloseCode::GoingAway);
        QCOMPARE(closed[0][1].toString(), QStringLiteral("bye"));
    }

    void abortDropsTheConnection_data() { kinds(); }
    void abortDropsTheConnection()
    {
        connectIt();
        QSignalSpy closed(m_link.get(), &Link::closed);
        m_link->send(OutgoingFrame("dropped"));
        m_link->abort();
        QCOMPARE(closed.count(), 1);
        QCOMPARE(closed[0][0].value<CloseCode>(), CloseCode::NoStatus);
        QTRY_VERIFY(m_client->stream ? m_client->stream->isGone() : !m_client->socket->isOpen());
        QVERIFY(m_client->messages().isEmpty());
        QCOMPARE(closed.count(), 1);
    }

    void goesWithItsOwner_data() { kinds(); }
    void goesWithItsOwner()
    {
        connectIt();
        m_link.reset();
        QTRY_COMPARE(m_client->frames().last(), QByteArray("c[1001,\"\"]"));
    }

    void doorGoesFirst_data() { kinds(); }
    void doorGoesFirst()
    {
        connectIt();
        QSignalSpy closed(m_link.get(), &Link::closed);
        m_service.reset();
        QCOMPARE(closed.count(), 1);
        QVERIFY(!m_link->isOpen());
        m_link->send(OutgoingFrame("late"));
        m_link->sendNow();
        m_link->setReading(false);
    }

    // --- what is not read
    void givesNothingWhileItDoesNotRead_data() { kinds(); }
    void givesNothingWhileItDoesNotRead()
    {
        connectIt();
        m_link->setReading(false);
        m_client->say("one ");
        QVERIFY(!QTest::qWaitFor([&] { return !m_received.isEmpty(); }, 50));
        m_link->setReading(true);
        QTRY_COMPARE(m_received, QByteArray("one "));
        m_client->say("two");
        QTRY_COMPARE(m_received, QByteArray("one two"));
    }

    // Clients send the next post when the one before is answered.
    void answersAPostWhenItIsRead()
    {
        connectIt(Kind::Streaming);
        m_link->setReading(false);
        const auto before = m_listener->counters().httpRequests;
        m_client->say("one ");
        QTRY_COMPARE(m_listener->counters().httpRequests, before + 1);
        HttpPeer other(m_listener->serverPort(), "GET", "/base/info");
        QTRY_VERIFY(other.isDone()); // and that one, which came before it, is not
        const HttpPeer &post = *m_client->posts.back();
        QVERIFY(post.bytes.isEmpty());
        QVERIFY(m_received.isEmpty());
        m_link->setReading(true);
        QTRY_VERIFY(post.isDone());
        QCOMPARE(post.status(), 204);
        QCOMPARE(m_received, QByteArray("one "));
        m_client->say("two");
        QTRY_COMPARE(m_received, QByteArray("one two"));
        QTRY_VERIFY(m_client->posts.back()->isDone());
    }

    void answersAPostThatIsReadNoMore_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("closed") << QByteArray("close");
        QTest::newRow("aborted") << QByteArray("abort");
        QTest::newRow("the door goes") << QByteArray("door");
        QTest::newRow("the client goes") << QByteArray("client");
    }
    void answersAPostThatIsReadNoMore()
    {
        QFETCH(QByteArray, end);
        connectIt(Kind::Streaming);
        m_link->setReading(false);
        const auto before = m_listener->counters().httpRequests;
        m_client->say("one");
        QTRY_COMPARE(m_listener->counters().httpRequests, before + 1);
        if (end == "close")
            m_link->close(CloseCode::Normal, {});
        else if (end == "abort")
            m_link->abort();
        else if (end == "door")
            m_service.reset();
        else
            m_client->breakOff();
        QTRY_VERIFY(m_client->posts.back()->isDone());
        QCOMPARE(m_client->posts.back()->status(), 204);
        QVERIFY(m_received.isEmpty());
    }

    // What a client that does not wait may leave behind here is bounded.
    void answersSomeAtOnceWhereManyWait()
    {
        connectIt(Kind::Streaming);
        m_link->setReading(false);
        const auto before = m_listener->counters().httpRequests;
        for (int i = 0; i < 9; ++i)
            m_client->say("x");
        const auto answered = [this] {
            return std::count_if(m_client->posts.begin(), m_client->posts.end(),
                                 [](const auto &post) { return post->isDone(); });
        };
        QTRY_COMPARE(m_listener->counters().httpRequests, before + 9);
        QTRY_COMPARE(answered(), 1);
        m_link->setReading(true);
        QTRY_COMPARE(answered(), 9);
        QCOMPARE(m_received, QByteArray(9, 'x'));
    }

    // Whoever does not wait for the answers has so much kept, and not for ever.
    void keepsSoMuchAndNoMore()
    {
        connectIt(Kind::Streaming);
        QSignalSpy closed(m_link.get(), &Link::closed);
        m_link->setReading(false);
        for (int i = 0; i < 40; ++i)
            m_client->say(QByteArray(128 * 1024, 'x'));
        QTRY_COMPARE(closed.count(), 1);
        for (const auto &post : m_client->posts)
            QTRY_VERIFY(post->isDone());
        QCOMPARE(m_client->frames().last(), QByteArray("c[1009,\"Too much at once\"]"));
        QVERIFY(m_received.isEmpty());
    }

    void holdsAWebSocketBack()
    {
        connectIt(Kind::WebSocket);
        m_link->setReading(false);
        for (int i = 0; i < 200; ++i)
            m_client->say(QByteArray(100000, 'p'));
        QVERIFY(!QTest::qWaitFor([&] { return !m_received.isEmpty() || !m_link->isOpen(); }, 2000));
        QVERIFY(m_client->socket->bytesQueued() > 0);
        m_link->setReading(true);
        QTRY_COMPARE(m_received.size(), qsizetype(200 * 100000));
    }

    void tellsWhatAPeerDoesNotRead()
    {
        connectIt(Kind::Streaming);
        QSignalSpy behind(m_link.get(), &Link::behind);
        QSignalSpy drained(m_link.get(), &Link::drained);
        m_client->stream->stopReading();
        m_link->send(OutgoingFrame(QByteArray(muchMore, 'b')));
        QVERIFY(m_link->bytesQueued() > muchMore / 2);
        QTRY_COMPARE(behind.count(), 1);
        QCOMPARE(drained.count(), 0);
        m_client->stream->resumeReading();
        QTRY_COMPARE(m_link->bytesQueued(), qint64(0));
        QVERIFY(drained.count() > 0);
    }

    void tellsWhatNoPollHasFetched()
    {
        connectIt(Kind::Streaming, "xhr");
        QSignalSpy behind(m_link.get(), &Link::behind);
        QSignalSpy drained(m_link.get(), &Link::drained);
        m_link->send(OutgoingFrame("one"));
        QTRY_COMPARE(behind.count(), 1);
        QCOMPARE(m_link->bytesQueued(), qint64(5));
        HttpPeer poll(m_listener->serverPort(), "POST", "/base/0/a/xhr");
        QTRY_COMPARE(poll.body(), QByteArray("a[\"one\"]\n"));
        QCOMPARE(m_link->bytesQueued(), qint64(0));
        QCOMPARE(drained.count(), 1);
    }

    // Nor must a client that asks, and is told nothing since there is nothing to tell.
    void holdsNothingForAPollThatWaits()
    {
        connectIt(Kind::Streaming, "xhr");
        const auto before = m_listener->counters().httpRequests;
        HttpPeer poll(m_listener->serverPort(), "POST", "/base/0/a/xhr");
        QTRY_VERIFY(m_listener->counters().httpRequests > before);
        QCOMPARE(m_link->bytesQueued(), qint64(0));
        m_link->send(OutgoingFrame("one"));
        QTRY_COMPARE(poll.body(), QByteArray("a[\"one\"]\n"));
    }

    // A long turn must not look like a peer that does not read.
    void handsOutAtOnceWhatIsMuch_data() { kinds(); }
    void handsOutAtOnceWhatIsMuch()
    {
        connectIt();
        m_link->send(OutgoingFrame("little"));
        QVERIFY(m_link->bytesQueued() > 0);
        m_link->sendNow();
        QCOMPARE(m_link->bytesQueued(), qint64(0));
        m_link->send(OutgoingFrame(QByteArray(300 * 1024, 'x')));
        QVERIFY(m_link->bytesQueued() < 1024 * 1024);
        QTRY_COMPARE(m_client->messages().size(), qsizetype(6 + 300 * 1024));
    }

    // --- signs of life
    // H12
    void h12NoBeatsWhereStompBeats_data()
    {
        QTest::addColumn<bool>("owner");
        QTest::newRow("SockJS beats") << false;
        QTest::newRow("STOMP beats") << true;
    }
    void h12NoBeatsWhereStompBeats()
    {
        QFETCH(bool, owner);
        m_options.session.heartbeatPeriod = owner ? 300ms : 20ms;
        connectIt(Kind::Streaming);
        if (owner)
            m_link->ownerBeats();
        m_link->send(OutgoingFrame("a")); // what is sent does not set them going again
        QTRY_COMPARE(m_client->messages(), QByteArray("a"));
        const auto beats = [this] { return m_client->frames().count("h"); };
        QCOMPARE(QTest::qWaitFor([&] { return beats() >= 2; }, owner ? 1000 : 5000), !owner);
        if (owner)
            QCOMPARE(beats(), 0);
        m_link->send(OutgoingFrame("live"));
        QTRY_COMPARE(m_client->messages(), QByteArray("alive"));
    }

    void anyBytesAreASignOfLife()
    {
        connectIt(Kind::WebSocket);
        QSignalSpy active(m_link.get(), &Link::activity);
        m_client->say("x");
        QTRY_VERIFY(active.count() > 0);
    }

    // Who has closed one direction still gets what it asked for.
    void tellsThatThePeerHasFinished()
    {
        open();
        HttpPeer peer(m_listener->serverPort(),
                      "GET /base/0/a/websocket HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n"
                      "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        QTRY_VERIFY(m_link);
        QSignalSpy finished(m_link.get(), &Link::peerFinished);
        QSignalSpy closed(m_link.get(), &Link::closed);
        QVERIFY(peer.bytesToWrite() == 0 || peer.waitForBytesWritten());
        QCOMPARE(::shutdown(int(peer.socketDescriptor()), SHUT_WR), 0);
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(closed.isEmpty());
        m_link->send(OutgoingFrame("an answer"));
        m_link->close(CloseCode::Normal, {});
        QTRY_COMPARE(closed.count(), 1);
        QTRY_VERIFY(peer.isGone());
        QVERIFY(peer.bytes.contains("a[\"an answer\"]"));
        QVERIFY(peer.bytes.contains("c[1000,\"\"]"));
    }

    // SockJS carries text only.
    void bytesComeAsBase64()
    {
        connectIt(Kind::Streaming);
        m_link->send(OutgoingFrame(QByteArray("MESSAGE\ncontent-length:2\n\n\xff\xfe") + '\0'));
        QTRY_COMPARE(m_client->messages(),
                     QByteArray("MESSAGE\ncontent-transfer-encoding:base64\ncontent-length:4\n\n"
                                "//4=") +
                         '\0');
    }

private:
    static void kinds()
    {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("websocket") << Kind::WebSocket;
        QTest::newRow("xhr-streaming") << Kind::Streaming;
    }
    void open()
    {
        m_listener = std::make_unique<Listener>(doorOptions(), [this](const HttpRequest &request) {
            return m_service->answer(request);
        });
        m_service = std::make_unique<SockJsService>(
            m_options, m_listener->reception(), stompInSockJs([this](Link *link) {
                m_link.reset(link);
                connect(link, &Link::received, this,
                        [this](const QByteArray &bytes) { m_received += bytes; });
            }));
        connect(m_listener.get(), &Listener::messagesOpened, this,
                [this](AcceptedWebSocket *socket) {
                    m_service->open(std::unique_ptr<AcceptedWebSocket>(socket));
                });
        QVERIFY(m_listener->listen(QHostAddress::LocalHost));
    }
    Listener::Options doorOptions()
    {
        Listener::Options doors;
        doors.upgrade.kindOf = [this](QByteArrayView path) {
            return m_service->hasWebSocket(path) ? WebSocketKind::Messages : WebSocketKind::None;
        };
        return doors;
    }
    void connectIt()
    {
        QFETCH(Kind, kind);
        connectIt(kind);
    }
    /// `transport`: of the first receiver, where it is to be another one.
    void connectIt(Kind kind, const QByteArray &transport = {})
    {
        open();
        if (!transport.isEmpty()) {
            HttpPeer first(m_listener->serverPort(), "POST", "/base/0/a/" + transport);
            QTRY_VERIFY(first.isDone());
        } else {
            m_client = std::make_unique<Client>(m_listener->serverPort(), kind);
            // Beats may have come behind it before we look.
            QTRY_COMPARE(m_client->frames().value(0), QByteArray("o"));
        }
        QVERIFY(m_link);
    }

    SockJsService::Options m_options;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<SockJsService> m_service;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<Link> m_link;
    QByteArray m_received;
};

QTEST_GUILESS_MAIN(TestSockJsLink)
#include "tst_sockjslink.moc"
