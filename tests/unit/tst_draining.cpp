// SPDX-License-Identifier: GPL-3.0-or-later
// How many go when: all by the end, and evenly.

#include "server/draining.h"

#include <QSignalSpy>
#include <QTest>

using namespace Server;
using namespace std::chrono_literals;

class TestDraining : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void evenly_data();
    void evenly();
    void lateStepCatchesUp();
    void tellsOnceWhenAllAreGone();
    void nobodyIsDoneAtOnce();
};

void TestDraining::evenly_data()
{
    QTest::addColumn<int>("people");
    QTest::newRow("one") << 1;
    QTest::newRow("fewer than steps") << 30;
    QTest::newRow("as many as steps") << 100;
    QTest::newRow("more") << 20'000;
    QTest::newRow("no multiple") << 12'345;
}

void TestDraining::evenly()
{
    QFETCH(const int, people);
    constexpr auto all = 10'000ms;
    constexpr auto step = 100ms;
    int left = people;
    int most = 0;
    for (auto elapsed = step; elapsed <= all; elapsed += step) {
        const int go = shareToGo(left, elapsed, step, all);
        QVERIFY(go >= 0 && go <= left);
        most = std::max(most, go);
        left -= go;
        if (elapsed == all / 2)
            QVERIFY(people < 100 || (left > people * 2 / 5 && left < people * 3 / 5));
    }
    QCOMPARE(left, 0);
    QVERIFY(most <= people / 100 + 1);
}

/// A busy host comes late to its timer.
void TestDraining::lateStepCatchesUp()
{
    QCOMPARE(shareToGo(500, 10'001ms, 100ms, 10'000ms), 500);
    QCOMPARE(shareToGo(500, 9'850ms, 100ms, 10'000ms), 250);
    QCOMPARE(shareToGo(0, 0ms, 100ms, 10'000ms), 0);
}

void TestDraining::tellsOnceWhenAllAreGone()
{
    int left = 7;
    std::vector<int> groups;
    Draining draining(1s, [&](int most) {
        if (most > 0)
            groups.push_back(most);
        return left -= std::min(most, left);
    });
    QSignalSpy done(&draining, &Draining::done);
    draining.start();
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(left, 0);
    QVERIFY(groups.size() >= 2); // not all at once, however late the timer was
}

void TestDraining::nobodyIsDoneAtOnce()
{
    Draining draining(1h, [](int) { return 0; });
    QSignalSpy done(&draining, &Draining::done);
    draining.start();
    QTRY_COMPARE(done.size(), 1);
}

QTEST_GUILESS_MAIN(TestDraining)
#include "tst_draining.moc"
