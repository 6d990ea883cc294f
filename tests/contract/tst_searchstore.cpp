// SPDX-License-Identifier: GPL-3.0-or-later
// What each log promises about finding what was said, whether its index is behind or not.
#include "server/store/changestore.h"
#include "server/store/filestore.h"
#include "server/store/searchstore.h"
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace StoreCalls;

namespace {

constexpr qint64 day = 24LL * 3600 * 1000;

Chat::Timestamp at(qint64 milliseconds)
{
    return Chat::Timestamp(std::chrono::milliseconds(milliseconds));
}

} // namespace

class SearchStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();
    void finds_data();
    void finds();
    void narrows();
    void withFiles();
    void byTime_data();
    void byTime();
    void hiddenRooms();
    void neighbours();
    void pages();
    void editedIsFoundByWhatItIs();
    void deletedIsNotFound();
    void undoneWithItsTransaction();
    void survivesReopening();
    void nothingTypedIsAnError();
    void nothingAsked();
    void newestIsFoundAtOnce();

private:
    void open()
    {
        QFETCH_GLOBAL(const Backend *, backend);
        auto opened = backend->open(m_folder->path());
        QVERIFY(opened);
        m_store = std::move(*opened);
    }
    /// Says it; gives its sequence.
    qint64 say(const QString &text, const Chat::RoomId &in = room,
               const QString &sender = QStringLiteral("g-1"), qint64 time = 1'700'000'000'000)
    {
        Chat::RoomMessage message = talk(text, {}, sender, in);
        message.time = at(time);
        const auto appended = append(*m_store, message);
        return appended ? appended->message.sequence.number : -1;
    }
    /// Until the index has all of it; by the other row of the data nothing is waited for.
    void settle()
    {
        QFETCH_GLOBAL(bool, indexed);
        if (indexed) {
            auto &store = static_cast<SqlStore &>(*m_store);
            QTRY_COMPARE_WITH_TIMEOUT(store.status().unindexed, 0, 20000);
        }
    }
    Chat::SearchPage page(const SearchQuery &query)
    {
        const auto found =
            wait<Chat::SearchPage>([&](auto answer) { m_store->searches().search(query, answer); });
        m_failed = !found;
        return found ? *found : Chat::SearchPage();
    }
    /// All pages.
    std::vector<Chat::SearchHit> all(SearchQuery query)
    {
        std::vector<Chat::SearchHit> hits;
        for (int i = 0; i < 100; ++i) {
            const auto next = page(query);
            hits.insert(hits.end(), next.hits.begin(), next.hits.end());
            if (!next.next)
                break;
            query.before = next.next;
        }
        return hits;
    }
    QStringList found(const SearchQuery &query)
    {
        QStringList texts;
        for (const auto &hit : all(query))
            texts << hit.excerpt.text;
        return texts;
    }
    QStringList found(const QString &text) { return found(SearchQuery{text}); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    bool m_failed = false;
};

void SearchStoreTest::initTestCase_data()
{
    QTest::addColumn<const Backend *>("backend");
    QTest::addColumn<bool>("indexed");
    QTest::newRow("sqlite, indexed") << &sqlite << true;
    QTest::newRow("sqlite, behind") << &sqlite << false;
    if (hasRow(PrivatePostgres::isInstalled(), "PostgreSQL is not installed"))
        QTest::newRow("postgresql") << &postgres << true;
}

void SearchStoreTest::init()
{
    m_failed = false;
    m_folder = std::make_unique<QTemporaryDir>();
    open();
    QVERIFY(create(*m_store, room));
    QVERIFY(create(*m_store, otherRoom));
}

void SearchStoreTest::cleanup()
{
    m_store.reset();
    m_folder.reset();
}

void SearchStoreTest::finds_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *name, const char *said, const char *query, bool expected) {
        QTest::newRow(name) << QString::fromUtf8(said) << QString::fromUtf8(query) << expected;
    };
    row("one syllable", "오늘 점심 뭐 먹지", "뭐", true);
    row("one syllable within", "오늘 점심시간에", "심", true);
    row("last syllable", "오늘 점심", "심", true);
    row("two syllables", "오늘 점심 뭐 먹지", "점심", true);
    row("two syllables within", "수요회의실에서", "회의", true);
    row("three syllables within", "수요회의실에서", "회의실", true);
    row("not across blanks", "수요 회 의실", "회의", false);
    row("pairs that do not meet", "회의 시작, 의사 실례", "회의사실", false);
    row("all words", "내일 점심 회의", "회의 내일", true);
    row("not all words", "내일 점심 회의", "회의 모레", false);
    row("composed said, decomposed asked", "한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8", true);
    row("decomposed said, composed asked", "\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국", true);
    row("word", "The build is green", "build", true);
    row("any case", "The BUILD is green", "bUiLd", true);
    row("case of others", "ÉCOLE ΣΊΣΥΦΟΣ", "école σίσυφος", true);
    row("beginning of a word", "meetings tomorrow", "meet", true);
    row("one letter", "meetings tomorrow", "t", true);
    row("long beginning", "internationalization matters", "internationaliz", true);
    row("long word, other ending", "internationals matter", "internationaliz", false);
    row("not within a word", "xylophone", "phone", false);
    row("word beside Hangul", "서버down됐어요", "down", true);
    row("number", "room 1024 at 10", "1024", true);
    row("phrase", "it is not ready yet", "\"not ready\"", true);
    row("phrase in other order", "ready or not", "\"not ready\"", false);
    row("phrase is exact", "not readying", "\"not ready\"", false);
    row("phrase over blanks and lines", "not\n  ready", "\"not ready\"", true);
    row("phrase in Korean", "점심 회의 끝", "\"점심 회의\"", true);
    row("phrase not closed", "it is not ready yet", "\"not ready", true);
    row("punctuation counts where it is", "we use c++ here", "c++", true);
    row("punctuation that is not there", "we use c here", "c++", false);
    row("path", "see /var/log/syslog now", "var/log", true);
    row("emoji", "잘했어요 🎉🎉", "🎉", true);
    row("emoji, otherwise", "♥️ it", "♥", true);
    row("Han within", "明日会議室です", "会議", true);
    row("Thai within", "สวัสดีครับ", "ครับ", true);
    row("not in a notice's shadow", "님 입장", "퇴장", false);
}

void SearchStoreTest::finds()
{
    QFETCH(QString, said);
    QFETCH(QString, query);
    QFETCH(bool, expected);
    say(QStringLiteral("딴 이야기 entirely else"));
    const qint64 sequence = say(said);
    settle();
    const auto hits = all({query});
    QVERIFY(!m_failed);
    QCOMPARE(hits.size(), size_t(expected));
    if (!expected)
        return;
    QCOMPARE(hits[0].sequence.number, sequence);
    QCOMPARE(hits[0].room, room);
    QVERIFY(!hits[0].excerpt.matches.empty());
}

void SearchStoreTest::narrows()
{
    say(QStringLiteral("점심 하나"));
    say(QStringLiteral("점심 둘 https://example.org/"), otherRoom);
    say(QStringLiteral("점심 셋"), otherRoom, QStringLiteral("u-kim"));
    Chat::RoomMessage notice = talk(QStringLiteral("점심 님 입장"));
    notice.type = Chat::MessageType::Enter;
    QVERIFY(append(*m_store, notice));
    settle();
    const auto lunch = QStringLiteral("점심");
    QCOMPARE(found(lunch).size(), 3);
    SearchQuery query{lunch};
    query.room = otherRoom;
    QCOMPARE(found(query), QStringList({QStringLiteral("점심 셋"),
                                        QStringLiteral("점심 둘 https://example.org/")}));
    query.sender = Chat::UserId(QStringLiteral("u-kim"));
    QCOMPARE(found(query), QStringList(QStringLiteral("점심 셋")));
    query.room = room;
    QVERIFY(found(query).isEmpty());
    SearchQuery links{{}};
    links.has = {Chat::SearchTrait::Link};
    QCOMPARE(found(links), QStringList(QStringLiteral("점심 둘 https://example.org/")));
    SearchQuery nowhere{lunch};
    nowhere.room = Chat::RoomId(QStringLiteral("nowhere"));
    QVERIFY(found(nowhere).isEmpty());
    QVERIFY(!m_failed);
}

void SearchStoreTest::withFiles()
{
    StoredFile file;
    file.id = QStringLiteral("id");
    file.token = QStringLiteral("token");
    file.owner = Chat::UserId(QStringLiteral("g-1"));
    file.name = QStringLiteral("보고서.pdf");
    file.type = QStringLiteral("application/pdf");
    file.size = 7;
    QVERIFY(wait<FileAdded>([&](auto answer) {
        m_store->files().add(file, {1000, 0, 10}, answer);
    }));
    QVERIFY(wait<StoredFile>(
        [&](auto answer) { m_store->files().complete(file.id, "hash", file.type, answer); }));
    const Chat::FileInfo info{file.id, file.token, file.name, file.type, file.size};
    say(QStringLiteral("보고서 https://example.org/"));
    for (const char *text : {"", "보고서 첨부", "보고서 첨부 https://example.org/"}) {
        Chat::RoomMessage message = talk(QString::fromUtf8(text));
        message.files = {info};
        QVERIFY(append(*m_store, message));
    }
    settle();
    const auto with = [this](const QString &text, std::vector<Chat::SearchTrait> traits) {
        SearchQuery query{text};
        query.has = std::move(traits);
        return all(query);
    };
    using Chat::SearchTrait;
    QCOMPARE(with({}, {SearchTrait::File}).size(), size_t(3));
    const auto both = with({}, {SearchTrait::File, SearchTrait::Link});
    QCOMPARE(both.size(), size_t(1));
    QCOMPARE(both[0].sequence.number, 4);
    QCOMPARE(both[0].files, std::vector{info});
    QCOMPARE(with(QStringLiteral("보고"), {SearchTrait::File}).size(), size_t(2));
    QVERIFY(with(QStringLiteral("보고"), {SearchTrait::Link}).back().files.empty());
    // An edit changes nothing about the file, a deletion does.
    const auto change = [](qint64 sequence) {
        return TextChange{
            {room, {sequence}}, Chat::UserId(QStringLiteral("g-1")), false, false, at(1)};
    };
    QVERIFY(wait<Changed>(
        [&](auto answer) { m_store->changes().edit(change(3), QStringLiteral("서류"), answer); }));
    QVERIFY(wait<Changed>([&](auto answer) { m_store->changes().remove(change(4), answer); }));
    QCOMPARE(with({}, {SearchTrait::File}).size(), size_t(2));
    QCOMPARE(with(QStringLiteral("서류"), {SearchTrait::File}).size(), size_t(1));
}

void SearchStoreTest::byTime_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<QStringList>("expected");
    const qint64 start = 1'700'000'000'000;
    const auto names = [](std::initializer_list<int> days) {
        QStringList texts;
        for (const int one : days)
            texts << QStringLiteral("day %1").arg(one);
        return texts;
    };
    QTest::newRow("all") << qint64(-1) << qint64(-1) << names({1200, 800, 400, 40, 1, 0});
    QTest::newRow("from includes") << start + day << qint64(-1) << names({1200, 800, 400, 40, 1});
    QTest::newRow("to excludes") << qint64(-1) << start + day << names({0});
    QTest::newRow("within a month") << start << start + 2 * day << names({1, 0});
    QTest::newRow("over years") << start + 2 * day << start + 900 * day << names({800, 400, 40});
    QTest::newRow("later") << start + 2000 * day << qint64(-1) << QStringList();
    QTest::newRow("earlier") << qint64(-1) << qint64(1000) << QStringList();
    QTest::newRow("wrong way round") << start + 40 * day << start << QStringList();
}

void SearchStoreTest::byTime()
{
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QFETCH(QStringList, expected);
    for (const qint64 days : {0, 1, 40, 400, 800, 1200})
        say(QStringLiteral("day %1").arg(days), room, QStringLiteral("g-1"),
            1'700'000'000'000 + days * day);
    settle();
    SearchQuery query{QStringLiteral("day")};
    if (from >= 0)
        query.from = at(from);
    if (to >= 0)
        query.to = at(to);
    QCOMPARE(found(query), expected);
}

void SearchStoreTest::hiddenRooms()
{
    say(QStringLiteral("비밀 하나"));
    say(QStringLiteral("비밀 둘"), otherRoom);
    settle();
    SearchQuery query{QStringLiteral("비밀")};
    query.hidden = {otherRoom, Chat::RoomId(QStringLiteral("unknown"))};
    QCOMPARE(found(query), QStringList(QStringLiteral("비밀 하나")));
    query.room = otherRoom;
    QVERIFY(found(query).isEmpty());
}

void SearchStoreTest::neighbours()
{
    say(QStringLiteral("first"));
    say(QStringLiteral("elsewhere"), otherRoom);
    Chat::RoomMessage notice = talk(QStringLiteral("철수 님 입장"));
    notice.type = Chat::MessageType::Enter;
    QVERIFY(append(*m_store, notice));
    say(QStringLiteral("needle"));
    say(QStringLiteral("last"), room, QStringLiteral("u-kim"));
    settle();
    const auto hits = all({QStringLiteral("needle")});
    QCOMPARE(hits.size(), size_t(1));
    QVERIFY(hits[0].before && hits[0].after);
    QCOMPARE(hits[0].before->excerpt, QStringLiteral("first"));
    QCOMPARE(hits[0].before->sequence.number, 1);
    QCOMPARE(hits[0].after->excerpt, QStringLiteral("last"));
    QCOMPARE(hits[0].after->senderId.toString(), QStringLiteral("u-kim"));
    QVERIFY(!all({QStringLiteral("first")})[0].before);
    QVERIFY(!all({QStringLiteral("last")})[0].after);
}

void SearchStoreTest::pages()
{
    MessageBatch batch;
    for (int i = 1; i <= 300; ++i)
        batch.messages.push_back(talk(QStringLiteral("같은 말 %1").arg(i)));
    QVERIFY(appendAll(*m_store, batch));
    settle();
    SearchQuery query{QStringLiteral("같은")};
    query.limit = 7;
    QStringList texts;
    int pages = 0;
    for (;;) {
        const auto next = page(query);
        QVERIFY(std::ssize(next.hits) <= 7);
        for (const auto &hit : next.hits)
            texts << hit.excerpt.text;
        ++pages;
        if (!next.next)
            break;
        query.before = next.next;
        say(QStringLiteral("같은 말, later")); // does not shift what follows
    }
    QCOMPARE(texts.size(), 300);
    QCOMPARE(texts.first(), QStringLiteral("같은 말 300"));
    QCOMPARE(texts.last(), QStringLiteral("같은 말 1"));
    texts.removeDuplicates();
    QCOMPARE(texts.size(), 300);
    QVERIFY(pages >= 43);
    SearchQuery exact{QStringLiteral("같은 말 29")};
    exact.limit = 11; // 29 and 290 to 299
    QCOMPARE(all(exact).size(), size_t(11));
}

void SearchStoreTest::editedIsFoundByWhatItIs()
{
    const qint64 sequence = say(QStringLiteral("before word"));
    settle();
    const TextChange change{
        {room, {sequence}}, Chat::UserId(QStringLiteral("g-1")), false, true, at(1)};
    QVERIFY(wait<Changed>(
        [&](auto answer) { m_store->changes().edit(change, QStringLiteral("나중 말"), answer); }));
    QVERIFY(found(QStringLiteral("before")).isEmpty());
    QCOMPARE(found(QStringLiteral("나중")), QStringList(QStringLiteral("나중 말")));
    settle();
    QCOMPARE(found(QStringLiteral("나중")), QStringList(QStringLiteral("나중 말")));
}

void SearchStoreTest::deletedIsNotFound()
{
    const qint64 sequence = say(QStringLiteral("secret word"));
    say(QStringLiteral("another word"));
    settle();
    const TextChange change{
        {room, {sequence}}, Chat::UserId(QStringLiteral("g-1")), false, true, at(1)};
    QVERIFY(wait<Changed>([&](auto answer) { m_store->changes().remove(change, answer); }));
    QVERIFY(found(QStringLiteral("secret")).isEmpty());
    QCOMPARE(found(QStringLiteral("word")), QStringList(QStringLiteral("another word")));
    const auto hits = all({QStringLiteral("another")});
    QVERIFY(!hits[0].before); // nor beside what is found
}

/// Of a batch that fails nothing is found, and what comes after is.
void SearchStoreTest::undoneWithItsTransaction()
{
    MessageBatch batch;
    batch.messages = {talk(QStringLiteral("never said")),
                      talk(QStringLiteral("never said"), {}, QStringLiteral("g-1"),
                           Chat::RoomId(QStringLiteral("no-such-room")))};
    QVERIFY(!appendAll(*m_store, batch));
    say(QStringLiteral("said after all"));
    settle();
    QVERIFY(found(QStringLiteral("never")).isEmpty());
    QCOMPARE(found(QStringLiteral("said")), QStringList(QStringLiteral("said after all")));
}

void SearchStoreTest::survivesReopening()
{
    for (int i = 0; i < 600; ++i)
        m_store->append(talk(QStringLiteral("메시지 %1").arg(i)), {});
    say(QStringLiteral("끝"));
    m_store.reset(); // wherever the index is
    open();
    settle();
    QCOMPARE(all({QStringLiteral("메시")}).size(), size_t(600));
    QCOMPARE(all({QStringLiteral("메시지 599")}).size(), size_t(1));
}

void SearchStoreTest::nothingTypedIsAnError()
{
    const char *const marks[] = {"\"",
                                 "\"\"\"",
                                 "AND",
                                 "OR NOT",
                                 "a AND b OR",
                                 "(",
                                 "a)",
                                 "NEAR(a b)",
                                 "tokens:a",
                                 "*",
                                 "search_index:a",
                                 "a*",
                                 "^a",
                                 "a -b",
                                 "a + b",
                                 "{a b}:c",
                                 "r:1",
                                 "\"r:1\"",
                                 "u:\"; --",
                                 "' OR 1=1",
                                 "%",
                                 "_",
                                 "\\",
                                 "a\"b\"c\"d",
                                 "'\"'\"'",
                                 ";",
                                 "/* */",
                                 "h:link",
                                 "\u0001\u0002"};
    QStringList typed{QStringLiteral("a") + QChar(0) + QStringLiteral("b"),
                      QString(QChar(0xd83c)) + QStringLiteral("a"),
                      QStringLiteral("a b c d e f g h i j k l m n ").repeated(50),
                      QStringLiteral("가나다라마바사").repeated(100),
                      QString(1000, u'a'),
                      QString(1000, u'"'),
                      QStringLiteral("a") + QString(900, QChar(0x301))};
    for (const char *one : marks)
        typed << QString::fromUtf8(one);
    say(QStringLiteral("plain words"));
    settle();
    for (const QString &query : std::as_const(typed)) {
        (void)found(query);
        QVERIFY2(!m_failed, qPrintable(query));
    }
    QCOMPARE(found(QStringLiteral("plain")), QStringList(QStringLiteral("plain words")));
}

void SearchStoreTest::nothingAsked()
{
    say(QStringLiteral("words"));
    settle();
    for (const auto &query : {QString(), QStringLiteral("  "), QStringLiteral("?!")}) {
        QVERIFY(!m_store->searches().asksForSomething({query}));
        QVERIFY(found(query).isEmpty());
        QVERIFY(!m_failed);
    }
}

void SearchStoreTest::newestIsFoundAtOnce()
{
    for (int i = 0; i < 20; ++i) {
        const auto text = QStringLiteral("방금%1").arg(i);
        say(text);
        QCOMPARE(found(text), QStringList(text));
    }
}

QTEST_GUILESS_MAIN(SearchStoreTest)
#include "tst_searchstore.moc"
