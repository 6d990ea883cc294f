// SPDX-License-Identifier: GPL-3.0-or-later
// Order in a room: who may not speak there, who is sent out, who may not come back.
#include "stomp/wire/hooks.h"
#include "stomp/wire/order.h"
#include "tests/support/roomclub.h"

#include <QTest>

using namespace Server;

namespace {

QByteArray order(const QByteArray &user, const QByteArray &more = {})
{
    return "{\"user\":\"" + user + '"' + more + '}';
}

const QByteArray tenMinutes = R"(,"seconds":600,"reason":"도배")";

} // namespace

class RoomOrderTest : public QObject, private RoomClub {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void mutedSayNothing();
    void mutedReadOn();
    void mutedAreTold();
    void muteEndsByItself();
    void muteIsLifted();
    void muteSurvivesRestart();
    void mutedInTransaction();
    void mutedGuestHasNoOtherName();
    void mutedByDeviceKeepTheirName();
    void mutedMakersHookIsSilent();
    void mutedModeratorIsSilent();
    void repeatOfWhatWasSaidIsDone();
    void sentOutGoAndMayComeBack();
    void sentOutListenerHearsNoMore();
    void bannedGoAndStayOut();
    void bannedHearNothing();
    void banEndsByItself();
    void banHoldsForDevice();
    void banHoldsForAddress();
    void loopbackIsNoAddress();
    void bannedAreNotInvited();
    void nobodyOverEquals();
    void nobodyOverWhoMadeIt();
    void membersKeepNoOrder();
    void whatCannotBe();
    void listsAreForKeepers();
    void auditTellsAll();
    void topicsDoNotWashTheAudit();
    void boundsHold();
    void goesWithTheRoom();

private:
    QByteArray mute(ChatPeer &by, const QByteArray &more = tenMinutes)
    {
        return by.send(room + "/mute", order(m_lee->user, more));
    }
    QByteArray ban(ChatPeer &by, const QByteArray &more = tenMinutes)
    {
        return by.send(room + "/ban", order(m_lee->user, more));
    }
    Chat::OrderList orders(ChatPeer &by)
    {
        return Chat::OrderList::fromJson(by.reply(room + "/order")).value();
    }
    Chat::AuditPage audit(ChatPeer &by, const QByteArray &headers = {})
    {
        return Chat::AuditPage::fromJson(by.reply(room + "/audit", headers)).value();
    }
    std::unique_ptr<ChatPeer> come(const QByteArray &name, const QByteArray &headers = {})
    {
        return std::make_unique<ChatPeer>(*m_host, name, headers);
    }
    QByteArrayList memberNames()
    {
        QByteArrayList names;
        const auto list = m_host->chat->members(
            {Chat::UserId(QStringLiteral("g-kim")), {}, Principal::Role::Guest, {}},
            Chat::RoomId(QStringLiteral("club")));
        for (const Chat::Member &one : list->members) {
            if (one.member)
                names << one.name.toUtf8();
        }
        return names;
    }
};

void RoomOrderTest::mutedSayNothing()
{
    const QByteArray said = R"({"roomId":"club","message":"x"})";
    const std::pair<QByteArray, QByteArray> ways[] = {
        {"/app/chat/message", said},
        {"/pub/chat/message", said},
        {"/topic/chat/room/club", "x"},
        {"/sub/chat/room/club", "x"},
        {"/app/chat/room/club/edit", R"({"seq":3,"message":"y"})"},
        {"/pub/chat/room/club/react", R"({"seq":3,"emoji":"👍"})"},
        {"/app/chat/room/club/pin", R"({"seq":3})"},
        {"/app/chat/room/club/delete", R"({"seq":3})"},
        {"/app/chat/room/club/topic", R"({"topic":"y"})"},
    };
    QCOMPARE(m_lee->say("club", "before"), QByteArray());
    QCOMPARE(mute(*m_kim), QByteArray());
    const QByteArray until = QByteArray::number(1'700'000'000'000 + 600'000);
    for (const auto &[destination, body] : ways) {
        const QByteArray refusal = m_lee->send(destination, body);
        QVERIFY2(refusal == "muted in this room", (destination + ": " + refusal).constData());
        QVERIFY(m_lee->lastRefusal.contains("\"reason\":\"도배\""));
        QVERIFY(m_lee->lastRefusal.contains("\"until\":" + until));
    }
    // Nor by leave of the policy's, past the chat.
    const Principal lee{Chat::UserId(QStringLiteral("g-lee")), {}, Principal::Role::Guest, {}};
    const Principal eve{Chat::UserId(QStringLiteral("g-eve")), {}, Principal::Role::Guest, {}};
    QVERIFY(m_host->chat->refusesPast(lee, "/topic/chat/room/club"));
    QVERIFY(m_host->chat->refusesPast(lee, "/topic/chat/room/club/events"));
    QVERIFY(!m_host->chat->refusesPast(eve, "/topic/chat/room/club"));
    QVERIFY(!m_host->chat->refusesPast(lee, "/topic/other"));
    QCOMPARE(texts(*m_kim), QStringList{QStringLiteral("before")});
    QCOMPARE(info().topic, QString());
}

void RoomOrderTest::mutedReadOn()
{
    QCOMPARE(m_lee->subscribe("club", "/topic/chat/room/club"), QByteArray());
    QCOMPARE(mute(*m_kim), QByteArray());
    QCOMPARE(m_kim->say("club", "still here?"), QByteArray());
    QTRY_VERIFY(m_lee->sees("still here?"));
    QCOMPARE(texts(*m_lee), QStringList{QStringLiteral("still here?")});
    QVERIFY(memberNames().contains("lee"));
    QCOMPARE(m_lee->say("lobby", "elsewhere I may"), QByteArray());
}

void RoomOrderTest::mutedAreTold()
{
    QCOMPARE(m_lee->subscribe("order", "/user/queue/chat/order"), QByteArray());
    QCOMPARE(m_eve->subscribe("events", "/topic/chat/room/club/events"), QByteArray());
    QCOMPARE(mute(*m_kim), QByteArray());
    const Frames seen = m_lee->all();
    const QByteArray told = seen.filter("\"MUTED\"").value(0);
    QVERIFY(told.contains("\"reason\":\"도배\"") && told.contains("\"byName\":\"kim\""));
    QVERIFY(seen.filter("\"muted\":{").value(0).contains("도배")); // their place in the room
    QCOMPARE(m_eve->all().filter("MUTED"), Frames());              // between the two
    QVERIFY(listsRoom(*m_lee, "\"muted\":{"));
    QVERIFY(!listsRoom(*m_eve, "\"muted\":{"));
}

void RoomOrderTest::muteEndsByItself()
{
    QCOMPARE(mute(*m_kim), QByteArray());
    m_host->clock += std::chrono::milliseconds(599'999);
    QCOMPARE(m_lee->say("club", "early"), QByteArray("muted in this room"));
    m_host->clock += std::chrono::milliseconds(1);
    QCOMPARE(m_lee->say("club", "in time"), QByteArray());
    QVERIFY(orders(*m_kim).muted.empty());
    QVERIFY(!listsRoom(*m_lee, "\"muted\":{"));
}

void RoomOrderTest::muteIsLifted()
{
    QCOMPARE(mute(*m_kim, ",\"reason\":\"x\""), QByteArray());
    QCOMPARE(orders(*m_kim).muted.at(0).until, std::nullopt);
    m_host->clock += std::chrono::hours(24 * 400);
    QCOMPARE(m_lee->say("club", "early"), QByteArray("muted in this room"));
    QCOMPARE(mute(*m_kim, ",\"on\":false"), QByteArray());
    QCOMPARE(m_lee->say("club", "now"), QByteArray());
    QCOMPARE(mute(*m_kim, ",\"on\":false"), QByteArray()); // and again
    QCOMPARE(audit(*m_kim).entries.size(), size_t(2));
}

void RoomOrderTest::muteSurvivesRestart()
{
    QCOMPARE(mute(*m_kim), QByteArray());
    restart();
    m_lee = come("lee");
    QCOMPARE(m_lee->say("club", "new session"), QByteArray("muted in this room"));
    m_host->clock += std::chrono::minutes(10);
    QCOMPARE(m_lee->say("club", "over"), QByteArray());
}

void RoomOrderTest::mutedInTransaction()
{
    QCOMPARE(mute(*m_kim), QByteArray());
    m_lee->type("BEGIN\ntransaction:t\n\n^");
    m_lee->type(
        sendText("/app/chat/message", R"({"roomId":"lobby","message":"a"})", "transaction:t\n"));
    m_lee->type(
        sendText("/app/chat/message", R"({"roomId":"club","message":"b"})", "transaction:t\n"));
    QCOMPARE(m_lee->ask("COMMIT\ntransaction:t\n\n^"), QByteArray("muted in this room"));
    QCOMPARE(texts(*m_kim), QStringList());
}

void RoomOrderTest::mutedGuestHasNoOtherName()
{
    QCOMPARE(m_kim->subscribe("club", "/topic/chat/room/club"), QByteArray());
    QCOMPARE(mute(*m_kim), QByteArray());
    for (const QByteArray type : {"LEAVE", "ENTER"}) {
        QCOMPARE(
            m_lee->send("/app/chat/message",
                        "{\"roomId\":\"club\",\"sender\":\"shouting\",\"type\":\"" + type + "\"}"),
            QByteArray());
    }
    const Frames seen = m_kim->all();
    QCOMPARE(seen.filter("shouting"), Frames());
    QCOMPARE(seen.filter("\"ENTER\"").size(), 1);
    QVERIFY(seen.filter("\"ENTER\"").at(0).contains("lee"));
    QVERIFY(seen.filter("\"LEAVE\"").at(0).contains("lee"));
}

// Who only shares a device with somebody who is muted is not entered under that one's name.
void RoomOrderTest::mutedByDeviceKeepTheirName()
{
    m_lee = come("lee", "device-key:one-key\n");
    QCOMPARE(mute(*m_kim), QByteArray());
    QCOMPARE(m_kim->subscribe("club", "/topic/chat/room/club"), QByteArray());
    auto anna = come("anna", "device-key:one-key\n");
    QCOMPARE(anna->enter("club"), QByteArray());
    QCOMPARE(anna->say("club", "x"), QByteArray("muted in this room"));
    const Frames entered = m_kim->all().filter("\"ENTER\"");
    QCOMPARE(entered.size(), 1);
    QVERIFY(entered.at(0).contains("\"sender\":\"anna\""));
}

// Their rights say nothing for them: neither a topic beside another setting nor a hook of others.
void RoomOrderTest::mutedModeratorIsSilent()
{
    QCOMPARE(m_kim->send(room + "/role", order(m_lee->user, ",\"role\":\"moderator\"")),
             QByteArray());
    QCOMPARE(m_kim->subscribe("hooks", "/user/queue/chat/hooks"), QByteArray());
    QCOMPARE(m_kim->send(room + "/hook", R"({"action":"create","kind":"incoming","name":"Bot"})"),
             QByteArray());
    const auto hooks = [this] {
        return Chat::HookList::fromJson(m_kim->reply(room + "/hooks")).value().hooks;
    };
    QCOMPARE(hooks().size(), 1U);
    const QByteArray id = hooks()[0].id.toUtf8();
    const QByteArray renew = R"({"action":"renew","id":")" + id + "\"}";
    QCOMPARE(mute(*m_kim), QByteArray());
    QCOMPARE(set(*m_lee, R"({"topic":"abuse","slowMode":0})"), QByteArray("muted in this room"));
    QCOMPARE(m_lee->send(room + "/hook", renew), QByteArray("muted in this room"));
    QCOMPARE(info().topic, QString());
    // Whoever renewed it speaks by it.
    QCOMPARE(mute(*m_kim, ",\"on\":false"), QByteArray());
    QCOMPARE(m_lee->send(room + "/hook", renew), QByteArray());
    QCOMPARE(hooks()[0].maker.toString().toUtf8(), m_lee->user);
}

void RoomOrderTest::mutedMakersHookIsSilent()
{
    QCOMPARE(m_kim->send(room + "/role", order(m_lee->user, ",\"role\":\"moderator\"")),
             QByteArray());
    QCOMPARE(m_lee->subscribe("hooks", "/user/queue/chat/hooks"), QByteArray());
    QCOMPARE(m_lee->send(room + "/hook", R"({"action":"create","kind":"incoming","name":"Bot"})"),
             QByteArray());
    const QByteArray made = m_lee->all().filter("/hooks/").value(0);
    const QByteArray key = "/hooks/";
    const qsizetype begin = made.indexOf(key) + key.size();
    const auto hook =
        m_host->chat->hooks().findByToken(made.mid(begin, made.indexOf('"', begin) - begin));
    QVERIFY(hook);
    const auto say = [&] {
        std::optional<tl::expected<Chat::Sequence, Refusal>> said;
        m_host->chat->hooks().say(*hook, {QStringLiteral("built"), {}, {}},
                                  [&](const auto &answer) { said = answer; });
        return QTest::qWaitFor([&] { return said.has_value(); }) && said->has_value();
    };
    QVERIFY(say());
    QCOMPARE(mute(*m_kim), QByteArray());
    QVERIFY(!say());
    QCOMPARE(mute(*m_kim, ",\"on\":false"), QByteArray());
    QVERIFY(say());
    QCOMPARE(ban(*m_kim), QByteArray());
    QVERIFY(!say());
}

void RoomOrderTest::repeatOfWhatWasSaidIsDone()
{
    QCOMPARE(m_lee->say("club", "once", ",\"id\":\"c-1\""), QByteArray());
    QCOMPARE(mute(*m_kim), QByteArray());
    QCOMPARE(m_lee->say("club", "once", ",\"id\":\"c-1\""), QByteArray());
    QCOMPARE(texts(*m_kim).size(), 1);
}

void RoomOrderTest::sentOutGoAndMayComeBack()
{
    QCOMPARE(m_lee->subscribe("order", "/user/queue/chat/order"), QByteArray());
    QCOMPARE(m_eve->subscribe("club", "/topic/chat/room/club"), QByteArray());
    QCOMPARE(m_eve->subscribe("events", "/topic/chat/room/club/events"), QByteArray());
    QCOMPARE(m_kim->send(room + "/send-out", order(m_lee->user, ",\"reason\":\"시끄럽습니다\"")),
             QByteArray());
    QVERIFY(!memberNames().contains("lee"));
    const QByteArray told = m_lee->all().filter("SENT-OUT").value(0);
    QVERIFY(told.contains("시끄럽습니다") && told.contains("\"byName\":\"kim\""));
    const Frames seen = m_eve->all();
    QCOMPARE(seen.filter("SENT-OUT").size(), 1);
    QVERIFY(seen.filter("SENT-OUT").at(0).contains("\"name\":\"lee\""));
    QVERIFY(!seen.filter("SENT-OUT").at(0).contains("시끄럽습니다"));
    QCOMPARE(seen.filter("\"LEAVE\"").size(), 1);
    QCOMPARE(m_kim->send(room + "/send-out", order(m_lee->user)), QByteArray("no such person"));
    QCOMPARE(m_lee->enter("club"), QByteArray());
    QVERIFY(memberNames().contains("lee"));
}

void RoomOrderTest::sentOutListenerHearsNoMore()
{
    QCOMPARE(m_eve->subscribe("club", "/sub/chat/room/club"), QByteArray());
    QCOMPARE(m_eve->subscribe("events", "/topic/chat/room/club/events"), QByteArray());
    QCOMPARE(m_kim->send(room + "/send-out", order(m_eve->user)), QByteArray());
    m_eve->all();
    QCOMPARE(m_kim->say("club", "without eve"), QByteArray());
    QCOMPARE(m_kim->send(room + "/react", R"({"seq":1,"emoji":"👍"})"), QByteArray());
    QCOMPARE(m_eve->all().filter("destination=/topic/chat/room/club"), Frames());
    QCOMPARE(info().here, 0);
}

void RoomOrderTest::bannedGoAndStayOut()
{
    QCOMPARE(m_lee->subscribe("club", "/topic/chat/room/club"), QByteArray());
    QCOMPARE(m_lee->subscribe("order", "/user/queue/chat/order"), QByteArray());
    QCOMPARE(m_lee->subscribe("all", "/topic/chat/**"), QByteArray());
    QCOMPARE(ban(*m_kim), QByteArray());
    QVERIFY(!memberNames().contains("lee"));
    QVERIFY(m_lee->all().filter("BANNED").value(0).contains("도배"));
    QCOMPARE(m_kim->say("club", "secret"), QByteArray());
    QCOMPARE(m_lee->all().filter("secret"), Frames());
    QVERIFY(listsRoom(*m_lee, "\"banned\":{"));
    restart();
    m_lee = come("lee");
    QCOMPARE(m_lee->enter("club"), QByteArray("banned from this room"));
    QVERIFY(m_lee->lastRefusal.contains("도배"));
}

void RoomOrderTest::bannedHearNothing()
{
    const QByteArray banned = "banned from this room";
    QCOMPARE(ban(*m_kim), QByteArray());
    for (const QByteArray one : {"/topic/chat/room/club", "/sub/chat/room/club",
                                 "/topic/chat/room/club/events", "/app/chat/room/club/history",
                                 "/pub/chat/room/club/members", "/app/chat/room/club/changes",
                                 "/app/chat/room/club/pins", "/app/chat/room/club/receipts"}) {
        const QByteArray refusal = m_lee->reply(one);
        QVERIFY2(refusal == banned, (one + ": " + refusal).constData());
    }
    for (const QByteArray said : {"/app/chat/message", "/pub/chat/message"})
        QCOMPARE(m_lee->send(said, R"({"roomId":"club","message":"x"})"), banned);
    QCOMPARE(m_lee->send("/topic/chat/room/club", "x"), banned);
    QCOMPARE(m_lee->send(room + "/typing", R"({"on":true})"), banned);
}

void RoomOrderTest::banEndsByItself()
{
    QCOMPARE(ban(*m_kim), QByteArray());
    m_host->clock += std::chrono::milliseconds(599'999);
    QCOMPARE(m_lee->enter("club"), QByteArray("banned from this room"));
    m_host->clock += std::chrono::milliseconds(1);
    QCOMPARE(m_lee->enter("club"), QByteArray());
    QCOMPARE(ban(*m_kim, {}), QByteArray());
    m_host->clock += std::chrono::hours(24 * 400);
    QCOMPARE(m_lee->enter("club"), QByteArray("banned from this room"));
    QCOMPARE(ban(*m_kim, ",\"on\":false"), QByteArray());
    QCOMPARE(m_lee->enter("club"), QByteArray());
}

void RoomOrderTest::banHoldsForDevice()
{
    m_lee = come("lee", "device-key:key-of-lee\n");
    QCOMPARE(ban(*m_kim), QByteArray());
    QVERIFY(orders(*m_kim).banned.at(0).device);
    auto other = come("anna", "device-key:key-of-lee\n");
    QCOMPARE(other->enter("club"), QByteArray("banned from this room"));
    auto third = come("ben", "device-key:other-key\n");
    QCOMPARE(third->enter("club"), QByteArray());
}

void RoomOrderTest::banHoldsForAddress()
{
    m_lee = come("lee", "passcode:10.0.0.7\n");
    auto listening = come("anna", "passcode:10.0.0.7\n");
    QCOMPARE(listening->subscribe("club", "/topic/chat/room/club"), QByteArray());
    QCOMPARE(ban(*m_kim), QByteArray()); // without the address
    auto other = come("ben", "passcode:10.0.0.7\n");
    QCOMPARE(other->enter("club"), QByteArray());
    QCOMPARE(ban(*m_kim, ",\"address\":true"), QByteArray());
    QVERIFY(orders(*m_kim).banned.at(0).address);
    listening->all();
    QCOMPARE(m_kim->say("club", "secret"), QByteArray());
    QCOMPARE(listening->all().filter("secret"), Frames());
    QCOMPARE(come("carl", "passcode:10.0.0.7\n")->enter("club"),
             QByteArray("banned from this room"));
    QCOMPARE(come("dora", "passcode:10.0.0.8\n")->enter("club"), QByteArray());
    QVERIFY(!m_kim->reply(room + "/order").contains("10.0.0.7")); // nobody learns it by that
    QVERIFY(!m_kim->reply(room + "/audit").contains("10.0.0.7"));
}

void RoomOrderTest::loopbackIsNoAddress()
{
    m_lee = come("lee", "passcode:127.0.0.1\n");
    QCOMPARE(ban(*m_kim, ",\"address\":true"), QByteArray("no address"));
    m_lee.reset();
    QTRY_VERIFY(m_host->broker->of(Chat::UserId(QStringLiteral("g-lee"))).empty());
    QCOMPARE(m_kim->send(room + "/ban", order("g-lee", ",\"address\":true")),
             QByteArray("no address"));
    QVERIFY(orders(*m_kim).banned.empty());
}

void RoomOrderTest::bannedAreNotInvited()
{
    QCOMPARE(ban(*m_kim), QByteArray());
    QCOMPARE(m_kim->send(room + "/invite", order(m_lee->user)),
             QByteArray("banned from this room"));
    QCOMPARE(set(*m_kim, R"({"visibility":"private"})"), QByteArray());
    QCOMPARE(m_lee->enter("club"), QByteArray("no such room"));
    QVERIFY(!listsRoom(*m_lee, "club"));
}

void RoomOrderTest::nobodyOverEquals()
{
    QCOMPARE(m_kim->send(room + "/role", order(m_lee->user, ",\"role\":\"moderator\"")),
             QByteArray());
    QCOMPARE(m_eve->enter("club"), QByteArray());
    QCOMPARE(m_kim->send(room + "/role", order(m_eve->user, ",\"role\":\"moderator\"")),
             QByteArray());
    for (const QByteArray what : {"/mute", "/ban", "/send-out"}) {
        QCOMPARE(m_lee->send(room + what, order(m_eve->user)), QByteArray("not over them"));
        QCOMPARE(m_lee->send(room + what, order(m_kim->user)), QByteArray("not over them"));
        QCOMPARE(m_lee->send(room + what, order("owner")), QByteArray("not over them"));
        QCOMPARE(m_lee->send(room + what, order(m_lee->user)), QByteArray("not with yourself"));
        QCOMPARE(m_kim->send(room + what, order(m_kim->user)), QByteArray("not with yourself"));
    }
    QVERIFY(audit(*m_kim).entries.size() == 2); // the roles
    QCOMPARE(mute(*m_kim), QByteArray());       // but the owner may
    QCOMPARE(m_lee->say("club", "x"), QByteArray("muted in this room"));
    QCOMPARE(mute(*m_lee, ",\"on\":false"), QByteArray("not with yourself"));
    auto owner = come("owner");
    QCOMPARE(owner->enter("club"), QByteArray());
    QCOMPARE(m_lee->send(room + "/ban", order("g-owner")), QByteArray("not over them"));
}

// Also while they are out of it, and it is private.
void RoomOrderTest::nobodyOverWhoMadeIt()
{
    QCOMPARE(m_kim->send(room + "/role", order(m_lee->user, ",\"role\":\"owner\"")), QByteArray());
    QCOMPARE(set(*m_kim, R"({"visibility":"private"})"), QByteArray());
    QCOMPARE(m_kim->send("/app/chat/message", R"({"roomId":"club","type":"LEAVE"})"), QByteArray());
    for (const QByteArray what : {"/mute", "/ban", "/send-out"})
        QCOMPARE(m_lee->send(room + what, order(m_kim->user)), QByteArray("not over them"));
    QCOMPARE(m_kim->enter("club"), QByteArray());
}

void RoomOrderTest::membersKeepNoOrder()
{
    for (const QByteArray what : {"/mute", "/ban", "/send-out"}) {
        QCOMPARE(m_lee->send(room + what, order(m_eve->user)),
                 QByteArray("not allowed in this room"));
        QCOMPARE(m_eve->send(room + what, order(m_lee->user)),
                 QByteArray("not allowed in this room"));
        QCOMPARE(m_kim->send("/app/chat/room/nowhere" + what, order(m_lee->user)),
                 QByteArray("no such room"));
    }
    QCOMPARE(m_lee->say("club", "still"), QByteArray());
    QVERIFY(audit(*m_kim).entries.empty());
}

void RoomOrderTest::whatCannotBe()
{
    const std::pair<QByteArray, QByteArray> bodies[] = {
        {"x", "malformed message"},
        {"{}", "malformed message"},
        {order("g-lee", ",\"seconds\":-1"), "malformed message"},
        {order("g-lee", ",\"seconds\":\"1 day\""), "malformed message"},
        {order("g-lee", ",\"seconds\":1e300"), "malformed message"},
        {order("g-lee", ",\"reason\":\"" + QByteArray(201, 'x') + '"'), "reason too long"},
        {order("g-nobody"), "no such person"},
    };
    for (const auto &[body, refusal] : bodies) {
        for (const QByteArray what : {"/mute", "/ban"}) {
            const QByteArray got = m_kim->send(room + what, body);
            QVERIFY2(got == refusal, (body + ": " + got).constData());
        }
    }
    QVERIFY(orders(*m_kim).muted.empty() && orders(*m_kim).banned.empty());
}

void RoomOrderTest::listsAreForKeepers()
{
    for (const QByteArray what : {"/order", "/audit"}) {
        QCOMPARE(m_lee->reply(room + what), QByteArray("not allowed in this room"));
        QCOMPARE(m_eve->reply("/pub/chat/room/club" + what),
                 QByteArray("not allowed in this room"));
    }
    QCOMPARE(mute(*m_kim), QByteArray());
    QCOMPARE(m_kim->send(room + "/ban", order(m_eve->user)), QByteArray());
    const Chat::OrderList list = orders(*m_kim);
    QCOMPARE(list.muted.size(), size_t(1));
    QCOMPARE(list.muted[0].name, QStringLiteral("lee"));
    QCOMPARE(list.muted[0].byName, QStringLiteral("kim"));
    QCOMPARE(list.muted[0].reason, QStringLiteral("도배"));
    QCOMPARE(list.banned.size(), size_t(1));
    QCOMPARE(list.banned[0].user, Chat::UserId(QStringLiteral("g-eve")));
}

void RoomOrderTest::auditTellsAll()
{
    using Action = Chat::OrderEntry::Action;
    QCOMPARE(m_lee->say("club", "rude"), QByteArray());
    QCOMPARE(m_lee->say("club", "mine"), QByteArray());
    QCOMPARE(m_lee->send(room + "/delete", R"({"seq":4})"), QByteArray()); // one's own
    QCOMPARE(m_kim->send(room + "/delete", R"({"seq":3})"), QByteArray());
    QCOMPARE(mute(*m_kim), QByteArray());
    QCOMPARE(mute(*m_kim, ",\"on\":false"), QByteArray());
    QCOMPARE(m_kim->send(room + "/role", order(m_lee->user, ",\"role\":\"moderator\"")),
             QByteArray());
    QCOMPARE(set(*m_kim, R"({"locked":true})"), QByteArray());
    QCOMPARE(m_kim->send(room + "/send-out", order(m_lee->user)), QByteArray());
    QCOMPARE(ban(*m_kim), QByteArray());
    QCOMPARE(ban(*m_kim, ",\"on\":false"), QByteArray());
    QList<Action> actions;
    const Chat::AuditPage all = audit(*m_kim);
    for (const Chat::OrderEntry &entry : all.entries)
        actions.prepend(entry.action);
    QCOMPARE(actions,
             (QList<Action>{Action::Deleted, Action::Muted, Action::Unmuted, Action::Role,
                            Action::Settings, Action::SentOut, Action::Banned, Action::Unbanned}));
    QCOMPARE(all.entries[7].detail, QStringLiteral("3"));
    QCOMPARE(all.entries[4].detail, QStringLiteral("moderator"));
    QCOMPARE(all.entries[3].detail, QStringLiteral("locked"));
    QCOMPARE(all.entries[6].reason, QStringLiteral("도배"));
    QCOMPARE(all.entries[6].byName, QStringLiteral("kim"));
    const Chat::AuditPage two = audit(*m_kim, "limit:2\n");
    QVERIFY(two.more && two.entries.size() == 2);
    const Chat::AuditPage next =
        audit(*m_kim, "limit:2\nbefore:" + QByteArray::number(two.entries[1].number) + '\n');
    QCOMPARE(next.entries[0], all.entries[2]);
    for (const QByteArray header : {"limit:0\n", "limit:201\n", "before:0\n", "before:x\n"})
        QVERIFY(m_kim->reply(room + "/audit", header).startsWith("bad "));
}

// Anybody may set a topic: theirs must not push out what was done to keep order.
void RoomOrderTest::topicsDoNotWashTheAudit()
{
    QCOMPARE(m_kim->send(room + "/send-out", order(m_eve->user)), QByteArray("no such person"));
    auto jung = come("account-jung");
    QCOMPARE(jung->enter("club"), QByteArray());
    QCOMPARE(set(*jung, R"({"topic":"by a member"})"), QByteArray());
    QCOMPARE(info().topic, QStringLiteral("by a member"));
    QVERIFY(audit(*m_kim).entries.empty());
    QCOMPARE(set(*m_kim, R"({"topic":"by its maker"})"), QByteArray());
    QCOMPARE(audit(*m_kim).entries.size(), size_t(1));
}

void RoomOrderTest::boundsHold()
{
    m_host->options.order = {2, 3};
    restart();
    m_kim = come("kim");
    m_lee = come("lee");
    std::vector<std::unique_ptr<ChatPeer>> others;
    for (const QByteArray name : {"a", "b", "c"}) {
        others.push_back(come(name));
        QCOMPARE(others.back()->enter("club"), QByteArray());
    }
    QCOMPARE(m_kim->send(room + "/mute", order("g-a")), QByteArray());
    QCOMPARE(m_kim->send(room + "/mute", order("g-b")), QByteArray());
    QCOMPARE(m_kim->send(room + "/mute", order("g-c")), QByteArray("too many"));
    QCOMPARE(others[2]->say("club", "lucky"), QByteArray());
    QCOMPARE(m_kim->send(room + "/mute", order("g-b", ",\"on\":false")), QByteArray());
    QCOMPARE(m_kim->send(room + "/mute", order("g-c")), QByteArray());
    QCOMPARE(audit(*m_kim).entries.size(), size_t(3));
}

void RoomOrderTest::goesWithTheRoom()
{
    QCOMPARE(ban(*m_kim), QByteArray());
    QCOMPARE(m_kim->send(room + "/remove-room", "{}"), QByteArray());
    m_host->clock += std::chrono::hours(25);
    letGo();
    QTRY_VERIFY(info().id.isEmpty());
    QCOMPARE(m_eve->send("/app/chat/createroom", R"({"roomId":"club","name":"Club"})"),
             QByteArray());
    QCOMPARE(m_lee->enter("club"), QByteArray());
}

QTEST_GUILESS_MAIN(RoomOrderTest)
#include "tst_roomorder.moc"
