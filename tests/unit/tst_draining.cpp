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
    QTest::newRow("two") << 2;
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
    for (auto elapsed = step; elapsed < all; elapsed += step) {
        const int stay = shareToStay(people, elapsed, all);
        QVERIFY(stay >= 1 && stay <= left);
        QVERIFY(left - stay <= people / 100 + 1);
        left = stay;
        if (elapsed == all / 2)
            QCOMPARE(left, (people + 1) / 2);
    }
    QCOMPARE(shareToStay(people, all, all), 0);
}

/// A busy host comes late to its timer.
void TestDraining::lateStepCatchesUp()
{
    QCOMPARE(shareToStay(500, 10'001ms, 10'000ms), 0);
    QCOMPARE(shareToStay(500, 9'000ms, 10'000ms), 50);
    QCOMPARE(shareToStay(100'000, 1ms, 3'600'000ms), 100'000);
    QCOMPARE(shareToStay(1'000'000, 1'800'000ms, 3'600'000ms), 500'000);
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
