// SPDX-License-Identifier: GPL-3.0-or-later
// How far people have read, as the chat tells it.
#include "stomp/wire/reads.h"
#include "tests/support/chatfixture.h"

#include <QTest>

using namespace Server;
using Chat::Sequence;

namespace {

const auto jimin = ChatFixture::peer(1, QStringLiteral("g-1"), QStringLiteral("지민"));
const auto younghee = ChatFixture::peer(2, QStringLiteral("g-2"), QStringLiteral("영희"));
const auto minsu = ChatFixture::peer(3, QStringLiteral("g-3"), QStringLiteral("민수"));
const auto stranger = ChatFixture::peer(9, QStringLiteral("g-9"), QStringLiteral("낯선"));

QByteArray request(const char *what)
{
    return "/app/chat/room/a/" + QByteArray(what);
}

} // namespace

class ChatReadsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void senderHearsHowFarItGot();
    void onlyTheSenderHears();
    void notMoreOftenThanThePace();
    void receiptsAreAskedFor();
    void receiptsSurviveARestart();
    void whoAcknowledgesConfirms();
    void markersAgreeOverDevices();
    void markersSurviveARestart();
    void neverBackNorBeyond();
    void unreadOfAllRooms();
    void unreadWithoutSomebody();
    void mentionsByName();
    void everybodyIsMentioned();
    void editsChangeMentions();
    void strangersReportNothing();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void aFloodIsOneWrite();
    void lateIsMarked();
    void waitingIsAClaim_data();
    void waitingIsAClaim();

private:
    void enter(const Peer &who, const QByteArray &room = "a")
    {
        Chat::MessageRequest request;
        request.type = Chat::MessageType::Enter;
        request.roomText = QString::fromUtf8(room);
        request.stays = true;
        QVERIFY(m_chat->say(who, request.toJson()));
    }
    Sequence say(const Peer &who, const QByteArray &text)
    {
        Chat::MessageRequest request;
        request.roomText = QStringLiteral("a");
        request.text = QString::fromUtf8(text);
        m_chat->say(who, request.toJson());
        return m_chat->info(QStringLiteral("a")).last;
    }
    ChatFixture::Answered seen(const Peer &who, Sequence delivered, Sequence read = {})
    {
        return m_chat->send(who, request("seen"), Chat::SeenReport{delivered, read}.toJson());
    }
    /// The last that one was told, as "seq:delivered/read/of".
    QString receipt(const Peer &of)
    {
        const auto told = m_chat->topics.published(
            "/user/" + of.principal.user.toString().toUtf8() + "/queue/chat/receipts");
        if (told.empty())
            return {};
        const auto report = Chat::ReceiptReport::fromJson(told.back());
        return report && !report->receipts.empty() ? text(report->receipts.back()) : QString();
    }
    static QString text(const Chat::Receipt &one)
    {
        return QStringLiteral("%1:%2/%3/%4 -%5")
            .arg(one.sequence.number)
            .arg(one.delivered)
            .arg(one.read)
            .arg(one.of)
            .arg(one.unconfirmed);
    }
    std::vector<Chat::UnreadCount> unreadList(const Peer &who, const Stomp::Headers &headers = {})
    {
        m_chat->topics.events.clear();
        if (!m_chat->subscribe(who, "u", "/app/chat/unread", headers))
            return {};
        const auto replies = m_chat->topics.replies();
        return replies.empty() ? std::vector<Chat::UnreadCount>()
                               : *Chat::unreadListFromJson(replies.at(0).body);
    }
    Chat::UnreadCount unread(const Peer &who)
    {
        for (const Chat::UnreadCount &one : unreadList(who)) {
            if (one.room.toString() == QStringLiteral("a"))
                return one;
        }
        return {};
    }
    std::vector<QByteArray> unreadTold(const char *user) const
    {
        return m_chat->topics.published("/user/" + QByteArray(user) + "/queue/chat/unread");
    }

    std::unique_ptr<ChatFixture> m_chat;
};

void ChatReadsTest::init()
{
    m_chat = std::make_unique<ChatFixture>();
    m_chat->options.readsPace = std::chrono::milliseconds(0);
    m_chat->options.receiptPace = std::chrono::milliseconds(0);
    m_chat->start({SqlStore::Synchronous::Normal, {}});
    for (const Peer &one : {jimin, younghee, minsu})
        enter(one);
    m_chat->topics.events.clear();
}

void ChatReadsTest::senderHearsHowFarItGot()
{
    const Sequence one = say(jimin, "one");
    QTRY_COMPARE(receipt(jimin), QStringLiteral("4:0/0/2 -2"));
    QVERIFY(seen(younghee, one));
    QTRY_COMPARE(receipt(jimin), QStringLiteral("4:1/0/2 -1"));
    QVERIFY(seen(minsu, one, one));
    QTRY_COMPARE(receipt(jimin), QStringLiteral("4:2/1/2 -0"));
    QVERIFY(seen(younghee, one, one));
    QTRY_COMPARE(receipt(jimin), QStringLiteral("4:2/2/2 -0"));
}

void ChatReadsTest::onlyTheSenderHears()
{
    const Sequence one = say(jimin, "one");
    QVERIFY(seen(younghee, one, one));
    QTRY_COMPARE(receipt(jimin), QStringLiteral("4:1/1/2 -1"));
    for (const auto &event : m_chat->topics.events) {
        if (event.publication.body.contains("receipts"))
            QCOMPARE(event.publication.destination, QByteArray("/user/g-1/queue/chat/receipts"));
    }
}

void ChatReadsTest::notMoreOftenThanThePace()
{
    m_chat->options.receiptPace = std::chrono::hours(1);
    m_chat->start({SqlStore::Synchronous::Normal, {}});
    const Sequence one = say(jimin, "one");
    QTRY_VERIFY(!receipt(jimin).isEmpty());
    m_chat->topics.events.clear();
    for (int i = 0; i < 50; ++i)
        say(jimin, "more");
    QVERIFY(seen(younghee, one, one));
    QVERIFY(seen(minsu, one, one));
    m_chat->settle();
    QCOMPARE(receipt(jimin), QString());
}

void ChatReadsTest::receiptsAreAskedFor()
{
    const Sequence one = say(jimin, "one");
    say(younghee, "two");
    QVERIFY(seen(younghee, one, one));
    m_chat->topics.events.clear();
    QVERIFY(m_chat->subscribe(jimin, "r", request("receipts")));
    const auto report = Chat::ReceiptReport::fromJson(m_chat->topics.replies().at(0).body);
    QCOMPARE(report->receipts.size(), size_t(1));
    QCOMPARE(text(report->receipts[0]), QStringLiteral("4:1/1/2 -1"));
}

void ChatReadsTest::receiptsSurviveARestart()
{
    const Sequence one = say(jimin, "one");
    QVERIFY(seen(younghee, one, one));
    m_chat->start({SqlStore::Synchronous::Normal, {}});
    enter(stranger);
    QVERIFY(seen(stranger, one, one)); // it was not for them
    QVERIFY(seen(minsu, one));
    m_chat->topics.events.clear();
    QVERIFY(m_chat->subscribe(jimin, "r", request("receipts")));
    const auto report = Chat::ReceiptReport::fromJson(m_chat->topics.replies().at(0).body);
    QCOMPARE(report->receipts.size(), size_t(1));
    QCOMPARE(text(report->receipts[0]), QStringLiteral("4:2/1/2 -0"));
}

void ChatReadsTest::whoAcknowledgesConfirms()
{
    const Sequence one = say(jimin, "one");
    m_chat->chat->acknowledged(younghee, "/topic/chat/room/a", one.number);
    QTRY_COMPARE(receipt(jimin), QStringLiteral("4:1/0/2 -1"));
    // Neither what is no room nor who is not there does anything.
    m_chat->chat->acknowledged(younghee, "/topic/x", one.number);
    m_chat->chat->acknowledged(younghee, "/topic/chat/room/none", one.number);
    m_chat->chat->acknowledged(stranger, "/topic/chat/room/a", one.number);
    m_chat->settle();
    QCOMPARE(receipt(jimin), QStringLiteral("4:1/0/2 -1"));
}

void ChatReadsTest::markersAgreeOverDevices()
{
    const Sequence one = say(jimin, "one");
    say(jimin, "two");
    QCOMPARE(unread(younghee).unread, 2);
    m_chat->topics.events.clear();
    QVERIFY(seen(younghee, one, one));
    QTRY_COMPARE(unreadTold("g-2").size(), size_t(1));
    QCOMPARE(*Chat::UnreadCount::fromJson(unreadTold("g-2").at(0)),
             (Chat::UnreadCount{Chat::RoomId(QStringLiteral("a")), Sequence{5}, one, 1, 0}));
    QVERIFY(unreadTold("g-1").empty() && unreadTold("g-3").empty());
    QVERIFY(seen(younghee, one, one)); // said again: nobody hears of it
    m_chat->settle();
    QCOMPARE(unreadTold("g-2").size(), size_t(1));
}

void ChatReadsTest::markersSurviveARestart()
{
    const Sequence one = say(jimin, "one");
    say(jimin, "two");
    QVERIFY(seen(younghee, one, one));
    m_chat->start({SqlStore::Synchronous::Normal, {}});
    QCOMPARE(unread(younghee).read, one);
    QCOMPARE(unread(younghee).unread, 1);
}

void ChatReadsTest::neverBackNorBeyond()
{
    const Sequence one = say(jimin, "one");
    QVERIFY(seen(younghee, {1LL << 52}, {1LL << 52}));
    QCOMPARE(unread(younghee).read, one);
    say(jimin, "two");
    QCOMPARE(unread(younghee).unread, 1);
    QVERIFY(seen(younghee, {1}, {1}));
    QCOMPARE(unread(younghee).read, one);
}

void ChatReadsTest::unreadOfAllRooms()
{
    enter(jimin, "b");
    enter(younghee, "b");
    say(jimin, "one");
    m_chat->say(jimin, R"({"roomId":"b","message":"in b"})");
    m_chat->say(jimin, R"({"roomId":"c","message":"not hers"})");
    auto list = unreadList(younghee);
    QCOMPARE(list.size(), size_t(2));
    QCOMPARE(list[0].unread + list[1].unread, 2);
    list = unreadList(younghee, {{"room", "b"}});
    QCOMPARE(list.size(), size_t(1));
    QCOMPARE(list[0].unread, 1);
    QVERIFY(unreadList(younghee, {{"room", "c"}}).empty());
    QVERIFY(!m_chat->subscribe(younghee, "u", "/app/chat/unread", {{"room", "a/b"}}));
}

void ChatReadsTest::unreadWithoutSomebody()
{
    say(jimin, "@영희 one");
    say(minsu, "two");
    const auto without = [&](const QByteArray &ids) {
        const auto list = unreadList(younghee, {{"without", ids}});
        return list.size() == 1 ? std::pair(list[0].unread, list[0].mentions) : std::pair(-1, -1);
    };
    const QByteArray one = jimin.principal.user.toString().toUtf8();
    QCOMPARE(without(""), std::pair(2, 1));
    QCOMPARE(without(one), std::pair(1, 0));
    QCOMPARE(without(one + ',' + minsu.principal.user.toString().toUtf8()), std::pair(0, 0));
    const QByteArray many = QByteArray("u-x,").repeated(499);
    QCOMPARE(without(many + one), std::pair(1, 0));
    for (const QByteArray &bad : {many + "u-y," + one, QByteArray(","), one + ',', QByteArray(" "),
                                  one + ", g-9", QByteArray("a\tb"), QByteArray(129, 'u')}) {
        const auto refused =
            m_chat->subscribe(younghee, "u", "/app/chat/unread", {{"without", bad}});
        QVERIFY2(!refused, bad.constData());
        QCOMPARE(refused.error().message, QByteArray("bad without header"));
    }
    QCOMPARE(without(QByteArray(128, 'u')), std::pair(2, 1));
    QCOMPARE(without("u-👩\u200d💻 kim," + one), std::pair(1, 0));
}

void ChatReadsTest::mentionsByName()
{
    say(jimin, "@영희 안녕, @민수야");
    say(jimin, "영희@mail.example");
    say(jimin, "@민수");
    QCOMPARE(unread(younghee).mentions, 1);
    QCOMPARE(unread(younghee).unread, 3);
    QCOMPARE(unread(minsu).mentions, 2);
    QCOMPARE(unread(jimin).mentions, 0);
}

void ChatReadsTest::everybodyIsMentioned()
{
    say(jimin, "@here lunch");
    QCOMPARE(unread(younghee).mentions, 1);
    QCOMPARE(unread(minsu).mentions, 1);
    QCOMPARE(unread(jimin).mentions, 0);
}

void ChatReadsTest::editsChangeMentions()
{
    say(jimin, "@영희");
    QVERIFY(m_chat->send(jimin, request("edit"), R"({"seq":4,"message":"@민수"})"));
    QCOMPARE(unread(younghee).mentions, 0);
    QCOMPARE(unread(minsu).mentions, 1);
    QVERIFY(m_chat->send(jimin, request("delete"), R"({"seq":4})"));
    QCOMPARE(unread(minsu).mentions, 0);
    QCOMPARE(unread(minsu).unread, 0);
}

void ChatReadsTest::strangersReportNothing()
{
    const Sequence one = say(jimin, "one");
    const auto refused = seen(stranger, one, one);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Refusal::Kind::Forbidden);
    const auto nowhere =
        m_chat->send(jimin, "/app/chat/room/none/seen", R"({"delivered":1,"read":1})");
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().kind, Refusal::Kind::NotFound);
    // Whether there is a room that is not for them does not show.
    QVERIFY(m_chat->send(jimin, "/app/chat/createroom",
                         R"({"roomId":"secret","settings":{"visibility":"private"}})"));
    for (const char *what : {"seen", "typing"}) {
        const auto hidden =
            m_chat->send(stranger, "/app/chat/room/secret/" + QByteArray(what), "{}");
        QVERIFY(!hidden);
        QCOMPARE(hidden.error().message, nowhere.error().message);
    }
    QVERIFY(m_chat->subscribe(jimin, "r", "/app/chat/room/none/receipts"));
    QCOMPARE(m_chat->topics.replies().back().body,
             QByteArray("{\"receipts\":[],\"roomId\":\"none\"}"));
    QTRY_COMPARE(receipt(jimin), QStringLiteral("4:0/0/2 -2"));
}

void ChatReadsTest::nonsenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no JSON") << QByteArray("seen");
    QTest::newRow("array") << QByteArray("[1]");
    QTest::newRow("negative") << QByteArray(R"({"read":-1})");
    QTest::newRow("2^63") << QByteArray(R"({"read":9223372036854775808})");
    QTest::newRow("2^63 - 1") << QByteArray(R"({"delivered":9223372036854775807})");
    QTest::newRow("1e300") << QByteArray(R"({"read":1e300})");
    QTest::newRow("half") << QByteArray(R"({"read":1.5})");
    QTest::newRow("text") << QByteArray(R"({"delivered":"1"})");
    QTest::newRow("null") << QByteArray(R"({"delivered":null})");
}

void ChatReadsTest::nonsenseIsRefused()
{
    QFETCH(const QByteArray, body);
    const auto refused = m_chat->send(jimin, request("seen"), body);
    QVERIFY(!refused);
    QCOMPARE(refused.error().message, QByteArray("bad sequence"));
}

void ChatReadsTest::aFloodIsOneWrite()
{
    for (int i = 0; i < 100; ++i)
        say(jimin, "more");
    m_chat->settle();
    const quint64 groups = m_chat->store->status().grouped;
    m_chat->topics.events.clear();
    int done = 0;
    for (qint64 i = 4; i < 104; ++i) {
        m_chat->chat->send(younghee, request("seen"), {},
                           Chat::SeenReport{Sequence{i}, Sequence{i}}.toJson(),
                           [&](const auto &result) { done += result.has_value(); });
    }
    QTRY_COMPARE(done, 100);
    QTRY_COMPARE(unreadTold("g-2").size(), size_t(1));
    QCOMPARE(unread(younghee).read, Sequence{103});
    // The markers, the count for the devices, the list just asked for, and the waiting itself.
    QVERIFY(m_chat->store->status().grouped - groups < 30);
}

void ChatReadsTest::lateIsMarked()
{
    m_chat->say(jimin, R"({"roomId":"a","message":"late","waited":3600000})");
    m_chat->say(jimin, R"({"roomId":"a","message":"in time","waited":5000})");
    const auto messages = m_chat->messages("a");
    QCOMPARE(messages.size(), size_t(2));
    QCOMPARE(messages[0].time, m_chat->clock);
    QCOMPARE(messages[0].written, std::optional(m_chat->clock - std::chrono::hours(1)));
    QVERIFY(!messages[1].written);
    QVERIFY(messages[0].sequence < messages[1].sequence); // it is no reason to come earlier
}

void ChatReadsTest::waitingIsAClaim_data()
{
    QTest::addColumn<QByteArray>("waited");
    QTest::addColumn<bool>("marked");
    QTest::newRow("negative") << QByteArray("-3600000") << false;
    QTest::newRow("for ever") << QByteArray("9007199254740991") << true;
    QTest::newRow("more than a number") << QByteArray("1e300") << false;
    QTest::newRow("text") << QByteArray("\"3600000\"") << false;
}

void ChatReadsTest::waitingIsAClaim()
{
    QFETCH(const QByteArray, waited);
    QFETCH(const bool, marked);
    QVERIFY(m_chat->say(jimin, R"({"roomId":"a","message":"x","waited":)" + waited + '}'));
    const auto written = m_chat->messages("a").at(0).written;
    QCOMPARE(written.has_value(), marked);
    if (marked)
        QCOMPARE(*written, m_chat->clock - std::chrono::hours(24 * 365));
}

QTEST_GUILESS_MAIN(ChatReadsTest)
#include "tst_chatreads.moc"
