// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/ackledger.h"

#include <QTest>

using namespace Stomp;

namespace {

using Ids = std::vector<QByteArray>;

Ids idsOf(const std::optional<AckLedger::Covered> &covered)
{
    Ids ids;
    if (covered) {
        for (const auto &[number, id] : covered->messages)
            ids.push_back(id);
    }
    return ids;
}

} // namespace

class AckLedgerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a4ClientIsCumulativePerSubscription();
    void a4ClientIndividualIsJustThatOne();
    void a6DoubleAckIsUnknown();
    void a6CoveredByAnEarlierAckIsUnknown();
    void a6AutoTracksNothing();
    void a6ClosingForgets();
    void numbersAreNeverUsedTwice();
    void sameMessageKeepsItsNumber();
    void limitIsOverAllSubscriptions();
    void findsTheFirstWithoutSubscription();
    void restoreUndoesSettle();
};

void AckLedgerTest::a4ClientIsCumulativePerSubscription()
{
    AckLedger ledger(10);
    ledger.open("a", AckMode::Client);
    ledger.open("b", AckMode::Client);
    ledger.track("a", "m1");
    ledger.track("b", "m2");
    const auto third = ledger.track("a", "m3");
    ledger.track("a", "m4");
    const auto covered = ledger.settle(*third);
    QVERIFY(covered.has_value());
    QCOMPARE(covered->subscription, QByteArray("a"));
    QVERIFY(idsOf(covered) == (Ids{"m1", "m3"}));
    QVERIFY(ledger.pending("a") == Ids{"m4"});
    QVERIFY(ledger.pending("b") == Ids{"m2"});
    QCOMPARE(ledger.size(), 2);
}

void AckLedgerTest::a4ClientIndividualIsJustThatOne()
{
    AckLedger ledger(10);
    ledger.open("a", AckMode::ClientIndividual);
    ledger.track("a", "m1");
    const auto second = ledger.track("a", "m2");
    QVERIFY(idsOf(ledger.settle(*second)) == Ids{"m2"});
    QVERIFY(ledger.pending("a") == Ids{"m1"});
}

void AckLedgerTest::a6DoubleAckIsUnknown()
{
    AckLedger ledger(10);
    ledger.open("a", AckMode::ClientIndividual);
    const auto number = ledger.track("a", "m1");
    QVERIFY(ledger.settle(*number));
    QVERIFY(!ledger.contains(*number));
    QVERIFY(!ledger.settle(*number));
    QVERIFY(!ledger.find("m1", "a"));
    QVERIFY(!ledger.settle(99));
}

void AckLedgerTest::a6CoveredByAnEarlierAckIsUnknown()
{
    AckLedger ledger(10);
    ledger.open("a", AckMode::Client);
    const auto first = ledger.track("a", "m1");
    const auto second = ledger.track("a", "m2");
    QVERIFY(ledger.settle(*second));
    QVERIFY(!ledger.settle(*first));
}

void AckLedgerTest::a6AutoTracksNothing()
{
    AckLedger ledger(10);
    ledger.open("a", AckMode::Auto);
    QVERIFY(!ledger.track("a", "m1"));
    QVERIFY(!ledger.track("unknown", "m1"));
    QCOMPARE(ledger.size(), 0);
}

void AckLedgerTest::a6ClosingForgets()
{
    AckLedger ledger(10);
    ledger.open("a", AckMode::Client);
    const auto number = ledger.track("a", "m1");
    ledger.close("a");
    ledger.close("a");
    QVERIFY(!ledger.settle(*number));
    QVERIFY(ledger.pending("a").empty());
    QCOMPARE(ledger.size(), 0);
    ledger.open("a", AckMode::Client);
    QVERIFY(!ledger.settle(*number));
}

void AckLedgerTest::numbersAreNeverUsedTwice()
{
    AckLedger ledger(10);
    ledger.open("a", AckMode::ClientIndividual);
    const auto first = ledger.track("a", "m1");
    ledger.settle(*first);
    QVERIFY(*ledger.track("a", "m1") > *first);
}

void AckLedgerTest::sameMessageKeepsItsNumber()
{
    AckLedger ledger(1);
    ledger.open("a", AckMode::ClientIndividual);
    const auto first = ledger.track("a", "m1");
    QVERIFY(ledger.track("a", "m1") == first);
    QCOMPARE(ledger.size(), 1);
}

void AckLedgerTest::limitIsOverAllSubscriptions()
{
    AckLedger ledger(2);
    ledger.open("a", AckMode::Client);
    ledger.open("b", AckMode::Client);
    const auto first = ledger.track("a", "m1");
    QVERIFY(ledger.track("b", "m1"));
    QVERIFY(!ledger.track("b", "m2"));
    ledger.settle(*first);
    QVERIFY(ledger.track("b", "m2"));
}

void AckLedgerTest::findsTheFirstWithoutSubscription()
{
    AckLedger ledger(10);
    ledger.open("a", AckMode::Client);
    ledger.open("b", AckMode::Client);
    const auto first = ledger.track("b", "m1");
    const auto second = ledger.track("a", "m1");
    QVERIFY(ledger.find("m1", std::nullopt) == first);
    QVERIFY(ledger.find("m1", "a") == second);
    QVERIFY(!ledger.find("m1", "c"));
    QVERIFY(!ledger.find("m2", std::nullopt));
}

void AckLedgerTest::restoreUndoesSettle()
{
    AckLedger ledger(10);
    ledger.open("a", AckMode::Client);
    const auto first = ledger.track("a", "m1");
    const auto second = ledger.track("a", "m2");
    const auto covered = ledger.settle(*second);
    ledger.restore(*covered);
    QVERIFY(ledger.pending("a") == (Ids{"m1", "m2"}));
    QVERIFY(ledger.find("m1", "a") == first);
    QVERIFY(idsOf(ledger.settle(*second)) == (Ids{"m1", "m2"}));
}

QTEST_APPLESS_MAIN(AckLedgerTest)
#include "tst_ackledger.moc"
