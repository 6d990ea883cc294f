// SPDX-License-Identifier: GPL-3.0-or-later
// What hosts that share a log tell each other at once, by Redis, and what becomes of it without.

#include "tests/support/hostprocess.h"
#include "tests/support/needed.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/privateredis.h"
#include "tests/support/talkingpeer.h"

#include <QTest>

#include <array>
#include <memory>

class TestHostsByRedis : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void whoIsThereIsSeenHere();
    void whoCanBeReachedIsKnown();
    void whoWritesIsTold();
    void topicsAreOne();
    void roomThatKeepsNothingIsHeard();
    void hostThatDiesTakesItsPeopleAlong();
    void withoutRedisNothingIsLost();

private:
    HostProcess &host(size_t i) { return *m_hosts.at(i); }

    PrivateRedis m_redis;
    QStringList m_options;
    std::array<std::unique_ptr<HostProcess>, 2> m_hosts;
};

void TestHostsByRedis::initTestCase()
{
    NEEDS(PrivatePostgres::isInstalled(), "PostgreSQL");
    NEEDS(PrivateRedis::isInstalled(), "Redis");
    QVERIFY(PrivatePostgres::instance());
    QVERIFY(m_redis.start());
    m_options = {QStringLiteral("--database"), PrivatePostgres::instance()->words(),
                 QStringLiteral("--redis"), QStringLiteral("redis://") + m_redis.address()};
    for (auto &one : m_hosts) {
        one = std::make_unique<HostProcess>();
        QVERIFY2(one->startAndWait(m_options), one->errors().constData());
        QVERIFY(one->errors().contains("upload is at this host alone"));
    }
    TalkingPeer maker(host(0));
    maker.say("made", "yard");
    QVERIFY(maker.isTaken("made"));
    TalkingPeer there(host(1));
    there.subscribe("/topic/chat/room/yard", "since:0\n");
    QVERIFY(there.waitFor("<made>"));
}

void TestHostsByRedis::cleanup()
{
    if (!QTest::currentTestFailed())
        return;
    for (const auto &one : m_hosts)
        qWarning().noquote() << one->errors().right(2000);
}

void TestHostsByRedis::whoIsThereIsSeenHere()
{
    TalkingPeer here(host(0));
    here.subscribe("/topic/chat/room/yard/events", "receipt:e\n");
    QVERIFY(here.waitFor("receipt-id:e"));
    auto there = std::make_unique<TalkingPeer>(host(1), "name:Neighbour\n");
    there->listen("yard");
    QVERIFY2(here.waitFor("Neighbour"), here.stomp().constData());
    QVERIFY(here.stomp().contains("\"here\":true"));
    here.subscribe("/app/chat/room/yard/members");
    QVERIFY(QTest::qWaitFor([&] { return here.stomp().count("Neighbour") >= 2; },
                            TalkingPeer::patience));
    there.reset();
    QVERIFY2(here.waitFor("\"here\":false"), here.stomp().constData());
}

void TestHostsByRedis::whoCanBeReachedIsKnown()
{
    TalkingPeer here(host(0));
    here.subscribe("/topic/chat/room/yard/events", "receipt:e\n");
    QVERIFY(here.waitFor("receipt-id:e"));
    TalkingPeer there(host(1), "name:Idler\n");
    there.listen("yard");
    QVERIFY(here.waitFor("Idler"));
    QVERIFY(there.ask("/app/chat/presence", R"({"idle":true})"));
    QVERIFY2(here.waitFor("\"away\""), here.stomp().constData());
}

void TestHostsByRedis::whoWritesIsTold()
{
    TalkingPeer here(host(0));
    here.subscribe("/topic/chat/room/yard/events", "receipt:e\n");
    QVERIFY(here.waitFor("receipt-id:e"));
    TalkingPeer there(host(1));
    there.listen("yard");
    QVERIFY(there.ask("/app/chat/room/yard/typing", R"({"on":true})"));
    QVERIFY2(here.waitFor("TYPING"), here.stomp().constData());
}

void TestHostsByRedis::topicsAreOne()
{
    TalkingPeer here(host(0));
    here.subscribe("/topic/prices", "receipt:p\n");
    here.subscribe("/topic/pri*", "receipt:w\n");
    QVERIFY(here.waitFor("receipt-id:p") && here.waitFor("receipt-id:w"));
    TalkingPeer there(host(1));
    there.sendText("SEND\ndestination:/topic/prices\nunit:won\n\n<1000>^");
    QVERIFY(QTest::qWaitFor([&] { return here.heard().size() == 2; }, TalkingPeer::patience));
    QVERIFY(here.stomp().contains("unit:won"));
    // What this host's own clients send comes once.
    here.sendText("SEND\ndestination:/topic/prices\n\n<2000>^");
    there.sendText("SEND\ndestination:/topic/prices\n\n<3000>^");
    QVERIFY(QTest::qWaitFor([&] { return here.heard().size() == 6; }, TalkingPeer::patience));
    QCOMPARE(here.heard().count("2000"), 2);
}

void TestHostsByRedis::roomThatKeepsNothingIsHeard()
{
    TalkingPeer owner(host(0));
    QVERIFY(owner.ask("/app/chat/createroom",
                      R"({"roomId":"brief","settings":{"retention":{"keep":"nothing"}}})"));
    TalkingPeer there(host(1));
    there.listen("brief");
    owner.listen("brief");
    QVERIFY(there.hears("\"brief\"", "/app/chat/rooms"));
    owner.say("one", "brief");
    QVERIFY2(there.waitFor("<one>"), there.stomp().constData());
    there.say("two", "brief");
    QVERIFY2(owner.waitFor("<two>"), owner.stomp().constData());
    QVERIFY(there.waitFor("<two>"));
    QCOMPARE(there.heard(), (QByteArrayList{"one", "two"}));
}

void TestHostsByRedis::hostThatDiesTakesItsPeopleAlong()
{
    TalkingPeer here(host(0));
    here.subscribe("/topic/chat/room/yard/events", "receipt:e\n");
    QVERIFY(here.waitFor("receipt-id:e"));
    TalkingPeer there(host(1), "name:Lost\n");
    there.listen("yard");
    QVERIFY(here.waitFor("Lost"));
    host(1).kill();
    QVERIFY2(here.waitFor("\"here\":false"), here.stomp().constData());
    QVERIFY2(host(1).startAndWait(m_options), host(1).errors().constData());
}

void TestHostsByRedis::withoutRedisNothingIsLost()
{
    TalkingPeer there(host(1));
    there.subscribe("/topic/chat/room/yard", "receipt:l\n");
    QVERIFY(there.waitFor("receipt-id:l"));
    TalkingPeer speaker(host(0));
    speaker.say("with", "yard");
    QVERIFY(there.waitFor("<with>"));
    m_redis.stop();
    speaker.say("without", "yard");
    QVERIFY(speaker.isTaken("without"));
    QVERIFY2(there.waitFor("<without>"), there.stomp().constData());
    QVERIFY(m_redis.start());
    speaker.say("again", "yard");
    QVERIFY(there.waitFor("<again>"));
    QCOMPARE(there.heard(), (QByteArrayList{"with", "without", "again"}));
    // And who is there is known again.
    speaker.subscribe("/topic/chat/room/yard/events", "receipt:e\n");
    QVERIFY(speaker.waitFor("receipt-id:e"));
    TalkingPeer late(host(1), "name:Latecomer\n");
    late.listen("yard");
    QVERIFY2(speaker.waitFor("Latecomer"), speaker.stomp().constData());
}

QTEST_GUILESS_MAIN(TestHostsByRedis)
#include "tst_hostsbyredis.moc"
