// SPDX-License-Identifier: GPL-3.0-or-later

// That a server which does not answer keeps nobody waiting for ever.

#include "server/store/waitwatch.h"
#include "tests/support/needed.h"
#include "tests/support/privatepostgres.h"

#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlQuery>
#include <QTest>

#include <deque>

using namespace Server;
using namespace std::chrono_literals;

class TestWaitWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void tooLongIsCut();
    void inTimeIsLeftAlone();
    void noneOfManyIsMissed();

private:
    bool open(int number = 0);
    static QString name(int number) { return QStringLiteral("watched-%1").arg(number); }
    static QSqlDatabase database(int number = 0) { return QSqlDatabase::database(name(number)); }
    static bool ask(const char *statement, int number = 0)
    {
        return QSqlQuery(database(number)).exec(QLatin1String(statement));
    }
};

void TestWaitWatch::initTestCase()
{
    NEEDS(PrivatePostgres::isInstalled(), "PostgreSQL");
    QVERIFY(PrivatePostgres::instance());
}

void TestWaitWatch::cleanup()
{
    for (const QString &one : QSqlDatabase::connectionNames())
        QSqlDatabase::removeDatabase(one);
}

bool TestWaitWatch::open(int number)
{
    QSqlDatabase made = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), name(number));
    made.setConnectOptions(PrivatePostgres::instance()->words());
    if (!made.open())
        return false;
    WaitWatch::begin(*made.driver());
    return true;
}

void TestWaitWatch::tooLongIsCut()
{
    QVERIFY(open());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("keeps us waiting")));
    const WaitWatch::Waiting waiting(database().driver(), 1s);
    QVERIFY(!ask("SELECT pg_sleep(60)"));
}

void TestWaitWatch::inTimeIsLeftAlone()
{
    QVERIFY(open());
    {
        const WaitWatch::Waiting waiting(database().driver(), 1s);
        QVERIFY(ask("SELECT 1"));
    }
    QVERIFY(ask("SELECT pg_sleep(3)")); // nobody watches that
}

/// As statements follow each other, each with a watch of its own: it falls asleep and wakes up
/// again at any moment between two of them.
void TestWaitWatch::noneOfManyIsMissed()
{
    constexpr int connections = 60;
    for (int i = 0; i < connections; ++i)
        QVERIFY(open(i));
    for (int i = 0; i < connections; ++i) {
        for (int n = 0; n < 3000 + 97 * i; ++n)
            const WaitWatch::Waiting waiting(database(i).driver(), 60s);
    }
    std::deque<WaitWatch::Waiting> all;
    for (int i = 0; i < connections; ++i) {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("keeps us waiting")));
        all.emplace_back(database(i).driver(), 1s);
    }
    for (int i = 0; i < connections; ++i)
        QVERIFY2(!ask("SELECT pg_sleep(10)", i), QByteArray::number(i).constData());
}

QTEST_GUILESS_MAIN(TestWaitWatch)
#include "tst_waitwatch.moc"
