// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/changes.h"
#include "tests/support/chatfixture.h"

#include <QTest>

using namespace Server;

namespace {

const auto guest = ChatFixture::peer(1, QStringLiteral("g-1"), QStringLiteral("철수"));
const auto other = ChatFixture::peer(2, QStringLiteral("g-2"), QStringLiteral("영희"));
const auto kim =
    ChatFixture::peer(3, QStringLiteral("u-kim"), QStringLiteral("kim"), Principal::Role::Member);
const auto owner =
    ChatFixture::peer(4, QStringLiteral("owner"), QStringLiteral("boss"), Principal::Role::Owner);
const QByteArray events = "/topic/chat/room/a/events";

QByteArray request(const char *what)
{
    return "/app/chat/room/a/" + QByteArray(what);
}

} // namespace

class ChatChangesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void editIsToldToTheRoom();
    void linesEndInOneWay();
    void onlyOnesOwn();
    void whoMadeTheRoomDeletes();
    void reactionIsToldToTheRoom();
    void reactsByTheNameInTheRoom();
    void repeatIsToldToNobody();
    void reactionIsAnEmoji_data();
    void reactionIsAnEmoji();
    void guestsPinWhereTheyBelong();
    void pinsAreListed();
    void changesSinceARevision();
    void pagesAreBounded();
    void roomTellsItsRevision();
    void answersQuote();
    void historyTellsWhoseReactionsAreMine();
    void malformed_data();
    void malformed();
    void tooLong();

private:
    Refusal refused(const Peer &who, const char *what, const QByteArray &body)
    {
        const auto outcome = m_chat->send(who, request(what), body);
        return outcome ? Refusal{"done", {}} : outcome.error();
    }
    std::vector<QByteArray> told() const { return m_chat->topics.published(events); }
    /// What a SUBSCRIBE to that request is answered.
    QByteArray answer(const Peer &who, const char *what, const Stomp::Headers &headers = {})
    {
        m_chat->topics.events.clear();
        if (!m_chat->subscribe(who, "s", request(what), headers))
            return "refused";
        const auto replies = m_chat->topics.replies();
        return replies.empty() ? QByteArray("none") : replies.at(0).body;
    }

    std::unique_ptr<ChatFixture> m_chat;
};

void ChatChangesTest::init()
{
    m_chat = std::make_unique<ChatFixture>();
    m_chat->start({SqlStore::Synchronous::Normal, {}});
    QVERIFY(m_chat->say(guest, R"({"roomId":"a","message":"one"})"));
    QVERIFY(m_chat->say(other, R"({"roomId":"a","message":"two"})"));
    m_chat->topics.events.clear();
}

void ChatChangesTest::editIsToldToTheRoom()
{
    m_chat->clock += std::chrono::seconds(5);
    QVERIFY(m_chat->send(guest, request("edit"), R"({"seq":1,"message":"하나"})"));
    QCOMPARE(told().size(), size_t(1));
    const auto event = Chat::ChangedEvent::fromJson(told()[0]);
    QVERIFY(event);
    QCOMPARE(event->message.text, QStringLiteral("하나"));
    QCOMPARE(event->message.sequence, Chat::Sequence{1});
    QCOMPARE(event->message.changes.revision, Chat::Revision{1});
    QCOMPARE(event->message.changes.edited, std::optional(m_chat->clock));
    QVERIFY(m_chat->messages("a").empty()); // nothing is said anew
}

void ChatChangesTest::linesEndInOneWay()
{
    QVERIFY(m_chat->send(guest, request("edit"), R"({"seq":1,"message":"> x\r@kim\r\n\r"})"));
    QCOMPARE(Chat::ChangedEvent::fromJson(told()[0])->message.text,
             QStringLiteral("> x\n@kim\n\n"));
}

void ChatChangesTest::onlyOnesOwn()
{
    QCOMPARE(refused(other, "edit", R"({"seq":1,"message":"x"})").message,
             QByteArray("not your message"));
    QCOMPARE(refused(kim, "delete", R"({"seq":1})").kind, Refusal::Kind::Forbidden);
    QCOMPARE(refused(owner, "edit", R"({"seq":1,"message":"x"})").message,
             QByteArray("not your message"));
    QCOMPARE(refused(guest, "edit", R"({"seq":9,"message":"x"})").kind, Refusal::Kind::NotFound);
    QVERIFY(told().empty());
}

void ChatChangesTest::whoMadeTheRoomDeletes()
{
    QVERIFY(m_chat->send(guest, request("delete"), R"({"seq":2})")); // the room is theirs
    QVERIFY(m_chat->send(owner, request("delete"), R"({"seq":1})"));
    QCOMPARE(told().size(), size_t(2));
    const auto event = Chat::ChangedEvent::fromJson(told()[0]);
    QVERIFY(event->message.changes.deleted);
    QCOMPARE(event->message.text, QString());
    QVERIFY(!told()[0].contains("two"));
}

void ChatChangesTest::reactionIsToldToTheRoom()
{
    QVERIFY(m_chat->send(kim, request("react"), R"({"seq":1,"emoji":"👍"})"));
    QVERIFY(m_chat->send(other, request("react"), R"({"seq":1,"emoji":"👍"})"));
    QVERIFY(m_chat->send(kim, request("react"), R"({"seq":1,"emoji":"👍","on":false})"));
    QCOMPARE(told().size(), size_t(3));
    const auto put = Chat::ReactionEvent::fromJson(told()[1]);
    QVERIFY(put);
    QCOMPARE(put->count, 2);
    QCOMPARE(put->name, QStringLiteral("영희"));
    QCOMPARE(put->user, Chat::UserId(QStringLiteral("g-2")));
    QVERIFY(put->on);
    const auto taken = Chat::ReactionEvent::fromJson(told()[2]);
    QCOMPARE(taken->count, 1);
    QCOMPARE(taken->revision, Chat::Revision{3});
    QVERIFY(!taken->on);
}

void ChatChangesTest::reactsByTheNameInTheRoom()
{
    QVERIFY(m_chat->say(other, R"({"roomId":"a","type":"ENTER","sender":"하윤"})"));
    m_chat->topics.events.clear();
    QVERIFY(m_chat->send(other, request("react"), R"({"seq":1,"emoji":"👍"})"));
    const auto event = Chat::ReactionEvent::fromJson(told().at(0));
    QVERIFY(event);
    QCOMPARE(event->name, QStringLiteral("하윤"));
}

void ChatChangesTest::repeatIsToldToNobody()
{
    for (int i = 0; i < 2; ++i) {
        QVERIFY(m_chat->send(guest, request("react"), R"({"seq":1,"emoji":"👍"})"));
        QVERIFY(m_chat->send(guest, request("edit"), R"({"seq":1,"message":"uno"})"));
        QVERIFY(m_chat->send(kim, request("pin"), R"({"seq":1})"));
    }
    QCOMPARE(told().size(), size_t(3));
}

void ChatChangesTest::reactionIsAnEmoji_data()
{
    QTest::addColumn<QString>("emoji");
    QTest::addColumn<bool>("taken");
    QTest::newRow("thumb") << QStringLiteral("👍🏽") << true;
    QTest::newRow("family") << QStringLiteral("👨🏽‍👩🏽‍👧🏽‍👦🏽") << true;
    QTest::newRow("heart with a selector") << QStringLiteral("❤️") << true;
    QTest::newRow("a word") << QStringLiteral("+1") << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("space") << QStringLiteral(" ") << false;
    QTest::newRow("two words") << QStringLiteral("a b") << false;
    QTest::newRow("newline") << QStringLiteral("a\n") << false;
    QTest::newRow("turned around") << QString(QChar(0x202e)) + u'a' << false;
    QTest::newRow("long") << QString(33, u'a') << false;
    QTest::newRow("joiner alone") << QString(QChar(0x200d)) << false;
    QTest::newRow("selector alone") << QString(QChar(0xfe0f)) << false;
    QTest::newRow("mark alone") << QString(QChar(0x0301)) << false;
    QTest::newRow("blank letter") << QString(QChar(0x3164)) << false;
    QTest::newRow("tags alone") << QStringLiteral("\U000e0067\U000e0062\U000e007f") << false;
    QTest::newRow("flag by tags") << QStringLiteral("🏴\U000e0067\U000e0062\U000e007f") << true;
}

void ChatChangesTest::reactionIsAnEmoji()
{
    QFETCH(QString, emoji);
    QFETCH(bool, taken);
    const QByteArray body = Chat::ReactRequest{Chat::Sequence{1}, emoji}.toJson();
    QCOMPARE(refused(guest, "react", body).message,
             taken ? QByteArray("done") : QByteArray("bad emoji"));
}

void ChatChangesTest::guestsPinWhereTheyBelong()
{
    QCOMPARE(refused(other, "pin", R"({"seq":1})").message, QByteArray("not allowed to pin"));
    QVERIFY(m_chat->say(other, R"({"roomId":"a","type":"ENTER"})"));
    QVERIFY(m_chat->send(other, request("pin"), R"({"seq":1})"));
    QVERIFY(m_chat->send(kim, request("pin"), R"({"seq":2})"));
}

void ChatChangesTest::pinsAreListed()
{
    QVERIFY(m_chat->send(kim, request("pin"), R"({"seq":2})"));
    m_chat->clock += std::chrono::seconds(1);
    QVERIFY(m_chat->send(kim, request("pin"), R"({"seq":1})"));
    const auto page = Chat::HistoryPage::fromJson(answer(other, "pins"));
    QVERIFY(page);
    QCOMPARE(page->messages.size(), size_t(2));
    QCOMPARE(page->messages[0].text, QStringLiteral("two"));
    QCOMPARE(page->messages[1].changes.pinned, std::optional(m_chat->clock));
}

void ChatChangesTest::changesSinceARevision()
{
    QVERIFY(m_chat->send(guest, request("edit"), R"({"seq":1,"message":"uno"})"));
    QVERIFY(m_chat->send(guest, request("react"), R"({"seq":2,"emoji":"👍"})"));
    const auto begin = Chat::ChangesPage::fromJson(answer(guest, "changes"));
    QVERIFY(begin);
    QVERIFY(begin->messages.empty());
    QCOMPARE(begin->revision, Chat::Revision{2});
    const auto all = Chat::ChangesPage::fromJson(answer(guest, "changes", {{"since", "0"}}));
    QVERIFY(all);
    QCOMPARE(all->messages.size(), size_t(2));
    QCOMPARE(all->revision, Chat::Revision{2});
    QVERIFY(all->messages[1].changes.reactions.at(0).mine);
    const auto later = Chat::ChangesPage::fromJson(answer(other, "changes", {{"since", "1"}}));
    QCOMPARE(later->messages.size(), size_t(1));
    QVERIFY(!later->messages[0].changes.reactions.at(0).mine);
    QCOMPARE(answer(other, "changes", {{"since", "x"}}), QByteArray("refused"));
    QCOMPARE(answer(other, "changes", {{"since", "-1"}}), QByteArray("refused"));
}

void ChatChangesTest::pagesAreBounded()
{
    // What JSON makes of a text may be far longer than it is.
    const QString text(300, QChar(1));
    for (const qint64 seq : {1, 2}) {
        const Peer &who = seq == 1 ? guest : other;
        QVERIFY(m_chat->send(who, request("edit"), Chat::EditRequest{{seq}, text}.toJson()));
        QVERIFY(m_chat->send(kim, request("pin"), Chat::PinRequest{{seq}}.toJson()));
        m_chat->clock += std::chrono::seconds(1);
    }
    m_chat->options.pageBytes = 3000;
    m_chat->start();
    const auto first = Chat::ChangesPage::fromJson(answer(other, "changes", {{"since", "0"}}));
    QCOMPARE(first->messages.size(), size_t(1));
    QVERIFY(first->more);
    QCOMPARE(first->revision, Chat::Revision{2});
    const auto rest = Chat::ChangesPage::fromJson(answer(other, "changes", {{"since", "2"}}));
    QCOMPARE(rest->messages.size(), size_t(1));
    QVERIFY(!rest->more);
    QCOMPARE(rest->revision, Chat::Revision{4});
    const auto pins = Chat::HistoryPage::fromJson(answer(other, "pins"));
    QCOMPARE(pins->messages.size(), size_t(1));
    QCOMPARE(pins->messages[0].sequence, Chat::Sequence{2});
    QVERIFY(pins->more);
}

void ChatChangesTest::roomTellsItsRevision()
{
    QCOMPARE(m_chat->info(QStringLiteral("a")).revision, Chat::Revision{});
    QVERIFY(m_chat->send(guest, request("edit"), R"({"seq":1,"message":"uno"})"));
    QVERIFY(m_chat->send(guest, request("react"), R"({"seq":2,"emoji":"👍"})"));
    QCOMPARE(m_chat->info(QStringLiteral("a")).revision, Chat::Revision{2});
    m_chat->start();
    QCOMPARE(m_chat->info(QStringLiteral("a")).revision, Chat::Revision{2});
}

void ChatChangesTest::answersQuote()
{
    QVERIFY(m_chat->say(other, R"({"roomId":"a","message":"yes","replyTo":1})"));
    const auto answered = m_chat->messages("a").at(0);
    QVERIFY(answered.replyTo);
    QCOMPARE(answered.replyTo->excerpt, QStringLiteral("one"));
    QCOMPARE(answered.replyTo->sender, QStringLiteral("철수"));
    QVERIFY(m_chat->say(other, R"({"roomId":"a","message":"to what?","replyTo":99})"));
    QVERIFY(!m_chat->messages("a").at(1).replyTo);
}

void ChatChangesTest::historyTellsWhoseReactionsAreMine()
{
    QVERIFY(m_chat->send(guest, request("react"), R"({"seq":1,"emoji":"👍"})"));
    const auto mine = [&](const Peer &who) {
        return Chat::HistoryPage::fromJson(answer(who, "history"))
            ->messages.at(0)
            .changes.reactions.at(0)
            .mine;
    };
    QVERIFY(mine(guest));
    QVERIFY(!mine(other));
}

void ChatChangesTest::malformed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no JSON") << QByteArray("x");
    QTest::newRow("array") << QByteArray("[1]");
    QTest::newRow("no message named") << QByteArray(R"({"message":"x","emoji":"x"})");
    QTest::newRow("zero") << QByteArray(R"({"seq":0,"message":"x","emoji":"x"})");
    QTest::newRow("negative") << QByteArray(R"({"seq":-1,"message":"x","emoji":"x"})");
    QTest::newRow("a text") << QByteArray(R"({"seq":"1","message":"x","emoji":"x"})");
}

void ChatChangesTest::malformed()
{
    QFETCH(QByteArray, body);
    for (const char *what : {"edit", "delete", "react", "pin"})
        QCOMPARE(refused(guest, what, body).message, QByteArray("malformed message"));
    QCOMPARE(refused(guest, "edit", R"({"seq":1})").message, QByteArray("malformed message"));
}

void ChatChangesTest::tooLong()
{
    m_chat->options.textBytes = 10;
    m_chat->start();
    QCOMPARE(refused(guest, "edit", R"({"seq":1,"message":"12345678901"})").message,
             QByteArray("message too long"));
}

QTEST_GUILESS_MAIN(ChatChangesTest)
#include "tst_chatchanges.moc"
