// SPDX-License-Identifier: GPL-3.0-or-later
// Which timer is due when, with time as an argument.

#include "server/doors/timerschedule.h"

#include <QTest>

using namespace Server;
using namespace std::chrono_literals;
using TimePoint = TimerSchedule::TimePoint;

class TestTimerSchedule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyHasNoDeadline()
    {
        TimerSchedule schedule;
        QVERIFY(!schedule.deadline());
        schedule.beginRound(begin);
        QVERIFY(!schedule.takeDue());
        QVERIFY(!schedule.stop(1));
        QVERIFY(!schedule.stopAll(this));
        QVERIFY(!schedule.remaining(1, begin));
    }

    void neverEarlyAndLateByTheKind_data()
    {
        QTest::addColumn<Qt::TimerType>("type");
        QTest::addColumn<int>("interval");
        QTest::addColumn<int>("late"); // at most, ms
        for (const int interval : {0, 1, 7, 20, 39}) {
            QTest::addRow("precise %d", interval) << Qt::PreciseTimer << interval << 0;
            QTest::addRow("coarse %d", interval) << Qt::CoarseTimer << interval << 0;
            QTest::addRow("very coarse %d", interval) << Qt::VeryCoarseTimer << interval << 1000;
        }
        for (const int interval : {40, 150, 1000, 5000, 19999, 60000, 3600000}) {
            QTest::addRow("precise %d", interval) << Qt::PreciseTimer << interval << 0;
            QTest::addRow("coarse %d", interval)
                << Qt::CoarseTimer << interval << std::min(interval / 20, 512);
            QTest::addRow("very coarse %d", interval) << Qt::VeryCoarseTimer << interval << 1000;
        }
    }
    void neverEarlyAndLateByTheKind()
    {
        QFETCH(Qt::TimerType, type);
        QFETCH(int, interval);
        QFETCH(int, late);
        for (int offset = 0; offset < 1000; offset += 37) {
            const TimePoint now = begin + std::chrono::milliseconds(offset) + 123456ns;
            TimerSchedule schedule;
            schedule.start(1, std::chrono::milliseconds(interval), type, this, now);
            const auto left = *schedule.deadline() - now;
            QVERIFY(left >= std::chrono::milliseconds(interval));
            QVERIFY(left <= std::chrono::milliseconds(interval + late));
            QCOMPARE(*schedule.remaining(1, now), left);
        }
    }

    void coarseOnesMeet()
    {
        TimerSchedule schedule;
        std::set<TimePoint> moments;
        for (int i = 0; i < 100; ++i) {
            TimerSchedule one;
            one.start(1, 10000ms, Qt::CoarseTimer, this, begin + std::chrono::milliseconds(i * 5));
            moments.insert(*one.deadline());
        }
        QVERIFY(moments.size() <= 3); // within half a second, not a hundred wake-ups
    }

    void repetitionKeepsItsSchedule()
    {
        TimerSchedule schedule;
        schedule.start(1, 10ms, Qt::PreciseTimer, this, begin);
        for (int i = 1; i <= 20; ++i) {
            const TimePoint due = begin + i * 10ms;
            QCOMPARE(*schedule.deadline(), due);
            fire(schedule, due + 3ms); // always late, and yet it does not drift
        }
    }

    void whatWasMissedIsLeftOut()
    {
        TimerSchedule schedule;
        schedule.start(1, 10ms, Qt::PreciseTimer, this, begin);
        QCOMPARE(fire(schedule, begin + 95ms), QList<int>{1});
        QCOMPARE(*schedule.deadline(), begin + 105ms);
    }

    void dueOnesComeByDeadlineThenByAge()
    {
        TimerSchedule schedule;
        schedule.start(1, 30ms, Qt::PreciseTimer, this, begin);
        schedule.start(2, 10ms, Qt::PreciseTimer, this, begin);
        schedule.start(3, 10ms, Qt::PreciseTimer, this, begin);
        schedule.start(4, 90ms, Qt::PreciseTimer, this, begin);
        QCOMPARE(fire(schedule, begin + 50ms), (QList<int>{2, 3, 1}));
    }

    void zeroComesOncePerRound()
    {
        TimerSchedule schedule;
        schedule.start(1, 0ms, Qt::CoarseTimer, this, begin);
        schedule.start(2, 0ms, Qt::CoarseTimer, this, begin);
        schedule.start(3, 10ms, Qt::PreciseTimer, this, begin);
        QCOMPARE(fire(schedule, begin), (QList<int>{1, 2}));
        QCOMPARE(fire(schedule, begin), (QList<int>{1, 2}));
        QCOMPARE(fire(schedule, begin + 10ms), (QList<int>{1, 2, 3}));
    }

    void oneStartedInARoundWaitsForTheNext()
    {
        TimerSchedule schedule;
        schedule.start(1, 0ms, Qt::PreciseTimer, this, begin);
        schedule.beginRound(begin);
        const auto first = schedule.takeDue();
        QVERIFY(first.has_value());
        schedule.start(2, 0ms, Qt::PreciseTimer, this, begin);
        schedule.giveBack(*first);
        QVERIFY(!schedule.takeDue());
        QCOMPARE(fire(schedule, begin), (QList<int>{1, 2}));
    }

    void takenOneIsNotDueInAnInnerRound()
    {
        TimerSchedule schedule;
        schedule.start(1, 1ms, Qt::PreciseTimer, this, begin);
        schedule.start(2, 1ms, Qt::PreciseTimer, this, begin);
        schedule.beginRound(begin + 1ms);
        const auto outer = schedule.takeDue();
        QCOMPARE(outer->id, 1);
        QCOMPARE(fire(schedule, begin + 5ms), QList<int>{2});
        schedule.giveBack(*outer);
        QCOMPARE(fire(schedule, begin + 20ms), (QList<int>{1, 2}));
    }

    void stoppedWhileTakenStaysStopped()
    {
        TimerSchedule schedule;
        schedule.start(1, 1ms, Qt::PreciseTimer, this, begin);
        schedule.beginRound(begin + 1ms);
        const auto taken = schedule.takeDue();
        QVERIFY(schedule.stop(1));
        // The same id for another timer: not to be mistaken for the one that was taken.
        schedule.start(1, 50ms, Qt::PreciseTimer, this, begin + 1ms);
        schedule.giveBack(*taken);
        QCOMPARE(*schedule.deadline(), begin + 51ms);
        QVERIFY(fire(schedule, begin + 2ms).isEmpty());
    }

    void allOfAnObjectStop()
    {
        QObject other;
        TimerSchedule schedule;
        for (int id = 1; id <= 6; ++id)
            schedule.start(id, 1ms, Qt::PreciseTimer, id % 2 ? this : &other, begin);
        QCOMPARE(schedule.timersOf(this).size(), size_t(3));
        QVERIFY(schedule.stopAll(this));
        QVERIFY(schedule.timersOf(this).empty());
        QCOMPARE(fire(schedule, begin + 1ms), (QList<int>{2, 4, 6}));
    }

    void hugeIntervalsDoNotOverflow()
    {
        TimerSchedule schedule;
        schedule.start(1, std::chrono::milliseconds(std::numeric_limits<qint64>::max()),
                       Qt::VeryCoarseTimer, this, begin);
        QVERIFY(*schedule.deadline() > begin + std::chrono::hours(24 * 365));
        schedule.start(2, -5ms, Qt::PreciseTimer, this, begin);
        QCOMPARE(*schedule.deadline(), begin);
    }

private:
    static QList<int> fire(TimerSchedule &schedule, TimePoint now)
    {
        QList<int> ids;
        schedule.beginRound(now);
        while (const auto timer = schedule.takeDue()) {
            ids.append(timer->id);
            schedule.giveBack(*timer);
        }
        return ids;
    }

    const TimePoint begin = TimePoint(1000s);
};

QTEST_APPLESS_MAIN(TestTimerSchedule)
#include "tst_timerschedule.moc"
