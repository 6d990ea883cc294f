// SPDX-License-Identifier: GPL-3.0-or-later
// Who has spoken in a room without ever entering it, and is gone: order binds them all the same.
#include "stomp/wire/order.h"
#include "tests/support/roomclub.h"

#include <QTest>

using namespace Server;

class AbsentSpeakerTest : public QObject, private RoomClub {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        open();
        QCOMPARE(come("zoe")->say("club", "buy!"), QByteArray());
        QCOMPARE(come("max")->say("lobby", "hello"), QByteArray());
    }
    void cleanup() { close(); }

    void isBanned();
    void isMuted();
    void isBannedAfterARestart();
    void othersAreNobody_data();
    void othersAreNobody();

private:
    std::unique_ptr<ChatPeer> come(const QByteArray &name)
    {
        return std::make_unique<ChatPeer>(*m_host, name);
    }
    QByteArray impose(const QByteArray &what, const QByteArray &user)
    {
        return m_kim->send(room + what, "{\"user\":\"" + user + "\",\"reason\":\"spam\"}");
    }
    Chat::OrderList orders()
    {
        return Chat::OrderList::fromJson(m_kim->reply(room + "/order")).value();
    }
};

void AbsentSpeakerTest::isBanned()
{
    QCOMPARE(impose("/ban", "g-zoe"), QByteArray());
    const auto zoe = come("zoe");
    QCOMPARE(zoe->say("club", "buy!"), QByteArray("banned from this room"));
    QCOMPARE(zoe->enter("club"), QByteArray("banned from this room"));
    QCOMPARE(zoe->say("lobby", "buy!"), QByteArray());
    QCOMPARE(texts(*m_kim), QStringList{QStringLiteral("buy!")});
    const Chat::OrderList list = orders();
    QCOMPARE(list.banned.size(), size_t(1));
    QCOMPARE(list.banned[0].name, QStringLiteral("zoe"));
}

void AbsentSpeakerTest::isMuted()
{
    QCOMPARE(impose("/mute", "g-zoe"), QByteArray());
    const auto zoe = come("zoe");
    QVERIFY(!zoe->say("club", "buy!").isEmpty());
    QVERIFY(zoe->lastRefusal.contains("spam"));
    QCOMPARE(texts(*m_kim), QStringList{QStringLiteral("buy!")});
}

void AbsentSpeakerTest::isBannedAfterARestart()
{
    restart();
    m_kim = come("kim");
    QCOMPARE(impose("/ban", "g-zoe"), QByteArray());
    QCOMPARE(come("zoe")->say("club", "buy!"), QByteArray("banned from this room"));
}

void AbsentSpeakerTest::othersAreNobody_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::newRow("spoke elsewhere") << QByteArray("g-max");
    QTest::newRow("never spoke") << QByteArray("g-none");
    QTest::newRow("a bot") << QByteArray("h-0123456789abcdef");
    QTest::newRow("erased") << QByteArray("erased");
}

void AbsentSpeakerTest::othersAreNobody()
{
    QFETCH(QByteArray, user);
    Chat::RoomMessage said; // as bots and who was erased have
    said.room = Chat::RoomId(QStringLiteral("club"));
    said.senderId = Chat::UserId(QString::fromLatin1(user));
    said.sender = QStringLiteral("somebody");
    said.text = QStringLiteral("x");
    if (!user.startsWith("g-"))
        m_host->store->append(said, nullptr);
    QCOMPARE(impose("/ban", user), QByteArray("no such person"));
    QVERIFY(orders().banned.empty());
}

QTEST_GUILESS_MAIN(AbsentSpeakerTest)
#include "tst_absentspeaker.moc"
