// SPDX-License-Identifier: GPL-3.0-or-later
// A room that not everybody may see, tried through every door by somebody who may not.
#include "tests/support/chathost.h"

#include <QTest>

using namespace Server;

namespace {

const QByteArray roomPath = "/app/chat/room/secret";

} // namespace

class PrivateRoomsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void makerIsIn();
    void idIsNotGuessed();
    void strangerDoor_data();
    void strangerDoor();
    void strangerGetsWhatNobodyGets_data();
    void strangerGetsWhatNobodyGets();
    void strangerHearsNothing_data();
    void strangerHearsNothing();
    void strangerFindsNothing();
    void strangerInATransaction();
    void roomsTopicNamesItToNobody();
    void makerOfAPublicOneIsToldToo_data();
    void makerOfAPublicOneIsToldToo();
    void hostsOwnerIsAStrangerToo();
    void httpKnowsItNot();
    void whoWaitedThereIsSentAway();
    void turnedPrivate();
    void turnedPublic();
    void whoLeftHearsNoMore();
    void replayIsNotForWhoLostTheRight();
    void refusalsAreTheSame();
    void makerMayComeBack();
    void survivesARestart();

private:
    std::unique_ptr<ChatHost> m_host;
    std::unique_ptr<ChatPeer> m_kim; ///< Made it.
    std::unique_ptr<ChatPeer> m_stranger;
};

void PrivateRoomsTest::init()
{
    m_host = std::make_unique<ChatHost>();
    m_host->start();
    m_kim = std::make_unique<ChatPeer>(*m_host, "kim");
    m_stranger = std::make_unique<ChatPeer>(*m_host, "eve");
    QCOMPARE(m_kim->send("/app/chat/createroom", R"({"roomId":"secret","name":"Secret",)"
                                                 R"("settings":{"visibility":"private"}})"),
             QByteArray());
    QCOMPARE(m_kim->say("secret", "the plan", R"(,"id":"m1")"), QByteArray());
    m_kim->frames.clear();
    m_stranger->frames.clear();
}

void PrivateRoomsTest::cleanup()
{
    m_kim.reset();
    m_stranger.reset();
    m_host.reset();
}

void PrivateRoomsTest::makerIsIn()
{
    const auto rooms = Chat::roomListFromJson(m_kim->reply("/app/chat/rooms"));
    QVERIFY(rooms && rooms->size() == 2);
    QCOMPARE(rooms->at(1).settings.visibility, Chat::Visibility::Private);
    QCOMPARE(rooms->at(1).own.role, Chat::MemberRole::Owner);
    QCOMPARE(rooms->at(1).members, 1);
    const auto members = Chat::MemberList::fromJson(m_kim->reply(roomPath + "/members"));
    QCOMPARE(members->members.at(0).role, Chat::MemberRole::Owner);
    const auto page = Chat::HistoryPage::fromJson(m_kim->reply(roomPath + "/history"));
    QCOMPARE(page->messages.size(), size_t(1)); // and no notice of their coming
}

void PrivateRoomsTest::idIsNotGuessed()
{
    QCOMPARE(m_kim->send("/app/chat/createroom",
                         R"({"name":"Salaries","settings":{"visibility":"private"}})"),
             QByteArray());
    const auto rooms = Chat::roomListFromJson(m_kim->reply("/app/chat/rooms"));
    const auto salaries = std::find_if(rooms->begin(), rooms->end(), [](const Chat::RoomInfo &one) {
        return one.name == QStringLiteral("Salaries");
    });
    QVERIFY(salaries != rooms->end());
    const QString id = salaries->id.toString();
    QVERIFY2(id.size() > 30 && !id.contains(QStringLiteral("alaries")), qPrintable(id));
}

void PrivateRoomsTest::strangerDoor_data()
{
    QTest::addColumn<QByteArray>("frame");
    const auto send = [](const char *name, const QByteArray &destination, const QByteArray &body) {
        QTest::newRow(name) << sendText(destination, body);
    };
    send("talk", "/app/chat/message", R"({"roomId":"secret","message":"x"})");
    send("talk by its topic", "/topic/chat/room/secret", "x");
    send("talk by the second name", "/sub/chat/room/secret", "x");
    send("enter", "/app/chat/message", R"({"type":"ENTER","roomId":"secret"})");
    send("enter as others do", "/pub/chat/enterUser", R"({"roomId":"secret"})");
    send("make it", "/app/chat/createroom", R"({"roomId":"secret"})");
    send("make it private", "/app/chat/createroom",
         R"({"roomId":"secret","settings":{"visibility":"private"}})");
    send("topic", roomPath + "/topic", R"({"topic":"x"})");
    send("edit", roomPath + "/edit", R"({"seq":1,"message":"x"})");
    send("delete", roomPath + "/delete", R"({"seq":1})");
    send("seen", roomPath + "/seen", R"({"delivered":1,"read":1})");
    send("typing", roomPath + "/typing", R"({"on":true})");
    send("react", roomPath + "/react", R"({"seq":1,"emoji":"👍"})");
    send("pin", roomPath + "/pin", R"({"seq":1})");
    send("settings", roomPath + "/settings", R"({"visibility":"public"})");
    send("invite", roomPath + "/invite", R"({"user":"g-eve"})");
    send("admit", roomPath + "/admit", R"({"user":"g-eve","accept":true})");
    send("role", roomPath + "/role", R"({"user":"g-eve","role":"owner"})");
    send("remove", roomPath + "/remove-room", "{}");
    send("restore", roomPath + "/restore", "{}");
    QTest::newRow("changes") << subscribeText("1", roomPath + "/changes");
    QTest::newRow("changes since") << subscribeText("1", roomPath + "/changes", "since:0\n");
    QTest::newRow("pins") << subscribeText("1", roomPath + "/pins");
    QTest::newRow("knocks") << subscribeText("1", roomPath + "/knocks");
}

void PrivateRoomsTest::strangerDoor()
{
    QFETCH(QByteArray, frame);
    QCOMPARE(m_stranger->ask(frame), QByteArray("no such room"));
    QVERIFY(m_stranger->all().isEmpty());
    const auto page = Chat::HistoryPage::fromJson(m_kim->reply(roomPath + "/history"));
    QCOMPARE(page->messages.size(), size_t(1));
    QCOMPARE(page->messages[0].text, QStringLiteral("the plan"));
    QCOMPARE(page->messages[0].changes, Chat::MessageChanges());
}

void PrivateRoomsTest::strangerGetsWhatNobodyGets_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::newRow("history") << QByteArray("/history");
    QTest::newRow("members") << QByteArray("/members");
    QTest::newRow("receipts") << QByteArray("/receipts");
    QTest::newRow("settings") << QByteArray("/settings"); // no such SUBSCRIBE
}

/// Not a byte tells a room that is hidden from one that there is not.
void PrivateRoomsTest::strangerGetsWhatNobodyGets()
{
    QFETCH(QByteArray, what);
    if (what == "/settings") {
        QCOMPARE(m_stranger->subscribe("1", roomPath + what), QByteArray());
        QCOMPARE(m_stranger->subscribe("2", "/app/chat/room/nowhere" + what), QByteArray());
        return;
    }
    QByteArray hidden = m_stranger->reply(roomPath + what);
    const QByteArray none = m_stranger->reply("/app/chat/room/nowhere" + what);
    QVERIFY(hidden.contains("secret"));
    QCOMPARE(hidden.replace("secret", "nowhere"), none);
}

void PrivateRoomsTest::strangerHearsNothing_data()
{
    QTest::addColumn<QByteArray>("destination");
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("topic") << QByteArray("/topic/chat/room/secret") << QByteArray();
    QTest::newRow("second name") << QByteArray("/sub/chat/room/secret") << QByteArray();
    QTest::newRow("replay") << QByteArray("/topic/chat/room/secret") << QByteArray("since:0\n");
    QTest::newRow("last") << QByteArray("/topic/chat/room/secret") << QByteArray("last:10\n");
    QTest::newRow("events") << QByteArray("/topic/chat/room/secret/events") << QByteArray();
    QTest::newRow("one star") << QByteArray("/topic/chat/room/*") << QByteArray();
    QTest::newRow("a question mark") << QByteArray("/topic/chat/room/secre?") << QByteArray();
    QTest::newRow("events of all") << QByteArray("/topic/chat/room/*/events") << QByteArray();
    QTest::newRow("everything") << QByteArray("/topic/**") << QByteArray();
    QTest::newRow("second everything") << QByteArray("/sub/**") << QByteArray();
    QTest::newRow("rooms") << QByteArray("/topic/chat/rooms") << QByteArray();
    QTest::newRow("others' queue") << QByteArray("/user/g-kim/queue/chat/rooms") << QByteArray();
    QTest::newRow("own queue") << QByteArray("/user/queue/chat/rooms") << QByteArray();
}

void PrivateRoomsTest::strangerHearsNothing()
{
    QFETCH(QByteArray, destination);
    QFETCH(QByteArray, headers);
    QCOMPARE(m_stranger->subscribe("s", destination, headers), QByteArray());
    QCOMPARE(m_kim->subscribe("s", "/topic/chat/room/secret"), QByteArray());
    QCOMPARE(m_kim->say("secret", "more"), QByteArray());
    QCOMPARE(m_kim->send(roomPath + "/edit", R"({"seq":1,"message":"otherwise"})"), QByteArray());
    QCOMPARE(m_kim->send(roomPath + "/react", R"({"seq":1,"emoji":"👍"})"), QByteArray());
    QCOMPARE(m_kim->send(roomPath + "/settings", R"({"topic":"t","name":"n"})"), QByteArray());
    QTRY_VERIFY(m_kim->sees("more"));
    const Frames heard = m_stranger->all();
    QVERIFY2(heard.isEmpty(), heard.join('\n').constData());
    // It is no fault of the subscription: what they may hear comes.
    if (destination.contains('*') && !destination.endsWith("/events")) {
        QCOMPARE(m_kim->say("open", "for all"), QByteArray());
        QTRY_VERIFY(m_stranger->sees("for all"));
    }
}

void PrivateRoomsTest::strangerFindsNothing()
{
    const QByteArray counts = m_stranger->reply("/app/chat/unread", "room:secret\n");
    QVERIFY2(!counts.contains("secret"), counts.constData());
    const QByteArray own = m_kim->reply("/app/chat/search", "query:plan\n");
    QVERIFY2(own.contains("the plan") || own.contains("plan"), own.constData());
    const QByteArray found = m_stranger->reply("/app/chat/search", "query:plan\n");
    QVERIFY2(!found.contains("secret"), found.constData());
    const QByteArray there = m_stranger->reply("/app/chat/search", "query:plan\nroom:secret\n");
    QVERIFY2(!there.contains("the plan"), there.constData());
}

void PrivateRoomsTest::strangerInATransaction()
{
    const QByteArray begin = "BEGIN\ntransaction:t\n\n^";
    const QByteArray first =
        sendText("/app/chat/message", R"({"roomId":"lobby","message":"hi"})", "transaction:t\n");
    const QByteArray second =
        sendText("/app/chat/message", R"({"roomId":"secret","message":"hi"})", "transaction:t\n");
    m_stranger->type(begin + first + second);
    QCOMPARE(m_stranger->ask("COMMIT\ntransaction:t\n\n^"), QByteArray("no such room"));
    const auto page = Chat::HistoryPage::fromJson(m_kim->reply("/app/chat/room/lobby/history"));
    QVERIFY(page->messages.empty());
}

void PrivateRoomsTest::roomsTopicNamesItToNobody()
{
    QCOMPARE(m_kim->subscribe("public", "/topic/chat/rooms"), QByteArray());
    QCOMPARE(m_kim->subscribe("own", "/user/queue/chat/rooms"), QByteArray());
    QCOMPARE(m_kim->send(roomPath + "/settings", R"({"topic":"t"})"), QByteArray());
    QTRY_VERIFY(m_kim->sees("|subscription=own|"));
    QVERIFY(!m_kim->sees("|subscription=public|"));
    QVERIFY(m_kim->frames.filter("|subscription=own|")[0].contains("\"role\":\"owner\""));
}

void PrivateRoomsTest::makerOfAPublicOneIsToldToo_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("last");
    const QByteArray said = R"({"roomId":"open","message":"x"})";
    QTest::newRow("made") << QByteArray()
                          << sendText("/app/chat/createroom", R"({"roomId":"open"})");
    QTest::newRow("by talking there") << QByteArray() << sendText("/app/chat/message", said);
    QTest::newRow("in a transaction")
        << "BEGIN\ntransaction:t\n\n^" + sendText("/app/chat/message", said, "transaction:t\n")
        << QByteArray("COMMIT\ntransaction:t\n\n^");
}

void PrivateRoomsTest::makerOfAPublicOneIsToldToo()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, last);
    for (ChatPeer *one : {m_kim.get(), m_stranger.get()})
        QCOMPARE(one->subscribe("own", "/user/queue/chat/rooms"), QByteArray());
    if (!before.isEmpty())
        m_kim->type(before);
    QCOMPARE(m_kim->ask(last), QByteArray());
    QTRY_VERIFY(m_kim->sees("|subscription=own|"));
    const QByteArray told = m_kim->frames.filter("|subscription=own|")[0];
    QVERIFY2(told.contains("\"open\"") && told.contains("\"role\":\"owner\""), told.constData());
    QVERIFY(m_stranger->all().isEmpty());
}

void PrivateRoomsTest::hostsOwnerIsAStrangerToo()
{
    ChatPeer owner(*m_host, "owner");
    QVERIFY(!owner.reply("/app/chat/rooms").contains("secret"));
    QCOMPARE(owner.say("secret", "x"), QByteArray("no such room"));
    QCOMPARE(owner.send(roomPath + "/settings", R"({"visibility":"public"})"),
             QByteArray("no such room"));
}

void PrivateRoomsTest::httpKnowsItNot()
{
    const Principal nobody{Chat::UserId(QStringLiteral("g-web")), {}, Principal::Role::Guest, {}};
    const Principal kim{Chat::UserId(QStringLiteral("g-kim")), {}, Principal::Role::Guest, {}};
    const Chat::RoomId secret(QStringLiteral("secret"));
    QCOMPARE(m_host->chat->rooms(nobody).size(), size_t(1));
    QVERIFY(!m_host->chat->room(nobody, secret));
    QVERIFY(m_host->chat->members(nobody, secret)->members.empty());
    QCOMPARE(m_host->chat->rooms(kim).size(), size_t(2));
    QVERIFY(m_host->chat->room(kim, secret));
    QCOMPARE(m_host->chat->rooms().size(), size_t(1));
}

void PrivateRoomsTest::whoWaitedThereIsSentAway()
{
    QCOMPARE(m_stranger->subscribe("s", "/topic/chat/room/later"), QByteArray());
    QCOMPARE(m_stranger->subscribe("e", "/topic/chat/room/later/events"), QByteArray());
    QCOMPARE(m_kim->send("/app/chat/createroom",
                         R"({"roomId":"later","settings":{"visibility":"private"}})"),
             QByteArray());
    QCOMPARE(m_kim->say("later", "alone"), QByteArray());
    QCOMPARE(m_kim->send("/app/chat/room/later/react", R"({"seq":1,"emoji":"👍"})"), QByteArray());
    const Frames heard = m_stranger->all();
    QVERIFY2(heard.isEmpty(), heard.join('\n').constData());
    const auto members = Chat::MemberList::fromJson(m_kim->reply("/app/chat/room/later/members"));
    QCOMPARE(members->members.size(), size_t(1));
}

void PrivateRoomsTest::turnedPrivate()
{
    QCOMPARE(m_kim->say("open", "for all"), QByteArray());
    QCOMPARE(m_stranger->subscribe("s", "/topic/chat/room/open"), QByteArray());
    QCOMPARE(m_stranger->subscribe("e", "/topic/chat/room/open/events"), QByteArray());
    QCOMPARE(m_stranger->subscribe("r", "/topic/chat/rooms"), QByteArray());
    ChatPeer member(*m_host, "lee");
    QCOMPARE(member.enter("open"), QByteArray());
    QCOMPARE(member.subscribe("s", "/topic/chat/room/open"), QByteArray());
    QCOMPARE(member.subscribe("own", "/user/queue/chat/rooms"), QByteArray());
    m_stranger->all();
    QCOMPARE(m_kim->send("/app/chat/room/open/settings", R"({"visibility":"private"})"),
             QByteArray());
    QTRY_VERIFY(m_stranger->sees("\"gone\":true"));
    QTRY_VERIFY(member.sees("\"visibility\":\"private\""));
    m_stranger->all();
    QCOMPARE(m_kim->enter("open"), QByteArray());
    QCOMPARE(m_kim->say("open", "for us"), QByteArray());
    QTRY_VERIFY(member.sees("for us"));
    const Frames heard = m_stranger->all();
    QVERIFY2(heard.isEmpty(), heard.join('\n').constData());
    // The ids of the subscriptions are the client's still.
    QCOMPARE(m_stranger->ask("UNSUBSCRIBE\nid:s\n\n^"), QByteArray());
    QCOMPARE(m_stranger->subscribe("s", "/topic/chat/room/lobby"), QByteArray());
}

void PrivateRoomsTest::turnedPublic()
{
    QCOMPARE(m_stranger->subscribe("r", "/topic/chat/rooms"), QByteArray());
    QCOMPARE(m_kim->send(roomPath + "/settings", R"({"visibility":"public"})"), QByteArray());
    QTRY_VERIFY(m_stranger->sees("\"secret\""));
    const auto page = Chat::HistoryPage::fromJson(m_stranger->reply(roomPath + "/history"));
    QCOMPARE(page->messages.size(), size_t(1));
}

void PrivateRoomsTest::whoLeftHearsNoMore()
{
    ChatPeer lee(*m_host, "lee");
    QCOMPARE(lee.enter("lobby"), QByteArray());
    QCOMPARE(m_kim->send(roomPath + "/invite", R"({"user":"g-lee"})"), QByteArray());
    QCOMPARE(lee.enter("secret"), QByteArray());
    QCOMPARE(lee.subscribe("s", "/topic/chat/room/secret"), QByteArray());
    QCOMPARE(lee.subscribe("e", "/topic/chat/room/secret/events"), QByteArray());
    QCOMPARE(lee.subscribe("w", "/topic/chat/room/*"), QByteArray());
    QCOMPARE(lee.subscribe("own", "/user/queue/chat/rooms"), QByteArray());
    QCOMPARE(m_kim->say("secret", "while"), QByteArray());
    QTRY_COMPARE(lee.count("while"), 2);
    QCOMPARE(lee.leaveRoom("secret"), QByteArray());
    QTRY_VERIFY(lee.sees("\"gone\":true"));
    lee.all();
    QCOMPARE(m_kim->say("secret", "after"), QByteArray());
    QCOMPARE(m_kim->send(roomPath + "/react", R"({"seq":1,"emoji":"👍"})"), QByteArray());
    const Frames heard = lee.all();
    QVERIFY2(heard.isEmpty(), heard.join('\n').constData());
    QCOMPARE(lee.enter("secret"), QByteArray("no such room")); // the invitation was used up
}

/// The log answers after the right was lost.
void PrivateRoomsTest::replayIsNotForWhoLostTheRight()
{
    QCOMPARE(m_kim->say("open", "old"), QByteArray());
    m_kim->type(sendText("/app/chat/room/open/settings", R"({"visibility":"private"})"));
    m_stranger->type(subscribeText("s", "/topic/chat/room/open", "since:0\n"));
    QTRY_VERIFY(!m_host->chat->room({Chat::UserId(QStringLiteral("g-eve")), {}, {}, {}},
                                    Chat::RoomId(QStringLiteral("open"))));
    m_stranger->all();
    QCOMPARE(m_kim->enter("open"), QByteArray());
    QCOMPARE(m_kim->say("open", "for us"), QByteArray());
    QVERIFY(m_stranger->all().filter("for us").isEmpty());
}

void PrivateRoomsTest::refusalsAreTheSame()
{
    QCOMPARE(m_stranger->send(roomPath + "/pin", R"({"seq":1})"), QByteArray("no such room"));
    QByteArray hidden = m_stranger->lastRefusal;
    QCOMPARE(m_stranger->send("/app/chat/room/nowhere/pin", R"({"seq":1})"),
             QByteArray("no such room"));
    const auto body = [](const QByteArray &frame) {
        return frame.mid(frame.indexOf('#')).replace("asked-1", "").replace("asked-2", "");
    };
    QCOMPARE(body(hidden), body(m_stranger->lastRefusal));
}

void PrivateRoomsTest::makerMayComeBack()
{
    QCOMPARE(m_kim->leaveRoom("secret"), QByteArray());
    QCOMPARE(m_kim->say("secret", "x"), QByteArray("members only"));
    QCOMPARE(m_kim->enter("secret"), QByteArray());
    QCOMPARE(m_kim->say("secret", "x"), QByteArray());
}

void PrivateRoomsTest::survivesARestart()
{
    m_kim.reset();
    m_stranger.reset();
    m_host->start();
    ChatPeer stranger(*m_host, "eve");
    ChatPeer kim(*m_host, "kim");
    QCOMPARE(stranger.say("secret", "x"), QByteArray("no such room"));
    QCOMPARE(kim.say("secret", "x"), QByteArray());
    QCOMPARE(Chat::roomListFromJson(kim.reply("/app/chat/rooms"))->at(1).own.role,
             Chat::MemberRole::Owner);
}

QTEST_GUILESS_MAIN(PrivateRoomsTest)
#include "tst_privaterooms.moc"
