// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/transactions.h"

#include <QTest>

using namespace Stomp;

namespace {

Frame sendOf(const QByteArray &body)
{
    return {Command::Send, {{"destination", "/a"}}, body};
}

TransactionError errorOf(const tl::expected<void, TransactionError> &result)
{
    return result ? TransactionError(-1) : result.error();
}

} // namespace

class TransactionsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a8CommitGivesFramesInOrder();
    void a8AbortGivesNothing();
    void a7IdsAreUniqueWhileOpen();
    void a10UnknownTransaction();
    void a10TransactionsAreBounded();
    void a10ActionsAreBounded();
    void a10BytesAreBoundedOverAllTransactions();
};

void TransactionsTest::a8CommitGivesFramesInOrder()
{
    Transactions transactions(Limits{});
    QVERIFY(transactions.begin("t"));
    QVERIFY(transactions.begin("u"));
    QVERIFY(transactions.add("t", sendOf("1")));
    QVERIFY(transactions.add("u", sendOf("x")));
    QVERIFY(transactions.add("t", sendOf("2")));
    const auto frames = transactions.commit("t");
    QVERIFY(frames);
    QVERIFY(*frames == (std::vector<Frame>{sendOf("1"), sendOf("2")}));
    QCOMPARE(transactions.size(), 1);
    QCOMPARE(transactions.heldBytes(), Transactions::cost(sendOf("x")));
    QCOMPARE(transactions.commit("t").error(), TransactionError::Unknown);
}

void TransactionsTest::a8AbortGivesNothing()
{
    Transactions transactions(Limits{});
    QVERIFY(transactions.begin("t"));
    QVERIFY(transactions.add("t", sendOf("1")));
    QVERIFY(transactions.abort("t"));
    QCOMPARE(transactions.heldBytes(), 0);
    QCOMPARE(transactions.commit("t").error(), TransactionError::Unknown);
}

void TransactionsTest::a7IdsAreUniqueWhileOpen()
{
    Transactions transactions(Limits{});
    QVERIFY(transactions.begin("t"));
    QVERIFY(transactions.add("t", sendOf("1")));
    QCOMPARE(errorOf(transactions.begin("t")), TransactionError::AlreadyOpen);
    QCOMPARE(transactions.commit("t")->size(), std::size_t(1));
    QVERIFY(transactions.begin("t"));
    QVERIFY(transactions.commit("t")->empty());
}

void TransactionsTest::a10UnknownTransaction()
{
    Transactions transactions(Limits{});
    QCOMPARE(errorOf(transactions.add("t", sendOf("1"))), TransactionError::Unknown);
    QCOMPARE(errorOf(transactions.abort("t")), TransactionError::Unknown);
    QCOMPARE(transactions.heldBytes(), 0);
}

void TransactionsTest::a10TransactionsAreBounded()
{
    Limits limits;
    limits.transactions = 2;
    Transactions transactions(limits);
    QVERIFY(transactions.begin("t"));
    QVERIFY(transactions.begin("u"));
    QCOMPARE(errorOf(transactions.begin("v")), TransactionError::TooManyTransactions);
    QVERIFY(transactions.abort("t"));
    QVERIFY(transactions.begin("v"));
}

void TransactionsTest::a10ActionsAreBounded()
{
    Limits limits;
    limits.transactionActions = 2;
    Transactions transactions(limits);
    QVERIFY(transactions.begin("t"));
    QVERIFY(transactions.add("t", sendOf("1")));
    QVERIFY(transactions.add("t", sendOf("2")));
    QCOMPARE(errorOf(transactions.add("t", sendOf("3"))), TransactionError::TooManyActions);
}

void TransactionsTest::a10BytesAreBoundedOverAllTransactions()
{
    Limits limits;
    limits.transactionBytes = 2 * Transactions::cost(sendOf("1"));
    Transactions transactions(limits);
    QVERIFY(transactions.begin("t"));
    QVERIFY(transactions.begin("u"));
    QVERIFY(transactions.add("t", sendOf("1")));
    QCOMPARE(errorOf(transactions.add("u", sendOf("22"))), TransactionError::TooManyBytes);
    QVERIFY(transactions.add("u", sendOf("2")));
    QCOMPARE(errorOf(transactions.add("t", sendOf(""))), TransactionError::TooManyBytes);
    QVERIFY(transactions.abort("u"));
    QVERIFY(transactions.add("t", sendOf("3")));
}

QTEST_APPLESS_MAIN(TransactionsTest)
#include "tst_transactions.moc"
