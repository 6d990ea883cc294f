// SPDX-License-Identifier: GPL-3.0-or-later
// What an export is made of: lines of JSON that anybody may have written, pages, plain text.

#include "takeout/filecopy.h"
#include "takeout/jsonlines.h"
#include "takeout/wholefolder.h"
#include "takeout/writer.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_LINUX
#include <sys/resource.h>

#include <csignal>
#endif

using namespace Takeout;

namespace {

Chat::Timestamp at(qint64 number)
{
    return Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'000 + number));
}

MessageRecord said(int number, const QString &text)
{
    MessageRecord record;
    Chat::RoomMessage &message = record.message;
    message.room = Chat::RoomId(QStringLiteral("방"));
    message.sequence.number = number;
    message.sender = QStringLiteral("민지 <b>");
    message.senderId = Chat::UserId(QStringLiteral("g-1"));
    message.guest = true;
    message.text = text;
    message.clientId = Chat::ClientMessageId(QStringLiteral("c-%1").arg(number));
    message.time = at(number);
    record.uid = messageUid(QStringLiteral("host"), message);
    return record;
}

RoomRecord aRoom()
{
    RoomRecord room;
    room.id = Chat::RoomId(QStringLiteral("방"));
    room.name = QStringLiteral("A \"room\" & <more>");
    room.topic = QStringLiteral("<script>alert(1)</script>");
    room.creator = Chat::UserId(QStringLiteral("owner"));
    room.created = at(0);
    room.settings = {{QStringLiteral("kind"), 3},
                     {QStringLiteral("icon"), QStringLiteral("🎈")},
                     {QStringLiteral("gone"), QJsonValue::Null}};
    room.members = {{Chat::UserId(QStringLiteral("g-1")),
                     QStringLiteral("민지"),
                     true,
                     {{QStringLiteral("role"), 2}}}};
    return room;
}

MessageRecord full(const QString &folder)
{
    MessageRecord record = said(7, QStringLiteral("line\nnext <i>%1 & 'x'</i> \u202e"));
    record.replyTo.number = 3;
    record.message.changes.revision.number = 9;
    record.message.changes.edited = at(100);
    record.message.changes.pinned = at(101);
    record.reactions = {
        {QStringLiteral("👍"), Chat::UserId(QStringLiteral("g-2")), QStringLiteral("\"onload=\"x")},
        {QStringLiteral("👍"), Chat::UserId(), QStringLiteral("이름뿐")}};
    const QByteArray content("a picture");
    QFile file(folder + QStringLiteral("/content"));
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    FileRecord picture;
    picture.info = {QStringLiteral("id1"), QStringLiteral("token1"),
                    QStringLiteral("<img onerror=x>.png"), QStringLiteral("image/png"),
                    content.size()};
    picture.hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
    picture.owner = Chat::UserId(QStringLiteral("g-1"));
    picture.created = at(5);
    picture.path = file.fileName();
    FileRecord program = picture;
    program.info.name = QStringLiteral("page.html");
    program.info.type = QStringLiteral("text/html");
    program.info.id = QStringLiteral("id2");
    record.files = {picture, program};
    return record;
}

Result<void> writeAll(Writer &writer, const std::vector<MessageRecord> &messages)
{
    auto done = writer.begin(
        {QStringLiteral("host"), QStringLiteral("Third <floor>"), at(0), QStringLiteral("0.1")});
    if (done)
        done = writer.beginRoom(aRoom());
    for (const MessageRecord &message : messages) {
        if (done)
            done = writer.add(message);
    }
    if (done)
        done = writer.endRoom();
    return done ? writer.end() : done;
}

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QByteArray exportOf(const QByteArrayList &lines)
{
    return lines.join('\n') + '\n';
}

/// The line of the first fault, and 0 where there is none.
qint64 faultOf(const QByteArray &lines)
{
    QByteArray bytes = lines;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    LineReader reader(buffer);
    for (;;) {
        const auto record = reader.next();
        if (!record)
            return record.error().line;
        if (std::holds_alternative<End>(*record))
            return 0;
    }
}

const QByteArray head = R"({"madang-export":1,"host":"h","hostName":"n","made":1,"program":"0"})";
const QByteArray room =
    R"({"room":"r","name":"","topic":"","creator":"","created":0,"revision":0,"members":[]})";
const QByteArray one =
    R"({"message":1,"type":"TALK","sender":"a","senderId":"g","time":5,"text":"x"})";
const QByteArray roomEnd = R"({"roomEnd":1})";
const QByteArray theEnd = R"({"end":1})";

} // namespace

class TestTakeout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesComeBackAsTheyWere()
    {
        QTemporaryDir folder;
        MessageRecord message = full(folder.path());
        for (FileRecord &file : message.files)
            file.path.clear();
        for (const Record &record :
             {Record(
                  Head{QStringLiteral("h"), QStringLiteral("이름"), at(1), QStringLiteral("0.1")}),
              Record(aRoom()), Record(message), Record(said(1, QStringLiteral("\0\x1f\u2028"))),
              Record(EarlierRecord{{3}, QStringLiteral("before"), at(4)}), Record(RoomEnd{12}),
              Record(End{3})}) {
            const QByteArray line = lineOf(record);
            QCOMPARE(line.count('\n'), 1);
            const auto back = recordOf(line);
            QVERIFY2(back.has_value(), line.constData());
            QCOMPARE(lineOf(*back), line);
        }
    }

    void uidIsOfWhatNeverChanges()
    {
        MessageRecord record = said(1, QStringLiteral("text"));
        const QByteArray uid = record.uid;
        QCOMPARE(uid.size(), 32);
        record.message.text = QStringLiteral("edited");
        record.message.sender = QStringLiteral("other name");
        QCOMPARE(messageUid(QStringLiteral("host"), record.message), uid);
        QVERIFY(messageUid(QStringLiteral("host2"), record.message) != uid);
        record.message.time = at(2);
        QVERIFY(messageUid(QStringLiteral("host"), record.message) != uid);
    }

    void faultsAreToldWithTheirLine()
    {
        QCOMPARE(faultOf(exportOf({head, room, one, roomEnd, theEnd})), 0);
        QCOMPARE(faultOf({}), 1);
        QCOMPARE(faultOf(exportOf({room})), 1);
        QCOMPARE(faultOf(exportOf({head, one})), 2);
        QCOMPARE(faultOf(exportOf({head, head})), 2);
        QCOMPARE(faultOf(exportOf({head, room, one, one})), 4); // not after the one before
        QCOMPARE(faultOf(exportOf({head, room, roomEnd})), 3);  // one is missing
        QCOMPARE(faultOf(exportOf({head, room, one, roomEnd, R"({"end":2})"})), 5);
        QCOMPARE(faultOf(exportOf({head, room, one, roomEnd})), 5); // cut short
        QCOMPARE(faultOf(exportOf({head, room, one, roomEnd, theEnd, theEnd})), 5);
        QCOMPARE(faultOf(exportOf({head, room, one}) + roomEnd.left(5)), 4);
        QCOMPARE(faultOf(exportOf({head, room, QByteArray(100, '[') + QByteArray(100, ']')})), 3);
        QCOMPARE(faultOf(exportOf({head, room, QByteArray(5000, '[')})), 3);
        QCOMPARE(faultOf(exportOf({head, room, "null"})), 3);
        QCOMPARE(faultOf(exportOf({R"({"madang-export":2,"host":"h"})"})), 1);
    }

    void lineIsBounded()
    {
        // Without an end of line nothing more is read than a line may have.
        class Endless : public QIODevice {
        public:
            qint64 given = 0;

        protected:
            qint64 readData(char *data, qint64 size) override
            {
                std::fill_n(data, size, '{');
                given += size;
                return size;
            }
            qint64 writeData(const char *, qint64) override { return -1; }
        } endless;
        endless.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        LineReader reader(endless);
        QCOMPARE(reader.next().error().line, 1);
        QVERIFY(endless.given <= longestLine + 65536);
    }

    void hostileFieldsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        const auto message = [](const QByteArray &more) {
            return QByteArray(one).chopped(1) + "," + more + "}";
        };
        const QByteArray file = R"("id":"i","token":"t","name":"%","type":"","size":1,"owner":"",)"
                                R"("created":0,"sha256":"")";
        QTest::newRow("sequence 0") << QByteArray(one).replace(":1,", ":0,");
        QTest::newRow("sequence no number") << QByteArray(one).replace(":1,", ":\"1\",");
        QTest::newRow("sequence a fraction") << QByteArray(one).replace(":1,", ":1.5,");
        QTest::newRow("sequence huge") << QByteArray(one).replace(":1,", ":1e300,");
        QTest::newRow("time before 1970") << QByteArray(one).replace(":5", ":-5");
        QTest::newRow("type") << QByteArray(one).replace("TALK", "SHOUT");
        QTest::newRow("text no text") << QByteArray(one).replace("\"x\"", "{}");
        QTest::newRow("client id") << message(R"("clientId":"../x")");
        QTest::newRow("uid") << message(R"("uid":"zz")");
        QTest::newRow("answers itself") << message(R"("replyTo":1)");
        QTest::newRow("deleted with text") << message(R"("revision":1,"deleted":4)");
        QTest::newRow("edited without revision") << message(R"("edited":4)");
        QTest::newRow("reactions no list") << message(R"("reactions":{})");
        QTest::newRow("reaction twice")
            << message(R"("reactions":[{"emoji":"x","user":"u","name":""},)"
                       R"({"emoji":"x","user":"u","name":""}])");
        for (const char *name : {"..", "a/b", "a\\\\b", "", "a\\u0000b"})
            QTest::addRow("file called %s", name)
                << message("\"files\":[{" + QByteArray(file).replace("%", name) + "}]");
        QTest::newRow("hash that is a path")
            << message("\"files\":[{" +
                       QByteArray(file).replace("%", "n").replace("\"sha256\":\"\"",
                                                                  "\"sha256\":\"../../x\"") +
                       "}]");
        QTest::newRow("room with a slash") << QByteArray(room).replace("\"r\"", "\"a/b\"");
        QTest::newRow("room called ..") << QByteArray(room).replace("\"r\"", "\"..\"");
        QTest::newRow("settings nested")
            << QByteArray(room).chopped(1) + R"(,"settings":{"a":{"b":1}}})";
        QTest::newRow("member twice")
            << QByteArray(room).replace("[]", R"([{"id":"a","name":""},{"id":"a","name":""}])");
    }
    void hostileFieldsAreRefused()
    {
        QFETCH(const QByteArray, line);
        const auto record = recordOf(line);
        QVERIFY(!record.has_value());
        QVERIFY(!record.error().isEmpty());
    }

    void pagesHoldNothingThatWasNotMeant()
    {
        QTemporaryDir folder;
        std::vector<MessageRecord> messages{said(3, QStringLiteral("first")), full(folder.path())};
        MessageRecord gone = said(8, {});
        gone.message.changes.revision.number = 10;
        gone.message.changes.deleted = at(200);
        messages.push_back(gone);
        const QString to = folder.filePath(QStringLiteral("html"));
        QDir().mkpath(to);
        const auto done =
            writeAll(*makeWriter(Format::Html, to, {true, QTimeZone::utc()}), messages);
        QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().sentence));
        for (const QString &name : {QStringLiteral("index.html"), QStringLiteral("room-1.html")}) {
            const QString page = contentOf(to + u'/' + name);
            QVERIFY(page.contains(QLatin1String("lang=\"ko\"")));
            QVERIFY(page.contains(QLatin1String("prefers-color-scheme: dark")));
            QVERIFY(page.contains(QLatin1String("default-src 'none'")));
            for (const char *never :
                 {"<script", "<i>", "<img onerror", "\"onload=", "http:", "https:", "//"})
                QVERIFY2(!page.contains(QLatin1String(never), Qt::CaseInsensitive), never);
            // Tags are ours alone.
            static const QRegularExpression tags(QStringLiteral("<(/?[a-zA-Z0-9!]+)"));
            auto found = tags.globalMatch(page);
            const QStringList ours =
                QStringLiteral(
                    "!DOCTYPE html head meta title style body h1 h2 p nav a ul li span bdi b "
                    "footer article header time div img")
                    .split(u' ');
            while (found.hasNext()) {
                const QString tag = found.next().captured(1).remove(u'/');
                QVERIFY2(ours.contains(tag), qPrintable(tag));
            }
        }
        const QString page = contentOf(to + QStringLiteral("/room-1.html"));
        QVERIFY(page.contains(QLatin1String("line\nnext &lt;i&gt;%1 &amp; &#39;x&#39;&lt;/i&gt;")));
        QVERIFY(page.contains(QStringLiteral("지운 메시지")));
        QVERIFY(page.contains(QLatin1String("href=\"room-1.html#m3\"")));
        // A picture is shown, a page is not what a browser opens.
        static const QRegularExpression picture(
            QStringLiteral("<img src=\"(files/[0-9a-f]+\\.png)\""));
        const auto shown = picture.match(page);
        QVERIFY(shown.hasMatch());
        QCOMPARE(contentOf(to + u'/' + shown.captured(1)), QStringLiteral("a picture"));
        QVERIFY(
            QDir(to + QStringLiteral("/files")).entryList({QStringLiteral("*.html")}).isEmpty());
    }

    void longRoomHasPages()
    {
        QTemporaryDir folder;
        std::vector<MessageRecord> messages;
        for (int i = 1; i <= 4500; ++i)
            messages.push_back(said(i, QStringLiteral("m%1.").arg(i)));
        messages.back().replyTo.number = 2001;
        QVERIFY(writeAll(*makeWriter(Format::Html, folder.path(), {}), messages));
        const QString last = contentOf(folder.filePath(QStringLiteral("room-1-3.html")));
        QVERIFY(last.contains(QLatin1String("m4500.")));
        QVERIFY(last.contains(QLatin1String("href=\"room-1-2.html\"")));
        QVERIFY(last.contains(QLatin1String("href=\"room-1-2.html#m2001\"")));
        QVERIFY(contentOf(folder.filePath(QStringLiteral("room-1-2.html")))
                    .contains(QLatin1String("id=\"m2001\"")));
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("room-1-4.html"))));
    }

    void textShowsNoMessageThatNobodySaid()
    {
        QTemporaryDir folder;
        const QString faked =
            QStringLiteral("hi\n[2026-01-01 00:00:00] #9 owner\n    faked\r[2026]\u2028[2026]");
        QVERIFY(writeAll(*makeWriter(Format::Text, folder.path(), {false, QTimeZone::utc()}),
                         {said(1, faked), full(folder.path())}));
        const QString text = contentOf(folder.filePath(QStringLiteral("1-방.txt")));
        int messages = 0;
        for (const QString &line : text.split(u'\n'))
            messages += line.startsWith(u'[');
        QCOMPARE(messages, 2);
        QVERIFY(!text.contains(u'\r') && !text.contains(QChar::LineSeparator));
        QVERIFY(text.contains(QLatin1String("[2023-11-14 22:13:20] #1 ")));
    }

    void folderIsWholeOrNotThere()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("new"));
        {
            const auto whole = WholeFolder::begin(path);
            QVERIFY(whole.has_value());
            QVERIFY(writeFile((*whole)->path() + QStringLiteral("/x"), "x").has_value());
            QVERIFY(!QFile::exists(path));
        }
        QVERIFY(
            QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
        {
            const auto whole = WholeFolder::begin(path);
            QVERIFY(writeFile((*whole)->path() + QStringLiteral("/x"), "x").has_value());
            QVERIFY((*whole)->finish().has_value());
        }
        QCOMPARE(QDir(path).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("x")});
        QCOMPARE(WholeFolder::begin(path).error().kind, Failure::Kind::Refused);
        QDir().mkpath(folder.filePath(QStringLiteral("empty")));
        QVERIFY(WholeFolder::begin(folder.filePath(QStringLiteral("empty"))).has_value());
    }

    void fullDiskIsSaid()
    {
#ifdef Q_OS_LINUX
        QTemporaryDir folder;
        std::vector<MessageRecord> messages;
        for (int i = 1; i <= 50; ++i)
            messages.push_back(said(i, QString(20'000, u'x')));
        // Files may have so many bytes and no more: what a write does then is as on a full disk.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        rlimit small = before;
        small.rlim_cur = 100'000;
        setrlimit(RLIMIT_FSIZE, &small);
        std::vector<Failure::Kind> kinds;
        for (const auto format : {Format::Json, Format::Html, Format::Text}) {
            const QString to = folder.filePath(QString::number(kinds.size()));
            QDir().mkpath(to);
            const auto done = writeAll(*makeWriter(format, to, {}), messages);
            kinds.push_back(done ? Failure::Kind::Failed : done.error().kind);
        }
        setrlimit(RLIMIT_FSIZE, &before);
        for (const auto kind : kinds)
            QCOMPARE(kind, Failure::Kind::Full);
#else
        QSKIP("no limit of file sizes here");
#endif
    }
};

QTEST_GUILESS_MAIN(TestTakeout)
#include "tst_takeout.moc"
