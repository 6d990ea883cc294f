// SPDX-License-Identifier: GPL-3.0-or-later
// A host whose log is in PostgreSQL: what it took stays, whoever of the two ends.

#include "tests/support/hostprocess.h"
#include "tests/support/needed.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/readiness.h"
#include "tests/support/talkingpeer.h"

#include <QDeadlineTimer>
#include <QTest>

class TestDatabase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        NEEDS(PrivatePostgres::isInstalled(), "PostgreSQL");
        QVERIFY(PrivatePostgres::instance());
        m_options = {QStringLiteral("--database"), PrivatePostgres::instance()->words()};
    }

    void killedHostKeepsWhatItTook()
    {
        HostProcess host;
        QVERIFY2(host.startAndWait(m_options), host.errors().constData());
        TalkingPeer client(host);
        client.say("zero");
        QVERIFY2(client.isTaken("zero"), client.stomp().constData());
        host.kill();
        QVERIFY2(host.startAndWait(m_options), host.errors().constData());
        TalkingPeer again(host);
        again.say("one");
        QVERIFY(again.isTaken("one"));
        QCOMPARE(saidIn(host, "one"), (QByteArrayList{"zero", "one"}));
    }

    void databaseThatGoesIsToldOfAndComesBack()
    {
        HostProcess host;
        QVERIFY2(host.startAndWait(m_options), host.errors().constData());
        TalkingPeer client(host);
        client.say("two");
        QVERIFY(client.isTaken("two"));
        PrivatePostgres::instance()->stop();
        client.say("three");
        QVERIFY(client.waitFor("database is away"));
        QVERIFY(PrivatePostgres::instance()->start());
        bool isTaken = false;
        for (QDeadlineTimer deadline(TalkingPeer::patience); !isTaken && !deadline.hasExpired();) {
            TalkingPeer again(host);
            again.say("three");
            isTaken = again.isTaken("three"); // what it is told instead ends the session
        }
        QVERIFY(isTaken);
        QCOMPARE(saidIn(host, "three"), (QByteArrayList{"zero", "one", "two", "three"}));
    }

    /// Though nobody says anything meanwhile: a balancer sends nobody to who is not ready.
    void readinessFollowsTheDatabase()
    {
        HostProcess host;
        QVERIFY2(host.startAndWait(m_options), host.errors().constData());
        QCOMPARE(readiness(host), QByteArray("200 ok"));
        PrivatePostgres::instance()->stop();
        QTRY_COMPARE_WITH_TIMEOUT(readiness(host), QByteArray("503 store-failing"),
                                  TalkingPeer::patience);
        QCOMPARE(readiness(host, "/health/live").left(3), QByteArray("200"));
        QVERIFY(PrivatePostgres::instance()->start());
        QTRY_COMPARE_WITH_TIMEOUT(readiness(host), QByteArray("200 ok"), TalkingPeer::patience);
        // A failed write is no word for ever, either.
        PrivatePostgres::instance()->stop();
        TalkingPeer client(host);
        client.say("four");
        QVERIFY(client.waitFor("database is away"));
        QCOMPARE(readiness(host), QByteArray("503 store-failing"));
        QVERIFY(PrivatePostgres::instance()->start());
        QTRY_COMPARE_WITH_TIMEOUT(readiness(host), QByteArray("200 ok"), TalkingPeer::patience);
    }

    /// Its connections stay, so that nothing but time tells.
    void databaseThatStandsStillIsToldOf()
    {
        HostProcess host;
        // Our clients answer no pings.
        const QStringList patient{QStringLiteral("--ping-seconds"), QStringLiteral("600")};
        QVERIFY2(host.startAndWait(m_options + patient), host.errors().constData());
        TalkingPeer client(host);
        client.say("five");
        QVERIFY(client.isTaken("five"));
        PrivatePostgres::instance()->pause();
        client.say("six");
        QTRY_COMPARE_WITH_TIMEOUT(readiness(host), QByteArray("503 store-failing"),
                                  TalkingPeer::patience);
        QCOMPARE(readiness(host, "/health/live").left(3), QByteArray("200"));
        QVERIFY(!client.stomp().contains("database is away")); // it is told before
        QVERIFY2(client.waitFor("database is away"), client.stomp().constData());
        PrivatePostgres::instance()->resume();
        QTRY_COMPARE_WITH_TIMEOUT(readiness(host), QByteArray("200 ok"), TalkingPeer::patience);
        bool isTaken = false;
        for (QDeadlineTimer deadline(TalkingPeer::patience); !isTaken && !deadline.hasExpired();) {
            TalkingPeer again(host);
            again.say("six");
            isTaken = again.isTaken("six");
        }
        QVERIFY(isTaken);
        QCOMPARE(saidIn(host, "six").count("six"), 1);
    }

    void passwordIsNotTold()
    {
        HostProcess host;
        host.start({QStringLiteral("--database"),
                    QStringLiteral("host=/nowhere password=geheim dbname=x")});
        QCOMPARE(host.waitForEnd(), 7);
        QVERIFY2(host.errors().contains("There is no answer from the database"),
                 host.errors().constData());
        QVERIFY(!host.errors().contains("geheim"));
    }

private:
    QStringList m_options;
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
