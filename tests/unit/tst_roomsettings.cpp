// SPDX-License-Identifier: GPL-3.0-or-later
// What a room is, who may make it so, and what that does to everybody.
#include "tests/support/roomclub.h"

#include <QTest>

using namespace Server;
using namespace std::chrono_literals;

class RoomSettingsTest : public QObject, private RoomClub {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void changedAndTold();
    void undoneByTheInverse();
    void refused_data();
    void refused();
    void whoMayWhat_data();
    void whoMayWhat();
    void changesDoNotLoseEachOther();
    void readOnly();
    void archived();
    void slowMode();
    void slowModeAndTransactions();
    void whatWasStoredIsConfirmed();
    void locked();
    void password();
    void passwordIsNeverTold();
    void passwordsAreNotTriedManyTimes();
    void knocking();
    void knockingTurnedAway();
    void invited();
    void invitationTakenBack();
    void roles();
    void lobbyStaysOpen();
    void conversationOfTwo();
    void nobodyElseIsInIt_data();
    void nobodyElseIsInIt();
};

void RoomSettingsTest::changedAndTold()
{
    QCOMPARE(m_lee->subscribe("e", "/topic/chat/room/club/events"), QByteArray());
    QCOMPARE(m_eve->subscribe("r", "/topic/chat/rooms"), QByteArray());
    QCOMPARE(set(*m_kim, R"({"name":"클럽","topic":"t","icon":"🎲","slowMode":30,)"
                         R"("retention":{"keep":"days","count":7},"readOnly":true})"),
             QByteArray());
    QTRY_VERIFY(m_eve->sees("클럽"));
    QTRY_VERIFY(m_lee->sees("\"type\":\"ROOM\""));
    const QByteArray frame = m_lee->frames.filter("\"type\":\"ROOM\"")[0];
    const auto event = Chat::RoomChangedEvent::fromJson(frame.mid(frame.indexOf('#') + 1));
    QVERIFY(event);
    QCOMPARE(event->by.toString(), QStringLiteral("g-kim"));
    QCOMPARE(event->changed.join(u' '),
             QStringLiteral("name topic icon readOnly slowMode retention"));
    const Chat::RoomInfo now = info();
    QCOMPARE(event->room, now);
    QCOMPARE(now.name, QStringLiteral("클럽"));
    QCOMPARE(now.settings.icon, QStringLiteral("🎲"));
    QCOMPARE(now.settings.slowMode, 30s);
    const Chat::Retention week{Chat::Retention::Keep::Days, 7};
    QCOMPARE(now.settings.retention, week);
}

void RoomSettingsTest::undoneByTheInverse()
{
    const Chat::RoomInfo before = info();
    QCOMPARE(set(*m_kim, R"({"icon":"🎲","slowMode":30,"archived":true,"locked":true,)"
                         R"("approves":true,"readOnly":true,"retention":{"keep":"nothing"}})"),
             QByteArray());
    QVERIFY(info() != before);
    hangUp();
    const Chat::RoomInfo changed = info();
    m_host->start();
    QCOMPARE(info().settings, changed.settings);
    m_kim = std::make_unique<ChatPeer>(*m_host, "kim");
    QCOMPARE(set(*m_kim, R"({"icon":"","slowMode":0,"archived":false,"locked":false,)"
                         R"("approves":false,"readOnly":false,"retention":{"keep":"forever"}})"),
             QByteArray());
    QCOMPARE(info().settings, before.settings);
}

void RoomSettingsTest::refused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("why");
    const auto row = [](const char *name, const char *json, const char *why) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(why);
    };
    row("no JSON", "x", "malformed settings");
    row("unknown visibility", R"({"visibility":"secret"})", "malformed settings");
    row("made direct", R"({"visibility":"direct"})", "malformed settings");
    row("a number for a flag", R"({"locked":1})", "malformed settings");
    row("a text for a flag", R"({"keepsEarlier":"yes"})", "malformed settings");
    row("slow backwards", R"({"slowMode":-1})", "malformed settings");
    row("slow for ever", R"({"slowMode":100000})", "malformed settings");
    row("no days", R"({"retention":{"keep":"days","count":0}})", "malformed settings");
    row("unknown keeping", R"({"retention":{"keep":"some"}})", "malformed settings");
    row("no name", R"({"name":" "})", "malformed settings");
    row("two fields, one of them wrong", R"({"topic":"x","icon":"two words"})", "bad emoji");
}

void RoomSettingsTest::refused()
{
    QFETCH(QByteArray, json);
    const Chat::RoomInfo before = info();
    QTEST(set(*m_kim, json), "why");
    QCOMPARE(info(), before);
}

void RoomSettingsTest::whoMayWhat_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("moderator");
    const auto row = [](const char *json, bool moderator) {
        QTest::newRow(json) << QByteArray(json) << moderator;
    };
    row(R"({"slowMode":5})", true);
    row(R"({"readOnly":true})", true);
    row(R"({"locked":true})", true);
    row(R"({"approves":true})", true);
    row(R"({"topic":"t"})", true);
    row(R"({"name":"n"})", false);
    row(R"({"icon":"🎲"})", false);
    row(R"({"visibility":"private"})", false);
    row(R"({"password":"p"})", false);
    row(R"({"archived":true})", false);
    row(R"({"retention":{"keep":"nothing"}})", false);
    row(R"({"keepsEarlier":true})", false);
    row(R"({"slowMode":5,"archived":true})", false);
}

void RoomSettingsTest::whoMayWhat()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, moderator);
    for (ChatPeer *one : {m_lee.get(), m_eve.get()})
        QVERIFY(!set(*one, json).isEmpty());
    QCOMPARE(m_kim->send(room + "/role", R"({"user":"g-lee","role":"moderator"})"), QByteArray());
    QCOMPARE(set(*m_lee, json).isEmpty(), moderator);
    ChatPeer owner(*m_host, "owner"); // the host's
    QCOMPARE(set(owner, json), QByteArray());
}

void RoomSettingsTest::changesDoNotLoseEachOther()
{
    m_kim->type(sendText(room + "/settings", R"({"password":"p"})"));
    m_kim->type(sendText(room + "/settings", R"({"icon":"🎲"})"));
    m_kim->type(sendText(room + "/topic", R"({"topic":"t"})"));
    m_kim->type(sendText(room + "/settings", R"({"slowMode":5})"));
    QTRY_COMPARE(info().settings.slowMode, 5s);
    QVERIFY(info().settings.password);
    QCOMPARE(info().settings.icon, QStringLiteral("🎲"));
    QCOMPARE(info().topic, QStringLiteral("t"));
    hangUp();
    const Chat::RoomSettings before = info().settings;
    m_host->start();
    QCOMPARE(info().settings, before);
    QCOMPARE(info().topic, QStringLiteral("t"));
}

void RoomSettingsTest::readOnly()
{
    QCOMPARE(m_lee->say("club", "before"), QByteArray());
    QCOMPARE(set(*m_kim, R"({"readOnly":true})"), QByteArray());
    QCOMPARE(m_lee->say("club", "x"), QByteArray("room is read-only"));
    QCOMPARE(m_lee->send("/topic/chat/room/club", "x"), QByteArray("room is read-only"));
    QCOMPARE(m_lee->send(room + "/edit", R"({"seq":3,"message":"x"})"),
             QByteArray("room is read-only"));
    QCOMPARE(m_lee->send(room + "/pin", R"({"seq":3})"), QByteArray("room is read-only"));
    QCOMPARE(m_lee->send(room + "/react", R"({"seq":3,"emoji":"👍"})"), QByteArray());
    QCOMPARE(m_kim->say("club", "news"), QByteArray());
    QCOMPARE(texts(*m_lee), QStringList({QStringLiteral("before"), QStringLiteral("news")}));
    QCOMPARE(set(*m_kim, R"({"readOnly":false})"), QByteArray());
    QCOMPARE(m_lee->say("club", "x"), QByteArray());
}

void RoomSettingsTest::archived()
{
    QCOMPARE(m_lee->say("club", "before"), QByteArray());
    QCOMPARE(set(*m_kim, R"({"archived":true})"), QByteArray());
    for (ChatPeer *one : {m_kim.get(), m_lee.get()}) {
        QCOMPARE(one->say("club", "x"), QByteArray("room is archived"));
        QCOMPARE(one->send(room + "/react", R"({"seq":3,"emoji":"👍"})"),
                 QByteArray("room is archived"));
        QCOMPARE(one->send(room + "/delete", R"({"seq":3})"), QByteArray("room is archived"));
    }
    QCOMPARE(texts(*m_eve), QStringList{QStringLiteral("before")});
    QCOMPARE(m_lee->enter("club"), QByteArray()); // as after every connection
    QCOMPARE(set(*m_kim, R"({"archived":false})"), QByteArray());
    QCOMPARE(m_lee->say("club", "x"), QByteArray());
}

void RoomSettingsTest::slowMode()
{
    QCOMPARE(set(*m_kim, R"({"slowMode":30})"), QByteArray());
    QCOMPARE(m_lee->say("club", "one"), QByteArray());
    m_host->clock += 10s;
    QCOMPARE(m_lee->say("club", "two"), QByteArray("slow mode"));
    QVERIFY2(m_lee->lastRefusal.contains("\"retryAfter\":20000"), m_lee->lastRefusal.constData());
    QCOMPARE(m_lee->send("/topic/chat/room/club", "two"), QByteArray("slow mode"));
    QCOMPARE(m_eve->say("club", "another's"), QByteArray());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_kim->say("club", "order"), QByteArray());
    m_host->clock += 20s;
    QCOMPARE(m_lee->say("club", "two"), QByteArray());
    m_host->clock -= 1h; // set back
    QCOMPARE(m_lee->say("club", "three"), QByteArray("slow mode"));
    QVERIFY(m_lee->lastRefusal.contains("\"retryAfter\":30000"));
}

void RoomSettingsTest::slowModeAndTransactions()
{
    QCOMPARE(set(*m_kim, R"({"slowMode":30})"), QByteArray());
    const QByteArray body = R"({"roomId":"club","message":"hi"})";
    const QByteArray said = sendText("/app/chat/message", body, "transaction:t\n");
    m_lee->type("BEGIN\ntransaction:t\n\n^" + said + said);
    QCOMPARE(m_lee->ask("COMMIT\ntransaction:t\n\n^"), QByteArray("slow mode"));
    QVERIFY(texts(*m_lee).isEmpty());
    QCOMPARE(m_lee->say("club", "nothing was said before"), QByteArray());
}

/// A resend is confirmed whatever became of the right to say it.
void RoomSettingsTest::whatWasStoredIsConfirmed()
{
    const QByteArray id = R"(,"id":"m1")";
    QCOMPARE(set(*m_kim, R"({"slowMode":30})"), QByteArray());
    QCOMPARE(m_lee->say("club", "one", id), QByteArray());
    QCOMPARE(m_lee->say("club", "one", id), QByteArray());
    QCOMPARE(set(*m_kim, R"({"readOnly":true,"archived":true})"), QByteArray());
    QCOMPARE(m_lee->say("club", "one", id), QByteArray());
    QCOMPARE(m_lee->say("club", "two", R"(,"id":"m2")"), QByteArray("room is archived"));
    QCOMPARE(m_lee->leaveRoom("club"), QByteArray());
    QCOMPARE(set(*m_kim, R"({"visibility":"private"})"), QByteArray());
    QCOMPARE(m_lee->say("club", "one", id), QByteArray());
    QCOMPARE(m_eve->say("club", "one", id), QByteArray("no such room"));
}

void RoomSettingsTest::locked()
{
    QCOMPARE(m_eve->subscribe("s", "/topic/chat/room/club"), QByteArray());
    QCOMPARE(set(*m_kim, R"({"locked":true})"), QByteArray());
    QCOMPARE(m_eve->enter("club"), QByteArray("room is locked"));
    QCOMPARE(m_eve->say("club", "x"), QByteArray("members only"));
    QCOMPARE(m_eve->subscribe("t", "/topic/chat/room/club"), QByteArray("members only"));
    QCOMPARE(m_eve->subscribe("u", "/topic/chat/room/club/events"), QByteArray("members only"));
    QCOMPARE(m_eve->reply(room + "/history"), QByteArray("members only"));
    QCOMPARE(m_eve->reply(room + "/members"), QByteArray("members only"));
    m_eve->all();
    QCOMPARE(m_lee->say("club", "among us"), QByteArray());
    QVERIFY(m_eve->all().isEmpty()); // what was subscribed before has ended
    QCOMPARE(m_kim->send(room + "/invite", R"({"user":"g-eve"})"), QByteArray());
    QCOMPARE(m_eve->enter("club"), QByteArray());
}

void RoomSettingsTest::password()
{
    QCOMPARE(set(*m_kim, R"({"password":"열려라"})"), QByteArray());
    QVERIFY(info().settings.password);
    QCOMPARE(m_lee->say("club", "members stay"), QByteArray());
    QCOMPARE(m_eve->enter("club"), QByteArray("wrong password"));
    QCOMPARE(m_eve->enter("club", R"(,"password":"열려")"), QByteArray("wrong password"));
    QCOMPARE(m_eve->say("club", "x"), QByteArray("members only"));
    QCOMPARE(m_eve->enter("club", R"(,"password":"열려라")"), QByteArray());
    QCOMPARE(m_eve->say("club", "x"), QByteArray());
    QCOMPARE(set(*m_kim, R"({"password":""})"), QByteArray());
    ChatPeer late(*m_host, "late");
    QCOMPARE(late.enter("club"), QByteArray());
    // And one made with it.
    QCOMPARE(
        m_kim->send("/app/chat/createroom", R"({"roomId":"vault","settings":{"password":"p"}})"),
        QByteArray());
    QCOMPARE(m_eve->enter("vault"), QByteArray("wrong password"));
    QCOMPARE(m_eve->enter("vault", R"(,"password":"p")"), QByteArray());
}

void RoomSettingsTest::passwordIsNeverTold()
{
    QCOMPARE(m_lee->subscribe("w", "/topic/**"), QByteArray());
    QCOMPARE(set(*m_kim, R"({"password":"sesame"})"), QByteArray());
    QTRY_VERIFY(m_lee->sees("\"password\":true"));
    const QByteArray all = m_lee->frames.join() + m_kim->frames.join() +
                           m_kim->reply("/app/chat/rooms") + m_lee->reply(room + "/members");
    QVERIFY(!all.contains("sesame"));
    QVERIFY(!all.contains("argon2"));
    QVERIFY(!all.contains("passwordHash"));
}

void RoomSettingsTest::passwordsAreNotTriedManyTimes()
{
    QCOMPARE(set(*m_kim, R"({"password":"sesame"})"), QByteArray());
    const QByteArray wrong = R"(,"password":"x")";
    int looked = 0;
    while (m_eve->enter("club", wrong) == "wrong password" && looked < 20)
        ++looked;
    QVERIFY2(looked >= 3 && looked < 10, QByteArray::number(looked).constData());
    QVERIFY(m_eve->lastRefusal.contains("\"retryAfter\":"));
    QCOMPARE(m_eve->enter("club", R"(,"password":"sesame")"),
             QByteArray("too many wrong passwords"));
    m_host->clock += 6min;
    QCOMPARE(m_eve->enter("club", R"(,"password":"sesame")"), QByteArray());
}

void RoomSettingsTest::knocking()
{
    QCOMPARE(set(*m_kim, R"({"approves":true})"), QByteArray());
    QCOMPARE(m_eve->enter("club"), QByteArray("waiting to be let in"));
    QTRY_VERIFY(m_kim->sees("KNOCKED"));
    QVERIFY(m_lee->all().filter("KNOCKED").isEmpty()); // keeps no order there
    QCOMPARE(m_eve->enter("club"), QByteArray("waiting to be let in"));
    QCOMPARE(m_kim->count("KNOCKED"), 1);
    QVERIFY(m_kim->reply("/app/chat/rooms").contains("\"knocks\":1"));
    const auto waiting = Chat::KnockList::fromJson(m_kim->reply(room + "/knocks"));
    QCOMPARE(waiting->knocks.size(), size_t(1));
    QCOMPARE(waiting->knocks[0].user.toString(), QStringLiteral("g-eve"));
    QCOMPARE(m_lee->reply(room + "/knocks"), QByteArray("not allowed in this room"));
    QCOMPARE(m_lee->send(room + "/admit", R"({"user":"g-eve","accept":true})"),
             QByteArray("not allowed in this room"));
    QCOMPARE(m_kim->send(room + "/admit", R"({"user":"g-eve","accept":true})"), QByteArray());
    QTRY_VERIFY(m_eve->sees("ADMITTED"));
    QCOMPARE(m_eve->enter("club"), QByteArray());
    QVERIFY(Chat::KnockList::fromJson(m_kim->reply(room + "/knocks"))->knocks.empty());
}

void RoomSettingsTest::knockingTurnedAway()
{
    QCOMPARE(set(*m_kim, R"({"approves":true})"), QByteArray());
    QCOMPARE(m_eve->enter("club"), QByteArray("waiting to be let in"));
    // It is not forgotten by a restart.
    restart();
    m_kim = std::make_unique<ChatPeer>(*m_host, "kim");
    m_eve = std::make_unique<ChatPeer>(*m_host, "eve");
    QCOMPARE(m_eve->subscribe("inv", "/user/queue/chat/invitations"), QByteArray());
    QCOMPARE(m_kim->send(room + "/admit", R"({"user":"g-eve","accept":false})"), QByteArray());
    QTRY_VERIFY(m_eve->sees("REJECTED"));
    QCOMPARE(m_eve->say("club", "x"), QByteArray("members only"));
    QCOMPARE(m_kim->send(room + "/admit", R"({"user":"g-eve","accept":true})"),
             QByteArray("no such person"));
}

void RoomSettingsTest::invited()
{
    QCOMPARE(set(*m_kim, R"({"visibility":"private"})"), QByteArray());
    QVERIFY(!listsRoom(*m_eve, "club"));
    QCOMPARE(m_kim->send(room + "/invite", R"({"user":"g-nobody"})"), QByteArray("no such person"));
    QCOMPARE(m_lee->send(room + "/invite", R"({"user":"g-eve"})"),
             QByteArray("not allowed in this room"));
    QCOMPARE(m_kim->send(room + "/invite", R"({"user":"g-eve"})"), QByteArray());
    QTRY_VERIFY(m_eve->sees("INVITED"));
    QVERIFY(listsRoom(*m_eve, "\"invited\":true"));
    QCOMPARE(m_eve->reply(room + "/history"), QByteArray("members only")); // not before they enter
    QCOMPARE(m_eve->enter("club"), QByteArray());
    QVERIFY(listsRoom(*m_eve, "\"role\":\"member\""));
    QVERIFY(!listsRoom(*m_eve, "\"invited\":true"));
}

void RoomSettingsTest::invitationTakenBack()
{
    QCOMPARE(set(*m_kim, R"({"visibility":"private"})"), QByteArray());
    QCOMPARE(m_kim->send(room + "/invite", R"({"user":"g-eve"})"), QByteArray());
    QCOMPARE(m_kim->send(room + "/invite", R"({"user":"g-eve","on":false})"), QByteArray());
    QTRY_VERIFY(m_eve->sees("\"gone\":true"));
    QCOMPARE(m_eve->enter("club"), QByteArray("no such room"));
}

void RoomSettingsTest::roles()
{
    const QByteArray moderator = R"({"user":"g-lee","role":"moderator"})";
    QCOMPARE(m_lee->send(room + "/role", moderator), QByteArray("not allowed in this room"));
    QCOMPARE(m_kim->send(room + "/role", R"({"user":"g-eve","role":"moderator"})"),
             QByteArray("no such person"));
    QCOMPARE(m_kim->send(room + "/role", R"({"user":"g-lee","role":"king"})"),
             QByteArray("malformed message"));
    QCOMPARE(m_kim->say("club", "kim's"), QByteArray());
    QCOMPARE(m_lee->send(room + "/delete", R"({"seq":3})"), QByteArray("not your message"));
    QCOMPARE(m_kim->send(room + "/role", moderator), QByteArray());
    QTRY_VERIFY(m_lee->sees("\"role\":\"moderator\""));
    QCOMPARE(m_lee->send(room + "/delete", R"({"seq":3})"), QByteArray());
    QCOMPARE(m_lee->send(room + "/role", R"({"user":"g-lee","role":"owner"})"),
             QByteArray("not allowed in this room"));
    QCOMPARE(m_kim->send(room + "/role", R"({"user":"g-kim","role":"member"})"),
             QByteArray("the room's maker stays its owner"));
    restart();
    m_lee = std::make_unique<ChatPeer>(*m_host, "lee");
    QVERIFY(listsRoom(*m_lee, "\"role\":\"moderator\""));
    QCOMPARE(m_lee->enter("club"), QByteArray()); // which changes no role
    QVERIFY(listsRoom(*m_lee, "\"role\":\"moderator\""));
}

void RoomSettingsTest::lobbyStaysOpen()
{
    ChatPeer owner(*m_host, "owner");
    for (const char *json :
         {R"({"visibility":"private"})", R"({"password":"p"})", R"({"locked":true})",
          R"({"approves":true})", R"({"archived":true})", R"({"name":"n"})"}) {
        QCOMPARE(owner.send("/app/chat/room/lobby/settings", json), QByteArray("not in the lobby"));
    }
    QCOMPARE(owner.send("/app/chat/room/lobby/remove-room", "{}"), QByteArray("not in the lobby"));
    QCOMPARE(owner.send("/app/chat/room/lobby/settings", R"({"slowMode":1})"), QByteArray());
}

void RoomSettingsTest::conversationOfTwo()
{
    const Chat::RoomId id = Chat::directRoom(Chat::UserId(QStringLiteral("g-kim")),
                                             Chat::UserId(QStringLiteral("g-lee")));
    QCOMPARE(Chat::directRoom(Chat::UserId(QStringLiteral("g-lee")),
                              Chat::UserId(QStringLiteral("g-kim"))),
             id);
    const QByteArray topic = "/topic/chat/room/" + id.toString().toUtf8();
    QCOMPARE(m_kim->send("/app/chat/direct", R"({"user":"g-kim"})"),
             QByteArray("not with yourself"));
    QCOMPARE(m_kim->send("/app/chat/direct", R"({"user":"g-nobody"})"),
             QByteArray("no such person"));
    QCOMPARE(m_kim->send("/app/chat/direct", R"({"user":"g-lee"})"), QByteArray());
    QTRY_VERIFY(m_lee->sees("\"name\":\"kim\"")); // each sees the other's name
    QTRY_VERIFY(m_kim->sees("\"name\":\"lee\""));
    QCOMPARE(m_lee->send("/app/chat/direct", R"({"user":"g-kim"})"), QByteArray());
    QCOMPARE(m_lee->subscribe("d", topic), QByteArray());
    QCOMPARE(m_kim->send(topic, "just us"), QByteArray());
    QTRY_VERIFY(m_lee->sees("just us"));
    QCOMPARE(m_lee->leaveRoom(id.toString().toUtf8()),
             QByteArray("a conversation of two has no way out"));
    const QByteArray path = "/app/chat/room/" + id.toString().toUtf8();
    QCOMPARE(m_kim->send(path + "/settings", R"({"visibility":"public"})"),
             QByteArray("not in a conversation of two"));
    QCOMPARE(m_kim->send(path + "/settings", R"({"retention":{"keep":"days","count":1}})"),
             QByteArray());
    QCOMPARE(m_kim->send(path + "/invite", R"({"user":"g-eve"})"),
             QByteArray("not allowed in this room"));
    // One may begin many, whatever is allowed of rooms.
    restart();
    m_lee = std::make_unique<ChatPeer>(*m_host, "lee");
    QCOMPARE(m_lee->send(topic, "still us"), QByteArray());
}

void RoomSettingsTest::nobodyElseIsInIt_data()
{
    QTest::addColumn<bool>("exists");
    QTest::newRow("it is there") << true;
    QTest::newRow("it is not") << false;
}

/// Who knows both can work out the id; whether the two talk they cannot find out by it.
void RoomSettingsTest::nobodyElseIsInIt()
{
    QFETCH(bool, exists);
    const QByteArray id = Chat::directRoom(Chat::UserId(QStringLiteral("g-kim")),
                                           Chat::UserId(QStringLiteral("g-lee")))
                              .toString()
                              .toUtf8();
    const QByteArray none("no such room");
    QCOMPARE(m_eve->subscribe("early", "/topic/chat/room/" + id), QByteArray());
    QCOMPARE(m_eve->subscribe("events", "/topic/chat/room/" + id + "/events"), QByteArray());
    if (exists) {
        QCOMPARE(m_kim->send("/app/chat/direct", R"({"user":"g-lee"})"), QByteArray());
        QCOMPARE(m_kim->say(id, "just us"), QByteArray());
    }
    QCOMPARE(m_eve->say(id, "x"), none);
    QCOMPARE(m_eve->enter(id), none);
    QCOMPARE(m_eve->send("/app/chat/createroom", "{\"roomId\":\"" + id + "\"}"), none);
    QCOMPARE(m_eve->reply("/app/chat/room/" + id + "/pins"), none);
    const auto page =
        Chat::HistoryPage::fromJson(m_eve->reply("/app/chat/room/" + id + "/history"));
    QVERIFY(page->messages.empty());
    QVERIFY(!listsRoom(*m_eve, "direct"));
    QVERIFY(m_eve->all().isEmpty());
}

QTEST_GUILESS_MAIN(RoomSettingsTest)
#include "tst_roomsettings.moc"
