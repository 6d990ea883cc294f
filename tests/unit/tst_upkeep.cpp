// SPDX-License-Identifier: GPL-3.0-or-later
// Looking after a data folder: backup, restore, check, and repair of what was damaged.

#include "server/store/sqlstore.h"
#include "server/store/startcheck.h"
#include "server/upkeep/databackup.h"
#include "server/upkeep/datacheck.h"
#include "server/upkeep/logrepair.h"
#include "server/upkeep/treewalk.h"
#include "tests/support/filleddata.h"
#include "tests/support/storecalls.h"

#include <QScopeGuard>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Server;
using namespace FilledData;

namespace {

constexpr int said = 2500;
constexpr qint64 page = 4096;

QString sentenceOf(const auto &result)
{
    return result ? QString() : result.error().sentence;
}

/// With messages, changes and a file; closed in order unless told otherwise.
QString fill(const QString &folder)
{
    QDir().mkpath(folder);
    const auto log = open(folder);
    if (!log || !log->begin())
        return {};
    makeRooms(*log);
    if (!log->commit())
        return {};
    say(*log, 1, said);
    change(*log);
    sayWithFile(*log, folder, "content of the picture", QStringLiteral("first"));
    return folder;
}

/// As a folder is that a killed host left.
QString fillAndKill(const QString &folder, const QString &scratch)
{
    fill(scratch);
    const auto log = open(scratch);
    say(*log, said + 1, said + 50);
    copyTree(scratch, folder);
    return folder;
}

/// Who has the log open reads it from the disk again.
void writeBeside(const QString &folder)
{
    const QString name = QStringLiteral("beside");
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(logIn(folder));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral("UPDATE rooms SET topic = 'new'")));
    }
    QSqlDatabase::removeDatabase(name);
}

/// A page in the middle that is the leaf of a table.
qint64 leafPage(const QString &folder)
{
    const QByteArray file = contentOf(logIn(folder));
    for (qint64 place = file.size() / page / 2 * page; place < file.size(); place += page) {
        if (file[place] == '\x0d')
            return place;
    }
    return 0;
}

/// The inner page with the most below it.
qint64 innerPage(const QString &folder)
{
    const QByteArray file = contentOf(logIn(folder));
    qint64 found = 0;
    int most = 0;
    for (qint64 place = page; place < file.size(); place += page) {
        const int cells = quint8(file[place + 3]) << 8 | quint8(file[place + 4]);
        if (file[place] == '\x05' && cells > most) {
            most = cells;
            found = place;
        }
    }
    return found;
}

} // namespace

Q_DECLARE_METATYPE(std::function<void(const QString &)>)

class TestUpkeep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void backupIsOfOneMoment();
    void backupNamesWhatIsMissing();
    void backupOfDamagedDataIsRefused();
    void nothingHalfIsRestored();
    void restoreMovesOldDataAside();
    void restoreCutShortKeepsHostsOut();
    void hostInTheWay();
    void checkFindsDamage();
    void startFindsDamage_data();
    void startFindsDamage();
    void damageIsToldWhileItRuns();
    void largeLogIsLookedAtInPart();
    void repairOfSoundDataLosesNothing();
    void repairSavesWhatCanBeRead_data();
    void repairSavesWhatCanBeRead();
    void recordIsAsLongAsItSays();
    void repairCutShortIsDoneAgain();
    void repairNamesGaps();
    void cancelledLeavesNothing();
};

void TestUpkeep::backupIsOfOneMoment()
{
    QTemporaryDir folder;
    const QString data = fill(folder.filePath(QStringLiteral("data")));
    const auto running = open(data);
    say(*running, said + 1, said + 10);
    const auto before = allOf(*running, lobby);
    const auto backup = backUpData(data, folder.filePath(QStringLiteral("backups")));
    QVERIFY2(backup.has_value(), qPrintable(sentenceOf(backup)));
    QCOMPARE(backup->files, 1);
    QCOMPARE(backup->warnings, QStringList());
    say(*running, said + 11, said + 20);

    const QString fresh = folder.filePath(QStringLiteral("fresh"));
    QDir().mkpath(fresh);
    const auto restored = restoreData(backup->path, fresh);
    QVERIFY2(restored.has_value(), qPrintable(sentenceOf(restored)));
    QCOMPARE(restored->kept, QString());
    const auto log = open(fresh);
    QVERIFY(log);
    QVERIFY(allOf(*log, lobby) == before);
    QVERIFY(checkData(fresh)->isSound());
    // Nobody but its owner reads it.
    QCOMPARE(QFile::permissions(logIn(backup->path)) & QFile::Permissions(0x0077),
             QFile::Permissions());
}

void TestUpkeep::backupNamesWhatIsMissing()
{
    QTemporaryDir folder;
    const QString data = fill(folder.path() + QStringLiteral("/data"));
    QVERIFY(QDir(data + QStringLiteral("/files/blobs")).removeRecursively());
    const auto backup = backUpData(data, folder.path());
    QVERIFY2(backup.has_value(), qPrintable(sentenceOf(backup)));
    QCOMPARE(backup->warnings.size(), 1);
    QCOMPARE(backup->files, 0);
}

void TestUpkeep::backupOfDamagedDataIsRefused()
{
    QTemporaryDir folder;
    const QString data = fill(folder.path() + QStringLiteral("/data"));
    overwrite(logIn(data), leafPage(data), noise(page));
    const auto backup = backUpData(data, folder.filePath(QStringLiteral("backups")));
    QVERIFY(!backup.has_value());
    QCOMPARE(backup.error().kind, Failure::Kind::Damaged);
    QVERIFY(QDir(folder.filePath(QStringLiteral("backups")))
                .isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestUpkeep::nothingHalfIsRestored()
{
    QTemporaryDir folder;
    const QString data = fill(folder.path() + QStringLiteral("/data"));
    const auto backup = backUpData(data, folder.path());
    QVERIFY(backup.has_value());
    const auto refusal = [&](const std::function<void(const QString &)> &spoil) {
        const QString copy = folder.filePath(QStringLiteral("copy"));
        copyTree(backup->path, copy);
        spoil(copy);
        const QString fresh = folder.filePath(QStringLiteral("fresh"));
        QDir().mkpath(fresh);
        const bool done = restoreData(copy, fresh).has_value();
        const bool isThere = QFile::exists(logIn(fresh));
        QDir(copy).removeRecursively();
        QDir(fresh).removeRecursively();
        return !done && !isThere;
    };
    QVERIFY(!refusal([](const QString &) {}));
    QVERIFY(
        refusal([](const QString &copy) { QFile::remove(copy + QStringLiteral("/backup.json")); }));
    QVERIFY(refusal([](const QString &copy) { QFile::remove(logIn(copy)); }));
    QVERIFY(refusal([](const QString &copy) { overwrite(logIn(copy), 5 * page, "x"); }));
    // What somebody said became something else: no rule of SQLite's is broken by that.
    QVERIFY(refusal([](const QString &copy) {
        const qint64 place = contentOf(logIn(copy)).indexOf("and some more of it");
        QVERIFY(place > 0);
        overwrite(logIn(copy), place, "x");
    }));
    QVERIFY(refusal([](const QString &copy) {
        overwrite(copy + QStringLiteral("/backup.json"), 0, "{\"madang-backup\":99}\n \n");
    }));
}

void TestUpkeep::restoreMovesOldDataAside()
{
    QTemporaryDir folder;
    const QString data = fill(folder.path() + QStringLiteral("/data"));
    const auto backup = backUpData(data, folder.path());
    QVERIFY(backup.has_value());
    say(*open(data), said + 1, said + 5);
    const QByteArray newer = contentOf(logIn(data));
    const auto restored = restoreData(backup->path, data);
    QVERIFY2(restored.has_value(), qPrintable(sentenceOf(restored)));
    QVERIFY(!restored->kept.isEmpty());
    QCOMPARE(contentOf(logIn(restored->kept)), newer);
    const auto log = open(data);
    QCOMPARE(allOf(*log, second).rbegin()->first, said);
    QVERIFY(!QFile::exists(data + QStringLiteral("/restored")));
}

void TestUpkeep::restoreCutShortKeepsHostsOut()
{
    QTemporaryDir folder;
    const QString data = fill(folder.path() + QStringLiteral("/data"));
    const auto backup = backUpData(data, folder.path());
    QVERIFY(backup.has_value());
    // Killed when the old log had been moved: a host would begin a new one.
    QFile mark(unfinishedMarkIn(data));
    QVERIFY(mark.open(QIODevice::WriteOnly) && mark.write("before-x") > 0);
    mark.close();
    QDir().mkpath(data + QStringLiteral("/before-x"));
    QVERIFY(QFile::rename(logIn(data), data + QStringLiteral("/before-x/log.sqlite")));
    const auto refused = SqlStore::create(data, {});
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error(), StoreError::Unfinished);
    QVERIFY(!checkData(data)->isSound());
    QVERIFY(!backUpData(data, folder.path()).has_value());

    QVERIFY(restoreData(backup->path, data).has_value());
    QVERIFY(SqlStore::create(data, {}).has_value());
    QVERIFY(QFile::exists(data + QStringLiteral("/before-x/log.sqlite")));
}

void TestUpkeep::hostInTheWay()
{
    QTemporaryDir folder;
    const QString data = fill(folder.path() + QStringLiteral("/data"));
    const auto backup = backUpData(data, folder.path());
    const auto host = SqlStore::create(data, {});
    QVERIFY(host.has_value());
    for (const auto &failure : {restoreData(backup->path, data).error(), repairLog(data).error()})
        QCOMPARE(failure.kind, Failure::Kind::Refused);
    QVERIFY(checkData(data)->isSound());
}

void TestUpkeep::checkFindsDamage()
{
    QTemporaryDir folder;
    const QString data = fill(folder.path() + QStringLiteral("/data"));
    const auto sound = checkData(data);
    QVERIFY(sound->isSound());
    QCOMPARE(sound->messages, 2 * said + 1);
    QCOMPARE(sound->files, 1);
    const QString copy = folder.filePath(QStringLiteral("copy"));
    copyTree(data, copy);
    overwrite(logIn(copy), leafPage(copy), noise(page));
    QVERIFY(!checkData(copy)->problems.isEmpty());

    const auto blob = QDir(data + QStringLiteral("/files/blobs"))
                          .entryList(QDir::Dirs | QDir::NoDotAndDotDot)
                          .first();
    const QDir blobs(data + QStringLiteral("/files/blobs/") + blob);
    overwrite(blobs.filePath(blobs.entryList(QDir::Files).first()), 0, "C");
    QCOMPARE(checkData(data)->fileProblems.size(), 1);
    QVERIFY(checkData(data)->fileProblems.first().contains(QLatin1String("damaged")));
    QVERIFY(QFile::remove(blobs.filePath(blobs.entryList(QDir::Files).first())));
    QVERIFY(checkData(data)->fileProblems.first().contains(QLatin1String("missing")));
}

void TestUpkeep::startFindsDamage_data()
{
    QTest::addColumn<bool>("killed");
    QTest::newRow("after a kill") << true;
    QTest::newRow("after an orderly stop") << false;
}

void TestUpkeep::startFindsDamage()
{
    QFETCH(const bool, killed);
    QTemporaryDir folder;
    const QString data = killed ? fillAndKill(folder.filePath(QStringLiteral("data")),
                                              folder.filePath(QStringLiteral("scratch")))
                                : fill(folder.filePath(QStringLiteral("data")));
    QCOMPARE(QFileInfo(logIn(data) + QStringLiteral("-wal")).size() > 0, killed);
    const QString copy = folder.filePath(QStringLiteral("copy"));
    copyTree(data, copy);
    QVERIFY(SqlStore::create(copy, {}).has_value());
    overwrite(logIn(data), leafPage(data), noise(page));
    const auto started = SqlStore::create(data, {});
    QVERIFY(!started.has_value());
    QCOMPARE(started.error(), StoreError::Corrupt);
    const auto repaired = repairLog(data);
    QVERIFY2(repaired.has_value(), qPrintable(sentenceOf(repaired)));
    QVERIFY(SqlStore::create(data, {}).has_value());
}

void TestUpkeep::damageIsToldWhileItRuns()
{
    static int told;
    told = 0;
    const auto before =
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &text) {
            told += type == QtCriticalMsg && text.contains(QLatin1String("madang-host repair"));
        });
    const auto handler = qScopeGuard([before] { qInstallMessageHandler(before); });
    QTemporaryDir folder;
    const QString data = fill(folder.path() + QStringLiteral("/data"));
    const auto store = SqlStore::create(data, {});
    QVERIFY(store.has_value());
    const auto readAll = [&store] {
        std::optional<StoreError> error;
        for (qint64 after = 0; after < said && !error; after += 100) {
            const auto found = StoreCalls::history(**store, {second, Chat::Sequence{after}});
            if (!found)
                error = found.error();
        }
        return error;
    };
    QCOMPARE(readAll(), std::nullopt);
    QTRY_COMPARE((*store)->status().unindexed, 0); // the index reads nothing any more
    QCOMPARE((*store)->status().damages, 0u);
    overwriteMessages(data);
    writeBeside(data);
    QCOMPARE(readAll(), StoreError::Corrupt);
    QCOMPARE((*store)->status().damages, 1u);
    QCOMPARE(readAll(), StoreError::Corrupt);
    QCOMPARE((*store)->status().damages, 2u);
    QCOMPARE(told, 1);
    QVERIFY((*store)->status().writable);
}

void TestUpkeep::largeLogIsLookedAtInPart()
{
    QTemporaryDir folder;
    const QString data = fill(folder.path() + QStringLiteral("/data"));
    auto log = LogFile::open(logIn(data), LogFile::Mode::Read);
    QVERIFY(checkBriefly((*log)->database(), 1).has_value());
    log->reset();
    overwrite(logIn(data), leafPage(data), noise(page));
    log = LogFile::open(logIn(data), LogFile::Mode::Read);
    QCOMPARE(checkBriefly((*log)->database(), 1).error(), StoreError::Corrupt);
}

void TestUpkeep::repairOfSoundDataLosesNothing()
{
    QTemporaryDir folder;
    const QString data = fillAndKill(folder.filePath(QStringLiteral("data")),
                                     folder.filePath(QStringLiteral("scratch")));
    QVERIFY(QFileInfo(logIn(data) + QStringLiteral("-wal")).size() > 0);
    const QString copy = folder.filePath(QStringLiteral("copy"));
    copyTree(data, copy);
    const auto expected = allOf(*open(copy), lobby);
    const auto repaired = repairLog(data);
    QVERIFY2(repaired.has_value(), qPrintable(sentenceOf(repaired)));
    QVERIFY2(repaired->isComplete(), qPrintable(repaired->sentences().join(u'\n')));
    const auto log = open(data);
    QVERIFY(log);
    QVERIFY(allOf(*log, lobby) == expected);
    QCOMPARE(allOf(*log, second).size(), size_t(said + 50));
    QCOMPARE(log->contents()->members.size(), size_t(1));
    QCOMPARE(log->changes().earlierTexts({{lobby, {2}}, {}, true})->texts.size(), size_t(1));
    QVERIFY(checkData(data)->isSound());
}

void TestUpkeep::repairSavesWhatCanBeRead_data()
{
    using Spoil = std::function<void(const QString &)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<int>("atLeast");
    QTest::newRow("header") << Spoil([](const QString &data) {
        overwrite(logIn(data), 0, QByteArray(100, '\0'));
    }) << said;
    QTest::newRow("first page") << Spoil([](const QString &data) {
        overwrite(logIn(data), 0, noise(page));
    }) << said;
    QTest::newRow("leaf in the middle")
        << Spoil([](const QString &data) { overwrite(logIn(data), leafPage(data), noise(page)); })
        << said - 60;
    QTest::newRow("eight pages in the middle") << Spoil([](const QString &data) {
        overwrite(logIn(data), leafPage(data), noise(8 * page));
    }) << said - 500;
    QTest::newRow("inner page") << Spoil([](const QString &data) {
        overwrite(logIn(data), innerPage(data), QByteArray(page, '\0'));
    }) << said;
    QTest::newRow("truncated") << Spoil([](const QString &data) {
        QFile file(logIn(data));
        QVERIFY(file.resize(file.size() * 2 / 3));
    }) << said / 3;
    QTest::newRow("truncated within a page") << Spoil([](const QString &data) {
        QFile file(logIn(data));
        QVERIFY(file.resize(file.size() / 2 + 1000));
    }) << said / 4;
    // What a log of writes has is not read from the damaged file, so these are without one.
    QTest::newRow("first page, no log of writes") << Spoil([](const QString &data) {
        QVERIFY(QFile::remove(logIn(data) + QStringLiteral("-wal")));
        overwrite(logIn(data), 0, noise(page));
    }) << said;
    QTest::newRow("inner page, no log of writes") << Spoil([](const QString &data) {
        QVERIFY(QFile::remove(logIn(data) + QStringLiteral("-wal")));
        overwrite(logIn(data), innerPage(data), QByteArray(page, '\0'));
    }) << said;
    QTest::newRow("a word in the log of writes") << Spoil([](const QString &data) {
        const QString writes = logIn(data) + QStringLiteral("-wal");
        const qint64 place = contentOf(writes).lastIndexOf("and some more of it");
        QVERIFY(place > 0);
        overwrite(writes, place, "x");
    }) << said;
    QTest::newRow("log of writes gone") << Spoil([](const QString &data) {
        QVERIFY(QFile::remove(logIn(data) + QStringLiteral("-wal")));
    }) << said;
    QTest::newRow("log of writes damaged") << Spoil([](const QString &data) {
        overwrite(logIn(data) + QStringLiteral("-wal"), 3 * (page + 24) + 32 + 100, noise(200));
    }) << said;
    QTest::newRow("every tenth page") << Spoil([](const QString &data) {
        const qint64 size = QFileInfo(logIn(data)).size();
        for (qint64 place = 9 * page; place + page <= size; place += 10 * page)
            overwrite(logIn(data), place, noise(page));
    }) << said / 2;
}

void TestUpkeep::repairSavesWhatCanBeRead()
{
    QFETCH(const std::function<void(const QString &)>, spoil);
    QFETCH(const int, atLeast);
    QTemporaryDir folder;
    const QString data = fillAndKill(folder.filePath(QStringLiteral("data")),
                                     folder.filePath(QStringLiteral("scratch")));
    const QString copy = folder.filePath(QStringLiteral("copy"));
    copyTree(data, copy);
    const auto expected = allOf(*open(copy), second);
    spoil(data);
    const QByteArray damaged = contentOf(logIn(data));

    const auto repaired = repairLog(data);
    QVERIFY2(repaired.has_value(), qPrintable(sentenceOf(repaired)));
    QCOMPARE(contentOf(logIn(repaired->kept)), damaged);
    const auto log = open(data);
    QVERIFY(log);
    const QString name = log->roomNumber(second) ? second.toString() : QString();
    const Chat::RoomId room(name.isEmpty() ? repaired->roomsMadeAnew.value(1) : name);
    const auto saved = allOf(*log, room);
    QVERIFY2(int(saved.size()) >= atLeast, qPrintable(QString::number(saved.size())));
    // What is there is what was said, and what is not was named.
    for (const auto &[sequence, message] : saved) {
        QVERIFY(expected.contains(sequence));
        QCOMPARE(message.text, expected.at(sequence).text);
        QCOMPARE(message.time, expected.at(sequence).time);
    }
    for (const auto &[sequence, message] : expected) {
        if (sequence > saved.rbegin()->first || sequence < saved.begin()->first)
            continue;
        const bool isLost = std::any_of(
            repaired->lost.begin(), repaired->lost.end(), [&, at = sequence](const auto &gap) {
                return gap.room == room.toString() && at >= gap.first && at <= gap.last;
            });
        QVERIFY(saved.contains(sequence) != isLost);
    }
    // And one can go on.
    QVERIFY(log->begin().has_value());
    auto next = message(room, 1);
    next.clientId = Chat::ClientMessageId(QStringLiteral("new"));
    QVERIFY(log->append(next).has_value());
    QVERIFY(log->commit().has_value());
    QVERIFY(checkData(data)->problems.isEmpty());
}

/// Else what is left of a damaged row would pass for what somebody said.
void TestUpkeep::recordIsAsLongAsItSays()
{
    const QByteArray record("\x03\x0f\x11"
                            "abc"); // texts of one byte and of two
    const auto values = recordValues(record);
    QVERIFY(values);
    QCOMPARE(values->value(0).toString(), QStringLiteral("a"));
    QCOMPARE(values->value(1).toString(), QStringLiteral("bc"));
    QVERIFY(!recordValues(record + 'd'));
    QVERIFY(!recordValues(record.chopped(1)));
}

void TestUpkeep::repairCutShortIsDoneAgain()
{
    QTemporaryDir folder;
    const QString data = fill(folder.path() + QStringLiteral("/data"));
    QDir().mkpath(data + QStringLiteral("/damaged-1"));
    QVERIFY(QFile::rename(logIn(data), data + QStringLiteral("/damaged-1/log.sqlite")));
    QFile mark(unfinishedMarkIn(data));
    QVERIFY(mark.open(QIODevice::WriteOnly) && mark.write("damaged-1\n") > 0);
    mark.close();
    QCOMPARE(SqlStore::create(data, {}).error(), StoreError::Unfinished);
    const auto repaired = repairLog(data);
    QVERIFY2(repaired.has_value(), qPrintable(sentenceOf(repaired)));
    QCOMPARE(repaired->messages, 2 * said + 1);
    QVERIFY(SqlStore::create(data, {}).has_value());
}

void TestUpkeep::repairNamesGaps()
{
    RepairReport report;
    report.lost = {{QStringLiteral("lobby"), 812, 815}, {QStringLiteral("lobby"), 900, 900}};
    const QString text = report.sentences().join(QLatin1Char('\n'));
    QVERIFY(text.contains(QLatin1String("room lobby: messages 812 to 815 are lost.")));
    QVERIFY(text.contains(QLatin1String("room lobby: message 900 is lost.")));
}

void TestUpkeep::cancelledLeavesNothing()
{
    QTemporaryDir folder;
    const QString data = fill(folder.path() + QStringLiteral("/data"));
    const QByteArray before = contentOf(logIn(data));
    const auto never = [](qint64, qint64) { return false; };
    const QString backups = folder.filePath(QStringLiteral("backups"));
    QCOMPARE(backUpData(data, backups, never).error().kind, Failure::Kind::Cancelled);
    QVERIFY(QDir(backups).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    QCOMPARE(repairLog(data, never).error().kind, Failure::Kind::Cancelled);
    QCOMPARE(contentOf(logIn(data)), before);
}

QTEST_GUILESS_MAIN(TestUpkeep)
#include "tst_upkeep.moc"
