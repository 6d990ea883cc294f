// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/changes.h"
#include "stomp/wire/destinations.h"
#include "stomp/wire/hooks.h"
#include "stomp/wire/ids.h"
#include "stomp/wire/messages.h"
#include "stomp/wire/refusals.h"
#include "stomp/wire/roomevents.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

#include <limits>

using namespace Chat;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(Chat::Request::Kind)

namespace {

RoomMessage someMessage()
{
    RoomMessage message;
    message.type = MessageType::Talk;
    message.room = RoomId(QStringLiteral("방-1"));
    message.sender = QStringLiteral("철수 \"👋🏽\"");
    message.senderId = UserId(QStringLiteral("g-0123456789abcdef"));
    message.guest = true;
    message.text = QStringLiteral("line\nNUL:") + QChar(0) + QStringLiteral(" </script> \\ 끝");
    message.clientId = ClientMessageId(QStringLiteral("a_b-C"));
    message.sequence = Sequence{(qint64(1) << 53) - 1};
    message.time = Timestamp(1'700'000'000'123ms);
    return message;
}

QByteArray deep(int levels)
{
    return QByteArray("{\"a\":") + QByteArray(levels, '[') + QByteArray(levels, ']') + '}';
}

} // namespace

class WireTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roomIds_data();
    void roomIds();
    void clientIds_data();
    void clientIds();
    void madeClientIdsAreValid();
    void requests_data();
    void requests();
    void requestsComeBack();
    void roomTopics();
    void roomMessageFields();
    void roomMessageBytesAreQtJson();
    void roundTrips();
    void changesRoundTrip();
    void everyTypeComesBack();
    void roomNumbers_data();
    void roomNumbers();
    void hostileJson_data();
    void hostileJson();
    void wrongTypesAreEmpty();
    void listsOfAStrangersHostAreBounded();
    void namesOfAStrangersHostAreBounded();
    void refusalsOfTheLog();
};

void WireTest::roomIds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    const auto row = [](const char *rule, const QString &text, bool valid) {
        QTest::newRow(rule) << text << valid;
    };
    row("letters and digits", QStringLiteral("Room7"), true);
    row("Hangul", QStringLiteral("우리방ㅋㅋ"), true);
    row("marks", QStringLiteral("a_b.c-d"), true);
    row("64", QString(64, u'가'), true);
    row("65", QString(65, u'a'), false);
    row("empty", {}, false);
    row("dot", QStringLiteral("."), false);
    row("two dots", QStringLiteral(".."), false);
    row("three dots", QStringLiteral("..."), true);
    row("slash", QStringLiteral("a/b"), false);
    row("star", QStringLiteral("*"), false);
    row("blank", QStringLiteral("a b"), false);
    row("NUL", QStringLiteral("a") + QChar(0), false);
    row("line break", QStringLiteral("a\n"), false);
    row("decomposed Hangul", QStringLiteral("\u1112\u1161"), false);
    row("Hangul filler is invisible", QStringLiteral("\u3164"), false);
    row("other letters", QStringLiteral("é"), false);
    row("full-width digit", QStringLiteral("１"), false);
    row("emoji", QStringLiteral("😀"), false);
}

void WireTest::roomIds()
{
    QFETCH(QString, text);
    const auto id = parseRoomId(text);
    QTEST(id.has_value(), "valid");
    if (id)
        QCOMPARE(id->toString(), text);
}

void WireTest::clientIds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("uuid") << QStringLiteral("6f1c2b3a-0000-4000-8000-000000000000") << true;
    QTest::newRow("64") << QString(64, u'a') << true;
    QTest::newRow("65") << QString(65, u'a') << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("dot") << QStringLiteral("a.b") << false;
    QTest::newRow("Hangul") << QStringLiteral("가") << false;
}

void WireTest::clientIds()
{
    QFETCH(QString, text);
    QTEST(parseClientMessageId(text).has_value(), "valid");
}

void WireTest::madeClientIdsAreValid()
{
    QSet<QString> seen;
    for (int i = 0; i < 1000; ++i) {
        const auto id = makeClientMessageId();
        QVERIFY(parseClientMessageId(id.toString()));
        seen.insert(id.toString());
    }
    QCOMPARE(seen.size(), 1000);
}

void WireTest::requests_data()
{
    QTest::addColumn<QByteArray>("destination");
    QTest::addColumn<bool>("known");
    QTest::addColumn<Request::Kind>("kind");
    QTest::addColumn<QString>("room");
    using Kind = Request::Kind;
    const auto known = [](const QByteArray &destination, Kind kind, const QString &room = {}) {
        QTest::newRow(destination.constData()) << destination << true << kind << room;
    };
    const auto unknown = [](const char *rule, const QByteArray &destination) {
        QTest::newRow(rule) << destination << false << Kind::Message << QString();
    };
    known("/app/chat/message", Kind::Message);
    known("/app/chat/enterUser", Kind::EnterUser);
    known("/app/chat/createroom", Kind::CreateRoom);
    known("/app/chat/rooms", Kind::Rooms);
    known("/app/chat/room/a/topic", Kind::SetTopic, QStringLiteral("a"));
    known("/app/chat/room/방/members", Kind::Members, QStringLiteral("방"));
    unknown("percent-encoded", "/app/chat/room/%EB%B0%A9/history");
    known("/app/chat/room/pin/pins", Kind::Pins, QStringLiteral("pin"));
    known("/app/chat/room/pins/pin", Kind::Pin, QStringLiteral("pins"));
    known("/app/chat/room/history/history", Kind::History, QStringLiteral("history"));
    unknown("prefix only", "/app/chat/room/");
    unknown("no id", "/app/chat/room//history");
    unknown("bad id", "/app/chat/room/a b/history");
    unknown("id with a slash", "/app/chat/room/a/b/history");
    unknown("escaped slash", "/app/chat/room/a%2Fb/history");
    unknown("escaped dots", "/app/chat/room/%2E%2E/history");
    unknown("no such suffix", "/app/chat/room/a/nothing");
    unknown("longer than known", "/app/chat/message/");
    unknown("second vocabulary", "/pub/chat/message");
    unknown("empty", "");
    unknown("cut escape", "/app/chat/room/%E/history");
}

void WireTest::requests()
{
    QFETCH(QByteArray, destination);
    const auto request = parseRequest(destination);
    QTEST(request.has_value(), "known");
    if (!request)
        return;
    QTEST(request->kind, "kind");
    QTEST(request->room.toString(), "room");
}

void WireTest::requestsComeBack()
{
    using Kind = Request::Kind;
    const auto room = RoomId(QStringLiteral("방"));
    for (const Kind kind : {Kind::Message, Kind::EnterUser, Kind::CreateRoom, Kind::SetTopic,
                            Kind::Rooms, Kind::Members, Kind::History, Kind::Changes, Kind::Pins,
                            Kind::Edit, Kind::Delete, Kind::React, Kind::Pin}) {
        const auto request = parseRequest(requestDestination(kind, room));
        QVERIFY(request);
        QCOMPARE(request->kind, kind);
    }
}

void WireTest::roomTopics()
{
    const auto room = RoomId(QStringLiteral("방"));
    QCOMPARE(roomTopic(room), QByteArray("/topic/chat/room/방"));
    QCOMPARE(roomEventsTopic(room), QByteArray("/topic/chat/room/방/events"));
    QCOMPARE(roomOfTopic(roomTopic(room)), room);
    QVERIFY(!roomOfTopic("/topic/chat/room/%eb%b0%a9"));
    QVERIFY(!roomOfTopic(roomEventsTopic(room)));
    QVERIFY(!roomOfTopic(roomsTopic()));
    QVERIFY(!roomOfTopic("/topic/chat/room/"));
    QVERIFY(!roomOfTopic("/topic/chat/room/*"));
    QVERIFY(!roomOfTopic("/sub/chat/room/a"));
    QVERIFY(!roomOfTopic("/topic/chat/room/\xff"));
}

void WireTest::roomMessageFields()
{
    const auto object = QJsonDocument::fromJson(someMessage().toJson()).object();
    QCOMPARE(object.value(QStringLiteral("type")).toString(), QStringLiteral("TALK"));
    QCOMPARE(object.value(QStringLiteral("roomId")).toString(), QStringLiteral("방-1"));
    QCOMPARE(object.value(QStringLiteral("sender")).toString(), someMessage().sender);
    QCOMPARE(object.value(QStringLiteral("message")).toString(), someMessage().text);
    QCOMPARE(object.value(QStringLiteral("guest")).toBool(), true);
    QCOMPARE(object.value(QStringLiteral("seq")).toInteger(), someMessage().sequence.number);
    QCOMPARE(object.value(QStringLiteral("time")).toInteger(), 1'700'000'000'123);
    RoomMessage plain = someMessage();
    plain.guest = false;
    plain.clientId = {};
    const auto less = QJsonDocument::fromJson(plain.toJson()).object();
    QVERIFY(!less.contains(QStringLiteral("guest")));
    QVERIFY(!less.contains(QStringLiteral("id")));
}

void WireTest::roomMessageBytesAreQtJson()
{
    const auto expectQtsBytes = [](const RoomMessage &message) {
        const QByteArray json = message.toJson();
        const auto object = QJsonDocument::fromJson(json).object();
        QCOMPARE(json, QJsonDocument(object).toJson(QJsonDocument::Compact));
        QCOMPARE(object.value(QStringLiteral("message")).toString(), message.text);
        QCOMPARE(object.value(QStringLiteral("sender")).toString(), message.sender);
    };
    expectQtsBytes(someMessage());
    expectQtsBytes(RoomMessage());
    RoomMessage all = someMessage();
    all.clientId = {};
    all.guest = false;
    all.type = MessageType::Leave;
    all.sender.clear();
    for (char16_t unit = 0; unit < 0xd800; ++unit)
        all.text += QChar(unit);
    all.text += QStringLiteral("\U0010ffff");
    expectQtsBytes(all);
    // Half a pair: the log may hold what an older host took.
    all.text = QStringLiteral("a") + QChar(0xd83d) + u'b';
    QCOMPARE(QJsonDocument::fromJson(all.toJson()).object().size(), 7);
}

void WireTest::roundTrips()
{
    const RoomMessage message = someMessage();
    QCOMPARE(RoomMessage::fromJson(message.toJson()), message);

    const MessageRequest request{
        MessageType::Enter,  QStringLiteral("방"),   QStringLiteral("철수"),
        QStringLiteral("x"), QStringLiteral("id-1"), true,
        Sequence{5}};
    const auto requested = MessageRequest::fromJson(request.toJson());
    QVERIFY(requested);
    QCOMPARE(requested->type, request.type);
    QCOMPARE(requested->roomText, request.roomText);
    QCOMPARE(requested->sender, request.sender);
    QCOMPARE(requested->text, request.text);
    QCOMPARE(requested->clientIdText, request.clientIdText);
    QCOMPARE(requested->stays, true);
    QCOMPARE(requested->replyTo, Sequence{5});

    const RoomInfo room{
        message.room, QStringLiteral("우리"), QStringLiteral("t"), Sequence{7}, Revision{4}, 3, 9};
    QCOMPARE(RoomInfo::fromJson(room.toJson()), room);
    QCOMPARE(roomListFromJson(roomListJson({room, room})), std::vector({room, room}));
    QCOMPARE(roomListFromJson(roomListJson({})), std::vector<RoomInfo>());

    const auto asked = RoomRequest::fromJson(
        RoomRequest{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}.toJson());
    QVERIFY(asked);
    QCOMPARE(asked->roomText + asked->name + asked->topic, QStringLiteral("abc"));

    const Member member{message.senderId, message.sender, true, true, false};
    const auto list = MemberList::fromJson(MemberList{message.room, {member}}.toJson());
    QCOMPARE(list->members, std::vector({member}));
    QCOMPARE(list->room, message.room);
    const auto event = PresenceEvent::fromJson(PresenceEvent{message.room, member}.toJson());
    QCOMPARE(event->member, member);
    QCOMPARE(event->room, message.room);

    const auto page = HistoryPage::fromJson(HistoryPage{message.room, {message}, true}.toJson());
    QCOMPARE(page->messages, std::vector({message}));
    QCOMPARE(page->room, message.room);
    QVERIFY(page->more);
}

void WireTest::changesRoundTrip()
{
    RoomMessage message = someMessage();
    message.replyTo = Quoted{Sequence{2}, QStringLiteral("영희"), UserId(QStringLiteral("g-2")),
                             true, QStringLiteral("뭐라고?")};
    message.changes = {Revision{9},
                       Timestamp(1ms),
                       Timestamp(2ms),
                       Timestamp(3ms),
                       {{QStringLiteral("👍"), 12, {QStringLiteral("a"), QStringLiteral("b")}, true},
                        {QStringLiteral("🎉"), 1, {QStringLiteral("c")}, false}}};
    QCOMPARE(RoomMessage::fromJson(message.toJson()), message);
    QCOMPARE(ChangedEvent::fromJson(ChangedEvent{message}.toJson())->message, message);
    QVERIFY(!ChangedEvent::fromJson(message.toJson()));
    QVERIFY(!ChangedEvent::fromJson("{\"type\":\"CHANGED\"}"));

    const auto page =
        ChangesPage::fromJson(ChangesPage{message.room, Revision{9}, {message}, true}.toJson());
    QVERIFY(page);
    QCOMPARE(page->messages, std::vector({message}));
    QCOMPARE(page->revision, Revision{9});
    QVERIFY(page->more);

    const ReactionEvent event{message.room, Sequence{3},      Revision{4},    QStringLiteral("👍"),
                              false,        message.senderId, message.sender, 7};
    const auto reacted = ReactionEvent::fromJson(event.toJson());
    QVERIFY(reacted);
    QCOMPARE(reacted->room, event.room);
    QCOMPARE(reacted->sequence, event.sequence);
    QCOMPARE(reacted->revision, event.revision);
    QCOMPARE(reacted->emoji, event.emoji);
    QCOMPARE(reacted->on, false);
    QCOMPARE(reacted->user, event.user);
    QCOMPARE(reacted->name, event.name);
    QCOMPARE(reacted->count, 7);

    const auto edit = EditRequest::fromJson(EditRequest{Sequence{3}, message.text}.toJson());
    QCOMPARE(edit->sequence, Sequence{3});
    QCOMPARE(edit->text, message.text);
    QCOMPARE(DeleteRequest::fromJson(DeleteRequest{Sequence{3}}.toJson())->sequence, Sequence{3});
    const auto react =
        ReactRequest::fromJson(ReactRequest{Sequence{3}, QStringLiteral("👍"), false}.toJson());
    QCOMPARE(react->emoji, QStringLiteral("👍"));
    QCOMPARE(react->on, false);
    QVERIFY(PinRequest::fromJson("{\"seq\":1}")->on);
    QVERIFY(!PinRequest::fromJson(PinRequest{Sequence{1}, false}.toJson())->on);
}

void WireTest::everyTypeComesBack()
{
    for (const auto type : {MessageType::Enter, MessageType::Talk, MessageType::Leave}) {
        RoomMessage message = someMessage();
        message.type = type;
        QCOMPARE(RoomMessage::fromJson(message.toJson())->type, type);
    }
    QVERIFY(!RoomMessage::fromJson(R"({"type":"SHOUT","roomId":"a"})"));
    QVERIFY(!RoomMessage::fromJson(R"({"type":"TALK","roomId":"a/b"})"));
    // A page that says no type, or one we do not know, means to talk.
    QCOMPARE(MessageRequest::fromJson(R"({"type":"SHOUT"})")->type, MessageType::Talk);
    QCOMPARE(MessageRequest::fromJson("{}")->type, MessageType::Talk);
}

void WireTest::roomNumbers_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QString>("room");
    QTest::newRow("small") << QByteArray("7") << QStringLiteral("7");
    QTest::newRow("negative") << QByteArray("-1") << QStringLiteral("-1");
    QTest::newRow("large") << QByteArray("9007199254740993") << QStringLiteral("9007199254740993");
    QTest::newRow("string") << QByteArray("\"7\"") << QStringLiteral("7");
}

void WireTest::roomNumbers()
{
    QFETCH(QByteArray, number);
    QTEST(MessageRequest::fromJson("{\"roomId\":" + number + '}')->roomText, "room");
    QTEST(RoomRequest::fromJson("{\"roomId\":" + number + '}')->roomText, "room");
}

void WireTest::hostileJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("hello");
    QTest::newRow("array") << QByteArray("[1]");
    QTest::newRow("scalar") << QByteArray("1");
    QTest::newRow("cut") << QByteArray("{\"type\":\"TALK\"");
    QTest::newRow("two values") << QByteArray("{}{}");
    QTest::newRow("deeper than any message") << deep(5000);
    QTest::newRow("endless nesting") << QByteArray(1'000'000, '[');
    QTest::newRow("NUL inside") << QByteArray("{\"a\":\0}", 7);
    QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"\xff\xfe\"}");
    QTest::newRow("all bytes") << [] {
        QByteArray bytes;
        for (int i = 0; i < 256; ++i)
            bytes += char(i);
        return bytes;
    }();
}

void WireTest::hostileJson()
{
    QFETCH(QByteArray, json);
    QVERIFY(!RoomMessage::fromJson(json));
    QVERIFY(!MessageRequest::fromJson(json));
    QVERIFY(!RoomInfo::fromJson(json));
    QVERIFY(!RoomRequest::fromJson(json));
    QVERIFY(!MemberList::fromJson(json));
    QVERIFY(!PresenceEvent::fromJson(json));
    QVERIFY(!HistoryPage::fromJson(json));
    QVERIFY(!roomListFromJson(json));
}

void WireTest::wrongTypesAreEmpty()
{
    const QByteArray wrong = R"({"type":{"a":1},"roomId":"a","sender":[1],"message":7,"id":{},)"
                             R"("stays":"yes","seq":1e400,"time":"x","here":1e99,"members":{},)"
                             R"("messages":7,"rooms":{},"name":true,"topic":null})";
    // JSON without the number that no double holds.
    const QByteArray milder = QByteArray(wrong).replace("1e400", "1e300");
    for (const QByteArray &json : {wrong, milder}) {
        const auto request = MessageRequest::fromJson(json);
        if (!request)
            continue; // The reader may refuse the number.
        QCOMPARE(request->type, MessageType::Talk);
        QCOMPARE(request->sender, QString());
        QCOMPARE(request->text, QString());
        QCOMPARE(request->clientIdText, QString());
        QCOMPARE(request->stays, false);
        QVERIFY(!RoomMessage::fromJson(json));
        QCOMPARE(MemberList::fromJson(json)->members.size(), std::size_t(0));
        QCOMPARE(HistoryPage::fromJson(json)->messages.size(), std::size_t(0));
        QVERIFY(!roomListFromJson(json));
        const auto room = RoomInfo::fromJson(json);
        QVERIFY(room);
        QCOMPARE(room->name, QString());
        QCOMPARE(room->here, 0);
        QCOMPARE(room->last, Sequence{});
    }
    // A room id that is no text at all is no room.
    for (const QByteArray bad : {"null", "true", "[]", "{}", "\"\""})
        QVERIFY(!RoomInfo::fromJson("{\"roomId\":" + bad + '}'));
    // A number that is no whole one never names somebody else's room by accident.
    for (const QByteArray odd : {"1.5", "1e300", "-1e300"})
        QCOMPARE(MessageRequest::fromJson("{\"roomId\":" + odd + '}')->roomText, QString());
}

void WireTest::listsOfAStrangersHostAreBounded()
{
    const RoomId room(QStringLiteral("club"));
    QJsonArray knocks;
    QJsonArray hooks;
    const auto add = [&](const QString &id) {
        knocks.append(QJsonObject{{"user", id}, {"name", "x"}});
        hooks.append(QJsonObject{{"id", id}, {"roomId", "club"}, {"kind", "incoming"}});
    };
    add({});
    knocks.append(QJsonObject{{"user", QString(129, u'x')}});
    for (int i = 0; i < 250; ++i) {
        add(QStringLiteral("g-%1").arg(i));
        add(QStringLiteral("g-%1").arg(i));
    }
    const auto json = [](const char *key, const QJsonArray &array) {
        return QJsonDocument(QJsonObject{{"roomId", "club"}, {QLatin1String(key), array}})
            .toJson(QJsonDocument::Compact);
    };
    const auto waiting = KnockList::fromJson(json("knocks", knocks));
    QVERIFY(waiting);
    QCOMPARE(waiting->knocks.size(), KnockList::mostTaken);
    QCOMPARE(waiting->more, 50);
    QCOMPARE(waiting->knocks.front().user, UserId(QStringLiteral("g-0")));
    QCOMPARE(waiting->knocks.back().user, UserId(QStringLiteral("g-199")));
    const auto listed = HookList::fromJson(json("hooks", hooks));
    QVERIFY(listed);
    QCOMPARE(listed->hooks.size(), HookList::mostTaken);
    QCOMPARE(listed->more, 50);
    QCOMPARE(listed->hooks.front().id, QStringLiteral("g-0"));
    QCOMPARE(listed->hooks.back().id, QStringLiteral("g-199"));
}

void WireTest::namesOfAStrangersHostAreBounded()
{
    const QString endless = QStringLiteral("x") + QStringLiteral("😀").repeated(100'000);
    const QString name = endless.first(255); // not 256, which would end in half a letter
    const QString longer = endless.first(1023);
    RoomInfo room;
    room.id = RoomId(QStringLiteral("club"));
    room.name = endless;
    room.topic = endless;
    const auto listed = RoomInfo::fromJson(room.toJson());
    QVERIFY(listed);
    QCOMPARE(listed->name, name);
    QCOMPARE(listed->topic, longer);
    RoomMessage message;
    message.room = room.id;
    message.sender = endless;
    message.text = endless; // that is what was said
    message.replyTo = Quoted{{1}, endless, UserId(QStringLiteral("g-1")), true, endless};
    message.changes.revision = {1};
    message.changes.reactions = {{endless, 1, {endless}, false}};
    const auto said = RoomMessage::fromJson(message.toJson());
    QVERIFY(said);
    QCOMPARE(said->sender, name);
    QCOMPARE(said->text, endless);
    QCOMPARE(said->replyTo->sender, name);
    QCOMPARE(said->replyTo->excerpt, longer);
    QCOMPARE(said->changes.reactions[0].names, QStringList{name});
    QCOMPARE(said->changes.reactions[0].emoji, name);
    const auto reacted = ReactionEvent::fromJson(
        ReactionEvent{room.id, {1}, {1}, endless, true, UserId(QStringLiteral("g-1")), endless, 1}
            .toJson());
    QVERIFY(reacted);
    QCOMPARE(reacted->emoji, name);
    QCOMPARE(reacted->name, name);
    Member member;
    member.id = UserId(QStringLiteral("g-1"));
    member.name = endless;
    const auto came = PresenceEvent::fromJson(PresenceEvent{room.id, member, endless}.toJson());
    QVERIFY(came);
    QCOMPARE(came->member.name, name);
    QCOMPARE(came->formerName, name);
}

void WireTest::refusalsOfTheLog()
{
    QVERIFY(isNotStored(QStringLiteral("not stored: the host's disk is full")));
    QVERIFY(isNotStored(QStringLiteral("not stored")));
    QVERIFY(!isNotStored(QStringLiteral("queue is full")));
    QVERIFY(!isNotStored(QStringLiteral("read-only, not stored")));
    QVERIFY(!isNotStored({}));
}

QTEST_GUILESS_MAIN(WireTest)
#include "tst_wire.moc"
