// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/newcomers.h"

#include <QTest>

using namespace Server;
using namespace std::chrono_literals;
using Outcome = Newcomers::Outcome;

namespace {

const Stomp::TimePoint start{1h};

Newcomers::Try tryOf(int number, const QString &peer, const QString &name = {})
{
    return {{{QStringLiteral("g-%1").arg(number), {}, {}}}, name, peer, false, true};
}

QString idOf(int number)
{
    return Newcomers::idOf(QStringLiteral("g-%1").arg(number));
}

} // namespace

class NewcomersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void floodIsBounded();
    void oneAddressDoesNotFillIt();
    void whoStopsTryingIsForgotten();
    void nameChangesOnceInAWhile();
    void declinedUntilUndone();
    void declinedOnesAreBounded();
    void idTellsNothingOfTheMark();
};

void NewcomersTest::floodIsBounded()
{
    Newcomers newcomers;
    int full = 0;
    for (int i = 0; i < 1000; ++i) {
        const QString peer = QStringLiteral("10.0.%1.%2").arg(i / 200).arg(i % 200 + 1);
        full += newcomers.take(tryOf(i, peer), {}, start) == Outcome::Full;
    }
    QCOMPARE(full, 950);
    QCOMPARE(newcomers.list().waiting.size(), std::size_t(50));
    // Those who wait already do so in their turn.
    QCOMPARE(newcomers.take(tryOf(0, QStringLiteral("10.0.0.1")), {}, start), Outcome::Waits);
    QCOMPARE(newcomers.list().waiting.front().id, idOf(0));
}

void NewcomersTest::oneAddressDoesNotFillIt()
{
    Newcomers newcomers;
    const QString flooding = QStringLiteral("10.0.0.9");
    for (int i = 0; i < 3; ++i)
        QCOMPARE(newcomers.take(tryOf(i, flooding), {}, start), Outcome::New);
    QCOMPARE(newcomers.take(tryOf(3, flooding), {}, start), Outcome::Full);
    // The same address in another form is the same address.
    QCOMPARE(newcomers.take(tryOf(3, QStringLiteral("::ffff:10.0.0.9")), {}, start), Outcome::Full);
    QCOMPARE(newcomers.take(tryOf(4, QStringLiteral("10.0.0.10")), {}, start), Outcome::New);
    Newcomers::Try spared = tryOf(5, flooding);
    spared.counted = false;
    QCOMPARE(newcomers.take(spared, {}, start), Outcome::New);
}

void NewcomersTest::whoStopsTryingIsForgotten()
{
    Newcomers newcomers;
    const QString peer = QStringLiteral("10.0.0.1");
    newcomers.take(tryOf(1, peer), {}, start);
    newcomers.take(tryOf(2, peer), {}, start);
    newcomers.take(tryOf(2, peer), {}, start + 10min); // tries again
    QVERIFY(newcomers.forgetOld(start + 15min - 1s).empty());
    QCOMPARE(newcomers.forgetOld(start + 15min), std::vector{idOf(1)});
    QCOMPARE(newcomers.list().waiting.size(), std::size_t(1));
    QCOMPARE(newcomers.forgetOld(start + 25min), std::vector{idOf(2)});
    QVERIFY(newcomers.isEmpty());
}

void NewcomersTest::nameChangesOnceInAWhile()
{
    Newcomers newcomers;
    const QString peer = QStringLiteral("10.0.0.1");
    const auto nameNow = [&] { return newcomers.list().waiting.front().name; };
    newcomers.take(tryOf(1, peer, QStringLiteral("a")), {}, start);
    QCOMPARE(newcomers.take(tryOf(1, peer, QStringLiteral("b")), {}, start + 4s), Outcome::Waits);
    QCOMPARE(nameNow(), QStringLiteral("a"));
    QCOMPARE(newcomers.take(tryOf(1, peer, QStringLiteral("b")), {}, start + 5s), Outcome::Renamed);
    QCOMPARE(nameNow(), QStringLiteral("b"));
    // What was found out about the name before is not said of this one.
    QVERIFY(!newcomers.setNameTaken(idOf(1), QStringLiteral("a"), true));
    QVERIFY(newcomers.setNameTaken(idOf(1), QStringLiteral("b"), true));
    QVERIFY(newcomers.list().waiting.front().nameTaken);
}

void NewcomersTest::declinedUntilUndone()
{
    Newcomers newcomers;
    const QString peer = QStringLiteral("10.0.0.1");
    newcomers.take(tryOf(1, peer), {}, start);
    QVERIFY(!newcomers.decline(idOf(2), true));
    QVERIFY(newcomers.decline(idOf(1), true));
    QCOMPARE(newcomers.take(tryOf(1, peer), {}, start + 1min), Outcome::Declined);
    QVERIFY(newcomers.list().waiting.empty());
    QCOMPARE(newcomers.list().declined.front().id, idOf(1));
    // Time does not undo it.
    newcomers.forgetOld(start + 24h);
    QCOMPARE(newcomers.take(tryOf(1, peer), {}, start + 25h), Outcome::Declined);
    QVERIFY(newcomers.decline(idOf(1), false));
    QVERIFY(!newcomers.decline(idOf(1), false));
    QCOMPARE(newcomers.take(tryOf(1, peer), {}, start + 26h), Outcome::New);
}

void NewcomersTest::declinedOnesAreBounded()
{
    Newcomers newcomers;
    for (int i = 0; i < 300; ++i) {
        newcomers.take(tryOf(i, QStringLiteral("10.0.0.1")), {}, start);
        newcomers.decline(idOf(i), true);
    }
    QCOMPARE(newcomers.list().declined.size(), std::size_t(200));
    QCOMPARE(newcomers.list().declined.back().id, idOf(299));
}

void NewcomersTest::idTellsNothingOfTheMark()
{
    const QString id = Newcomers::idOf(QStringLiteral("d:some-public-key"));
    QVERIFY(!id.contains(QStringLiteral("some")));
    QVERIFY(id.size() <= 32);
    QVERIFY(id != Newcomers::idOf(QStringLiteral("d:other-public-key")));
}

QTEST_GUILESS_MAIN(NewcomersTest)
#include "tst_newcomers.moc"
