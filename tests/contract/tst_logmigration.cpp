// SPDX-License-Identifier: GPL-3.0-or-later
// From a folder into a database and back: all of it, or a log that no host opens.

#include "server/store/postgresdatabase.h"
#include "server/store/searchstore.h"
#include "server/store/sqlstatement.h"
#include "server/upkeep/logend.h"
#include "server/upkeep/logmigration.h"
#include "tests/support/filleddata.h"
#include "tests/support/needed.h"
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QProcess>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace Server;
using namespace FilledData;

namespace {

constexpr int said = 1200;

/// What no part of the program wrote into the folder here, so that no table is empty.
constexpr const char *rest[] = {
    "INSERT INTO earlier_texts (message, text, until) VALUES (5, 'it''s \\ \"once\" %1 ?', 9)",
    "INSERT INTO room_guests VALUES (2, 'g-1', '손님', 1, 1, '', 77)",
    "INSERT INTO said VALUES ('u-gone', 'c-1', 1, 3, 1700000000000)",
    "INSERT OR REPLACE INTO read_markers VALUES (1, 'u-minji', 1, 30, 20, 1)",
    "INSERT INTO mentions VALUES ('*', 1, 3, 3)",
    "INSERT INTO attendance VALUES ('u-minji', 9223372036854775807, 2, '점심', -1)",
    "INSERT INTO queue_messages VALUES (41, x'2f00', x'', x'00ff', x'5c00270a', 0, 3)",
    "INSERT INTO durable_subscriptions VALUES ('u-minji', x'00', x'01', x'02', x'')",
    "INSERT INTO hooks VALUES (3, 'h', 1, 2, 'n', '', 'u-minji', 1, 'https://x/?a=b', '', 's')",
    "INSERT INTO accounts VALUES ('u-minji', '민지', 2, '$argon2id$', 1, 2, '', '', '')",
    "INSERT INTO account_names (folded, looks, user, until) VALUES ('민지', 'x', 'u-minji', NULL)",
    "INSERT INTO device_keys VALUES ('key', 'u-minji', 'desk', 1, 2)",
    "INSERT INTO account_codes VALUES ('hash', 'u-minji', 5)",
    "INSERT INTO erasures VALUES ('u-gone', 1, 2, 3)",
    "INSERT INTO sanctions VALUES (8, 1, NULL, 'u-bad', 'bad', '', 'owner', 'o', 1, NULL)",
    "INSERT INTO sanction_marks VALUES (8, 2, '192.0.2.1')",
    "INSERT INTO order_log VALUES (50, 1, 1, 'u', 'n', 'o', 'o', '', '', 1, NULL)",
    "INSERT INTO order_log VALUES (60, 1, 1, 'u', 'n', 'o', 'o', '', '', 1, NULL)",
    "DELETE FROM order_log WHERE number = 60",
    "INSERT INTO invitations VALUES (4, 'i', 'h', '', '', 0, 7, 1, NULL, 0, 12)",
    "INSERT INTO admissions VALUES ('d:key', 'u-minji', 5)",
};

/// Runs statements beside the log of a folder that nobody has open; gives what the last one says.
QStringList inFolder(const QString &folder, const QStringList &statements)
{
    auto log = LogFile::open(logIn(folder), LogFile::Mode::Write);
    if (!log)
        return {};
    QStringList found;
    for (const QString &statement : statements) {
        found.clear();
        auto rows = (*log)->query(statement);
        if (!rows) {
            qWarning("%s", qPrintable(rows.error().sentence));
            return {};
        }
        while (rows->next()) {
            QStringList cells;
            for (int i = 0; i < rows->record().count(); ++i)
                cells += rows->isNull(i) ? QStringLiteral("NULL")
                                         : rows->value(i).typeName() + QLatin1Char('=') +
                                               QString::fromUtf8(rows->value(i).toByteArray());
            found += cells.join(QLatin1Char('|'));
        }
    }
    return found;
}

QStringList tablesIn(const QString &folder)
{
    QStringList names;
    for (const QString &found : inFolder(
             folder, {QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' AND name"
                                     " NOT LIKE 'search%' AND name NOT LIKE 'sqlite_stat%'"
                                     " ORDER BY name")}))
        names += found.section(QLatin1Char('='), 1);
    return names;
}

/// All rows of all tables, by itself.
QMap<QString, QStringList> contentsOf(const QString &folder)
{
    QMap<QString, QStringList> all;
    for (const QString &table : tablesIn(folder)) {
        QStringList rows = inFolder(folder, {QStringLiteral("SELECT * FROM ") + table});
        rows.sort();
        all.insert(table, rows);
    }
    return all;
}

void fill(const QString &folder)
{
    QDir().mkpath(folder);
    {
        const auto log = open(folder);
        QVERIFY(log && log->begin());
        makeRooms(*log);
        QVERIFY(log->commit().has_value());
        say(*log, 1, said);
        change(*log);
        QVERIFY(!sayWithFile(*log, folder, "content of the picture", QStringLiteral("first"))
                     .isEmpty());
    }
    QStringList statements;
    for (const char *statement : rest)
        statements += QString::fromUtf8(statement);
    inFolder(folder, statements);
}

/// Whether a search finds it.
bool finds(SqlStore &store, const QString &text)
{
    SearchQuery query;
    query.text = text;
    const auto found = StoreCalls::wait<Chat::SearchPage>(
        [&](auto answer) { store.searches().search(query, answer); });
    return found && !found->hits.empty();
}

} // namespace

class TestLogMigration : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void thereAndBackIsTheSame();
    void hostsGoOnWhereItEnded();
    void nulInTextsIsToldOf();
    void cutShort_data();
    void cutShort();
    void whatIsThereIsLeftAlone();
    void openIsRefused();
    void damageIsToldOf_data();
    void damageIsToldOf();
    void differenceIsToldOf();
    void placesAreToldApart();

private:
    MigrationPlace database(const QString &schema = {}) const
    {
        MigrationPlace place = migrationPlace(m_server->words());
        place.database.schema = schema.isEmpty() ? m_schema : schema;
        return place;
    }
    QString folder(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    auto openShared(bool alone = true) const
    {
        return SqlStore::createShared({m_server->words(), m_schema, alone});
    }
    auto openFolder(const char *name) const { return SqlStore::create(folder(name), {}); }
    /// A statement in the schema of the target.
    void run(const QString &statement);

    PrivatePostgres *m_server = nullptr;
    QString m_schema;
    std::optional<QTemporaryDir> m_folder;
};

void TestLogMigration::initTestCase()
{
    NEEDS(PrivatePostgres::isInstalled(), "PostgreSQL");
    m_server = PrivatePostgres::instance();
    QVERIFY(m_server);
}

void TestLogMigration::init()
{
    m_schema = QStringLiteral("log_") + QUuid::createUuid().toString(QUuid::Id128);
    m_folder.emplace();
}

void TestLogMigration::run(const QString &statement)
{
    PostgresDatabase database({m_server->words(), m_schema});
    QVERIFY(database.openToRead().has_value());
    QSqlQuery query(database.connection());
    QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
}

void TestLogMigration::thereAndBackIsTheSame()
{
    fill(folder("a"));
    qint64 lastAll = 0, lastDone = 0;
    const auto there = migrateLog({{folder("a")}, database()}, [&](qint64 done, qint64 all) {
        lastDone = done;
        lastAll = all;
        return true;
    });
    QVERIFY2(there, qPrintable(there ? QString() : there.error().sentence));
    QVERIFY(lastAll > 3 * 2 * said && lastDone > lastAll / 2 && lastDone <= lastAll);
    QCOMPARE(there->messages, qint64(2 * said + 1));
    QCOMPARE(there->replacedTexts, 0);
    QCOMPARE(there->files, 0);
    QCOMPARE(there->warnings.size(), 1); // the file stays
    // Which is told by the messages, there; a database has to know it by itself.
    inFolder(folder("a"), {QStringLiteral("UPDATE rooms SET last = (SELECT max(seq) FROM messages"
                                          " WHERE room = rooms.number)")});
    const auto before = contentsOf(folder("a"));
    for (auto table = before.cbegin(); table != before.cend(); ++table)
        QVERIFY2(!table->isEmpty(), qPrintable(table.key()));
    const auto back = migrateLog({database(), {folder("b")}, folder("a")});
    QVERIFY2(back, qPrintable(back ? QString() : back.error().sentence));
    QCOMPARE(back->rows, there->rows);
    QCOMPARE(back->files, 1);
    const auto after = contentsOf(folder("b"));
    QCOMPARE(after.keys(), before.keys());
    for (auto table = before.cbegin(); table != before.cend(); ++table)
        QVERIFY2(after[table.key()] == *table, qPrintable(table.key()));
    const auto file = inFolder(folder("b"), {QStringLiteral("SELECT hash FROM files")});
    const QByteArray hash = file.value(0).section(QLatin1Char('='), 1).toLatin1();
    QCOMPARE(contentOf(blobPathIn(folder("b"), hash)), QByteArray("content of the picture"));
    QVERIFY(!QFile::exists(unfinishedMarkIn(folder("b"))));
}

void TestLogMigration::hostsGoOnWhereItEnded()
{
    fill(folder("a"));
    QVERIFY(migrateLog({{folder("a")}, database()}));
    QVERIFY(migrateLog({database(), {folder("b")}}));
    for (const bool isShared : {true, false}) {
        auto opened = isShared ? openShared() : openFolder("b");
        QVERIFY(opened);
        SqlStore &store = **opened;
        QVERIFY(finds(store, QStringLiteral("1111 번째")));
        QVERIFY(finds(store, QStringLiteral("edited")));
        QVERIFY(!finds(store, QStringLiteral("3000 번째")));
        const auto appended =
            StoreCalls::append(store, message(lobby, 900'500)); // its number is nobody's yet
        QVERIFY2(appended, qPrintable(QString::number(appended ? 0 : int(appended.error()))));
        QVERIFY(!appended->repeated);
        QCOMPARE(appended->message.sequence.number, said + 2);
        const auto repeat = StoreCalls::append(store, message(lobby, 1000));
        QVERIFY(repeat && repeat->repeated);
        QCOMPARE(repeat->message.sequence.number, 1000);
    }
    run(QStringLiteral("INSERT INTO order_log (action, \"user\", name, by_user, by_name, reason,"
                       " detail, time) VALUES (1, 'u', 'n', 'o', 'o', '', '', 1)"));
    PostgresDatabase look({m_server->words(), m_schema});
    QVERIFY(look.openToRead().has_value());
    QSqlQuery query(look.connection());
    QVERIFY(query.exec(QStringLiteral("SELECT max(number) FROM order_log")) && query.next());
    QCOMPARE(query.value(0).toInt(), 61); // 60 was given once
    QCOMPARE(inFolder(folder("b"), {QStringLiteral("SELECT seq FROM sqlite_sequence WHERE name ="
                                                   " 'order_log'")}),
             (QStringList{QStringLiteral("qlonglong=60")}));
}

void TestLogMigration::nulInTextsIsToldOf()
{
    fill(folder("a"));
    inFolder(folder("a"), {QStringLiteral("UPDATE messages SET text = 'a' || char(0) || 'b'"
                                          " WHERE seq IN (10, 11) AND room = 1")});
    const auto there = migrateLog({{folder("a")}, database()});
    QVERIFY2(there, qPrintable(there ? QString() : there.error().sentence));
    QCOMPARE(there->replacedTexts, 2);
    QVERIFY(migrateLog({database(), {folder("b")}}));
    const auto text = inFolder(
        folder("b"), {QStringLiteral("SELECT text FROM messages WHERE seq = 10 AND room = 1")});
    QCOMPARE(text, (QStringList{QStringLiteral("QString=a\uFFFDb")}));
}

void TestLogMigration::cutShort_data()
{
    QTest::addColumn<bool>("toFolder");
    QTest::addColumn<int>("percent");
    for (const bool toFolder : {false, true}) {
        for (const int percent : {0, 20, 50, 90}) {
            QTest::addRow("to a %s, at %d%%", toFolder ? "folder" : "database", percent)
                << toFolder << percent;
        }
    }
}

/// kill -9, in the middle.
void TestLogMigration::cutShort()
{
    QFETCH(const bool, toFolder);
    QFETCH(const int, percent);
    fill(folder("a"));
    const QString source = m_schema + QStringLiteral("_source");
    MigrationWish wish{{folder("a")}, database()};
    if (toFolder) {
        QVERIFY(migrateLog({{folder("a")}, database(source)}));
        wish = {database(source), {folder("b")}, folder("a")};
    }
    const pid_t child = fork();
    if (child == 0) {
        (void)migrateLog(wish, [&](qint64 done, qint64 all) {
            if (done * 100 >= all * percent)
                ::raise(SIGKILL);
            return true;
        });
        ::_exit(0);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    const auto refused = toFolder ? openFolder("b") : openShared();
    QVERIFY(!refused);
    QCOMPARE(refused.error(), StoreError::Unfinished);
    const auto again = migrateLog(wish);
    QVERIFY2(again, qPrintable(again ? QString() : again.error().sentence));
    const auto opened = toFolder ? openFolder("b") : openShared();
    QVERIFY(opened);
    QVERIFY(finds(**opened, QStringLiteral("1111 번째")));
}

void TestLogMigration::whatIsThereIsLeftAlone()
{
    fill(folder("a"));
    fill(folder("b"));
    const auto before = contentsOf(folder("b"));
    QVERIFY(migrateLog({{folder("a")}, database()}));
    auto refused = migrateLog({database(), {folder("b")}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Failure::Kind::Refused);
    QCOMPARE(contentsOf(folder("b")), before);
    refused = migrateLog({{folder("b")}, database()});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Failure::Kind::Refused);
    QVERIFY(refused.error().sentence.contains(QStringLiteral("There is a log in")));
    QVERIFY(openShared().has_value());
    // What somebody else was doing there is not for a migration to do again.
    QVERIFY(QDir().mkpath(folder("c")));
    QFile mark(unfinishedMarkIn(folder("c")));
    QVERIFY(mark.open(QIODevice::WriteOnly) && mark.write("before-x") > 0);
    mark.close();
    refused = migrateLog({database(), {folder("c")}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Failure::Kind::Refused);
    refused = migrateLog({{folder("none")}, database(QStringLiteral("nowhere"))});
    QVERIFY(!refused);
    refused = migrateLog({database(QStringLiteral("nowhere")), {folder("d")}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Failure::Kind::Refused);
    QVERIFY(!QFile::exists(logIn(folder("d"))));
}

void TestLogMigration::openIsRefused()
{
    fill(folder("a"));
    {
        const auto host = openFolder("a");
        QVERIFY(host);
        const auto refused = migrateLog({{folder("a")}, database()});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Failure::Kind::Refused);
    }
    QVERIFY(migrateLog({{folder("a")}, database()}));
    for (const bool alone : {true, false}) {
        const auto host = openShared(alone);
        QVERIFY(host);
        const auto refused = migrateLog({database(), {folder("b")}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Failure::Kind::Refused);
        QVERIFY(refused.error().sentence.contains(QStringLiteral("Stop it first")));
    }
}

void TestLogMigration::damageIsToldOf_data()
{
    QTest::addColumn<bool>("inPages");
    QTest::newRow("pages") << true;
    QTest::newRow("a value of another kind") << false;
}

void TestLogMigration::damageIsToldOf()
{
    QFETCH(const bool, inPages);
    fill(folder("a"));
    if (inPages)
        overwriteMessages(folder("a"));
    else
        inFolder(folder("a"),
                 {QStringLiteral("UPDATE messages SET text = x'00ff' WHERE number = 9")});
    const auto refused = migrateLog({{folder("a")}, database()});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Failure::Kind::Damaged);
    QVERIFY2(refused.error().sentence.contains(QStringLiteral("damaged")),
             qPrintable(refused.error().sentence));
    if (!inPages) {
        const auto opened = openShared();
        QVERIFY(!opened);
        QCOMPARE(opened.error(), StoreError::Unfinished);
    }
}

void TestLogMigration::differenceIsToldOf()
{
    fill(folder("a"));
    QVERIFY(PostgresDatabase({m_server->words(), m_schema}).openToWrite().has_value());
    run(QStringLiteral("CREATE FUNCTION change() RETURNS trigger LANGUAGE plpgsql AS"
                       " 'BEGIN IF NEW.seq = 700 THEN NEW.text := ''other''; END IF;"
                       " RETURN NEW; END'"));
    run(QStringLiteral("CREATE TRIGGER change BEFORE INSERT ON messages FOR EACH ROW"
                       " EXECUTE FUNCTION change()"));
    const auto refused = migrateLog({{folder("a")}, database()});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Failure::Kind::Damaged);
    QVERIFY2(refused.error().sentence.startsWith(QStringLiteral("messages is not what it was")),
             qPrintable(refused.error().sentence));
    const auto opened = openShared();
    QVERIFY(!opened);
    QCOMPARE(opened.error(), StoreError::Unfinished);
}

void TestLogMigration::placesAreToldApart()
{
    QVERIFY(!migrationPlace(QStringLiteral("host=a dbname=b")).isFolder());
    QVERIFY(!migrationPlace(QStringLiteral(" dbname = b")).isFolder());
    QVERIFY(migrationPlace(QStringLiteral("/srv/madang=1")).isFolder());
    QVERIFY(migrationPlace(QStringLiteral("./a=b")).isFolder());
    QCOMPARE(migrationPlace(QStringLiteral("dbname=b password='ge heim' user=u")).name(),
             QStringLiteral("the database dbname=b password=… user=u"));
}

QTEST_GUILESS_MAIN(TestLogMigration)
#include "tst_logmigration.moc"
