// SPDX-License-Identifier: GPL-3.0-or-later
// A host's data out as an export and into another host: the same again, and nothing twice.

#include "server/store/sqlstore.h"
#include "server/upkeep/datacheck.h"
#include "server/upkeep/dataexport.h"
#include "server/upkeep/dataimport.h"
#include "tests/support/filleddata.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Server;
using namespace FilledData;

namespace {

constexpr int said = 300;
const ImportOptions samePeople{true, {}};

/// Two rooms with all that a message can have.
QString filled(const QString &folder,
               const QByteArray &content = QByteArrayLiteral("\x89PNG\r\n\x1a\n and so on"))
{
    QDir().mkpath(folder);
    const auto log = open(folder);
    if (!log->begin())
        return {};
    makeRooms(*log);
    if (!log->commit())
        return {};
    say(*log, 1, said);
    change(*log);
    sayWithFile(*log, folder, content, QStringLiteral("first"));
    auto answer = message(second, said + 1);
    answer.replyTo = Chat::Quoted{{7}, {}, {}, false, {}};
    if (!log->begin() || !log->append(answer) || !log->commit())
        return {};
    return folder;
}

QString exported(const QString &data, const QString &to)
{
    ExportWish wish;
    wish.folder = data;
    wish.to = to;
    wish.hostName = QStringLiteral("name");
    const auto done = exportData(wish);
    return done ? to : done.error().sentence;
}

/// Without the head, which tells the host and the time.
QByteArray linesOf(const QString &exported)
{
    const QByteArray lines = contentOf(exported + QStringLiteral("/export.jsonl"));
    return lines.mid(lines.indexOf('\n') + 1);
}

QString emptyFolder(const QString &path)
{
    QDir().mkpath(path);
    return path;
}

qint64 added(const tl::expected<ImportReport, Failure> &report)
{
    qint64 sum = 0;
    for (const auto &room : report->rooms)
        sum += room.added;
    return sum;
}

} // namespace

class TestDataExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void importOfAnExportIsTheSame();
    void importOfWhatIsThereAddsNothing();
    void lackingMessagesAreAppended();
    void thereAndBackAgain();
    void sameMessageAtTwoHosts();
    void damagedExportChangesNothing();
    void runningHostIsExportedButTakesNothing();
    void earlierTextsNotKeptStayBehind();
    void oneRoom();
    void everyFormatIsWritten();
    void cancelledLeavesNothing();
    void hostileFilesAreMadeSafe();
};

void TestDataExport::importOfAnExportIsTheSame()
{
    QTemporaryDir folder;
    const QString first = exported(filled(folder.filePath(QStringLiteral("a"))),
                                   folder.filePath(QStringLiteral("first")));
    const QString other = emptyFolder(folder.filePath(QStringLiteral("b")));
    const auto imported = importData(first, other, {}, samePeople);
    QVERIFY2(imported.has_value(), imported ? "" : qPrintable(imported.error().sentence));
    QCOMPARE(added(imported), 2 * said + 2);
    const QString again = exported(other, folder.filePath(QStringLiteral("again")));
    QVERIFY(linesOf(first).size() > 100'000);
    QCOMPARE(linesOf(again), linesOf(first));
    const QString files = QStringLiteral("/files");
    QCOMPARE(QDir(again + files).entryList(QDir::Files),
             QDir(first + files).entryList(QDir::Files));
    QCOMPARE(QDir(first + files).entryList(QDir::Files).size(), 1);
    QVERIFY(checkData(other)->isSound());
    // And a host opens it, with everything in its place.
    const auto log = open(other);
    auto there = allOf(*log, lobby);
    QCOMPARE(there.at(2).text, QStringLiteral("edited"));
    QVERIFY(there.at(3).changes.deleted);
    QCOMPARE(there.at(4).changes.reactions.size(), size_t(1));
    QVERIFY(there.at(5).changes.pinned);
    QCOMPARE(there.at(said + 1).files.size(), size_t(1));
    QCOMPARE(allOf(*log, second).at(said + 1).replyTo->sequence.number, 7);
    QCOMPARE(log->changes().earlierTexts({{lobby, {2}}, {}, true})->texts.size(), size_t(1));
    QVERIFY(log->searchIndex().behind().value_or(0) > 0); // is filled while the host runs
}

void TestDataExport::importOfWhatIsThereAddsNothing()
{
    QTemporaryDir folder;
    const QString data = filled(folder.filePath(QStringLiteral("a")));
    const QString first = exported(data, folder.filePath(QStringLiteral("first")));
    const QString other = emptyFolder(folder.filePath(QStringLiteral("b")));
    QCOMPARE(added(importData(first, other)), 2 * said + 2);
    const QByteArray before = linesOf(exported(other, folder.filePath(QStringLiteral("x"))));
    QCOMPARE(added(importData(first, other)), 0);
    QCOMPARE(linesOf(exported(other, folder.filePath(QStringLiteral("y")))), before);
    // Nor into the host that it came from.
    QCOMPARE(added(importData(first, data)), 0);
    QCOMPARE(linesOf(exported(data, folder.filePath(QStringLiteral("z")))), linesOf(first));
}

void TestDataExport::lackingMessagesAreAppended()
{
    QTemporaryDir folder;
    const QString data = filled(folder.filePath(QStringLiteral("a")));
    const QString other = emptyFolder(folder.filePath(QStringLiteral("b")));
    {
        const auto log = open(other);
        QVERIFY(log->begin());
        for (const Chat::RoomId &room : {lobby, second}) {
            QVERIFY(log->createRoom({room, QStringLiteral("Mine"), {}, {}, at(9), {}}));
            auto mine = message(room, 1);
            mine.senderId = Chat::UserId(QStringLiteral("u-other"));
            mine.text = QStringLiteral("said here");
            QVERIFY(log->append(mine));
        }
        QVERIFY(log->commit());
    }
    const auto imported =
        importData(exported(data, folder.filePath(QStringLiteral("first"))), other);
    QVERIFY2(imported.has_value(), imported ? "" : qPrintable(imported.error().sentence));
    const auto log = open(other);
    const auto there = allOf(*log, lobby);
    QCOMPARE(there.size(), size_t(said + 2));
    QCOMPARE(there.at(1).text, QStringLiteral("said here"));
    QCOMPARE(there.at(3).text, QStringLiteral("edited")); // theirs was 2
    QCOMPARE(there.at(2).time, at(1));
    QVERIFY(there.at(4).changes.deleted);
    // An answer has found what it answers, which was 7 there.
    QCOMPARE(allOf(*log, second).at(said + 2).replyTo->sequence.number, 8);
    // The room is still this host's, and new messages go on behind.
    const auto contents = log->contents();
    QVERIFY(contents);
    for (const StoredRoom &room : contents->rooms)
        QVERIFY(room.id != lobby || room.name == QLatin1String("Mine"));
    QVERIFY(log->begin());
    auto next = message(lobby, 1);
    next.clientId = {};
    QCOMPARE(log->append(next)->message.sequence.number, said + 3);
    QVERIFY(log->commit());
    // Whoever was away learns the changes by their revisions.
    const auto changes = log->changes().changes({lobby, {}, {}, 100, 1'000'000});
    QCOMPARE(changes->messages.size(), size_t(4));
}

void TestDataExport::thereAndBackAgain()
{
    QTemporaryDir folder;
    const QString a = filled(folder.filePath(QStringLiteral("a")));
    const QString b = emptyFolder(folder.filePath(QStringLiteral("b")));
    QVERIFY(importData(exported(a, folder.filePath(QStringLiteral("1"))), b));
    {
        const auto log = open(b);
        QVERIFY(log->begin());
        auto more = message(lobby, 5000);
        QVERIFY(log->append(more));
        QVERIFY(log->commit());
    }
    // What went from a to b is known when it comes back, and what was said at b comes with it.
    QCOMPARE(added(importData(exported(b, folder.filePath(QStringLiteral("2"))), a)), 1);
    QCOMPARE(added(importData(exported(a, folder.filePath(QStringLiteral("3"))), b)), 0);
}

void TestDataExport::sameMessageAtTwoHosts()
{
    QTemporaryDir folder;
    const QString a = filled(folder.filePath(QStringLiteral("a")));
    const QString b = emptyFolder(folder.filePath(QStringLiteral("b")));
    {
        // Sent to b, too, when a was gone: by the same person with the same id.
        const auto log = open(b);
        QVERIFY(log->begin());
        makeRooms(*log);
        auto resent = message(lobby, 10);
        resent.time = at(999'999);
        QVERIFY(log->append(resent));
        QVERIFY(log->commit());
    }
    const auto imported =
        importData(exported(a, folder.filePath(QStringLiteral("1"))), b, {}, samePeople);
    QVERIFY(imported);
    QCOMPARE(imported->rooms[0].known, 1);
    int found = 0;
    const auto log = open(b);
    for (const auto &[sequence, one] : allOf(*log, lobby))
        found += one.text == message(lobby, 10).text;
    QCOMPARE(found, 1);
}

void TestDataExport::damagedExportChangesNothing()
{
    QTemporaryDir folder;
    const QString first = exported(filled(folder.filePath(QStringLiteral("a"))),
                                   folder.filePath(QStringLiteral("first")));
    const QString lines = first + QStringLiteral("/export.jsonl");
    const QByteArray good = contentOf(lines);
    const QString other = emptyFolder(folder.filePath(QStringLiteral("b")));
    const auto refusal = [&](const QByteArray &bad) {
        QFile file(lines);
        if (!file.open(QIODevice::WriteOnly) || file.write(bad) != bad.size())
            return QString();
        file.close();
        const auto imported = importData(first, other);
        return imported || QFile::exists(logIn(other)) ? QString() : imported.error().sentence;
    };
    QVERIFY(refusal(good.left(good.size() / 2)).contains(QLatin1String("export.jsonl:")));
    QVERIFY(refusal(good.chopped(good.size() - good.lastIndexOf("{\"end\"")))
                .contains(QLatin1String("before its end")));
    QByteArray bad = good;
    bad.replace("\"type\":\"TALK\",\"uid\"", "\"type\":\"SHOUT\",\"uid\"");
    const QString sentence = refusal(bad);
    QVERIFY2(sentence.contains(QLatin1String("export.jsonl:3: \"type\"")), qPrintable(sentence));
    const int second = int(good.indexOf("{\"created\"", good.indexOf("roomEnd")));
    bad = good;
    QVERIFY(second > 0);
    bad.insert(second, good.mid(good.indexOf("{\"created\""),
                                good.indexOf('\n', good.indexOf("{\"created\"")) -
                                    good.indexOf("{\"created\"") + 1));
    QVERIFY(!refusal(bad).isEmpty());
    const QString file = QDir(first + QStringLiteral("/files")).entryList(QDir::Files).first();
    overwrite(first + QStringLiteral("/files/") + file, 0, "C");
    QVERIFY(refusal(good).contains(QLatin1String("damaged")));
    QVERIFY(QFile::remove(first + QStringLiteral("/files/") + file));
    QVERIFY(refusal(good).contains(QLatin1String("missing")));
}

void TestDataExport::runningHostIsExportedButTakesNothing()
{
    QTemporaryDir folder;
    const QString data = filled(folder.filePath(QStringLiteral("a")));
    const auto host = SqlStore::create(data, {});
    QVERIFY(host);
    const QString first = exported(data, folder.filePath(QStringLiteral("first")));
    QVERIFY(linesOf(first).endsWith("{\"end\":2}\n"));
    const auto refused = importData(first, data);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Failure::Kind::Refused);
}

void TestDataExport::earlierTextsNotKeptStayBehind()
{
    QTemporaryDir folder;
    const QString data = filled(folder.filePath(QStringLiteral("a")));
    const auto keepAndExport = [&](bool keeps, const QString &to) {
        const auto log = open(data);
        const auto contents = log->contents();
        const auto found = std::find_if(contents->rooms.begin(), contents->rooms.end(),
                                        [](const StoredRoom &one) { return one.id == lobby; });
        StoredRoom room = *found;
        room.settings.keepsEarlier = keeps;
        const bool changed = log->begin() && log->rooms().change(room) && log->commit();
        return changed ? exported(data, folder.filePath(to)) : QString();
    };
    const QByteArray line = QByteArrayLiteral("{\"earlier\":");
    const QString kept = exported(data, folder.filePath(QStringLiteral("kept")));
    QCOMPARE(linesOf(kept).count(line), 2);
    QCOMPARE(linesOf(keepAndExport(false, QStringLiteral("off"))).count(line), 0);
    const QString on = keepAndExport(true, QStringLiteral("on"));
    QCOMPARE(linesOf(on).count(line), 0);
    // Its number is this log's business: the room goes into another one like any.
    QVERIFY(!linesOf(on).contains("earlierFloor"));
    QVERIFY(importData(on, emptyFolder(folder.filePath(QStringLiteral("b")))).has_value());
}

void TestDataExport::oneRoom()
{
    QTemporaryDir folder;
    ExportWish wish;
    wish.folder = filled(folder.filePath(QStringLiteral("a")));
    wish.to = folder.filePath(QStringLiteral("to"));
    wish.room = second;
    const auto report = exportData(wish);
    QVERIFY(report);
    QCOMPARE(report->rooms, 1);
    QCOMPARE(report->messages, said + 1);
    wish.room = Chat::RoomId(QStringLiteral("none"));
    wish.to += u'2';
    QCOMPARE(exportData(wish).error().kind, Failure::Kind::Refused);
    QVERIFY(!QFile::exists(wish.to));
}

void TestDataExport::everyFormatIsWritten()
{
    QTemporaryDir folder;
    ExportWish wish;
    wish.folder = filled(folder.filePath(QStringLiteral("a")));
    for (const auto format : {Takeout::Format::Html, Takeout::Format::Text}) {
        wish.format = format;
        wish.to = folder.filePath(QStringLiteral("to%1").arg(int(format)));
        QVERIFY(exportData(wish));
        QVERIFY(QDir(wish.to).exists(QStringLiteral("files")));
        QVERIFY(QDir(wish.to).entryList(QDir::Files).size() >= 2);
    }
}

void TestDataExport::cancelledLeavesNothing()
{
    QTemporaryDir folder;
    ExportWish wish;
    wish.folder = filled(folder.filePath(QStringLiteral("a")));
    wish.to = folder.filePath(QStringLiteral("there/to"));
    const auto never = [](qint64, qint64) { return false; };
    QCOMPARE(exportData(wish, never).error().kind, Failure::Kind::Cancelled);
    QVERIFY(QDir(folder.filePath(QStringLiteral("there")))
                .isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestDataExport::hostileFilesAreMadeSafe()
{
    QTemporaryDir folder;
    const QString first = exported(filled(folder.filePath(QStringLiteral("a")), "<script>"),
                                   folder.filePath(QStringLiteral("first")));
    const QString lines = first + QStringLiteral("/export.jsonl");
    QByteArray bytes = contentOf(lines);
    bytes.replace("\"name\":\"사진.png\"", "\"name\":\"CON\\u202egnp.exe\"");
    QFile file(lines);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    const QString other = emptyFolder(folder.filePath(QStringLiteral("b")));
    QVERIFY(importData(first, other));
    const auto log = open(other);
    const auto there = allOf(*log, lobby);
    const Chat::FileInfo info = there.at(said + 1).files.at(0);
    QVERIFY(!info.name.contains(QChar(0x202e)));
    // It said it is a picture and is none.
    QCOMPARE(info.type, QStringLiteral("application/octet-stream"));
}

QTEST_GUILESS_MAIN(TestDataExport)
#include "tst_dataexport.moc"
