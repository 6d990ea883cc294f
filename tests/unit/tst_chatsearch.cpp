// SPDX-License-Identifier: GPL-3.0-or-later
// Searching, as the chat service answers it.
#include "stomp/wire/search.h"
#include "tests/support/chatfixture.h"

#include <QTest>

using namespace Server;

namespace {

const auto guest = ChatFixture::peer(1, QStringLiteral("g-1"), QStringLiteral("철수"));
const auto kim =
    ChatFixture::peer(2, QStringLiteral("u-kim"), QStringLiteral("kim"), Principal::Role::Member);
const QByteArray search = "/app/chat/search";

QByteArray utf8(const char *text)
{
    return text;
}

} // namespace

class ChatSearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void finds();
    void headersNarrow();
    void pages();
    void refuses_data();
    void refuses();
    void onePersonSearchesALittleAtOnce();
    void goneSubscriptionIsNotAnswered();

private:
    /// What was answered; an empty page and `m_refused` when nothing was.
    Chat::SearchPage ask(const Stomp::Headers &headers)
    {
        m_chat->topics.events.clear();
        std::optional<ChatFixture::Answered> outcome;
        m_chat->chat->subscribe(guest, {guest.session, "s"}, search, headers,
                                [&](const ChatFixture::Answered &done) { outcome = done; });
        if (!QTest::qWaitFor([&] { return outcome.has_value(); }, 20000))
            return {};
        m_refused = *outcome ? QByteArray() : outcome->error().message;
        const auto replies = m_chat->topics.replies();
        if (replies.empty())
            return {};
        return Chat::SearchPage::fromJson(replies.at(0).body).value_or(Chat::SearchPage());
    }
    QStringList found(const Stomp::Headers &headers)
    {
        QStringList texts;
        for (const auto &hit : ask(headers).hits)
            texts << hit.excerpt.text;
        return texts;
    }

    std::unique_ptr<ChatFixture> m_chat;
    QByteArray m_refused;
};

void ChatSearchTest::init()
{
    m_chat = std::make_unique<ChatFixture>();
    m_chat->start({SqlStore::Synchronous::Normal, {}});
    QVERIFY(m_chat->say(guest, R"({"type":"ENTER","roomId":"a"})"));
    QVERIFY(m_chat->say(guest, R"({"roomId":"a","message":"점심 뭐 먹지"})"));
    m_chat->clock += std::chrono::hours(1);
    const QByteArray link = "{\"roomId\":\"b\",\"message\":\"점심은 https://example.org/\"}";
    QVERIFY(m_chat->say(kim, link));
}

void ChatSearchTest::finds()
{
    const auto page = ask({{"query", utf8("점심")}});
    QCOMPARE(page.hits.size(), size_t(2));
    const Chat::SearchHit &hit = page.hits[1];
    QCOMPARE(hit.room.toString(), QStringLiteral("a"));
    QCOMPARE(hit.sequence, Chat::Sequence{2}); // the first is the notice of who came
    QCOMPARE(hit.senderId.toString(), QStringLiteral("g-1"));
    QVERIFY(hit.guest);
    QCOMPARE(hit.excerpt.text, QStringLiteral("점심 뭐 먹지"));
    QCOMPARE(hit.excerpt.matches, (std::vector<Chat::SearchExcerpt::Match>{{0, 2}}));
    QVERIFY(!page.next);
    QVERIFY(ask({{"query", utf8("입장")}}).hits.empty());
    QVERIFY(m_refused.isEmpty());
}

void ChatSearchTest::headersNarrow()
{
    const QStringList one{QStringLiteral("점심 뭐 먹지")};
    const QStringList other{QStringLiteral("점심은 https://example.org/")};
    QCOMPARE(found({{"query", utf8("점심")}, {"room", "a"}}), one);
    QCOMPARE(found({{"query", utf8("점심")}, {"sender", "u-kim"}}), other);
    QCOMPARE(found({{"has", "link"}}), other);
    QCOMPARE(found({{"has", "link,file"}}), QStringList());
    QCOMPARE(found({{"query", utf8("점심")}, {"from", "1700000001000"}}), other);
    QCOMPARE(found({{"query", utf8("점심")}, {"to", "1700000001000"}}), one);
    QCOMPARE(found({{"query", utf8("점심")}, {"room", "nowhere"}}), QStringList());
    QVERIFY(m_refused.isEmpty());
}

void ChatSearchTest::pages()
{
    const auto first = ask({{"query", utf8("점심")}, {"limit", "1"}});
    QCOMPARE(first.hits.size(), size_t(1));
    QVERIFY(first.next);
    const auto second = ask({{"query", utf8("점심")},
                             {"limit", "1"},
                             {"before", QByteArray::number(first.next->number)}});
    QCOMPARE(second.hits.size(), size_t(1));
    QVERIFY(second.hits[0].room != first.hits[0].room);
    QVERIFY(!second.next);
}

void ChatSearchTest::refuses_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *row, const char *name, const QByteArray &value,
                        const char *expected) {
        QTest::newRow(row) << QByteArray(name) << value << QByteArray(expected);
    };
    row("nothing", "query", "", "nothing to search for");
    row("punctuation", "query", "?!", "nothing to search for");
    row("long", "query", QByteArray(257, 'a'), "query too long");
    row("room", "room", "../etc", "bad room id");
    row("has", "has", "everything", "bad has header");
    row("has no trait", "has", "", "bad has header");
    row("has two", "has", "link,everything", "bad has header");
    row("from", "from", "yesterday", "bad from header");
    row("to", "to", "-1", "bad to header");
    row("far", "to", "99999999999999999", "bad to header");
    row("before", "before", "0", "bad before header");
    row("limit", "limit", "51", "bad limit header");
    row("sign", "limit", "+5", "bad limit header");
}

void ChatSearchTest::refuses()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    Stomp::Headers headers;
    if (name != "query")
        headers.append("query", "a");
    headers.append(name, value);
    ask(headers);
    QCOMPARE(m_refused, expected);
}

void ChatSearchTest::onePersonSearchesALittleAtOnce()
{
    int answered = 0;
    int refused = 0;
    for (int i = 0; i < 10; ++i) {
        m_chat->chat->subscribe(guest, {guest.session, QByteArray::number(i)}, search,
                                {{"query", utf8("점심")}}, [&](const ChatFixture::Answered &done) {
                                    ++answered;
                                    refused += !done;
                                });
    }
    QCOMPARE(refused, 6);
    QTRY_COMPARE(answered, 10);
    QCOMPARE(ask({{"query", utf8("점심")}}).hits.size(), size_t(2)); // and again
}

void ChatSearchTest::goneSubscriptionIsNotAnswered()
{
    m_chat->topics.events.clear();
    bool answered = false;
    m_chat->chat->subscribe(guest, {guest.session, "s"}, search, {{"query", utf8("점심")}},
                            [&](const ChatFixture::Answered &) { answered = true; });
    m_chat->chat->unsubscribed(guest, {guest.session, "s"}, search);
    QTRY_VERIFY(answered);
    QVERIFY(m_chat->topics.replies().empty());
}

QTEST_GUILESS_MAIN(ChatSearchTest)
#include "tst_chatsearch.moc"
