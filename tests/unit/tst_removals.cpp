// SPDX-License-Identifier: GPL-3.0-or-later
// What only takes away is done by itself where the log fails: wholly, or not at all.
#include "server/store/roomstore.h"
#include "server/store/sqlstore.h"
#include "tests/support/storecalls.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Server;
using namespace StoreCalls;

class RemovalsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void besideAFailure();
    void failingHalfway();
    void failingAtTheEnd();

private:
    void open()
    {
        m_store.reset();
        m_store = std::move(SqlStore::create(m_folder->path(), {}).value());
    }
    /// Done by another connection.
    void inLog(const char *statement)
    {
        const QString name = QStringLiteral("beside");
        {
            auto log = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
            log.setDatabaseName(m_folder->filePath(QStringLiteral("log.sqlite")));
            QVERIFY(log.open());
            QVERIFY(QSqlQuery(log).exec(QString::fromLatin1(statement)));
        }
        QSqlDatabase::removeDatabase(name);
    }
    /// The two first messages.
    tl::expected<Erased, StoreError> erase()
    {
        return wait<Erased>([&](auto answer) {
            m_store->rooms().erase({room, {}, Chat::Sequence{2}, {}}, answer);
        });
    }
    int messages() { return int(history(*m_store, {room, {}, {}, 10})->messages.size()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqlStore> m_store;
};

void RemovalsTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    open();
    QVERIFY(create(*m_store, room));
    for (const char *text : {"one", "two", "three"})
        QVERIFY(append(*m_store, talk(QString::fromLatin1(text))));
}

void RemovalsTest::besideAFailure()
{
    const Chat::UserId user(QStringLiteral("g-1"));
    QVERIFY(wait<StoredMember>([&](auto answer) {
        m_store->addMember({room, user, QStringLiteral("one"), true}, answer);
    }));
    inLog("CREATE TRIGGER no BEFORE INSERT ON messages BEGIN SELECT RAISE(ABORT, 'no'); END");
    bool isSaid = true;
    m_store->append(talk(QStringLiteral("no")),
                    [&](const auto &appended) { isSaid = appended.has_value(); });
    const auto removed =
        wait<bool>([&](auto answer) { m_store->removeMember(room, user, answer); });
    QVERIFY(!isSaid);
    QVERIFY(removed && *removed);
    open();
    QVERIFY(m_store->contents().members.empty());
}

void RemovalsTest::failingHalfway()
{
    inLog("CREATE TRIGGER no BEFORE UPDATE OF floor ON rooms BEGIN SELECT RAISE(ABORT, 'no'); END");
    QVERIFY(!erase());
    QCOMPARE(messages(), 3);
    inLog("DROP TRIGGER no");
    QCOMPARE(erase()->messages, 2);
    QCOMPARE(messages(), 1);
}

void RemovalsTest::failingAtTheEnd()
{
    inLog("CREATE TABLE held (message INTEGER REFERENCES messages(number)"
          " DEFERRABLE INITIALLY DEFERRED)");
    inLog("INSERT INTO held SELECT min(number) FROM messages");
    QVERIFY(!erase());
    QCOMPARE(messages(), 3);
    inLog("DELETE FROM held");
    QCOMPARE(erase()->messages, 2);
}

QTEST_GUILESS_MAIN(RemovalsTest)
#include "tst_removals.moc"
