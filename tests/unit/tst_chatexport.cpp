// SPDX-License-Identifier: GPL-3.0-or-later
// What a host gives, page by page, written into a folder behind the caller's back.

#include "takeout/filecopy.h"
#include "takeout/jsonlines.h"
#include "ui/model/chatexport.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using Takeout::Failure;
using Ui::ChatExport;

namespace {

constexpr int patience = 60000;
const Chat::RoomId room(QStringLiteral("방"));

/// Has messages `first` to `last`, and gives few at once where they are "long".
class FakeSource final : public Ui::ExportSource {
public:
    qint64 first = 1;
    qint64 last = 1000;
    qsizetype mostAtOnce = 200;
    int failsAt = -1;
    bool hasFiles = true;
    int pages = 0;
    int files = 0;

    void page(const Chat::RoomId &of, Chat::Sequence before, int limit, PageAnswer answer) override
    {
        ++pages;
        std::optional<Chat::HistoryPage> page;
        if (pages != failsAt) {
            page.emplace();
            page->room = of;
            const qint64 end = std::min(before.number - 1, last);
            const qint64 most = std::min<qint64>(limit, mostAtOnce);
            const qint64 begin = std::max(first, end - most + 1);
            for (qint64 i = begin; i <= end; ++i)
                page->messages.push_back(message(i));
            page->more = begin > first;
        }
        QMetaObject::invokeMethod(
            this, [answer, page] { answer(page); }, Qt::QueuedConnection);
    }
    void file(const Chat::FileInfo &info, const QString &path, FileAnswer answer) override
    {
        ++files;
        if (hasFiles)
            QVERIFY(Takeout::writeFile(path, info.token.toUtf8()));
        QMetaObject::invokeMethod(
            this, [this, answer] { answer(hasFiles); }, Qt::QueuedConnection);
    }
    static Chat::RoomMessage message(qint64 number)
    {
        Chat::RoomMessage message;
        message.room = room;
        message.sequence.number = number;
        message.sender = QStringLiteral("민지");
        message.senderId = Chat::UserId(QStringLiteral("g-1"));
        message.text = QStringLiteral("m%1").arg(number);
        message.time = Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'000 + number));
        if (number % 300 == 0)
            message.files = {{QStringLiteral("i"), QStringLiteral("t%1").arg(number % 600),
                              QStringLiteral("a.txt"), QStringLiteral("text/plain"), 2}};
        return message;
    }
};

struct Run {
    QTemporaryDir folder;
    FakeSource source;
    QString to = folder.filePath(QStringLiteral("to"));
    std::optional<Failure> failure;
    bool isFinished = false;
    QList<qint64> progress;

    ChatExport::Wish wish()
    {
        ChatExport::Wish wish;
        wish.to = to;
        wish.format = Takeout::Format::Json;
        Chat::RoomInfo info;
        info.id = room;
        info.name = QStringLiteral("이름");
        info.last.number = source.last;
        wish.rooms = {info, info};
        wish.rooms[1].id = Chat::RoomId(QStringLiteral("other"));
        return wish;
    }
    void follow(ChatExport &exporting)
    {
        QObject::connect(&exporting, &ChatExport::failed,
                         [this](const Failure &why) { failure = why; });
        QObject::connect(&exporting, &ChatExport::finished, [this] { isFinished = true; });
        QObject::connect(&exporting, &ChatExport::progressed,
                         [this](qint64 done) { progress += done; });
    }
    void go()
    {
        ChatExport exporting(source, wish());
        follow(exporting);
        exporting.start();
        QTRY_VERIFY_WITH_TIMEOUT(failure || isFinished, patience);
    }
    /// The sequences of both rooms, one behind the other.
    QList<qint64> sequences() const
    {
        QFile file(to + QStringLiteral("/export.jsonl"));
        QList<qint64> found;
        if (!file.open(QIODevice::ReadOnly))
            return found;
        Takeout::LineReader reader(file);
        for (;;) {
            const auto record = reader.next();
            if (!record)
                return {-1};
            if (const auto *message = std::get_if<Takeout::MessageRecord>(&*record))
                found += message->message.sequence.number;
            if (std::holds_alternative<Takeout::End>(*record))
                return found;
        }
    }
    bool isClean() const
    {
        return QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
};

QList<qint64> twice(qint64 first, qint64 last)
{
    QList<qint64> numbers;
    for (int i = 0; i < 2; ++i) {
        for (qint64 number = first; number <= last; ++number)
            numbers += number;
    }
    return numbers;
}

} // namespace

class ChatExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingInItsOrder_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("last");
        QTest::addColumn<int>("mostAtOnce");
        QTest::newRow("all") << 1 << 1000 << 200;
        QTest::newRow("old ones are gone") << 517 << 1000 << 200;
        QTest::newRow("long ones") << 1 << 450 << 7;
        QTest::newRow("long ones, old ones gone") << 333 << 650 << 7;
        QTest::newRow("one") << 1 << 1 << 200;
        QTest::newRow("none") << 1 << 0 << 200;
        QTest::newRow("a page and one") << 1 << 201 << 200;
    }
    void everythingInItsOrder()
    {
        Run run;
        QFETCH(const int, first);
        QFETCH(const int, last);
        QFETCH(const int, mostAtOnce);
        run.source.first = first;
        run.source.last = last;
        run.source.mostAtOnce = mostAtOnce;
        run.go();
        QVERIFY2(!run.failure, run.failure ? qPrintable(run.failure->sentence) : "");
        QCOMPARE(run.sequences(), twice(first, last));
        QVERIFY(std::is_sorted(run.progress.begin(), run.progress.end()));
        QVERIFY(!QFile::exists(run.to + QStringLiteral("/incoming")));
    }

    void filesComeAlong()
    {
        Run run;
        run.go();
        QVERIFY(run.isFinished);
        QCOMPARE(QDir(run.to + QStringLiteral("/files")).entryList(QDir::Files).size(), 2);
    }

    void missingFilesAreLeftOut()
    {
        Run run;
        run.source.hasFiles = false;
        run.go();
        QVERIFY(run.isFinished);
        QCOMPARE(run.sequences(), twice(1, 1000));
        QVERIFY(!QFile::exists(run.to + QStringLiteral("/files")));
    }

    void hostThatGoesAwayLeavesNothing()
    {
        Run run;
        run.source.failsAt = 3;
        run.go();
        QVERIFY(run.failure);
        QCOMPARE(run.failure->kind, Failure::Kind::Failed);
        QVERIFY(run.isClean());
    }

    void cancelledLeavesNothing()
    {
        Run run;
        ChatExport exporting(run.source, run.wish());
        run.follow(exporting);
        exporting.start();
        QTRY_VERIFY_WITH_TIMEOUT(run.source.pages > 2, patience);
        exporting.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(run.failure || run.isFinished, patience);
        QVERIFY(run.failure);
        QCOMPARE(run.failure->kind, Failure::Kind::Cancelled);
        QVERIFY(run.isClean());
    }

    void destroyedLeavesNothing()
    {
        Run run;
        {
            ChatExport exporting(run.source, run.wish());
            exporting.start();
            QTRY_VERIFY_WITH_TIMEOUT(run.source.pages > 2, patience);
        }
        QVERIFY(run.isClean());
    }

    void folderThatIsThereIsLeftAlone()
    {
        Run run;
        QVERIFY(QDir().mkpath(run.to));
        QVERIFY(Takeout::writeFile(run.to + QStringLiteral("/mine"), "x"));
        run.go();
        QVERIFY(run.failure);
        QCOMPARE(run.failure->kind, Failure::Kind::Refused);
        QCOMPARE(QDir(run.to).entryList(QDir::Files), QStringList{QStringLiteral("mine")});
    }
};

QTEST_GUILESS_MAIN(ChatExportTest)
#include "tst_chatexport.moc"
