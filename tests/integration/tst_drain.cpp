// SPDX-License-Identifier: GPL-3.0-or-later
// A host behind a balancer that is told to end: it says so first, sends people away little by
// little, and keeps what it gave receipts for.

#include "tests/support/hostprocess.h"
#include "tests/support/rawpeer.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

namespace {

constexpr int patience = 60000;

/// Talks all the time, until it is sent away.
class Talker {
public:
    Talker(quint16 port, int number) : m_number(number), m_peer(port)
    {
        m_peer.upgrade();
        m_peer.sendText("CONNECT\naccept-version:1.2\nhost:x\n\n^");
    }
    bool isIn() const { return m_peer.stomp().contains("CONNECTED"); }
    void say()
    {
        if (m_peer.isClosed() || m_peer.closeCode() != 0)
            return;
        const QByteArray id = QByteArray::number(m_number) + '-' + QByteArray::number(m_said++);
        m_peer.sendText(frameOf(id));
    }
    static QByteArray frameOf(const QByteArray &id)
    {
        return "SEND\ndestination:/app/chat/message\nreceipt:" + id +
               "\n\n{\"type\":\"TALK\",\"roomId\":\"lobby\",\"id\":\"c-" + id +
               "\",\"message\":\"<" + id + ">\"}^";
    }
    /// Notes when it was sent away; now and then it says something.
    void look(const QElapsedTimer &clock)
    {
        if (m_looks++ % 30 == m_number % 30)
            say();
        if (!m_gone && m_peer.closeCode() != 0)
            m_gone = clock.elapsed();
    }
    std::optional<qint64> gone() const { return m_gone; }
    int closeCode() const { return m_peer.closeCode(); }
    QSet<QByteArray> receipts() const
    {
        QSet<QByteArray> all;
        static const QRegularExpression receipt(QStringLiteral("receipt-id:([^\n]*)"));
        auto matches = receipt.globalMatch(QString::fromUtf8(m_peer.stomp()));
        while (matches.hasNext())
            all += matches.next().captured(1).toUtf8();
        return all;
    }

private:
    int m_number;
    RawPeer m_peer;
    int m_said = 0;
    int m_looks = 0;
    std::optional<qint64> m_gone;
};

/// The status of an answer to a GET.
int statusOf(const HostProcess &host, const QByteArray &path)
{
    RawPeer peer(host.port());
    peer.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    (void)QTest::qWaitFor([&] { return peer.status() != 0 || peer.isClosed(); }, patience);
    return peer.status();
}

int upgradeStatus(const HostProcess &host, const QByteArray &path)
{
    RawPeer peer(host.port());
    peer.upgrade(path);
    (void)QTest::qWaitFor([&] { return peer.status() != 0 || peer.isClosed(); }, patience);
    return peer.status();
}

} // namespace

class TestDrain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goodbyesAreSpreadAndReceiptsKept();
    void readinessGoesFirst();
    void secondSignalEndsAtOnce();
    void withoutDrainItStopsAtOnce();
};

void TestDrain::goodbyesAreSpreadAndReceiptsKept()
{
    constexpr int people = 200;
    constexpr qint64 time = 4000;
    HostProcess host;
    QVERIFY(host.startAndWait({QStringLiteral("--drain"), QStringLiteral("4")}));
    std::vector<std::unique_ptr<Talker>> talkers;
    for (int i = 0; i < people; ++i)
        talkers.push_back(std::make_unique<Talker>(host.port(), i));
    QTRY_VERIFY_WITH_TIMEOUT(std::all_of(talkers.begin(), talkers.end(),
                                         [](const auto &talker) { return talker->isIn(); }),
                             patience);
    QElapsedTimer clock;
    clock.start();
    host.askToStop();
    const bool allGone = QTest::qWaitFor(
        [&] {
            for (const auto &talker : talkers)
                talker->look(clock);
            return std::all_of(talkers.begin(), talkers.end(),
                               [](const auto &talker) { return talker->gone().has_value(); });
        },
        patience);
    QVERIFY(allGone);
    QCOMPARE(host.waitForEnd(), 0);
    std::vector<qint64> times;
    QSet<QByteArray> receipted;
    for (const auto &talker : talkers) {
        QCOMPARE(talker->closeCode(), 1001);
        times.push_back(*talker->gone());
        receipted += talker->receipts();
    }
    std::sort(times.begin(), times.end());
    // Spread: about as many in each part of the time, and nobody long behind it.
    QVERIFY2(times.front() < time / 2, qPrintable(QString::number(times.front())));
    const auto inFirstHalf = std::lower_bound(times.begin(), times.end(), time / 2) - times.begin();
    QVERIFY2(inFirstHalf >= people / 5 && inFirstHalf <= people * 4 / 5,
             qPrintable(QString::number(inFirstHalf)));
    QVERIFY2(times.back() < time + 5000, qPrintable(QString::number(times.back())));
    QVERIFY(!receipted.isEmpty());

    // At the next host all of it is there once.
    QVERIFY(host.startAndWait());
    RawPeer reader(host.port());
    reader.upgrade();
    reader.sendText("CONNECT\naccept-version:1.2\nhost:x\n\n^");
    reader.sendText("SUBSCRIBE\nid:0\ndestination:/topic/chat/room/lobby\nsince:0\n\n^");
    QMap<QByteArray, int> count;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            count.clear();
            static const QRegularExpression said(QStringLiteral("<([0-9]+-[0-9]+)>"));
            auto matches = said.globalMatch(QString::fromUtf8(reader.stomp()));
            while (matches.hasNext())
                ++count[matches.next().captured(1).toUtf8()];
            return std::all_of(receipted.begin(), receipted.end(),
                               [&](const QByteArray &id) { return count.contains(id); });
        }(),
        patience);
    for (const int times : std::as_const(count))
        QCOMPARE(times, 1);
}

void TestDrain::readinessGoesFirst()
{
    HostProcess host;
    QVERIFY(host.startAndWait({QStringLiteral("--drain"), QStringLiteral("600")}));
    QCOMPARE(statusOf(host, "/health/ready"), 200);
    QCOMPARE(statusOf(host, "/health/live"), 200);
    Talker talker(host.port(), 1);
    Talker other(host.port(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(talker.isIn() && other.isIn(), patience);
    host.askToStop();
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(host, "/health/ready"), 503, patience);
    QCOMPARE(statusOf(host, "/health/live"), 200);
    QCOMPARE(upgradeStatus(host, "/ws-stomp"), 503);
    QCOMPARE(upgradeStatus(host, "/ws-stomp/123/session/websocket"), 503);
    // Whoever is in notices nothing.
    talker.say();
    QTRY_COMPARE_WITH_TIMEOUT(talker.receipts().size(), 1, patience);
    host.askToStop();
    QCOMPARE(host.waitForEnd(), 0);
}

void TestDrain::secondSignalEndsAtOnce()
{
    HostProcess host;
    QVERIFY(host.startAndWait({QStringLiteral("--drain"), QStringLiteral("3600")}));
    Talker talker(host.port(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(talker.isIn(), patience);
    host.askToStop();
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(host, "/health/ready"), 503, patience);
    QVERIFY(host.isRunning());
    QElapsedTimer clock;
    clock.start();
    host.askToStop();
    QCOMPARE(host.waitForEnd(), 0);
    QVERIFY(clock.elapsed() < 20000);
    QTRY_COMPARE_WITH_TIMEOUT(talker.closeCode(), 1001, patience);
}

void TestDrain::withoutDrainItStopsAtOnce()
{
    HostProcess host;
    QVERIFY(host.startAndWait());
    Talker talker(host.port(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(talker.isIn(), patience);
    talker.say();
    QTRY_COMPARE_WITH_TIMEOUT(talker.receipts().size(), 1, patience);
    QCOMPARE(host.terminate(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(talker.closeCode(), 1001, patience);
}

QTEST_GUILESS_MAIN(TestDrain)
#include "tst_drain.moc"
