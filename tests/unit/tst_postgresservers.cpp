// SPDX-License-Identifier: GPL-3.0-or-later

// Which servers the words for a shared log name, as operators write them.

#include "server/store/postgresservers.h"

#include <QTest>

using namespace Server;

class TestPostgresServers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsOfEach_data();
    void wordsOfEach();
    void newestTimelineStays();
};

void TestPostgresServers::wordsOfEach_data()
{
    QTest::addColumn<QString>("words");
    /// Behind the words; empty: as they are, once.
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *words, const QStringList &expected) {
        QTest::newRow(words) << QString::fromLatin1(words) << expected;
    };
    const auto text = [](const char *words) { return QString::fromLatin1(words); };
    row("", {});
    row("dbname=x", {});
    row("host=a dbname=x", {});
    row("host=a port=1,2", {}); // libpq tells what is wrong
    row("host=a,b port=1,2,3", {});
    row("host=a,b,c hostaddr=1.2.3.4,5.6.7.8", {});
    row("host=a,b dbname=x", {text(" host='a'"), text(" host='b'")});
    row("host=a,b port=5432", {text(" host='a' port='5432'"), text(" host='b' port='5432'")});
    row("host=a,b port=1,2", {text(" host='a' port='1'"), text(" host='b' port='2'")});
    row("host = 'a,b'  port= 1,2", {text(" host='a' port='1'"), text(" host='b' port='2'")});
    row("hostaddr=1.2.3.4,5.6.7.8", {text(" hostaddr='1.2.3.4'"), text(" hostaddr='5.6.7.8'")});
    row("host=a,b hostaddr=1.2.3.4,5.6.7.8",
        {text(" host='a' hostaddr='1.2.3.4'"), text(" host='b' hostaddr='5.6.7.8'")});
    row("host=/run/x\\ y,b", {text(" host='/run/x y'"), text(" host='b'")});
    row("host='it\\'s,b'", {text(" host='it\\'s'"), text(" host='b'")});
    row("password='host=c,d' host=a,b", {text(" host='a'"), text(" host='b'")});
    row("host=c,d,e host=a,b", {text(" host='a'"), text(" host='b'")});
    row("host=a,b garbage", {text(" host='a'"), text(" host='b'")});
    row("host='a,b", {text(" host='a'"), text(" host='b'")}); // refused all the same
}

void TestPostgresServers::wordsOfEach()
{
    QFETCH(QString, words);
    QFETCH(QStringList, expected);
    QStringList all;
    for (const QString &one : expected)
        all += words + one;
    if (expected.isEmpty())
        all += words;
    QCOMPARE(PostgresServers(words).each(), all);
}

void TestPostgresServers::newestTimelineStays()
{
    PostgresServers servers(QStringLiteral("host=a,b"));
    QCOMPARE(servers.newestTimeline(), 0);
    servers.saw(2);
    servers.saw(1);
    QCOMPARE(servers.newestTimeline(), 2);
}

QTEST_GUILESS_MAIN(TestPostgresServers)
#include "tst_postgresservers.moc"
