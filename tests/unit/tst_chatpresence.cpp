// SPDX-License-Identifier: GPL-3.0-or-later
// How people can be reached, and who is writing.
#include "tests/support/chatfixture.h"

#include <QTest>

using namespace Server;
using Chat::Availability;

namespace {

const auto jimin = ChatFixture::peer(1, QStringLiteral("u-jimin"), QStringLiteral("지민"),
                                     Principal::Role::Member);
const auto atHome = ChatFixture::peer(11, QStringLiteral("u-jimin"), QStringLiteral("지민"),
                                      Principal::Role::Member);
const auto younghee = ChatFixture::peer(2, QStringLiteral("g-2"), QStringLiteral("영희"));
const auto stranger = ChatFixture::peer(9, QStringLiteral("g-9"), QStringLiteral("낯선"));
const QByteArray events = "/topic/chat/room/a/events";

} // namespace

class ChatPresenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void onlineAndOffline();
    void mostAvailableSessionCounts();
    void chosenGoesBeforeSessions();
    void statusIsTold();
    void statusExpires();
    void statusIsBounded();
    void lastSeenSurvivesARestart();
    void floodsAreCondensed();
    void guestsWhoBelongNowhereAreForgotten();
    void malformed_data();
    void malformed();
    void typingIsTold();
    void typingIsPaced();
    void typingNeedsARoom();
    void noTypingInLargeRooms();

private:
    ChatFixture::Answered presence(const Peer &who, const QByteArray &json)
    {
        return m_chat->send(who, "/app/chat/presence", json);
    }
    ChatFixture::Answered typing(const Peer &who, const QByteArray &json = "{}")
    {
        return m_chat->send(who, "/app/chat/room/a/typing", json);
    }
    Chat::Attendance attendance(const QString &user)
    {
        const auto list = m_chat->chat->members({}, Chat::RoomId(QStringLiteral("a")));
        for (const Chat::Member &one : list->members) {
            if (one.id.toString() == user)
                return one.attendance;
        }
        return {};
    }
    Chat::Attendance jiminNow() { return attendance(QStringLiteral("u-jimin")); }
    /// What the room heard of that type.
    std::vector<QByteArray> told(const char *type) const
    {
        std::vector<QByteArray> found;
        for (const QByteArray &body : m_chat->topics.published(events)) {
            if (body.contains("\"type\":\"" + QByteArray(type) + '"'))
                found.push_back(body);
        }
        return found;
    }
    void come(const Peer &who) { QVERIFY(m_chat->subscribe(who, "room", "/topic/chat/room/a")); }
    void go(const Peer &who)
    {
        m_chat->chat->unsubscribed(who, {who.session, "room"}, "/topic/chat/room/a");
        m_chat->chat->disconnected(who);
        m_chat->settle();
    }
    void wait(std::chrono::milliseconds time)
    {
        m_chat->clock += time;
        m_chat->settle();
    }

    std::unique_ptr<ChatFixture> m_chat;
};

void ChatPresenceTest::init()
{
    m_chat = std::make_unique<ChatFixture>();
    m_chat->options.presencePace = std::chrono::milliseconds(2);
    m_chat->start({SqlStore::Synchronous::Normal, {}});
    for (const Peer &one : {jimin, younghee})
        QVERIFY(m_chat->say(one, R"({"type":"ENTER","stays":true,"roomId":"a"})"));
    come(jimin);
    come(younghee);
    wait(std::chrono::seconds(10));
    m_chat->topics.events.clear();
}

void ChatPresenceTest::onlineAndOffline()
{
    QCOMPARE(jiminNow().state, Availability::Online);
    go(jimin);
    QCOMPARE(jiminNow().state, Availability::Offline);
    QCOMPARE(jiminNow().lastSeen, std::optional(m_chat->clock));
    QVERIFY(!told("PRESENCE").empty());
    const auto event = Chat::PresenceEvent::fromJson(told("PRESENCE").back());
    QCOMPARE(event->member.attendance, jiminNow());
    wait(std::chrono::seconds(10));
    come(jimin);
    QCOMPARE(jiminNow(), (Chat::Attendance{Availability::Online, {}, {}, {}}));
}

void ChatPresenceTest::mostAvailableSessionCounts()
{
    come(atHome);
    QVERIFY(presence(jimin, R"({"idle":true})"));
    QCOMPARE(jiminNow().state, Availability::Online);
    QVERIFY(presence(atHome, R"({"idle":true})"));
    QCOMPARE(jiminNow().state, Availability::Away);
    QVERIFY(presence(jimin, R"({"idle":false})"));
    QCOMPARE(jiminNow().state, Availability::Online);
    go(jimin);
    QCOMPARE(jiminNow().state, Availability::Away);
    QVERIFY(!jiminNow().lastSeen);
}

void ChatPresenceTest::chosenGoesBeforeSessions()
{
    come(atHome);
    QVERIFY(presence(jimin, R"({"state":"dnd"})"));
    QCOMPARE(jiminNow().state, Availability::DoNotDisturb);
    QVERIFY(presence(atHome, R"({"idle":true})"));
    QVERIFY(presence(atHome, R"({"idle":false})"));
    QCOMPARE(jiminNow().state, Availability::DoNotDisturb);
    QVERIFY(presence(atHome, R"({"state":"online"})"));
    QCOMPARE(jiminNow().state, Availability::Online);
}

void ChatPresenceTest::statusIsTold()
{
    QVERIFY(presence(jimin, R"({"text":"🌴 휴가"})"));
    wait(std::chrono::seconds(5));
    QTRY_COMPARE(told("PRESENCE").size(), size_t(1));
    const auto event = Chat::PresenceEvent::fromJson(told("PRESENCE").at(0));
    QCOMPARE(event->member.attendance.status, QStringLiteral("🌴 휴가"));
    QCOMPARE(event->member.attendance.state, Availability::Online);
    QVERIFY(presence(jimin, R"({"state":"away"})"));
    QCOMPARE(jiminNow().status, QStringLiteral("🌴 휴가")); // what is left out stays
    QVERIFY(presence(jimin, R"({"text":""})"));
    QCOMPARE(jiminNow().status, QString());
}

void ChatPresenceTest::statusExpires()
{
    const auto until = m_chat->clock + std::chrono::minutes(30);
    QVERIFY(presence(jimin, R"({"text":"점심","until":)" +
                                QByteArray::number(qint64(until.time_since_epoch().count())) +
                                '}'));
    QCOMPARE(jiminNow().until, std::optional(until));
    m_chat->clock = until - std::chrono::milliseconds(1);
    QCOMPARE(jiminNow().status, QStringLiteral("점심"));
    m_chat->clock = until;
    QCOMPARE(jiminNow().status, QString());
    QVERIFY(!jiminNow().until);
}

void ChatPresenceTest::statusIsBounded()
{
    const auto refused = presence(jimin, R"({"text":")" + QByteArray(101, 'x') + "\"}");
    QVERIFY(!refused);
    QVERIFY(presence(jimin, R"({"text":" one\nline\u0000\u202e "})"));
    QCOMPARE(jiminNow().status, QStringLiteral("one line"));
}

void ChatPresenceTest::lastSeenSurvivesARestart()
{
    QVERIFY(presence(jimin, R"({"state":"dnd","text":"조용히"})"));
    wait(std::chrono::minutes(2));
    const auto seen = m_chat->clock;
    go(jimin);
    wait(std::chrono::minutes(2));
    m_chat->start({SqlStore::Synchronous::Normal, {}});
    QCOMPARE(jiminNow(),
             (Chat::Attendance{Availability::Offline, QStringLiteral("조용히"), {}, seen}));
    come(jimin);
    QCOMPARE(jiminNow().state, Availability::DoNotDisturb);
}

void ChatPresenceTest::floodsAreCondensed()
{
    const quint64 before = m_chat->store->status().grouped;
    for (int i = 0; i < 200; ++i)
        QVERIFY(presence(jimin, i % 2 ? R"({"state":"dnd"})" : R"({"state":"away"})"));
    // The clock stands still: the first was told, and nothing after it.
    QCOMPARE(told("PRESENCE").size(), size_t(1));
    wait(std::chrono::seconds(5));
    QTRY_COMPARE(told("PRESENCE").size(), size_t(2));
    QCOMPARE(Chat::PresenceEvent::fromJson(told("PRESENCE").at(1))->member.attendance.state,
             Availability::DoNotDisturb);
    m_chat->settle();
    Q_UNUSED(before)
}

void ChatPresenceTest::guestsWhoBelongNowhereAreForgotten()
{
    come(stranger);
    QVERIFY(presence(stranger, R"({"text":"hello"})"));
    go(stranger);
    come(stranger);
    QCOMPARE(attendance(QStringLiteral("g-9")).status, QString());
}

void ChatPresenceTest::malformed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no JSON") << QByteArray("away");
    QTest::newRow("unknown state") << QByteArray(R"({"state":"invisible"})");
    QTest::newRow("offline") << QByteArray(R"({"state":"offline"})");
    QTest::newRow("state is a number") << QByteArray(R"({"state":1})");
}

void ChatPresenceTest::malformed()
{
    QFETCH(const QByteArray, body);
    QVERIFY(!presence(jimin, body));
    QCOMPARE(jiminNow().state, Availability::Online);
}

void ChatPresenceTest::typingIsTold()
{
    QVERIFY(typing(jimin));
    QCOMPARE(told("TYPING").size(), size_t(1));
    const auto event = Chat::TypingEvent::fromJson(told("TYPING").at(0));
    QCOMPARE(event->name, QStringLiteral("지민"));
    QVERIFY(event->on);
    for (const auto &one : m_chat->topics.events) {
        if (one.publication.body.contains("TYPING")) {
            QVERIFY(one.publication.droppable);
            QCOMPARE(one.publication.notTo, jimin.principal.user);
        }
    }
    QVERIFY(typing(jimin, R"({"on":false})"));
    QCOMPARE(told("TYPING").size(), size_t(2));
    QVERIFY(!Chat::TypingEvent::fromJson(told("TYPING").at(1))->on);
    QVERIFY(typing(jimin, R"({"on":false})")); // it has ended already
    QCOMPARE(told("TYPING").size(), size_t(2));
}

void ChatPresenceTest::typingIsPaced()
{
    for (int i = 0; i < 100; ++i)
        QVERIFY(typing(jimin, i % 2 ? R"({"on":false})" : R"({"on":true})"));
    QCOMPARE(told("TYPING").size(), size_t(2));
    m_chat->clock += std::chrono::seconds(2);
    QVERIFY(typing(jimin));
    QCOMPARE(told("TYPING").size(), size_t(3));
}

void ChatPresenceTest::typingNeedsARoom()
{
    QVERIFY(!typing(stranger));
    QVERIFY(!typing(jimin, "on"));
    QVERIFY(!m_chat->send(jimin, "/app/chat/room/none/typing", "{}"));
    QVERIFY(told("TYPING").empty());
}

void ChatPresenceTest::noTypingInLargeRooms()
{
    m_chat->options.typingPeople = 2;
    m_chat->start({SqlStore::Synchronous::Normal, {}});
    for (const Peer &one : {jimin, younghee})
        come(one);
    QVERIFY(typing(jimin));
    QCOMPARE(told("TYPING").size(), size_t(1));
    come(stranger);
    QVERIFY(typing(younghee));
    QCOMPARE(told("TYPING").size(), size_t(1));
}

QTEST_GUILESS_MAIN(ChatPresenceTest)
#include "tst_chatpresence.moc"
