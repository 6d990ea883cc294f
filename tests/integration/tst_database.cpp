// SPDX-License-Identifier: GPL-3.0-or-later
// A host whose log is in PostgreSQL: what it took stays, whoever of the two ends.

#include "tests/support/hostprocess.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/rawpeer.h"

#include <QDeadlineTimer>
#include <QRegularExpression>
#include <QTest>

namespace {

constexpr int patience = 60000;

struct Client : RawPeer {
    explicit Client(const HostProcess &host) : RawPeer(host.port())
    {
        upgrade();
        sendText("CONNECT\naccept-version:1.2\nhost:x\n\n^");
    }
    bool waitFor(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return stomp().contains(text) || isClosed(); }, patience) &&
               stomp().contains(text);
    }
    void say(const QByteArray &text)
    {
        sendText("SEND\ndestination:/app/chat/message\nreceipt:r-" + text +
                 "\n\n{\"type\":\"TALK\",\"roomId\":\"lobby\",\"id\":\"c-" + text +
                 "\",\"message\":\"<" + text + ">\"}^");
    }
    bool isTaken(const QByteArray &text) { return waitFor("RECEIPT\nreceipt-id:r-" + text + "\n"); }
};

/// What was said in the lobby, oldest first; the last of it is awaited.
QByteArrayList said(HostProcess &host, const QByteArray &last)
{
    Client reader(host);
    reader.sendText("SUBSCRIBE\nid:0\ndestination:/topic/chat/room/lobby\nsince:0\n\n^");
    reader.waitFor('<' + last + '>');
    QByteArrayList found;
    static const QRegularExpression expression(QStringLiteral("<([^>]*)>"));
    auto matches = expression.globalMatch(QString::fromUtf8(reader.stomp()));
    while (matches.hasNext())
        found += matches.next().captured(1).toUtf8();
    return found;
}

} // namespace

class TestDatabase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!PrivatePostgres::isInstalled())
            QSKIP("PostgreSQL is not installed");
        QVERIFY(PrivatePostgres::instance());
        m_options = {QStringLiteral("--database"), PrivatePostgres::instance()->words()};
    }

    void killedHostKeepsWhatItTook()
    {
        HostProcess host;
        QVERIFY2(host.startAndWait(m_options), host.errors().constData());
        Client client(host);
        client.say("zero");
        QVERIFY2(client.isTaken("zero"), client.stomp().constData());
        host.kill();
        QVERIFY2(host.startAndWait(m_options), host.errors().constData());
        Client again(host);
        again.say("one");
        QVERIFY(again.isTaken("one"));
        QCOMPARE(said(host, "one"), (QByteArrayList{"zero", "one"}));
        HostProcess second;
        second.start(m_options);
        QCOMPARE(second.waitForEnd(), 4);
        QVERIFY2(second.errors().contains("Another host"), second.errors().constData());
    }

    void databaseThatGoesIsToldOfAndComesBack()
    {
        HostProcess host;
        QVERIFY2(host.startAndWait(m_options), host.errors().constData());
        Client client(host);
        client.say("two");
        QVERIFY(client.isTaken("two"));
        PrivatePostgres::instance()->stop();
        client.say("three");
        QVERIFY(client.waitFor("database is away"));
        QVERIFY(PrivatePostgres::instance()->start());
        bool isTaken = false;
        for (QDeadlineTimer deadline(patience); !isTaken && !deadline.hasExpired();) {
            Client again(host);
            again.say("three");
            isTaken = again.isTaken("three"); // what it is told instead ends the session
        }
        QVERIFY(isTaken);
        QCOMPARE(said(host, "three"), (QByteArrayList{"zero", "one", "two", "three"}));
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
