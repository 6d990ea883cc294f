// SPDX-License-Identifier: GPL-3.0-or-later
// The bucket of a rate, on a clock of the test's own.

#include "server/broker/ratelimit.h"

#include <QTest>

#include <limits>

using namespace Server;
using namespace std::chrono_literals;

namespace {

constexpr Stomp::TimePoint start{1h};

/// Takes one after the other, waiting whenever it is told to; gives how long that took.
std::chrono::milliseconds timeFor(TokenBucket &bucket, int count, qint64 amount = 1)
{
    Stomp::TimePoint now = start;
    for (int i = 0; i < count; ++i) {
        bucket.take(amount, now);
        now = std::max(now, bucket.readyAt().value_or(now));
        bucket.take(0, now); // time has passed
    }
    return std::chrono::duration_cast<std::chrono::milliseconds>(now - start);
}

} // namespace

class TestRateLimit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutRateNobodyWaits()
    {
        TokenBucket bucket({0, 0}, start);
        QVERIFY(!bucket.isBound());
        bucket.take(1'000'000'000'000, start);
        QVERIFY(!bucket.readyAt());
    }

    void burstGoesAtOnce()
    {
        TokenBucket bucket({10, 5}, start);
        for (int i = 0; i < 4; ++i) {
            bucket.take(1, start);
            QVERIFY(!bucket.readyAt());
        }
        bucket.take(1, start);
        QVERIFY(bucket.readyAt());
        QVERIFY(*bucket.readyAt() > start);
    }

    void thenTheRateHolds_data()
    {
        QTest::addColumn<qint64>("perSecond");
        QTest::addColumn<qint64>("burst");
        QTest::addColumn<int>("count");
        QTest::newRow("slow") << qint64(1) << qint64(1) << 11;
        QTest::newRow("usual") << qint64(50) << qint64(500) << 1000;
        QTest::newRow("no burst said") << qint64(10) << qint64(0) << 101;
        QTest::newRow("fast") << qint64(100000) << qint64(10) << 210000;
    }
    void thenTheRateHolds()
    {
        QFETCH(qint64, perSecond);
        QFETCH(qint64, burst);
        QFETCH(int, count);
        TokenBucket bucket({perSecond, burst}, start);
        const double seconds = double(timeFor(bucket, count).count()) / 1000;
        const double atOnce = std::max({double(burst), double(perSecond) / 10, 1.0});
        const double expected = (double(count) - atOnce) / double(perSecond);
        // Who waits, waits for a tenth of a second's tokens, and for whole milliseconds.
        QVERIFY2(seconds >= expected - 0.001 && seconds <= expected + 1.0 / double(perSecond) + 0.2,
                 qPrintable(QString::number(seconds)));
    }

    void moreThanTheBurstAtOnceIsPaidLater()
    {
        TokenBucket bucket({1000, 10}, start);
        bucket.take(5010, start);
        QVERIFY(bucket.readyAt());
        QVERIFY(*bucket.readyAt() >= start + 5s);
        QVERIFY(*bucket.readyAt() <= start + 5200ms);
        bucket.take(0, start + 6s);
        QVERIFY(!bucket.readyAt());
    }

    void restFillsItNoFurtherThanTheBurst()
    {
        TokenBucket bucket({10, 3}, start);
        bucket.take(3, start);
        bucket.take(2, start + 24h);
        QVERIFY(!bucket.readyAt());
        bucket.take(1, start + 24h);
        QVERIFY(bucket.readyAt());
    }

    void timeThatGoesBackGivesNothing()
    {
        TokenBucket bucket({1, 1}, start);
        bucket.take(1, start);
        const auto ready = bucket.readyAt();
        bucket.take(0, start - 1h);
        QCOMPARE(bucket.readyAt().has_value(), true);
        QVERIFY(bucket.readyAt() == ready);
    }

    void largestNumbersDoNoHarm()
    {
        TokenBucket bucket({1, 1}, start);
        bucket.take(std::numeric_limits<qint64>::max(), start);
        QVERIFY(bucket.readyAt());
        QVERIFY(*bucket.readyAt() >= start + 24h);
        TokenBucket wide({std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::max()},
                         start);
        wide.take(1'000'000'000, start + 1s);
        QVERIFY(!wide.readyAt());
    }
};

QTEST_GUILESS_MAIN(TestRateLimit)
#include "tst_ratelimit.moc"
