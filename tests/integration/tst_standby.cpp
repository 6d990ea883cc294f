// SPDX-License-Identifier: GPL-3.0-or-later
// Hosts whose log is in a PostgreSQL that has a standby: what becomes of what people say when the
// one fails and the other goes on.

#include "tests/support/needed.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/readiness.h"
#include "tests/support/roomload.h"

#include <QTest>

#include <memory>

namespace {

constexpr size_t hostCount = 2;
constexpr int messagesEach = 150;

/// The same person says it again, or it would be another message.
const QByteArray speakerToken = "guest-token:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY\n";

QString counting(const QByteArray &text)
{
    return QStringLiteral("SELECT count(*) FROM madang.messages WHERE text LIKE '%<%1>%'")
        .arg(QString::fromUtf8(text));
}

} // namespace

class TestStandby : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void promotedOneHasAllThatWasReceipted();
    void withoutSynchronousCommitReceiptedIsLost();
    void standbyThatIsAwayIsToldOf();
    void oldPrimaryIsLeftAlone();
    void primaryThatDoesNotKnowGivesNoReceipt();

private:
    /// Commits wait until the standby has them, or no more.
    void setSynchronous(bool synchronous);
    void startHosts();
    bool isTakenInTime(const HostProcess &host, const QByteArray &text);

    std::unique_ptr<PrivatePostgres> m_primary;
    std::unique_ptr<PrivatePostgres> m_standby;
    QStringList m_options;
    Hosts m_hosts;
};

void TestStandby::initTestCase()
{
    NEEDS(PrivatePostgres::isInstalled(), "PostgreSQL");
}

void TestStandby::init()
{
    m_primary = PrivatePostgres::create();
    QVERIFY(m_primary);
    m_standby = PrivatePostgres::createStandby(*m_primary);
    QVERIFY(m_standby);
    // The primary first, as libpq would take it as long as it answers.
    m_options = {QStringLiteral("--database"),
                 QStringLiteral("host=%1,%2 dbname=postgres user=madang")
                     .arg(m_primary->folder(), m_standby->folder()),
                 // Our clients answer no pings.
                 QStringLiteral("--ping-seconds"), QStringLiteral("600")};
    setSynchronous(true);
    startHosts();
}

void TestStandby::cleanup()
{
    if (QTest::currentTestFailed()) {
        for (const auto &one : m_hosts)
            qWarning().noquote() << one->errors().right(3000);
    }
    m_hosts.clear();
    m_standby.reset();
    m_primary.reset();
}

void TestStandby::setSynchronous(bool synchronous)
{
    m_primary->ask(QStringLiteral("ALTER SYSTEM SET synchronous_standby_names = '%1'")
                       .arg(synchronous ? QStringLiteral("standby") : QString()));
    m_primary->ask(QStringLiteral("SELECT pg_reload_conf()"));
    const QByteArray wanted = synchronous ? "sync" : "async";
    QTRY_COMPARE_WITH_TIMEOUT(
        m_primary->ask(QStringLiteral("SELECT sync_state FROM pg_stat_replication")), wanted,
        TalkingPeer::patience);
}

void TestStandby::startHosts()
{
    for (size_t i = 0; i < hostCount; ++i) {
        m_hosts.push_back(std::make_unique<HostProcess>());
        QVERIFY2(m_hosts[i]->startAndWait(m_options), m_hosts[i]->errors().constData());
    }
}

bool TestStandby::isTakenInTime(const HostProcess &host, const QByteArray &text)
{
    for (QDeadlineTimer deadline(TalkingPeer::patience); !deadline.hasExpired();) {
        TalkingPeer speaker(host, speakerToken); // what it is told instead ends the session
        speaker.say(text);
        if (speaker.isTaken(text))
            return true;
    }
    return false;
}

void TestStandby::promotedOneHasAllThatWasReceipted()
{
    QVERIFY(makeRoom(*m_hosts[0], "promoted"));
    RoomLoad load(m_hosts, "promoted", messagesEach);
    QVERIFY(load.goOnTill(hostCount * messagesEach / 3));
    m_primary->kill();
    load.goOnFor(std::chrono::milliseconds(300));
    const std::set<QByteArray> before = load.receipted();
    QVERIFY(before.size() < hostCount * messagesEach); // it failed while people talked
    QVERIFY(m_standby->promote());
    const QByteArray there = m_standby->ask(
        QStringLiteral("SELECT string_agg(text, ' ' ORDER BY seq) FROM madang.messages"));
    for (const QByteArray &text : before)
        QVERIFY2(there.contains('<' + text + '>'), text.constData());
    QVERIFY(load.goOnToTheEnd());
    QCOMPARE(load.fault(), QByteArray());
}

/// So that the test above is known to see a loss.
void TestStandby::withoutSynchronousCommitReceiptedIsLost()
{
    QVERIFY(makeRoom(*m_hosts[0], "lost"));
    setSynchronous(false);
    m_standby->ask(QStringLiteral("ALTER SYSTEM SET primary_conninfo = ''"));
    m_standby->ask(QStringLiteral("SELECT pg_reload_conf()"));
    QTRY_COMPARE_WITH_TIMEOUT(
        m_primary->ask(QStringLiteral("SELECT count(*) FROM pg_stat_replication")), QByteArray("0"),
        TalkingPeer::patience);
    TalkingPeer speaker(*m_hosts[0]);
    speaker.say("gone", "lost");
    QVERIFY(speaker.isTaken("gone"));
    m_primary->kill();
    QVERIFY(m_standby->promote());
    QCOMPARE(m_standby->ask(counting("gone")), QByteArray("0"));
}

/// A commit waits for it; nobody gets a receipt, and nobody waits for ever.
void TestStandby::standbyThatIsAwayIsToldOf()
{
    TalkingPeer quiet(*m_hosts[0]);
    quiet.listen();
    QVERIFY(isTakenInTime(*m_hosts[0], "before"));
    QVERIFY(quiet.waitFor("<before>"));
    m_standby->pause();
    TalkingPeer speaker(*m_hosts[0], speakerToken);
    speaker.say("while-away");
    QVERIFY2(speaker.waitFor("database is away"), speaker.stomp().constData());
    QVERIFY(!speaker.stomp().contains("RECEIPT\nreceipt-id:r-while-away\n"));
    QTRY_COMPARE_WITH_TIMEOUT(readiness(*m_hosts[0]), QByteArray("503 store-failing"),
                              TalkingPeer::patience);
    QCOMPARE(readiness(*m_hosts[0], "/health/live").left(3), QByteArray("200"));
    QVERIFY(!quiet.isClosed());
    QVERIFY(!quiet.stomp().contains("<while-away>"));
    // It tries to come back, and does not fill the server with those who wait.
    QVERIFY(
        QTest::qWaitFor([&] { return m_hosts[0]->errors().count("does its standby answer") >= 2; },
                        TalkingPeer::patience));
    const int connections =
        m_primary
            ->ask(QStringLiteral(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'madang'"))
            .toInt();
    QVERIFY2(connections <= int(3 * hostCount), QByteArray::number(connections).constData());
    m_standby->resume();
    QVERIFY(isTakenInTime(*m_hosts[0], "while-away"));
    QVERIFY(quiet.waitFor("<while-away>"));
    QTRY_COMPARE_WITH_TIMEOUT(readiness(*m_hosts[0]), QByteArray("200 ok"), TalkingPeer::patience);
    QTRY_COMPARE_WITH_TIMEOUT(readiness(*m_hosts[1]), QByteArray("200 ok"), TalkingPeer::patience);
    const QByteArrayList read = saidIn(*m_hosts[1], "while-away");
    QVERIFY2(read == (QByteArrayList{"before", "while-away"}), read.join(", ").constData());
}

/// It believes that it is the one to be written to, and is named first.
void TestStandby::oldPrimaryIsLeftAlone()
{
    QVERIFY(isTakenInTime(*m_hosts[0], "one"));
    m_primary->kill();
    QVERIFY(m_standby->promote());
    QVERIFY(isTakenInTime(*m_hosts[0], "two"));
    // Back, and somebody took away what would make it wait for the other.
    QVERIFY(m_primary->start());
    m_primary->ask(QStringLiteral("ALTER SYSTEM SET synchronous_standby_names = ''"));
    m_primary->ask(QStringLiteral("SELECT pg_reload_conf()"));
    const QString cutAll = QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                          " WHERE application_name = 'madang'");
    m_standby->ask(cutAll);
    QVERIFY(isTakenInTime(*m_hosts[0], "three"));
    // One that starts now knows nothing of what was.
    m_hosts[1]->kill();
    QVERIFY2(m_hosts[1]->startAndWait(m_options), m_hosts[1]->errors().constData());
    QVERIFY(isTakenInTime(*m_hosts[1], "four"));
    for (const QByteArray text : {"two", "three", "four"}) {
        QCOMPARE(m_standby->ask(counting(text)), QByteArray("1"));
        QCOMPARE(m_primary->ask(counting(text)), QByteArray("0"));
    }
    // Nor is it used while the other is away.
    m_standby->stop();
    QTRY_COMPARE_WITH_TIMEOUT(readiness(*m_hosts[0]), QByteArray("503 store-failing"),
                              TalkingPeer::patience);
    QVERIFY(
        QTest::qWaitFor([&] { return m_hosts[0]->errors().contains("was replaced by one with"); },
                        TalkingPeer::patience));
    QVERIFY(m_standby->start());
    QVERIFY(isTakenInTime(*m_hosts[0], "five"));
    QCOMPARE(m_primary->ask(counting("five")), QByteArray("0"));
    QTRY_COMPARE_WITH_TIMEOUT(readiness(*m_hosts[1]), QByteArray("200 ok"), TalkingPeer::patience);
    QCOMPARE(saidIn(*m_hosts[1], "five"), (QByteArrayList{"one", "two", "three", "four", "five"}));
}

/// Promoted by mistake, while the other one works: it has nobody any more that it could wait for.
void TestStandby::primaryThatDoesNotKnowGivesNoReceipt()
{
    QVERIFY(isTakenInTime(*m_hosts[0], "one"));
    QVERIFY(m_standby->promote());
    TalkingPeer speaker(*m_hosts[0], speakerToken);
    speaker.say("two");
    QVERIFY2(speaker.waitFor("database is away"), speaker.stomp().constData());
    QVERIFY(isTakenInTime(*m_hosts[0], "two"));
    QCOMPARE(m_standby->ask(counting("two")), QByteArray("1"));
    QVERIFY(isTakenInTime(*m_hosts[1], "three"));
    QCOMPARE(saidIn(*m_hosts[0], "three"), (QByteArrayList{"one", "two", "three"}));
}

QTEST_GUILESS_MAIN(TestStandby)
#include "tst_standby.moc"
