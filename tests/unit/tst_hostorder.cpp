// SPDX-License-Identifier: GPL-3.0-or-later
// Whom the host does not want at all.
#include "server/store/accountstore.h"
#include "server/store/erasingstore.h"
#include "stomp/wire/order.h"
#include "tests/support/chathost.h"
#include "tests/support/storecalls.h"

#include <QTest>

using namespace Server;

namespace {

const QByteArray people = "/app/chat/people";
const QByteArray hour = R"(,"seconds":3600,"reason":"광고")";
const QByteArray withAddress = R"(,"address":true)";
const QByteArray lifted = R"(,"on":false)";

QByteArray naming(const QByteArray &user, const QByteArray &more = {})
{
    return "{\"user\":\"" + user + '"' + more + '}';
}

} // namespace

class HostOrderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void sessionEndsAndStaysOut();
    void otherNameSameDevice();
    void devicesOfTheAccount();
    void addressOnlyWhenNamed();
    void networkOfTheAddress();
    void liveSessionsOfTheAddressEnd();
    void endsByItself();
    void survivesRestart();
    void isLifted();
    void ownersStay();
    void onlyForOwners();
    void whoSpokeAndWent();
    void listsAndAudit();
    void roomsHear();
    void erasedStayOut();

private:
    std::unique_ptr<ChatPeer> come(const QByteArray &name, const QByteArray &headers = {})
    {
        return std::make_unique<ChatPeer>(*m_host, name, headers);
    }
    /// Whether the door lets them in; with why not in m_refusal.
    bool letsIn(const QByteArray &name, const QByteArray &headers = {})
    {
        m_refusal = come(name, headers)->connected;
        return m_refusal.startsWith("CONNECTED");
    }
    QByteArray ban(const QByteArray &more = hour)
    {
        return m_owner->send(people + "/ban", naming("g-lee", more));
    }
    void restart()
    {
        m_owner.reset();
        m_lee.reset();
        m_host->start();
        m_owner = come("owner");
    }

    std::unique_ptr<ChatHost> m_host;
    std::unique_ptr<ChatPeer> m_owner;
    std::unique_ptr<ChatPeer> m_lee;
    QByteArray m_refusal;
};

void HostOrderTest::init()
{
    m_host = std::make_unique<ChatHost>();
    m_host->start();
    m_owner = come("owner");
    m_lee = come("lee", "device-key:key-of-lee\npasscode:10.0.0.7\n");
}

void HostOrderTest::cleanup()
{
    m_owner.reset();
    m_lee.reset();
    m_host.reset();
}

void HostOrderTest::sessionEndsAndStaysOut()
{
    QCOMPARE(ban(), QByteArray());
    QTRY_VERIFY(m_lee->closed);
    const QByteArray error = m_lee->frames.filter("ERROR").value(0);
    QVERIFY(error.contains("message=banned from this host"));
    QCOMPARE(TypedPeer::header(error, "reason"), QByteArray("광고"));
    QCOMPARE(TypedPeer::header(error, "until"), QByteArray::number(1'700'000'000'000 + 3'600'000));
    QVERIFY(!letsIn("lee"));
    QVERIFY(m_refusal.contains("message=banned from this host"));
    QCOMPARE(TypedPeer::header(m_refusal, "reason"), QByteArray("광고"));
    QVERIFY(m_refusal.contains("Reason: 광고"));
    QVERIFY(letsIn("anna"));
}

void HostOrderTest::otherNameSameDevice()
{
    QCOMPARE(ban(), QByteArray());
    QVERIFY(!letsIn("anna", "device-key:key-of-lee\n"));
    QVERIFY(letsIn("anna", "device-key:another\n"));
}

void HostOrderTest::devicesOfTheAccount()
{
    NewAccount account;
    account.user = Chat::UserId(QStringLiteral("g-lee"));
    account.name = {QStringLiteral("Lee"), QStringLiteral("lee"), QStringLiteral("Lee")};
    account.device = StoredDevice{"phone-of-lee", QStringLiteral("Phone"), {}, {}};
    QVERIFY(StoreCalls::wait<AccountAdded>(
        [&](auto answer) { m_host->store->accounts().add(account, answer); }));
    m_lee.reset(); // away, so that only the log knows their devices
    QTRY_VERIFY(m_host->broker->of(account.user).empty());
    QCOMPARE(ban(), QByteArray());
    QVERIFY(!letsIn("anna", "device-key:phone-of-lee\n"));
}

void HostOrderTest::addressOnlyWhenNamed()
{
    QCOMPARE(ban(), QByteArray());
    QVERIFY(letsIn("anna", "passcode:10.0.0.7\n"));
    QCOMPARE(ban(lifted), QByteArray());
    m_lee = come("lee", "passcode:10.0.0.7\n");
    QCOMPARE(ban(withAddress), QByteArray());
    QVERIFY(!letsIn("anna", "passcode:10.0.0.7\n"));
    QVERIFY(!letsIn("anna", "passcode:::ffff:10.0.0.7\n"));
    QVERIFY(letsIn("anna", "passcode:10.0.0.8\n"));
    QVERIFY(m_host->chat->bans().refusalFrom(QStringLiteral("10.0.0.7")));
    QVERIFY(!m_host->chat->bans().refusalFrom(QStringLiteral("10.0.0.8")));
    QVERIFY(!m_host->chat->bans().refusalFrom(QString()));
}

void HostOrderTest::networkOfTheAddress()
{
    int told = 0;
    m_lee.reset();
    m_owner.reset();
    m_host->options.shutOut = [&told] { ++told; };
    m_host->start();
    m_owner = come("owner");
    m_lee = come("lee", "passcode:2001:db8:1:2::7\n");
    QCOMPARE(told, 0);
    QCOMPARE(ban(withAddress), QByteArray());
    QCOMPARE(told, 1);
    const Bans &bans = m_host->chat->bans();
    QVERIFY(bans.refusalFrom(QStringLiteral("2001:db8:1:2::7")));
    QVERIFY(bans.refusalFrom(QStringLiteral("2001:db8:1:2:3:4:5:6")));
    QVERIFY(!bans.refusalFrom(QStringLiteral("2001:db8:1:3::7")));
}

void HostOrderTest::liveSessionsOfTheAddressEnd()
{
    auto neighbour = come("anna", "passcode:10.0.0.7\n");
    auto sameDevice = come("ben", "device-key:key-of-lee\n");
    auto other = come("carl", "passcode:10.0.0.8\n");
    auto owner = come("owner", "passcode:10.0.0.7\n");
    QCOMPARE(ban(withAddress), QByteArray());
    QTRY_VERIFY(neighbour->closed && sameDevice->closed && m_lee->closed);
    QCOMPARE(other->say("lobby", "here"), QByteArray());
    QCOMPARE(owner->say("lobby", "here, too"), QByteArray());
}

void HostOrderTest::endsByItself()
{
    QCOMPARE(ban(), QByteArray());
    m_host->clock += std::chrono::milliseconds(3'599'999);
    QVERIFY(!letsIn("lee"));
    m_host->clock += std::chrono::milliseconds(1);
    QVERIFY(letsIn("lee", "device-key:key-of-lee\n"));
}

void HostOrderTest::survivesRestart()
{
    QCOMPARE(ban(withAddress), QByteArray());
    restart();
    QVERIFY(!letsIn("lee"));
    QVERIFY(!letsIn("anna", "device-key:key-of-lee\n"));
    QVERIFY(!letsIn("anna", "passcode:10.0.0.7\n"));
    QCOMPARE(ban(lifted), QByteArray());
    restart();
    QVERIFY(letsIn("lee", "device-key:key-of-lee\npasscode:10.0.0.7\n"));
}

void HostOrderTest::isLifted()
{
    QCOMPARE(ban({}), QByteArray());
    m_host->clock += std::chrono::hours(24 * 400);
    QVERIFY(!letsIn("lee"));
    QCOMPARE(ban(lifted), QByteArray());
    QVERIFY(letsIn("lee"));
    QCOMPARE(ban(lifted), QByteArray());
}

void HostOrderTest::ownersStay()
{
    QCOMPARE(m_owner->send(people + "/ban", naming("g-owner")), QByteArray("not with yourself"));
    QCOMPARE(m_owner->send(people + "/ban", naming("owner")), QByteArray("not over them"));
    NewAccount account;
    account.user = Chat::UserId(QStringLiteral("u-boss"));
    account.name = {QStringLiteral("Boss"), QStringLiteral("boss"), QStringLiteral("Boss")};
    account.role = StoredAccount::Role::Owner;
    QVERIFY(StoreCalls::wait<AccountAdded>(
        [&](auto answer) { m_host->store->accounts().add(account, answer); }));
    QCOMPARE(m_owner->send(people + "/ban", naming("u-boss")), QByteArray("not over them"));
    QVERIFY(letsIn("owner"));
}

void HostOrderTest::onlyForOwners()
{
    auto anna = come("anna");
    const QByteArray refusal = "not allowed on the whole host";
    QCOMPARE(m_lee->send(people + "/ban", naming("g-anna")), refusal);
    QCOMPARE(m_lee->send("/pub/chat/people/ban", naming("g-anna")), refusal);
    QCOMPARE(m_lee->reply(people + "/banned"), refusal);
    QCOMPARE(m_lee->reply(people + "/audit"), refusal);
    QCOMPARE(anna->say("lobby", "still here"), QByteArray());
}

void HostOrderTest::whoSpokeAndWent()
{
    QCOMPARE(come("zoe")->say("lobby", "buy!"), QByteArray());
    restart();
    QCOMPARE(m_owner->send(people + "/ban", naming("g-nobody", hour)),
             QByteArray("no such person"));
    QCOMPARE(m_owner->send(people + "/ban", naming("g-zoe", hour)), QByteArray());
    QVERIFY(!letsIn("zoe"));
    const auto list = Chat::OrderList::fromJson(m_owner->reply(people + "/banned"));
    QVERIFY(list && list->banned.size() == 1);
    QCOMPARE(list->banned[0].name, QStringLiteral("zoe"));
}

void HostOrderTest::listsAndAudit()
{
    QCOMPARE(ban(withAddress), QByteArray());
    const QByteArray shown = m_owner->reply(people + "/banned");
    const auto list = Chat::OrderList::fromJson(shown);
    QVERIFY(list && list->banned.size() == 1 && list->room.isEmpty());
    QCOMPARE(list->banned[0].name, QStringLiteral("lee"));
    QVERIFY(list->banned[0].device && list->banned[0].address);
    QVERIFY(!shown.contains("10.0.0.7") && !shown.contains("key-of-lee"));
    QCOMPARE(ban(lifted), QByteArray());
    const auto audit = Chat::AuditPage::fromJson(m_owner->reply(people + "/audit"));
    QVERIFY(audit && audit->entries.size() == 2);
    QCOMPARE(audit->entries[0].action, Chat::OrderEntry::Action::Unbanned);
    QCOMPARE(audit->entries[1].action, Chat::OrderEntry::Action::Banned);
    QCOMPARE(audit->entries[1].detail, QStringLiteral("address"));
    QCOMPARE(audit->entries[1].by, Chat::UserId(QStringLiteral("g-owner")));
}

void HostOrderTest::roomsHear()
{
    auto anna = come("anna");
    QCOMPARE(m_lee->enter("lobby"), QByteArray());
    QCOMPARE(anna->subscribe("e", "/topic/chat/room/lobby/events"), QByteArray());
    QCOMPARE(ban(), QByteArray());
    const QByteArray told = anna->all().filter("\"BANNED\"").value(0);
    QVERIFY(told.contains("\"name\":\"lee\"") && told.contains("\"byName\":\"owner\""));
    QVERIFY(!told.contains("광고"));
}

void HostOrderTest::erasedStayOut()
{
    QCOMPARE(ban(), QByteArray());
    QVERIFY(*StoreCalls::wait<bool>([&](auto answer) {
        m_host->store->erasing().begin(Chat::UserId(QStringLiteral("g-lee")), m_host->clock,
                                       m_host->clock, answer);
    }));
    restart();
    QVERIFY(!letsIn("lee"));
    QVERIFY(!letsIn("anna", "device-key:key-of-lee\n"));
    QVERIFY(!m_owner->reply(people + "/banned").contains("\"name\":\"lee\""));
}

QTEST_GUILESS_MAIN(HostOrderTest)
#include "tst_hostorder.moc"
