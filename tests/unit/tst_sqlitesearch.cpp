// SPDX-License-Identifier: GPL-3.0-or-later
// How the full-text index stands in the log's SQLite file.
#include "server/store/schema.h"
#include "server/store/sqlitedatabase.h"
#include "server/store/sqllog.h"
#include "server/store/sqlsearch.h"
#include "tests/support/storecalls.h"

#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace StoreCalls;

class SqliteSearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void indexIsFilledBehindTheLog();
    void undoneIndexingIsDoneAgain();
    void deletedWordsLeaveTheFile();
    void editedWordsLeaveTheFile();
    void purgeGoesOnAfterRestart();
    void olderLogIsIndexed();
    void numberGivenAgainIsIndexed();
    void looksThroughTheNewestOnly();
    void aSearchIsBounded();

private:
    void open()
    {
        auto opened = SqlLog::open(database());
        QVERIFY(opened);
        m_log = std::move(*opened);
    }
    std::unique_ptr<LogDatabase> database() const
    {
        return std::make_unique<SqliteDatabase>(m_folder->path(),
                                                SqliteDatabase::Options{false, {}, false});
    }
    void inTransaction(const std::function<SqlLog::Result<void>()> &work)
    {
        QVERIFY(m_log->unhurried(work));
    }
    void say(const QString &text)
    {
        inTransaction([&]() -> SqlLog::Result<void> {
            if (const auto done = m_log->append(talk(text)); !done)
                return tl::unexpected(done.error());
            return {};
        });
    }
    qint64 behind() { return m_log->searchIndex().behind().value_or(-1); }
    void catchUp()
    {
        for (int i = 0; i < 100 && behind() > 0; ++i)
            inTransaction([&] { return m_log->searchIndex().catchUp(100); });
    }
    int purge()
    {
        int rounds = 0;
        for (; rounds < 100 && m_log->searchIndex().hasRemains(); ++rounds)
            inTransaction([&] { return m_log->searchIndex().purge(); });
        return rounds;
    }
    TextChange change(qint64 sequence) const
    {
        return {{room, {sequence}}, Chat::UserId(QStringLiteral("g-1")), false, false, {}};
    }
    void remove(qint64 sequence)
    {
        inTransaction([&]() -> SqlLog::Result<void> {
            if (const auto done = m_log->changes().remove(change(sequence)); !done)
                return tl::unexpected(done.error());
            return {};
        });
    }
    /// Whether the index has these bytes anywhere, in use or not.
    bool indexHas(const QByteArray &bytes)
    {
        bool has = false;
        const auto connection = QStringLiteral("look");
        {
            auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
            database.setDatabaseName(m_folder->filePath(QStringLiteral("log.sqlite")));
            if (!database.open())
                return false;
            QSqlQuery query(database);
            query.exec(QStringLiteral("SELECT block FROM search_index_data"));
            while (query.next())
                has = has || query.value(0).toByteArray().contains(bytes);
        }
        QSqlDatabase::removeDatabase(connection);
        return has;
    }
    /// However slow the machine is.
    static SqlSearch::Options patient(qint64 unindexed)
    {
        return {std::chrono::hours(1), std::chrono::hours(1), unindexed};
    }
    Chat::SearchPage find(const SearchQuery &query, SqlSearch::Options options = patient(2000))
    {
        auto search = SqlSearch::open(database(), options);
        if (!search)
            return {};
        return (*search)->find(query).value_or(Chat::SearchPage());
    }
    size_t hits(const QString &text) { return find({text}).hits.size(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqlLog> m_log;
};

void SqliteSearchTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    open();
    inTransaction([&]() -> SqlLog::Result<void> {
        if (const auto made = m_log->createRoom(storedRoom(room)); !made)
            return tl::unexpected(made.error());
        return {};
    });
}

void SqliteSearchTest::cleanup()
{
    m_log.reset();
    m_folder.reset();
}

void SqliteSearchTest::indexIsFilledBehindTheLog()
{
    for (int i = 0; i < 300; ++i)
        say(QStringLiteral("말 %1").arg(i));
    QCOMPARE(behind(), 300);
    QVERIFY(!indexHas("말"));
    inTransaction([&] { return m_log->searchIndex().catchUp(100); });
    QVERIFY(behind() > 0 && behind() < 300); // a part at a time
    m_log.reset();                           // and it goes on where it was
    open();
    QVERIFY(behind() > 0 && behind() < 300);
    catchUp();
    QCOMPARE(behind(), 0);
    QVERIFY(indexHas("말"));
    SearchQuery query{QStringLiteral("말")};
    query.limit = 1000;
    QCOMPARE(find(query).hits.size(), size_t(300));
}

void SqliteSearchTest::undoneIndexingIsDoneAgain()
{
    say(QStringLiteral("하나"));
    QVERIFY(m_log->begin());
    QVERIFY(m_log->searchIndex().catchUp(100));
    QCOMPARE(behind(), 0);
    m_log->rollback();
    QCOMPARE(behind(), 1);
    catchUp();
    QCOMPARE(find({QStringLiteral("하나")}, patient(0)).hits.size(), size_t(1));
}

void SqliteSearchTest::deletedWordsLeaveTheFile()
{
    for (int i = 0; i < 50; ++i)
        say(i == 20 ? QString::fromUtf8("🎉 xylophone") : QStringLiteral("말 %1").arg(i));
    catchUp();
    QVERIFY(indexHas("🎉"));
    remove(21);
    QCOMPARE(hits(QStringLiteral("xylophone")), size_t(0));
    QVERIFY(m_log->searchIndex().hasRemains());
    QVERIFY(purge() < 100);
    QVERIFY(!indexHas("🎉"));
    QVERIFY(indexHas("말"));
    QCOMPARE(find({QStringLiteral("말 4")}).hits.size(), size_t(11));
}

void SqliteSearchTest::editedWordsLeaveTheFile()
{
    say(QString::fromUtf8("🎉"));
    say(QStringLiteral("other"));
    catchUp();
    QVERIFY(indexHas("🎉"));
    inTransaction([&]() -> SqlLog::Result<void> {
        if (const auto done = m_log->changes().edit(change(1), QStringLiteral("비올라")); !done)
            return tl::unexpected(done.error());
        return {};
    });
    QVERIFY(m_log->searchIndex().hasRemains());
    purge();
    QVERIFY(!indexHas("🎉"));
    QCOMPARE(find({QStringLiteral("올라")}, patient(0)).hits.size(), size_t(1));
}

void SqliteSearchTest::purgeGoesOnAfterRestart()
{
    for (int i = 0; i < 400; ++i)
        say(QString::fromUtf8("🎉%1 말 %2").arg(i).arg(i * 7));
    catchUp();
    QVERIFY(indexHas("🎉"));
    for (int i = 1; i <= 400; ++i)
        remove(i);
    inTransaction([&] { return m_log->searchIndex().purge(); });
    m_log.reset();
    open();
    purge();
    QVERIFY(!m_log->searchIndex().hasRemains());
    QVERIFY(!indexHas("🎉"));
}

void SqliteSearchTest::olderLogIsIndexed()
{
    m_log.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    const QString file = m_folder->filePath(QStringLiteral("log.sqlite"));
    const auto connection = QStringLiteral("older");
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        database.setDatabaseName(file);
        QVERIFY(database.open());
        QVERIFY(migrate(database, 4));
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral("INSERT INTO rooms (id, name, topic, creator, created)"
                                          " VALUES ('r', '', '', '', 0)")));
        QVERIFY(query.exec(QStringLiteral(
            "INSERT INTO messages (room, seq, type, sender, sender_id, guest, text, time)"
            " VALUES (1, 1, 1, 'kim', 'u-kim', 0, '예전 이야기', 1700000000000)")));
    }
    QSqlDatabase::removeDatabase(connection);
    auto opened = SqlLog::open(database());
    QVERIFY(opened);
    m_log = std::move(*opened);
    QCOMPARE(behind(), 1);
    catchUp();
    auto search = SqlSearch::open(database(), patient(0));
    QVERIFY(search);
    QCOMPARE((*search)->find({QStringLiteral("이야")})->hits.size(), size_t(1));
}

/// When the last messages go from the log, SQLite counts on from those before them.
void SqliteSearchTest::numberGivenAgainIsIndexed()
{
    say(QStringLiteral("하나"));
    catchUp();
    const auto connection = QStringLiteral("retention");
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        database.setDatabaseName(m_folder->filePath(QStringLiteral("log.sqlite")));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral("DELETE FROM messages")));
    }
    QSqlDatabase::removeDatabase(connection);
    inTransaction([&] { return m_log->searchIndex().forgetNumbers(); });
    say(QStringLiteral("둘"));
    QCOMPARE(behind(), 1);
}

void SqliteSearchTest::looksThroughTheNewestOnly()
{
    for (int i = 0; i < 30; ++i)
        say(QStringLiteral("말 %1").arg(i));
    const auto page = find({QStringLiteral("말")}, patient(10));
    QCOMPARE(page.hits.size(), size_t(10));
    QCOMPARE(page.unsearched, 20); // and it says so
    catchUp();
    QCOMPARE(find({QStringLiteral("말 3")}, patient(10)).unsearched, 0);
}

/// Without time, a page gets on by one candidate, and the pages together find all.
void SqliteSearchTest::aSearchIsBounded()
{
    for (int i = 0; i < 300; ++i)
        say(i % 100 == 0 ? QStringLiteral("가나 나가") : QStringLiteral("나가 가나"));
    catchUp();
    SearchQuery query{QStringLiteral("\"가나 나가\"")};
    size_t found = 0;
    int pages = 0;
    for (bool more = true; more && pages < 1000; ++pages) {
        const auto page = find(query, {{}, {}, 0});
        found += page.hits.size();
        more = page.next.has_value();
        QVERIFY(!more || !query.before || *page.next < *query.before);
        query.before = page.next;
    }
    QCOMPARE(found, size_t(3));
    QVERIFY(pages > 100);
}

QTEST_GUILESS_MAIN(SqliteSearchTest)
#include "tst_sqlitesearch.moc"
