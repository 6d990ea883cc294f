// SPDX-License-Identifier: GPL-3.0-or-later
// ENTER, TALK, LEAVE and who is where. Rooms: tst_chatrooms; history: tst_chathistory.
#include "server/chat/refusals.h"
#include "stomp/wire/refusals.h"
#include "tests/support/chatfixture.h"

#include <QTest>

using namespace Server;
using Chat::MessageType;

namespace {

const Chat::Attendance online{Chat::Availability::Online, {}, {}, {}};

const auto guest = ChatFixture::peer(1, QStringLiteral("g-1"), QStringLiteral("guest-1"));
const auto other = ChatFixture::peer(2, QStringLiteral("g-2"), QStringLiteral("영희"));
const auto kim =
    ChatFixture::peer(3, QStringLiteral("u-kim"), QStringLiteral("kim"), Principal::Role::Member);

} // namespace

class ChatServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_chat = std::make_unique<ChatFixture>();
        m_chat->start();
    }

    void whatItTakes();
    void talkIsStampedStoredAndPublished();
    void accountsNameIsStamped();
    void guestsNameIsCleaned();
    void repeatIsSilent();
    void sendToTheTopic_data();
    void sendToTheTopic();
    void hostsTopicsAreTheHosts_data();
    void hostsTopicsAreTheHosts();
    void refused_data();
    void refused();
    void unknownDestinationIsNothing();
    void halfASurrogateIsReplaced();
    void linesEndInOneWay_data();
    void linesEndInOneWay();
    void enterGivesOneNotice();
    void enterUserSpeaksDifferently();
    void enterAskedTwiceAtOnce();
    void guestLeavesWithTheLastSession();
    void whoStaysOutlivesSessionAndHost();
    void upgradeToStayingIsSilent();
    void leaveOfAStranger();
    void presenceIsSilentAndCounted();
    void membersListed();
    void countsComeOncePerTurn();
    void fullDiskIsToldAndNothingShown();
    void answersAfterTheEnd();

private:
    std::unique_ptr<ChatFixture> m_chat;
};

void ChatServiceTest::whatItTakes()
{
    ChatService &chat = *m_chat->chat;
    QVERIFY(chat.takesSend("/app/chat/message"));
    QVERIFY(!chat.takesSend("/app/anything")); // an exchange, as far as the broker knows
    QVERIFY(chat.takesSend("/topic/chat/room/a"));
    QVERIFY(chat.takesSend("/topic/chat/room/a/events"));
    QVERIFY(chat.takesSend("/topic/chat/rooms"));
    QVERIFY(!chat.takesSend("/topic/greetings"));
    QVERIFY(!chat.takesSend("/queue/a"));
    QVERIFY(!chat.takesSend("/application"));
    QVERIFY(chat.takesSubscribe("/app/chat/rooms"));
    QVERIFY(chat.takesSubscribe("/topic/chat/room/a"));
    QVERIFY(chat.takesSubscribe("/topic/chat/room/a/events"));
    QVERIFY(!chat.takesSubscribe("/topic/chat/room/a b"));
    QVERIFY(!chat.takesSubscribe("/topic/chat/rooms"));
}

void ChatServiceTest::talkIsStampedStoredAndPublished()
{
    QVERIFY(m_chat->say(guest, R"({"type":"TALK","roomId":"방","sender":"철수","senderId":"owner",)"
                               R"("guest":false,"seq":99,"time":1,"message":"안녕","id":"c1"})"));
    const auto said = m_chat->messages("방");
    QCOMPARE(said.size(), std::size_t(1));
    QCOMPARE(said[0].type, MessageType::Talk);
    QCOMPARE(said[0].sender, QStringLiteral("철수"));
    QCOMPARE(said[0].senderId, guest.principal.user);
    QCOMPARE(said[0].guest, true);
    QCOMPARE(said[0].sequence, Chat::Sequence{1});
    QCOMPARE(said[0].time, m_chat->clock);
    QCOMPARE(said[0].text, QStringLiteral("안녕"));
    QCOMPARE(said[0].clientId.toString(), QStringLiteral("c1"));
    for (const auto &event : m_chat->topics.events) {
        if (event.publication.destination != QByteArray("/topic/chat/room/방"))
            continue;
        QCOMPARE(event.publication.headers.value("content-type"), QByteArray("application/json"));
        QCOMPARE(event.publication.headers.value("seq"), QByteArray("1"));
        QVERIFY(!event.publication.droppable);
    }
    m_chat->start();
    QCOMPARE(m_chat->info(QStringLiteral("방")).last, Chat::Sequence{1});
}

void ChatServiceTest::accountsNameIsStamped()
{
    QVERIFY(m_chat->say(kim, R"({"roomId":"lobby","sender":"owner","message":"x"})"));
    QCOMPARE(m_chat->messages("lobby")[0].sender, QStringLiteral("kim"));
    QCOMPARE(m_chat->messages("lobby")[0].guest, false);
}

void ChatServiceTest::guestsNameIsCleaned()
{
    QVERIFY(m_chat->say(guest, R"({"roomId":"lobby","sender":" a\u202e\n b ","message":"x"})"));
    QVERIFY(m_chat->say(guest, R"({"roomId":"lobby","sender":"\u200b","message":"x"})"));
    QVERIFY(m_chat->say(guest, R"({"roomId":"lobby","message":"x"})"));
    const auto said = m_chat->messages("lobby");
    QCOMPARE(said[0].sender, QStringLiteral("a b"));
    QCOMPARE(said[1].sender, QStringLiteral("guest-1"));
    QCOMPARE(said[2].sender, QStringLiteral("guest-1"));
}

void ChatServiceTest::repeatIsSilent()
{
    const QByteArray once = R"({"roomId":"lobby","message":"once","id":"c1"})";
    QVERIFY(m_chat->say(guest, once));
    QVERIFY(m_chat->say(guest, once));
    m_chat->start();
    QVERIFY(m_chat->say(guest, once));
    QCOMPARE(m_chat->texts("lobby"), QStringList()); // Said before the restart.
    QVERIFY(m_chat->say(other, once));               // Another person's id is another id.
    QCOMPARE(m_chat->messages("lobby")[0].sequence, Chat::Sequence{2});
}

void ChatServiceTest::sendToTheTopic_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sender");
    const QString name = guest.principal.name;
    QTest::newRow("message") << QByteArray(R"({"sender":"철수","message":"hi","roomId":"b"})")
                             << QStringLiteral("hi") << QStringLiteral("철수");
    QTest::newRow("text") << QByteArray("안녕") << QStringLiteral("안녕") << name;
    QTest::newRow("empty") << QByteArray() << QString() << name;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QStringLiteral("a") + QChar(0) + u'b' << name;
    QTest::newRow("array") << QByteArray("[1]") << QStringLiteral("[1]") << name;
    QTest::newRow("other JSON") << QByteArray(R"({"x":1})") << QStringLiteral(R"({"x":1})") << name;
    QTest::newRow("empty message") << QByteArray(R"({"message":""})") << QString() << name;
}

void ChatServiceTest::sendToTheTopic()
{
    QFETCH(QByteArray, body);
    QVERIFY(m_chat->send(guest, "/topic/chat/room/a", body));
    const auto said = m_chat->messages("a");
    QCOMPARE(said.size(), std::size_t(1));
    QCOMPARE(said[0].type, MessageType::Talk);
    QTEST(said[0].text, "text");
    QTEST(said[0].sender, "sender");
    QVERIFY(m_chat->send(guest, "/topic/chat/room/a", R"({"type":"ENTER"})"));
    QCOMPARE(m_chat->messages("a").back().type, MessageType::Enter);
}

void ChatServiceTest::hostsTopicsAreTheHosts_data()
{
    QTest::addColumn<QByteArray>("destination");
    QTest::newRow("events") << QByteArray("/topic/chat/room/a/events");
    QTest::newRow("rooms") << QByteArray("/topic/chat/rooms");
    QTest::newRow("no room") << QByteArray("/topic/chat/room/a b");
    QTest::newRow("below a room") << QByteArray("/topic/chat/room/a/b");
}

void ChatServiceTest::hostsTopicsAreTheHosts()
{
    QFETCH(QByteArray, destination);
    QVERIFY(!m_chat->send(kim, destination, "{}"));
    QVERIFY(m_chat->topics.published(destination).empty());
}

void ChatServiceTest::refused_data()
{
    QTest::addColumn<QByteArray>("destination");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *rule, const char *destination, const QByteArray &body,
                        const char *message) {
        QTest::newRow(rule) << QByteArray(destination) << body << QByteArray(message);
    };
    const char *message = "/app/chat/message";
    row("no JSON", message, "hello", "malformed message");
    row("array", message, "[]", "malformed message");
    row("no room", message, R"({"message":"x"})", "bad room id");
    row("bad room", message, R"({"roomId":"a/b"})", "bad room id");
    row("bad message id", message, R"({"roomId":"a","id":"a b"})", "bad message id");
    row("text too long", message,
        R"({"roomId":"a","message":")" + QByteArray(1024 * 1024 + 1, 'x') + R"("})",
        "message too long");
    row("text that JSON must spell out", "/topic/chat/room/a", QByteArray(1024 * 1024, '\x01'),
        "message too long");
    row("enterUser no JSON", "/app/chat/enterUser", "x", "malformed message");
    row("enterUser bad room", "/app/chat/enterUser", "{}", "bad room id");
}

void ChatServiceTest::refused()
{
    QFETCH(QByteArray, destination);
    QFETCH(QByteArray, body);
    const auto outcome = m_chat->send(guest, destination, body);
    QVERIFY(!outcome);
    QTEST(outcome.error().message, "message");
    QVERIFY(!outcome.error().body.isEmpty());
    QVERIFY(m_chat->topics.published("/topic/chat/rooms").empty());
}

void ChatServiceTest::unknownDestinationIsNothing()
{
    QVERIFY(m_chat->send(guest, "/app/nothing", "x"));
    QVERIFY(m_chat->send(guest, "/app/chat/rooms", "x"));
    QVERIFY(m_chat->subscribe(guest, "s", "/app/chat/message"));
    for (const auto &event : m_chat->topics.events)
        QVERIFY(event.kind == RecordingTopics::Event::Kind::Done);
}

void ChatServiceTest::halfASurrogateIsReplaced()
{
    QVERIFY(m_chat->say(guest, R"({"roomId":"lobby","message":"a\ud83d b"})"));
    const QString said = m_chat->texts("lobby").at(0);
    QVERIFY(said.isValidUtf16());
    QVERIFY(said.startsWith(u'a'));
    QVERIFY(said.endsWith(QStringLiteral(" b")));
}

void ChatServiceTest::linesEndInOneWay_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("heard");
    const auto row = [](const char *name, const QString &said, const QString &heard) {
        QTest::newRow(name) << said << heard;
    };
    row("LF", QStringLiteral("a\nb\n\nc"), QStringLiteral("a\nb\n\nc"));
    row("CR LF", QStringLiteral("a\r\nb\r\n\r\nc"), QStringLiteral("a\nb\n\nc"));
    row("CR", QStringLiteral("> a\r@here"), QStringLiteral("> a\n@here"));
    row("CR CR LF", QStringLiteral("a\r\r\nb\r"), QStringLiteral("a\n\nb\n"));
    row("line and paragraph separator", QStringLiteral("a\u2028b\u2029c"),
        QStringLiteral("a\nb\nc"));
    row("none", QStringLiteral("a\u0085b\u2027c"), QStringLiteral("a\u0085b\u2027c"));
}

void ChatServiceTest::linesEndInOneWay()
{
    QFETCH(QString, said);
    QFETCH(QString, heard);
    Chat::MessageRequest request;
    request.roomText = QStringLiteral("lobby");
    request.text = said;
    QVERIFY(m_chat->say(guest, request.toJson()));
    QVERIFY(m_chat->send(guest, "/topic/chat/room/lobby", said.toUtf8()));
    QVERIFY(m_chat->sendAll(guest, {{"/app/chat/message", {}, request.toJson()}}));
    QCOMPARE(m_chat->texts("lobby"), QStringList({heard, heard, heard}));
}

void ChatServiceTest::enterGivesOneNotice()
{
    const QByteArray enter = R"({"type":"ENTER","roomId":"방","sender":"철수"})";
    QVERIFY(m_chat->say(guest, enter));
    QVERIFY(m_chat->say(guest, enter));
    QCOMPARE(m_chat->texts("방"), QStringList(QStringLiteral("철수님이 입장했습니다.")));
    QCOMPARE(m_chat->messages("방")[0].type, MessageType::Enter);
    QVERIFY(m_chat->say(guest, R"({"type":"LEAVE","roomId":"방","sender":"철수"})"));
    QVERIFY(m_chat->say(guest, R"({"type":"LEAVE","roomId":"방","sender":"철수"})"));
    QCOMPARE(m_chat->texts("방").size(), 2);
    QCOMPARE(m_chat->texts("방")[1], QStringLiteral("철수 님 퇴장!!"));
    QCOMPARE(m_chat->messages("방")[1].type, MessageType::Leave);
    QVERIFY(m_chat->say(guest, enter));
    QCOMPARE(m_chat->texts("방").size(), 3);
}

void ChatServiceTest::enterUserSpeaksDifferently()
{
    QVERIFY(m_chat->send(guest, "/app/chat/enterUser",
                         R"({"type":"TALK","roomId":"a","sender":"%1"})"));
    QCOMPARE(m_chat->texts("a"), QStringList(QStringLiteral("%1 님 입장!!")));
    QCOMPARE(m_chat->messages("a")[0].type, MessageType::Enter);
}

void ChatServiceTest::enterAskedTwiceAtOnce()
{
    int done = 0;
    for (const char *stays : {"false", "true", "false"}) {
        const QByteArray body =
            R"({"type":"ENTER","roomId":"a","stays":)" + QByteArray(stays) + '}';
        m_chat->chat->send(guest, "/app/chat/message", {}, body,
                           [&](const auto &outcome) { done += outcome ? 1 : 0; });
    }
    QCOMPARE(done, 0); // Nothing is written yet.
    m_chat->settle();
    QCOMPARE(done, 3);
    QCOMPARE(m_chat->texts("a").size(), 1);
    m_chat->chat->disconnected(guest); // Asked to stay in between, so they do.
    m_chat->start();
    QCOMPARE(m_chat->info(QStringLiteral("a")).members, 1);
    QCOMPARE(m_chat->info(QStringLiteral("a")).last, Chat::Sequence{1});
}

void ChatServiceTest::guestLeavesWithTheLastSession()
{
    const auto secondTab = ChatFixture::peer(9, QStringLiteral("g-1"), QStringLiteral("guest-1"));
    QVERIFY(m_chat->say(guest, R"({"type":"ENTER","roomId":"a","sender":"철수"})"));
    QVERIFY(m_chat->say(secondTab, R"({"type":"ENTER","roomId":"a"})"));
    m_chat->chat->disconnected(guest);
    m_chat->settle();
    QCOMPARE(m_chat->texts("a").size(), 1);
    m_chat->chat->disconnected(secondTab);
    m_chat->settle();
    QCOMPARE(m_chat->texts("a").size(), 2);
    QCOMPARE(m_chat->texts("a")[1], QStringLiteral("철수 님 퇴장!!"));
    QCOMPARE(m_chat->messages("a")[1].senderId, guest.principal.user);
    QCOMPARE(m_chat->messages("a")[1].guest, true);
    m_chat->chat->disconnected(secondTab);
    m_chat->settle();
    QCOMPARE(m_chat->texts("a").size(), 2);
    QCOMPARE(m_chat->info(QStringLiteral("a")).members, 0);
}

void ChatServiceTest::whoStaysOutlivesSessionAndHost()
{
    const QByteArray enter = R"({"type":"ENTER","roomId":"a","stays":true})";
    QVERIFY(m_chat->say(kim, enter));
    m_chat->chat->disconnected(kim);
    m_chat->settle();
    QCOMPARE(m_chat->texts("a").size(), 1);
    m_chat->start();
    QCOMPARE(m_chat->info(QStringLiteral("a")).members, 1);
    QVERIFY(m_chat->say(kim, enter));
    QVERIFY(m_chat->texts("a").isEmpty());
    QVERIFY(m_chat->say(kim, R"({"type":"LEAVE","roomId":"a"})"));
    QCOMPARE(m_chat->texts("a"), QStringList(QStringLiteral("kim 님 퇴장!!")));
    m_chat->start();
    QCOMPARE(m_chat->info(QStringLiteral("a")).members, 0);
}

void ChatServiceTest::upgradeToStayingIsSilent()
{
    QVERIFY(m_chat->say(kim, R"({"type":"ENTER","roomId":"a"})"));
    QVERIFY(m_chat->say(kim, R"({"type":"ENTER","roomId":"a","stays":true})"));
    m_chat->chat->disconnected(kim);
    m_chat->settle();
    QCOMPARE(m_chat->texts("a").size(), 1);
    m_chat->start();
    QCOMPARE(m_chat->info(QStringLiteral("a")).members, 1);
}

void ChatServiceTest::leaveOfAStranger()
{
    QVERIFY(m_chat->say(guest, R"({"type":"LEAVE","roomId":"lobby"})"));
    QVERIFY(m_chat->say(guest, R"({"type":"LEAVE","roomId":"nowhere"})"));
    QVERIFY(m_chat->texts("lobby").isEmpty());
    QCOMPARE(m_chat->chat->rooms().size(), std::size_t(1));
}

void ChatServiceTest::presenceIsSilentAndCounted()
{
    const QByteArray topic = "/topic/chat/room/lobby";
    const auto events = [&] { return m_chat->topics.published(topic + "/events"); };
    QVERIFY(m_chat->subscribe(guest, "1", topic));
    QVERIFY(m_chat->subscribe(guest, "2", topic));
    QCOMPARE(events().size(), std::size_t(1));
    const auto came = Chat::PresenceEvent::fromJson(events()[0]);
    QCOMPARE(came->member,
             (Chat::Member{guest.principal.user, guest.principal.name, true, true, false, online}));
    QVERIFY(m_chat->texts("lobby").isEmpty());
    QCOMPARE(m_chat->info(QStringLiteral("lobby")).here, 1);
    QVERIFY(m_chat->subscribe(kim, "1", topic));
    QCOMPARE(m_chat->info(QStringLiteral("lobby")).here, 2);
    m_chat->chat->unsubscribed(guest, {guest.session, "1"}, topic);
    m_chat->chat->unsubscribed(guest, {guest.session, "1"}, topic); // Only once counts.
    QCOMPARE(m_chat->info(QStringLiteral("lobby")).here, 2);
    m_chat->chat->unsubscribed(guest, {guest.session, "2"}, topic);
    QCOMPARE(m_chat->info(QStringLiteral("lobby")).here, 1);
    QCOMPARE(events().size(), std::size_t(3));
    QVERIFY(!Chat::PresenceEvent::fromJson(events()[2])->member.here);
    for (const auto &event : m_chat->topics.events) {
        if (event.publication.destination == topic + "/events")
            QVERIFY(event.publication.droppable);
    }
}

void ChatServiceTest::membersListed()
{
    QVERIFY(m_chat->say(guest, R"({"type":"ENTER","roomId":"lobby","sender":"철수"})"));
    QVERIFY(m_chat->subscribe(guest, "1", "/topic/chat/room/lobby"));
    QVERIFY(m_chat->subscribe(other, "1", "/topic/chat/room/lobby"));
    QVERIFY(m_chat->say(kim, R"({"type":"ENTER","roomId":"lobby","stays":true})"));
    const std::vector<Chat::Member> expected{
        {kim.principal.user, QStringLiteral("kim"), false, false, true},
        {other.principal.user, QStringLiteral("영희"), true, true, false, online},
        {guest.principal.user, QStringLiteral("철수"), true, true, true, online},
    };
    QCOMPARE(m_chat->members(other, "lobby"), expected);
    QVERIFY(m_chat->members(other, "nowhere").empty());
}

void ChatServiceTest::countsComeOncePerTurn()
{
    const auto infos = [&] { return m_chat->topics.published("/topic/chat/rooms"); };
    for (quint64 i = 10; i < 20; ++i) {
        const auto somebody = ChatFixture::peer(i, QStringLiteral("g-%1").arg(i), {});
        m_chat->chat->subscribe(somebody, {somebody.session, "s"}, "/topic/chat/room/lobby", {},
                                [](const auto &) {});
    }
    QVERIFY(infos().empty());
    m_chat->settle();
    QCOMPARE(infos().size(), std::size_t(1));
    QCOMPARE(Chat::RoomInfo::fromJson(infos()[0])->here, 10);
}

void ChatServiceTest::fullDiskIsToldAndNothingShown()
{
    m_chat->start({SqlStore::Synchronous::Normal, 256 * 1024});
    const QByteArray big =
        R"({"roomId":"lobby","id":"c1","message":")" + QByteArray(500'000, 'x') + R"("})";
    const auto outcome = m_chat->say(guest, big);
    QVERIFY(!outcome);
    QVERIFY(Chat::isNotStored(QString::fromUtf8(outcome.error().message)));
    QCOMPARE(outcome.error().kind, Refusal::Kind::Full);
    QVERIFY(!outcome.error().body.isEmpty());
    QVERIFY(m_chat->texts("lobby").isEmpty());
    QVERIFY(m_chat->say(guest, R"({"roomId":"lobby","id":"c1","message":"small"})"));
    QCOMPARE(m_chat->messages("lobby")[0].sequence, Chat::Sequence{1});
    // Whatever else the log answers that is of nobody's making.
    for (const StoreError error : {StoreError::Full, StoreError::Unwritable, StoreError::Corrupt,
                                   StoreError::Locked, StoreError::Failed}) {
        const Refusal refusal = Refusals::notStored(error);
        QVERIFY(Chat::isNotStored(QString::fromUtf8(refusal.message)));
        QCOMPARE(refusal.kind == Refusal::Kind::Full, error == StoreError::Full);
    }
    // The same for those who come and go.
    m_chat->start({SqlStore::Synchronous::Normal, 4096});
    int entered = 0;
    for (int i = 0; i < 200; ++i) {
        const auto body = R"({"type":"ENTER","stays":true,"roomId":"lobby"})";
        const auto somebody =
            ChatFixture::peer(quint64(i) + 10, QStringLiteral("g-%1").arg(i), QString(60, u'가'));
        if (!m_chat->say(somebody, body))
            break;
        ++entered;
    }
    QVERIFY(entered < 200);
    QCOMPARE(m_chat->info(QStringLiteral("lobby")).members, entered);
    QCOMPARE(m_chat->texts("lobby").size(), entered);
}

void ChatServiceTest::answersAfterTheEnd()
{
    bool answered = false;
    m_chat->chat->send(guest, "/app/chat/message", {}, R"({"roomId":"new","message":"x"})",
                       [&](const auto &) { answered = true; });
    m_chat->chat->send(guest, "/app/chat/message", {}, R"({"type":"ENTER","roomId":"new"})",
                       [&](const auto &) { answered = true; });
    m_chat->chat.reset();
    m_chat->settle();
    QVERIFY(!answered);
}

QTEST_GUILESS_MAIN(ChatServiceTest)
#include "tst_chatservice.moc"
