// SPDX-License-Identifier: GPL-3.0-or-later
// Peers that mean no good, against a real host in which two others chat on: each hostile one gets
// the error it deserves, the host's memory stays bounded, and the chat is not disturbed.

#include "tests/support/hostprocess.h"
#include "tests/support/rawpeer.h"
#include "tests/support/roompeer.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <cstdio>
#include <memory>
#include <vector>

#include <sys/resource.h>

namespace {

constexpr int patience = 60000;
constexpr qint64 mebibyteInKiB = 1024;
/// What one attack may add to the host's memory. Generous: allocators keep some.
constexpr qint64 memoryBound = 64 * mebibyteInKiB;
/// What one connection may add: a socket, its buffer, a head of a request that is not whole.
constexpr qint64 connectionBound = 24;

#ifdef MADANG_SANITIZE_ADDRESS
constexpr bool boundIsOff = true;
#else
constexpr bool boundIsOff = false;
#endif

const QByteArray connectFrame = "CONNECT\naccept-version:1.2\nhost:a\n\n^";

} // namespace

class TestHostile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void garbageBehindTheHandshake_data();
    void garbageBehindTheHandshake();
    void garbageOnThePort();
    void brokenFrames_data();
    void brokenFrames();
    void endlessHeaderLine();
    void halfFrameForEver();
    void halfMessageForEver();
    void neverConnects();
    void bodyAboveTheLimit_data();
    void bodyAboveTheLimit();
    void tooManySubscriptions();
    void tooManyTransactions();
    void bodyInManyMessagesThatNeverEnds();
    void neverReads();
    void pingsAndNeverReads();
    void neverAcknowledges();
    void connectsAndLeaves();
    void halfRequests();

private:
    std::unique_ptr<RawPeer> connected();
    void talk();

    std::unique_ptr<HostProcess> m_host;
    std::unique_ptr<RoomPeer> m_one;
    std::unique_ptr<RoomPeer> m_two;
    QTimer m_talk;
    QStringList m_said;
    int m_receipts = 0;
    int m_errors = 0;
    qint64 m_before = 0;
    qint64 m_bound = 0; ///< KiB that the attack may add.
};

void TestHostile::initTestCase()
{
    if (boundIsOff)
        std::puts(
            "not run: the bound of the host's memory, for AddressSanitizer keeps what was freed");
    // 10,000 peers need as many descriptors on our side.
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    m_talk.setInterval(5);
    connect(&m_talk, &QTimer::timeout, this, &TestHostile::talk);
}

/// Two who chat; each test has a host of its own, so that its memory is that test's.
void TestHostile::init()
{
    m_host = std::make_unique<HostProcess>();
    QVERIFY(m_host->startAndWait(
        {QStringLiteral("--connect-seconds=3"), QStringLiteral("--queue-seconds=3"),
         QStringLiteral("--queue-bytes=4194304"), QStringLiteral("--subscriptions=1000")}));
    m_said.clear();
    m_receipts = 0;
    m_errors = 0;
    m_bound = memoryBound;
    m_one = std::make_unique<RoomPeer>(m_host->webSocket(), QStringLiteral("one"), "lobby");
    m_two = std::make_unique<RoomPeer>(m_host->webSocket(), QStringLiteral("two"), "lobby");
    for (RoomPeer *peer : {m_one.get(), m_two.get()}) {
        peer->listen([] { return Stomp::Headers{{"since", "0"}}; });
        connect(&peer->client(), &Stomp::StompClient::errorReceived, this, [this] { ++m_errors; });
        connect(&peer->client(), &Stomp::StompClient::stateChanged, this,
                [this](Stomp::StompClient::State state) {
                    if (state == Stomp::StompClient::State::Waiting)
                        ++m_errors;
                });
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_one->isConnected() && m_two->isConnected(), patience);
    m_talk.start();
    QTRY_VERIFY_WITH_TIMEOUT(m_two->messages().size() > 20, patience);
    m_before = m_host->residentKiB();
    QVERIFY(m_before > 0);
}

void TestHostile::talk()
{
    const QString text = QStringLiteral("%1 안녕").arg(m_said.size());
    m_said.append(text);
    connect(m_one->say(text, QStringLiteral("m-%1").arg(m_said.size())),
            &Stomp::StompReceipt::arrived, this, [this] { ++m_receipts; });
    m_two->say(text, QStringLiteral("m-%1").arg(m_said.size()));
}

void TestHostile::cleanup()
{
    // The chat went on all the while, and still does.
    const qsizetype until = m_said.size() + 20;
    QTRY_VERIFY_WITH_TIMEOUT(m_said.size() >= until, patience);
    m_talk.stop();
    for (const RoomPeer *peer : {m_one.get(), m_two.get()}) {
        QTRY_COMPARE_WITH_TIMEOUT(peer->textsOf(QStringLiteral("one")).size(), m_said.size(),
                                  patience);
        QTRY_COMPARE_WITH_TIMEOUT(peer->textsOf(QStringLiteral("two")).size(), m_said.size(),
                                  patience);
        QCOMPARE(peer->textsOf(QStringLiteral("one")), m_said);
        QCOMPARE(peer->textsOf(QStringLiteral("two")), m_said);
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_receipts, int(m_said.size()), patience);
    QCOMPARE(m_errors, 0);
    const qint64 added = m_host->peakResidentKiB() - m_before;
    QVERIFY2(boundIsOff || added < m_bound, qPrintable(QStringLiteral("%1 KiB more").arg(added)));
    qInfo("%lld messages of the chat arrived; the host took %lld KiB more at its peak",
          qlonglong(2 * m_said.size()), qlonglong(added));
    m_one.reset();
    m_two.reset();
    QCOMPARE(m_host->terminate(), 0);
    m_host.reset();
}

std::unique_ptr<RawPeer> TestHostile::connected()
{
    auto peer = std::make_unique<RawPeer>(m_host->port());
    peer->upgrade();
    peer->sendText(connectFrame);
    [&] { QTRY_VERIFY_WITH_TIMEOUT(peer->stomp().startsWith("CONNECTED\n"), patience); }();
    return peer;
}

void TestHostile::garbageBehindTheHandshake_data()
{
    QTest::addColumn<bool>("framed");
    QTest::newRow("in proper WebSocket frames") << true;
    QTest::newRow("instead of WebSocket frames") << false;
}

void TestHostile::garbageBehindTheHandshake()
{
    QFETCH(bool, framed);
    QRandomGenerator random(4711);
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (int i = 0; i < 100; ++i) {
        peers.push_back(std::make_unique<RawPeer>(m_host->port()));
        RawPeer *peer = peers.back().get();
        peer->upgrade();
        QByteArray garbage(4096, '\0');
        for (char &byte : garbage)
            byte = char(random.generate());
        garbage[0] = char(0x83); // no frame begins so
        connect(&peer->socket(), &QTcpSocket::readyRead, peer,
                [peer, garbage, framed, sent = false]() mutable {
                    if (peer->status() != 101 || std::exchange(sent, true))
                        return;
                    if (framed)
                        peer->sendBinary(garbage);
                    else
                        peer->write(garbage);
                });
    }
    for (const auto &peer : peers) {
        QTRY_VERIFY_WITH_TIMEOUT(peer->isClosed(), patience);
        QCOMPARE(peer->closeCode(), 1002);
        if (framed)
            QVERIFY(peer->stomp().startsWith("ERROR\n"));
    }
}

void TestHostile::garbageOnThePort()
{
    QRandomGenerator random(4712);
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (int i = 0; i < 100; ++i) {
        QByteArray garbage(40000, '\0');
        for (char &byte : garbage)
            byte = char(random.generate());
        peers.push_back(std::make_unique<RawPeer>(m_host->port()));
        peers.back()->write(garbage);
    }
    for (const auto &peer : peers) {
        QTRY_VERIFY_WITH_TIMEOUT(peer->isClosed(), patience);
        QVERIFY(peer->status() == 431 || peer->status() == 400);
    }
}

void TestHostile::brokenFrames_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("unknown command") << QByteArray("DANCE\n\n^") << QByteArray("ERROR\nmessage:");
    QTest::newRow("header without colon")
        << QByteArray("SEND\ndestination\n\n^") << QByteArray("ERROR\nmessage:");
    QTest::newRow("unknown escape")
        << QByteArray("SEND\ndestination:/topic/a\\t\n\n^") << QByteArray("ERROR\nmessage:");
    QTest::newRow("SEND without destination, with receipt")
        << QByteArray("SEND\nreceipt:r-7\n\nx^") << QByteArray("receipt-id:r-7\n");
    QTest::newRow("content-length that is too short")
        << QByteArray("SEND\ndestination:/topic/a\ncontent-length:1\n\nabc^")
        << QByteArray("ERROR\nmessage:");
    QTest::newRow("CONNECT again") << connectFrame << QByteArray("ERROR\nmessage:");
    QTest::newRow("COMMIT of nothing")
        << QByteArray("COMMIT\ntransaction:t\nreceipt:r-8\n\n^") << QByteArray("receipt-id:r-8\n");
    QTest::newRow("chat message that is no JSON")
        << QByteArray("SEND\ndestination:/app/chat/message\nreceipt:r-9\n\nhello^")
        << QByteArray("receipt-id:r-9\n");
    QTest::newRow("bad room id") << QByteArray(
                                        "SEND\ndestination:/app/chat/message\nreceipt:r-10\n\n"
                                        "{\"roomId\":\"a/b\",\"message\":\"x\"}^")
                                 << QByteArray("receipt-id:r-10\n");
}

void TestHostile::brokenFrames()
{
    QFETCH(QByteArray, frame);
    QFETCH(QByteArray, error);
    const auto peer = connected();
    peer->sendText(frame);
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1002, patience);
    QVERIFY2(peer->stomp().contains("ERROR\nmessage:"), peer->stomp().constData());
    QVERIFY2(peer->stomp().contains(error), peer->stomp().constData());
    QTRY_VERIFY_WITH_TIMEOUT(peer->isClosed(), patience);
}

void TestHostile::endlessHeaderLine()
{
    const auto peer = connected();
    peer->sendText("SEND\ndestination:/topic/a\nx:");
    const QByteArray more(8192, 'a');
    for (int i = 0; i < 4; ++i)
        peer->sendText(more);
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1002, patience);
    QVERIFY(peer->stomp().contains("ERROR\nmessage:"));
}

void TestHostile::halfFrameForEver()
{
    // Before CONNECT is whole, the time for it runs.
    RawPeer peer(m_host->port());
    peer.upgrade();
    peer.sendText("CONNECT\naccept-version:1.2\n");
    QTRY_COMPARE_WITH_TIMEOUT(peer.closeCode(), 1002, patience);
    QVERIFY(peer.stomp().startsWith("ERROR\nmessage:No CONNECT in time"));
}

void TestHostile::halfMessageForEver()
{
    // Declares a message of 100 bytes and sends three of them.
    RawPeer peer(m_host->port());
    peer.upgrade();
    QTRY_COMPARE_WITH_TIMEOUT(peer.status(), 101, patience);
    peer.write(RawPeer::webSocketFrame(2, QByteArray(100, 'x')).first(9));
    QTRY_VERIFY_WITH_TIMEOUT(peer.isClosed(), patience);
    QVERIFY(peer.closeCode() == 1002 || peer.closeCode() == 1001);
}

void TestHostile::neverConnects()
{
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (int i = 0; i < 200; ++i) {
        peers.push_back(std::make_unique<RawPeer>(m_host->port()));
        peers.back()->upgrade();
    }
    for (const auto &peer : peers) {
        QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1002, patience);
        QVERIFY(peer->stomp().startsWith("ERROR\nmessage:No CONNECT in time"));
    }
}

void TestHostile::bodyAboveTheLimit_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<int>("code");
    const QByteArray send = "SEND\ndestination:/topic/a\n";
    QTest::newRow("declared") << send + "content-length:9000000000000000000\n\n" << 1002;
    QTest::newRow("declared, just above") << send + "content-length:1048577\n\n" << 1002;
    QTest::newRow("declared beyond 64 bits") << send + "content-length:99999999999999999999999\n\n"
                                             << 1002;
    QTest::newRow("negative") << send + "content-length:-1\n\n" << 1002;
    QTest::newRow("not declared") << send + '\n' + QByteArray(1024 * 1024 + 1, 'x') + '^' << 1002;
    QTest::newRow("in one message above the limit of messages")
        << send + '\n' + QByteArray(3 * 1024 * 1024, 'x') << 1009;
}

void TestHostile::bodyAboveTheLimit()
{
    QFETCH(QByteArray, frame);
    QFETCH(int, code);
    const auto peer = connected();
    peer->sendText(frame);
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), code, patience);
    if (code == 1002)
        QVERIFY(peer->stomp().contains("ERROR\nmessage:"));
    QTRY_VERIFY_WITH_TIMEOUT(peer->isClosed(), patience);
}

void TestHostile::tooManySubscriptions()
{
    const auto peer = connected();
    QByteArray frames;
    for (int i = 0; i < 10000; ++i) {
        const QByteArray number = QByteArray::number(i);
        frames += "SUBSCRIBE\nid:" + number + "\nreceipt:" + number + "\ndestination:/topic/" +
                  QByteArray(50, 'd') + number + "\n\n^";
    }
    peer->sendText(frames);
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1002, patience);
    QCOMPARE(peer->stomp().count("RECEIPT\n"), 1000);
    const qsizetype error = peer->stomp().indexOf("ERROR\n");
    QVERIFY(error > 0);
    QVERIFY(peer->stomp().indexOf("receipt-id:1000\n", error) > 0);
}

void TestHostile::tooManyTransactions()
{
    const auto peer = connected();
    QByteArray frames = "BEGIN\ntransaction:t\n\n^";
    for (int i = 0; i < 1001; ++i)
        frames += "SEND\ntransaction:t\ndestination:/topic/a\n\nx^";
    peer->sendText(frames);
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1002, patience);
    QVERIFY(peer->stomp().contains("ERROR\nmessage:"));
}

void TestHostile::bodyInManyMessagesThatNeverEnds()
{
    // A frame may be spread over messages; its parts must not add up without end.
    const auto peer = connected();
    peer->sendText("SEND\ndestination:/topic/a\n\n");
    const QByteArray part(64 * 1024, 'x');
    for (int i = 0; i < 64; ++i)
        peer->sendText(part);
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1002, patience);
    QVERIFY(peer->stomp().contains("ERROR\nmessage:"));
}

void TestHostile::neverReads()
{
    const auto deaf = connected();
    deaf->sendText("SUBSCRIBE\nid:0\nreceipt:s\ndestination:/topic/flood\n\n^");
    QTRY_VERIFY_WITH_TIMEOUT(deaf->stomp().contains("receipt-id:s"), patience);
    deaf->stopReading();
    RoomPeer listener(m_host->webSocket(), QStringLiteral("listener"), QStringLiteral("lobby"));
    int heard = 0;
    connect(listener.client().subscribe("/topic/flood"), &Stomp::StompSubscription::received, this,
            [&heard] { ++heard; });
    QTRY_VERIFY_WITH_TIMEOUT(listener.isConnected(), patience);

    // 64 MiB, each part once the one before was heard by somebody who does read.
    const QByteArray part(64 * 1024, 'x');
    constexpr int parts = 1024;
    for (int i = 0; i < parts; i += 16) {
        for (int j = 0; j < 16; ++j)
            listener.client().send("/topic/flood", part);
        QTRY_COMPARE_WITH_TIMEOUT(heard, i + 16, patience);
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_host->errors().contains("is a slow consumer and was closed"),
                             patience);
    // What it was told is behind what it did not read; it may come too late to see it.
    deaf->resumeReading();
    QTRY_VERIFY_WITH_TIMEOUT(deaf->isClosed(), patience);
    QVERIFY(deaf->closeCode() == 4500 || deaf->closeCode() == 0);
    QVERIFY(deaf->stomp().count("MESSAGE\n") < parts);
}

void TestHostile::pingsAndNeverReads()
{
    // Each ping costs a pong; 100 MiB of them must not wait in the host.
    const auto deaf = connected();
    deaf->stopReading();
    const QByteArray pings = RawPeer::webSocketFrame(9, QByteArray(125, 'p')).repeated(8000);
    qint64 sent = 0;
    constexpr qint64 enough = 100 * 1024 * 1024;
    const auto send = [&] {
        while (deaf->socket().bytesToWrite() == 0 && sent < enough && deaf->isConnected())
            sent += deaf->socket().write(pings);
    };
    connect(&deaf->socket(), &QTcpSocket::bytesWritten, this, send);
    send();
    QTRY_VERIFY_WITH_TIMEOUT(
        sent >= enough || deaf->isClosed() || m_host->errors().contains("slow consumer"), patience);
    deaf->reset();
}

void TestHostile::neverAcknowledges()
{
    const auto peer = connected();
    peer->sendText("SUBSCRIBE\nid:0\nack:client\ndestination:/topic/acks\n\n^");
    QByteArray frames;
    for (int i = 0; i < 1000; ++i)
        frames += "SEND\ndestination:/topic/acks\n\nx^";
    for (int i = 0; i < 11; ++i)
        peer->sendText(frames);
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 4500, patience);
    QTRY_VERIFY_WITH_TIMEOUT(peer->isClosed(), patience);
}

void TestHostile::connectsAndLeaves()
{
    // With a word and without, before and behind the handshake (STOMP 1.2, "Connecting").
    for (int round = 0; round < 10; ++round) {
        std::vector<std::unique_ptr<RawPeer>> peers;
        for (int i = 0; i < 50; ++i) {
            peers.push_back(std::make_unique<RawPeer>(m_host->port()));
            if (i % 5 >= 1)
                peers.back()->upgrade();
            if (i % 5 >= 3)
                peers.back()->sendText(connectFrame);
        }
        for (size_t i = 0; i < peers.size(); ++i) {
            RawPeer &peer = *peers[i];
            QTRY_VERIFY_WITH_TIMEOUT(peer.isConnected(), patience);
            if (i % 5 == 2 || i % 5 == 4)
                QTRY_COMPARE_WITH_TIMEOUT(peer.status(), 101, patience);
            peer.reset();
        }
    }
}

void TestHostile::halfRequests()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const int count = int(std::min<rlim_t>(10000, limit.rlim_cur - 200));
    m_bound += count * connectionBound;
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (int i = 0; i < count; ++i) {
        peers.push_back(std::make_unique<RawPeer>(m_host->port()));
        peers.back()->write("GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
        if (i % 500 == 499)
            QTRY_VERIFY_WITH_TIMEOUT(peers.back()->isConnected() || peers.back()->isClosed(),
                                     patience);
    }
    int refused = 0;
    for (const auto &peer : peers) {
        QTRY_VERIFY_WITH_TIMEOUT(peer->isClosed(), patience);
        QVERIFY2(peer->status() == 408 || peer->status() == 503, peer->received().constData());
        refused += peer->status() == 503 ? 1 : 0;
    }
    qInfo("%d half requests, %d of them told that there are too many", count, refused);
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
