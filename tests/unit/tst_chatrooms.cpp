// SPDX-License-Identifier: GPL-3.0-or-later
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
const QByteArray createRoom = "/app/chat/createroom";

} // namespace

class ChatRoomsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_chat = std::make_unique<ChatFixture>(); }

    void lobbyIsThere();
    void created();
    void createdTwiceIsOnce();
    void idFromTheName_data();
    void idFromTheName();
    void refused_data();
    void refused();
    void firstTalkMakesTheRoom();
    void subscribeMakesNoRoom();
    void closedRooms();
    void limitOfRooms();
    void limitPerIdentity();
    void limitOfMembers();
    void notEverybodyCallsEverybody();
    void namesHideNoCall_data();
    void namesHideNoCall();
    void failedRoomDoesNotCount();
    void topic();
    void listIsOneReply();

private:
    std::vector<QByteArray> announced() const
    {
        return m_chat->topics.published("/topic/chat/rooms");
    }

    std::unique_ptr<ChatFixture> m_chat;
};

void ChatRoomsTest::lobbyIsThere()
{
    m_chat->start();
    QCOMPARE(m_chat->info(QStringLiteral("lobby")).name, QStringLiteral("Lobby"));
    m_chat->options.lobbyName = QStringLiteral("우리 집");
    m_chat->start();
    QCOMPARE(m_chat->chat->rooms().size(), std::size_t(1));
    QCOMPARE(m_chat->info(QStringLiteral("lobby")).name, QStringLiteral("우리 집"));
}

void ChatRoomsTest::created()
{
    m_chat->start();
    QVERIFY(m_chat->send(guest, createRoom,
                         R"({"roomId":"a","name":" 우리\u202e 방 ","topic":"주제"})"));
    const Chat::RoomInfo expected{Chat::RoomId(QStringLiteral("a")),
                                  QStringLiteral("우리 방"),
                                  QStringLiteral("주제"),
                                  {},
                                  {},
                                  0};
    QCOMPARE(announced().size(), std::size_t(1));
    QCOMPARE(Chat::RoomInfo::fromJson(announced()[0]), expected);
    for (const auto &event : m_chat->topics.events)
        QVERIFY(!event.publication.droppable);
    m_chat->start();
    QCOMPARE(m_chat->info(QStringLiteral("a")), expected);
    QCOMPARE(m_chat->chat->rooms()[0].id, Chat::lobbyRoom());
}

void ChatRoomsTest::createdTwiceIsOnce()
{
    m_chat->start();
    int done = 0;
    for (int i = 0; i < 3; ++i) {
        m_chat->chat->send(guest, createRoom, {}, R"({"roomId":"a","name":"first"})",
                           [&](const auto &outcome) { done += outcome ? 1 : 0; });
    }
    m_chat->settle();
    QCOMPARE(done, 3);
    QVERIFY(m_chat->send(other, createRoom, R"({"roomId":"a","name":"second"})"));
    QCOMPARE(announced().size(), std::size_t(1));
    QCOMPARE(m_chat->info(QStringLiteral("a")).name, QStringLiteral("first"));
}

void ChatRoomsTest::idFromTheName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("start");
    QTest::newRow("as it is") << QStringLiteral("우리방_1") << QStringLiteral("우리방_1");
    QTest::newRow("dashes") << QStringLiteral(" 우리 / 방!! ") << QStringLiteral("우리-방");
    QTest::newRow("nothing left") << QStringLiteral("😀") << QStringLiteral("room-");
    QTest::newRow("dots") << QStringLiteral("..") << QStringLiteral("..-");
    QTest::newRow("taken") << QStringLiteral("lobby") << QStringLiteral("lobby-");
    QTest::newRow("long") << QString(64, u'a') << QString(48, u'a');
}

void ChatRoomsTest::idFromTheName()
{
    m_chat->start();
    QFETCH(QString, name);
    QFETCH(QString, start);
    QVERIFY(m_chat->send(guest, createRoom, Chat::RoomRequest{{}, name, {}}.toJson()));
    const auto made = Chat::RoomInfo::fromJson(announced().at(0));
    QVERIFY2(made->id.toString().startsWith(start), qPrintable(made->id.toString()));
    QVERIFY(Chat::parseRoomId(made->id.toString()));
    QCOMPARE(made->name, name.trimmed());
}

void ChatRoomsTest::refused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("no JSON") << QByteArray("x") << QByteArray("malformed message");
    QTest::newRow("bad id") << QByteArray(R"({"roomId":"a/b","name":"x"})")
                            << QByteArray("bad room id");
    QTest::newRow("nothing") << QByteArray("{}") << QByteArray("bad room id");
    QTest::newRow("long name") << Chat::RoomRequest{{}, QString(65, u'x'), {}}.toJson()
                               << QByteArray("name too long");
    QTest::newRow("long topic")
        << Chat::RoomRequest{QStringLiteral("a"), {}, QString(251, u'x')}.toJson()
        << QByteArray("topic too long");
}

void ChatRoomsTest::refused()
{
    m_chat->start();
    QFETCH(QByteArray, body);
    const auto outcome = m_chat->send(guest, createRoom, body);
    QVERIFY(!outcome);
    QTEST(outcome.error().message, "message");
    QCOMPARE(m_chat->chat->rooms().size(), std::size_t(1));
}

void ChatRoomsTest::firstTalkMakesTheRoom()
{
    m_chat->start();
    QVERIFY(m_chat->say(guest, R"({"roomId":7,"message":"x"})"));
    QVERIFY(m_chat->say(guest, R"({"type":"ENTER","roomId":"b"})"));
    QCOMPARE(m_chat->info(QStringLiteral("7")).name, QStringLiteral("7"));
    QCOMPARE(m_chat->info(QStringLiteral("b")).members, 1);
    // Made before anything is said in it.
    QCOMPARE(m_chat->topics.events[0].publication.destination, QByteArray("/topic/chat/rooms"));
    QCOMPARE(m_chat->topics.events[1].publication.destination,
             QByteArray("/user/g-1/queue/chat/rooms")); // whose it is
    QCOMPARE(m_chat->topics.events[2].publication.destination, QByteArray("/topic/chat/room/7"));
}

void ChatRoomsTest::subscribeMakesNoRoom()
{
    m_chat->start();
    QVERIFY(m_chat->subscribe(guest, "1", "/topic/chat/room/a", {{"since", "0"}}));
    QCOMPARE(m_chat->topics.events.back().kind, RecordingTopics::Event::Kind::Activate);
    QCOMPARE(m_chat->chat->rooms().size(), std::size_t(1));
    QVERIFY(announced().empty());
    QVERIFY(m_chat->topics.published("/topic/chat/room/a/events").empty());
    QVERIFY(m_chat->say(other, R"({"roomId":"a","message":"x"})"));
    QCOMPARE(m_chat->info(QStringLiteral("a")).here, 1); // Who waited there is there.
}

void ChatRoomsTest::closedRooms()
{
    m_chat->options.openRooms = false;
    m_chat->start();
    for (const auto &who : {guest, kim}) {
        QCOMPARE(m_chat->send(who, createRoom, R"({"roomId":"a"})").error().message,
                 QByteArray("rooms are closed"));
        QVERIFY(!m_chat->say(who, R"({"roomId":"a","message":"x"})"));
        QVERIFY(m_chat->say(who, R"({"roomId":"lobby","message":"x"})"));
    }
    QVERIFY(m_chat->send(owner, createRoom, R"({"roomId":"a"})"));
    QVERIFY(m_chat->say(guest, R"({"roomId":"a","message":"x"})"));
}

void ChatRoomsTest::limitOfRooms()
{
    m_chat->options.rooms = 3; // The lobby and two.
    m_chat->start();
    int refusals = 0;
    for (const char *id : {"a", "b", "c", "d"}) { // All at once, before any is written.
        m_chat->chat->send(owner, createRoom, {}, R"({"roomId":")" + QByteArray(id) + R"("})",
                           [&](const auto &outcome) { refusals += outcome ? 0 : 1; });
    }
    m_chat->settle();
    QCOMPARE(refusals, 2);
    QCOMPARE(m_chat->chat->rooms().size(), std::size_t(3));
}

void ChatRoomsTest::limitPerIdentity()
{
    m_chat->options.roomsPerIdentity = 2;
    m_chat->start();
    QVERIFY(m_chat->send(guest, createRoom, R"({"roomId":"a"})"));
    m_chat->start(); // Rooms made before count, too.
    QVERIFY(m_chat->send(guest, createRoom, R"({"roomId":"b"})"));
    QCOMPARE(m_chat->send(guest, createRoom, R"({"roomId":"c"})").error().message,
             QByteArray("too many rooms of yours"));
    QVERIFY(!m_chat->say(guest, R"({"roomId":"c","message":"x"})"));
    QVERIFY(m_chat->send(guest, createRoom, R"({"roomId":"a"})"));
    QVERIFY(m_chat->send(other, createRoom, R"({"roomId":"c"})"));
}

void ChatRoomsTest::limitOfMembers()
{
    m_chat->options.membersPerRoom = 1;
    m_chat->start();
    const QByteArray enter = R"({"type":"ENTER","roomId":"lobby"})";
    QVERIFY(m_chat->say(guest, enter));
    QCOMPARE(m_chat->say(other, enter).error().message, QByteArray("room is full"));
    QVERIFY(m_chat->say(guest, enter));
    QVERIFY(m_chat->say(guest, R"({"type":"LEAVE","roomId":"lobby"})"));
    QVERIFY(m_chat->say(other, enter));
}

void ChatRoomsTest::notEverybodyCallsEverybody()
{
    m_chat->options.calledAtOnce = 1;
    m_chat->start();
    const QByteArray enter = R"({"type":"ENTER","roomId":"lobby"})";
    const auto call = [](const char *id) {
        return R"({"type":"TALK","roomId":"lobby","message":"@여기 lunch","id":")" +
               QByteArray(id) + "\"}";
    };
    const auto edit = [](const char *text) {
        return R"({"seq":2,"message":")" + QByteArray(text) + "\"}";
    };
    const QByteArray edits = "/app/chat/room/lobby/edit";
    QVERIFY(m_chat->say(kim, enter));
    QVERIFY(m_chat->say(kim, call("one")));
    QVERIFY(m_chat->say(other, enter)); // two people are too many
    QCOMPARE(m_chat->say(kim, call("two")).error().message,
             QByteArray("not allowed to call everybody"));
    QVERIFY(m_chat->say(kim, call("one"))); // it was said when that was allowed
    QVERIFY(m_chat->say(kim, R"({"roomId":"lobby","message":"`@here`, lee@here.example"})"));
    QVERIFY(m_chat->send(kim, edits, edit("lunch")));
    QCOMPARE(m_chat->send(kim, edits, edit("@here")).error().message,
             QByteArray("not allowed to call everybody"));
    QVERIFY(m_chat->say(owner, call("two")));
}

void ChatRoomsTest::namesHideNoCall_data()
{
    QTest::addColumn<QString>("text");
    // A reader looks at so many signs, and at so many mentions.
    const QString signs = u'a' + QString(60, u'@');
    const QString call = QStringLiteral("@here");
    QTest::newRow("signs in a name") << (u'@' + signs + u' ').repeated(20) + call;
    QTest::newRow("many mentions") << QStringLiteral("@lee ").repeated(100) + call;
    QTest::newRow("a name that begins so") << QStringLiteral("@here so");
    QTest::newRow("many of one name") << QStringLiteral("@many @here");
}

void ChatRoomsTest::namesHideNoCall()
{
    QFETCH(QString, text);
    const auto talk = [&](const QString &words) {
        Chat::MessageRequest request;
        request.roomText = QStringLiteral("lobby");
        request.text = words;
        return m_chat->say(kim, request.toJson());
    };
    m_chat->options.calledAtOnce = 1;
    m_chat->start();
    QStringList names{u'a' + QString(60, u'@'), QStringLiteral("lee"), QStringLiteral("here so")};
    names.resize(250, QStringLiteral("many"));
    for (qsizetype i = 0; i < names.size(); ++i) {
        Chat::MessageRequest enter;
        enter.type = Chat::MessageType::Enter;
        enter.roomText = QStringLiteral("lobby");
        enter.sender = names[i];
        m_chat->chat->send(
            ChatFixture::peer(quint64(100 + i), QStringLiteral("g-%1").arg(100 + i), names[i]),
            "/app/chat/message", {}, enter.toJson(), [](const auto &) {});
    }
    m_chat->settle();
    const auto called = talk(text);
    QVERIFY(!called);
    QCOMPARE(called.error().message, QByteArray("not allowed to call everybody"));
    QVERIFY(talk(QStringLiteral("@lee")));
}

void ChatRoomsTest::failedRoomDoesNotCount()
{
    m_chat->options.roomsPerIdentity = 50;
    m_chat->start();                                      // The lobby and the tables fit…
    m_chat->start({SqlStore::Synchronous::Normal, 4096}); // …and hardly anything more.
    int made = 0;
    for (int i = 0; i < 150; ++i) {
        const Chat::RoomRequest request{QStringLiteral("r%1").arg(i), {}, QString(250, u'가')};
        const auto outcome = m_chat->send(guest, createRoom, request.toJson());
        made += outcome ? 1 : 0;
        if (!outcome)
            QVERIFY(outcome.error().message.startsWith("not stored: "));
    }
    QVERIFY(made < 50);
    QCOMPARE(int(m_chat->chat->rooms().size()), made + 1);
    QCOMPARE(int(announced().size()), made);
}

void ChatRoomsTest::topic()
{
    m_chat->start();
    const QByteArray setTopic = "/app/chat/room/a/topic";
    QVERIFY(m_chat->send(guest, createRoom, R"({"roomId":"a","topic":"old"})"));
    QVERIFY(m_chat->send(guest, setTopic, R"({"topic":"by the maker"})"));
    QVERIFY(m_chat->send(kim, setTopic, R"({"topic":"by a\nmember"})"));
    QVERIFY(m_chat->send(owner, setTopic, R"({"topic":"by the owner"})"));
    QCOMPARE(announced().size(), std::size_t(4));
    QCOMPARE(Chat::RoomInfo::fromJson(announced()[2])->topic, QStringLiteral("by a member"));
    QCOMPARE(m_chat->send(other, setTopic, R"({"topic":"x"})").error().message,
             QByteArray("not allowed to set the topic"));
    QVERIFY(!m_chat->send(guest, setTopic, "x"));
    QVERIFY(!m_chat->send(guest, setTopic, Chat::RoomRequest{{}, {}, QString(251, u'x')}.toJson()));
    QCOMPARE(m_chat->send(kim, "/app/chat/room/b/topic", R"({"topic":"x"})").error().message,
             QByteArray("no such room"));
    m_chat->start();
    QCOMPARE(m_chat->info(QStringLiteral("a")).topic, QStringLiteral("by the owner"));
}

void ChatRoomsTest::listIsOneReply()
{
    m_chat->start();
    QVERIFY(m_chat->say(guest, R"({"roomId":"a","message":"x"})"));
    m_chat->topics.events.clear();
    QVERIFY(m_chat->subscribe(guest, "s", "/app/chat/rooms"));
    const auto &events = m_chat->topics.events;
    QCOMPARE(events.size(), std::size_t(2));
    QCOMPARE(events[0].kind, RecordingTopics::Event::Kind::Done); // RECEIPT first.
    QCOMPARE(events[1].publication.destination, QByteArray("/app/chat/rooms"));
    QCOMPARE(events[1].subscription.id, QByteArray("s"));
    const auto rooms = Chat::roomListFromJson(events[1].publication.body);
    QCOMPARE(rooms->size(), std::size_t(2));
    QCOMPARE(rooms->at(1).last, Chat::Sequence{1});
}

QTEST_GUILESS_MAIN(ChatRoomsTest)
#include "tst_chatrooms.moc"
