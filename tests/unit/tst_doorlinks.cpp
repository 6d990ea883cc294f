// SPDX-License-Identifier: GPL-3.0-or-later
// A link that came through a door: signs of life, what is not read, and how it ends.

#include "tests/support/doorsfixture.h"

#include <QSignalSpy>
#include <QTest>
#include <QUtf8StringView>

#include <algorithm>
#include <cerrno>
#include <memory>

#include <unistd.h>

using namespace Server;
using namespace std::chrono_literals;
using Stomp::CloseCode;
using TestSupport::frame;
using TestSupport::Peer;
using TestSupport::upgrade;

namespace {

constexpr qint64 megabyte = 1024 * 1024;

/// The payload of the first close frame behind the head of the answer; null without one.
QByteArray closePayload(const QByteArray &bytes)
{
    const qsizetype at = bytes.indexOf(char(0x88), bytes.indexOf("\r\n\r\n"));
    return at < 0 || at + 1 == bytes.size() ? QByteArray()
                                            : bytes.mid(at + 2, uchar(bytes[at + 1]));
}

} // namespace

class TestDoorLinks : public TestSupport::DoorsFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { trustCertificate(); }
    void init() { reset(); }
    void cleanup() { close(); }

    // --- signs of life: W12
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

    // Its pong may well be among what we leave unread.
    void silenceOfWhoIsNotReadIsOurs()
    {
        m_options.webSocket.pingTime = 20ms;
        m_options.webSocket.pongTime = 20ms;
        open();
        Peer peer(m_http->serverPort());
        peer.write(upgrade);
        QTRY_COMPARE(m_links.size(), size_t(1));
        m_links[0]->setReading(false);
        QVERIFY(!QTest::qWaitFor([this] { return m_closed > 0; }, 300));
        m_links[0]->setReading(true); // and now it is the peer's
        QTRY_COMPARE(m_closed, 1);
        QCOMPARE(m_http->counters().pingTimeouts, quint64(1));
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

    // --- who closes one direction only
    void halfClosedPeerIsHeardOutAndAnswered_data()
    {
        QTest::addColumn<bool>("webSocket");
        QTest::newRow("TCP") << false;
        QTest::newRow("WebSocket") << true;
    }
    void halfClosedPeerIsHeardOutAndAnswered()
    {
        QFETCH(bool, webSocket);
        open();
        Peer peer(webSocket ? m_http->serverPort() : m_tcp->serverPort());
        peer.write(webSocket ? upgrade + frame(0x81, "asked") : "asked");
        QTRY_COMPARE(m_received, QByteArray("asked"));
        int finished = 0;
        connect(m_links[0].get(), &Stomp::Link::peerFinished, this, [&finished] { ++finished; });
        QVERIFY(peer.halfClose());
        QTRY_COMPARE(finished, 1);
        QVERIFY(m_links[0]->isOpen());
        // To stop reading and go on does not bring the end a second time.
        m_links[0]->setReading(false);
        m_links[0]->setReading(true);
        QVERIFY(!QTest::qWaitFor([&] { return finished > 1 || m_closed > 0; }, 50));
        m_links[0]->send(Stomp::OutgoingFrame("answered"));
        m_links[0]->close(Stomp::CloseCode::Normal, {});
        QTRY_COMPARE(m_closed, 1);
        QTRY_VERIFY(peer.isGone());
        QVERIFY(peer.bytes.contains("answered"));
    }

    void halfClosedPeerIsClosedWhereNobodyListens()
    {
        open();
        Peer peer(m_tcp->serverPort());
        peer.write("\n");
        QTRY_COMPARE(m_links.size(), size_t(1));
        QVERIFY(peer.halfClose());
        QTRY_COMPARE(m_closed, 1);
        QTRY_VERIFY(peer.isGone());
    }

    void resetIsNoHalfClose()
    {
        open();
        Peer peer(m_tcp->serverPort());
        peer.write("\n");
        QTRY_COMPARE(m_links.size(), size_t(1));
        int finished = 0;
        connect(m_links[0].get(), &Stomp::Link::peerFinished, this, [&finished] { ++finished; });
        const linger none{1, 0};
        ::setsockopt(int(peer.socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
        peer.abort();
        QTRY_COMPARE(m_closed, 1);
        QCOMPARE(finished, 0);
    }

    // An ERROR that stands behind much else, to somebody who has closed its own direction.
    void lastWordsReachWhoOnlyReads()
    {
        open();
        Peer peer(m_tcp->serverPort());
        peer.stopReading();
        peer.write("\n");
        QTRY_COMPARE(m_links.size(), size_t(1));
        constexpr int megabytes = 32;
        for (int i = 0; i < megabytes; ++i)
            m_links[0]->send(Stomp::OutgoingFrame(QByteArray(1024 * 1024, 'b')));
        m_links[0]->send(Stomp::OutgoingFrame("ERROR"));
        m_links[0]->close(Stomp::CloseCode::ProtocolError, {});
        QVERIFY(peer.halfClose());
        QVERIFY(!QTest::qWaitFor([this] { return m_closed > 0; }, 50));
        peer.resumeReading();
        QTRY_VERIFY(peer.isGone());
        QCOMPARE(peer.bytes.size(), qsizetype(megabytes) * 1024 * 1024 + 5);
        QVERIFY(peer.bytes.endsWith("ERROR"));
    }

    // --- what is not read
    void pingIsAnsweredThoughThereIsAlwaysMoreToRead()
    {
        open();
        Peer peer(m_http->serverPort());
        peer.write(upgrade);
        QTRY_COMPARE(m_links.size(), size_t(1));
        QTRY_VERIFY(!peer.bytes.isEmpty());
        peer.stopReading();
        const Stomp::OutgoingFrame big(QByteArray(1024 * 1024, 'b'));
        for (int i = 0; i < 32; ++i)
            m_links[0]->send(big);
        // As much as it reads there is again.
        connect(m_links[0].get(), &Stomp::Link::drained, this, [this, &big] {
            while (m_links[0]->bytesQueued() < 16 * 1024 * 1024)
                m_links[0]->send(big);
        });
        peer.write(frame(0x89, "here?"));
        connect(&peer, &QSslSocket::readyRead, &peer, [&peer] {
            if (peer.reads && !peer.bytes.contains("here?"))
                peer.bytes = peer.bytes.last(std::min<qsizetype>(4, peer.bytes.size()));
        });
        peer.resumeReading();
        QTRY_VERIFY_WITH_TIMEOUT(peer.bytes.contains("\x8A\x05here?"), 30000);
        QVERIFY(m_links[0]->bytesQueued() > 0);
    }

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
        peer.stopReading();
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
        peer.resumeReading();
        QTRY_COMPARE_WITH_TIMEOUT(m_links[0]->bytesQueued(), qint64(0), 30000);
        QTRY_COMPARE_WITH_TIMEOUT(peer.bytes.size(), frames * 1024 * 1024, 30000);
        QVERIFY(drained > 0);
    }

    // --- goodbyes
    void reasonIsCutToWhatAFrameHoldsAndStaysText()
    {
        open();
        Peer peer(m_http->serverPort());
        peer.write(upgrade);
        QTRY_COMPARE(m_links.size(), size_t(1));
        m_links[0]->close(CloseCode::SlowConsumer, QStringLiteral("가나다라").repeated(20));
        QTRY_VERIFY(peer.isGone());
        const QByteArray payload = closePayload(peer.bytes);
        QCOMPARE(payload.size(), qsizetype(2 + 123)); // 41 syllables of three bytes
        QVERIFY(QUtf8StringView(payload.sliced(2)).isValidUtf8());
    }

    void reasonIsNotCutWithinACharacter()
    {
        open();
        Peer peer(m_http->serverPort());
        peer.write(upgrade);
        QTRY_COMPARE(m_links.size(), size_t(1));
        m_links[0]->close(CloseCode::SlowConsumer,
                          QStringLiteral("x") + QStringLiteral("가나다라").repeated(20));
        QTRY_VERIFY(peer.isGone());
        const QByteArray payload = closePayload(peer.bytes);
        QCOMPARE(payload.size(), qsizetype(2 + 1 + 40 * 3));
        QVERIFY(QUtf8StringView(payload.sliced(2)).isValidUtf8());
    }

    void closeIsAnswered_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QByteArray>("answered");
        QTest::newRow("code and reason") << QByteArray("\x0f\xa0why") << QByteArray("\x0f\xa0why");
        QTest::newRow("nothing") << QByteArray() << QByteArray("\x03\xe8");
    }
    void closeIsAnswered()
    {
        QFETCH(QByteArray, said);
        QFETCH(QByteArray, answered);
        open();
        Peer peer(m_http->serverPort());
        peer.write(upgrade + frame(0x88, said) + frame(0x81, "behind it"));
        QTRY_VERIFY(peer.isGone());
        QCOMPARE(closePayload(peer.bytes), answered);
        QTRY_COMPARE(m_closed, 1);
        QVERIFY(m_received.isEmpty());
    }

    // It takes nothing and says nothing: its last frames cannot be waited for for ever.
    void deafPeerIsDroppedInTheEnd_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }
    void deafPeerIsDroppedInTheEnd()
    {
        QFETCH(bool, tls);
        if (tls)
            needTls();
        open();
        Peer peer(m_tcp->serverPort(), tls); // where no ping ends it
        peer.write("\n");
        QTRY_COMPARE(m_links.size(), size_t(1));
        peer.stopReading();
        int behind = 0;
        connect(m_links[0].get(), &Stomp::Link::behind, this, [&behind] { ++behind; });
        for (int i = 0; i < 32; ++i)
            m_links[0]->send(Stomp::OutgoingFrame(QByteArray(megabyte, 'b')));
        QTRY_VERIFY(behind > 0);
        m_links[0]->close(CloseCode::SlowConsumer, QStringLiteral("too slow"));
        QCOMPARE(m_closed, 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_closed, 1, 30000);
        QCOMPARE(m_links[0]->bytesQueued(), qint64(0));
        QTRY_COMPARE(m_http->connections(), 1); // until its owner lets go
        m_links.clear();
        QTRY_COMPARE(m_http->connections(), 0);
    }

    // The last word is behind it, and the peer has time to say its own.
    void closeEndsOurDirectionFirst()
    {
        open();
        bool seen = false;
        for (int i = 0; i < 5 && !seen; ++i) { // it waits for two seconds, which may pass here
            m_closed = 0;
            m_links.clear();
            Peer peer(m_tcp->serverPort());
            QVERIFY(peer.waitForConnected());
            const int descriptor = ::dup(int(peer.socketDescriptor()));
            peer.write("\n");
            QTRY_COMPARE(m_links.size(), size_t(1));
            peer.stopReading();
            m_links[0]->close(CloseCode::Normal, {});
            char byte;
            QTRY_COMPARE(::recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT), ssize_t(0));
            seen = m_closed == 0;
            ::close(descriptor);
        }
        QVERIFY(seen);
    }

    // Bytes left unread would make the kernel reset the connection and take our words with it.
    void whoSendsOnIsReadToItsEnd()
    {
        open();
        const QByteArray much(32 * megabyte, 'x'); // than the kernels keep
        bool whole = false;
        for (int i = 0; i < 5 && !whole; ++i) { // it waits for two seconds, which may pass here
            m_links.clear();
            Peer peer(m_tcp->serverPort());
            QVERIFY(peer.waitForConnected());
            const int descriptor = ::dup(int(peer.socketDescriptor()));
            peer.write("\n");
            QTRY_COMPARE(m_links.size(), size_t(1));
            peer.stopReading();
            m_links[0]->setReading(false);
            m_links[0]->close(CloseCode::ProtocolError, {});
            qsizetype sent = 0;
            bool broken = false;
            QTRY_VERIFY(([&] {
                ssize_t size = 0;
                while (sent < much.size() &&
                       (size = ::send(descriptor, much.constData() + sent,
                                      size_t(much.size() - sent), MSG_DONTWAIT | MSG_NOSIGNAL)) > 0)
                    sent += size;
                broken = size < 0 && errno != EAGAIN;
                return broken || sent == much.size();
            }()));
            whole = !broken;
            ::close(descriptor);
        }
        QVERIFY(whole);
        QVERIFY(!m_received.contains('x')); // and nothing of it was acted upon
    }

    // --- deletion from within
    void ownerMayDeleteItWhereverItSpeaks_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::addColumn<QByteArray>("signal");
        for (const bool tls : {false, true}) {
            for (const char *signal : {"received", "activity", "closed", "drained", "finished"}) {
                if (!tls || qstrcmp(signal, "finished") != 0)
                    QTest::addRow("%s%s", signal, tls ? " in TLS" : "")
                        << tls << QByteArray(signal);
            }
        }
    }
    void ownerMayDeleteItWhereverItSpeaks()
    {
        QFETCH(bool, tls);
        QFETCH(QByteArray, signal);
        if (tls)
            needTls();
        open();
        Peer peer(m_http->serverPort(), tls);
        peer.write(upgrade);
        QTRY_COMPARE(m_links.size(), size_t(1));
        Stomp::Link *link = m_links[0].get();
        const auto gone = [this] { m_links.clear(); };
        if (signal == "received")
            connect(link, &Stomp::Link::received, this, gone);
        else if (signal == "activity")
            connect(link, &Stomp::Link::activity, this, gone);
        else if (signal == "closed")
            connect(link, &Stomp::Link::closed, this, gone);
        else if (signal == "drained")
            connect(link, &Stomp::Link::drained, this, gone);
        else
            connect(link, &Stomp::Link::peerFinished, this, gone);
        if (signal == "drained") {
            peer.stopReading();
            for (int i = 0; i < 16; ++i)
                link->send(Stomp::OutgoingFrame(QByteArray(megabyte, 'b')));
            peer.resumeReading();
        } else if (signal == "finished") {
            QVERIFY(peer.halfClose());
        } else if (signal == "activity") {
            peer.write(frame(0x89, "b")); // bytes that are nobody's to receive
        } else {
            peer.write(frame(0x81, "a") + frame(0x89, "b") + frame(0x81, "c") + frame(0x88, {}));
        }
        QTRY_VERIFY(m_links.empty());
        QTRY_VERIFY(peer.isGone());
        QTRY_COMPARE(m_http->connections(), 0);
    }
};

QTEST_GUILESS_MAIN(TestDoorLinks)
#include "tst_doorlinks.moc"
