// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/heartbeat.h"

#include <QTest>

using namespace Stomp;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const TimePoint start{1h};

} // namespace

class HeartBeatTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parses_data();
    void parses();
    void writesWhatItParses();
    void agrees_data();
    void agrees();
    void beatsAtLeastOncePerPeriod();
    void deathWaitsForTheMargin();
    void deadlineIsTheEarlier();
    void nothingIsTimedWithoutBeats();
};

void HeartBeatTest::parses_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("good");
    QTest::addColumn<qint64>("sends");
    QTest::addColumn<qint64>("wants");
    const auto good = [](const char *name, const QByteArray &header, qint64 sends, qint64 wants) {
        QTest::newRow(name) << header << true << sends << wants;
    };
    good("H1 absent is 0,0", {}, 0, 0);
    good("H1 two numbers", "10000,20000", 10'000, 20'000);
    good("H1 zeros", "0,0", 0, 0);
    good("H8 1 ms", "1,1", 1, 1);
    good("H8 a day", "86400000,86400001", 86'400'000, 86'400'000);
    good("H8 2^63 is clamped", "9223372036854775808,1", 86'400'000, 1);
    good("H8 a thousand digits", QByteArray(1000, '9') + ",0", 86'400'000, 0);
    for (const char *bad : {"", ",", "1", "1,", ",1", "a,b", "-1,0", "0,-1", "+1,0", "1.5,0",
                            "1,2,3", "1, 2", " 1,2", "1;2", "0x1,0"})
        QTest::newRow(qPrintable(QStringLiteral("H1 malformed '%1'").arg(QLatin1String(bad))))
            << QByteArray(bad) << false << qint64(0) << qint64(0);
}

void HeartBeatTest::parses()
{
    QFETCH(QByteArray, header);
    QFETCH(bool, good);
    QFETCH(qint64, sends);
    QFETCH(qint64, wants);
    const auto parsed = parseHeartBeat(header);
    QCOMPARE(parsed.has_value(), good);
    if (good)
        QVERIFY(*parsed == (HeartBeat{milliseconds(sends), milliseconds(wants)}));
}

void HeartBeatTest::writesWhatItParses()
{
    QCOMPARE(writeHeartBeat({10s, 0s}), QByteArray("10000,0"));
}

void HeartBeatTest::agrees_data()
{
    QTest::addColumn<QByteArray>("ours");
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<qint64>("sendPeriod");
    QTest::addColumn<qint64>("receivePeriod");
    const auto add = [](const char *name, const char *ours, const char *theirs, qint64 send,
                        qint64 receive) {
        QTest::newRow(name) << QByteArray(ours) << QByteArray(theirs) << send << receive;
    };
    add("H2 the larger of both counts", "1000,2000", "3000,4000", 4000, 3000);
    add("H2 the larger of both counts, swapped", "4000,3000", "2000,1000", 4000, 3000);
    add("H2 we cannot send", "0,2000", "3000,4000", 0, 3000);
    add("H2 we do not want", "1000,0", "3000,4000", 4000, 0);
    add("H2 they cannot send", "1000,2000", "0,4000", 4000, 0);
    add("H2 they do not want", "1000,2000", "3000,0", 0, 3000);
    add("H2 all zero", "0,0", "0,0", 0, 0);
    add("H2 nobody sends", "0,1", "0,1", 0, 0);
    add("H2 nobody wants", "1,0", "1,0", 0, 0);
    add("H8 a client of 1 ms gets our pace", "10000,10000", "1,1", 10'000, 10'000);
}

void HeartBeatTest::agrees()
{
    QFETCH(QByteArray, ours);
    QFETCH(QByteArray, theirs);
    const HeartBeatTimer timer(*parseHeartBeat(ours), *parseHeartBeat(theirs), 2.0, start);
    QTEST(qint64(timer.sendPeriod().count()), "sendPeriod");
    QTEST(qint64(timer.receivePeriod().count()), "receivePeriod");
}

// H3, H5: a peer without any margin must not miss us either.
void HeartBeatTest::beatsAtLeastOncePerPeriod()
{
    HeartBeatTimer timer({10s, 0s}, {0s, 10s}, 2.0, start);
    QVERIFY(!timer.beatDue(start));
    QVERIFY(timer.deadline().has_value());
    const TimePoint due = *timer.deadline();
    QVERIFY(due < start + 10s);
    QVERIFY(due > start + 5s);
    QVERIFY(!timer.beatDue(due - 1ms));
    QVERIFY(timer.beatDue(due));
    QVERIFY(timer.beatDue(start + 10s));
    timer.sent(due);
    QVERIFY(!timer.beatDue(due));
    QVERIFY(*timer.deadline() == due + (due - start));
}

// H4
void HeartBeatTest::deathWaitsForTheMargin()
{
    HeartBeatTimer timer({0s, 10s}, {10s, 0s}, 2.5, start);
    QVERIFY(!timer.peerDead(start + 10s));
    QVERIFY(!timer.peerDead(start + 25s - 1ms));
    QVERIFY(timer.peerDead(start + 25s));
    timer.received(start + 20s);
    QVERIFY(!timer.peerDead(start + 45s - 1ms));
    QVERIFY(timer.peerDead(start + 45s));
    QVERIFY(*timer.deadline() == start + 45s);
    QVERIFY(!timer.beatDue(start + 1h));
}

void HeartBeatTest::deadlineIsTheEarlier()
{
    HeartBeatTimer timer({10s, 1s}, {1s, 10s}, 2.0, start);
    QVERIFY(*timer.deadline() == start + 2s);
    timer.received(start + 20s);
    QVERIFY(*timer.deadline() < start + 10s);
}

void HeartBeatTest::nothingIsTimedWithoutBeats()
{
    const HeartBeatTimer timer;
    QVERIFY(!timer.deadline());
    QVERIFY(!timer.beatDue(start));
    QVERIFY(!timer.peerDead(start));
}

QTEST_APPLESS_MAIN(HeartBeatTest)
#include "tst_heartbeat.moc"
