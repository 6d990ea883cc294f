// SPDX-License-Identifier: GPL-3.0-or-later
// Three hosts, one log, people who talk; and hosts, PostgreSQL, Redis and the links between all of
// them that fail in an order that a seed decides. MADANG_SEEDS=300 says how many, MADANG_SEED=7
// which one alone, MADANG_FIRST_SEED=100 where to begin.

#include "tests/support/gatedproxy.h"
#include "tests/support/hostprocess.h"
#include "tests/support/needed.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/privateredis.h"
#include "tests/support/roomload.h"
#include "tests/support/talkingpeer.h"

#include <QRandomGenerator>
#include <QTest>

#include <memory>
#include <vector>

namespace {

constexpr size_t hostCount = 3;
constexpr int faultsEach = 4;

/// What is between one host and all that it talks to.
struct Links {
    std::unique_ptr<FailingNetwork> postgres, redis, people;
};

} // namespace

class TestClusterFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void nothingIsLostOrDoubled_data();
    void nothingIsLostOrDoubled();

private:
    void fail(QRandomGenerator &random, RoomLoad &load);
    void failLink(QRandomGenerator &random, size_t host);
    void mend();

    std::unique_ptr<PrivatePostgres> m_postgres;
    PrivateRedis m_redis;
    Hosts m_hosts;
    std::vector<Links> m_links;
    std::vector<QStringList> m_options;
    QByteArrayList m_done; ///< What failed, for the report.
    size_t m_paused = hostCount;
    FailingNetwork *m_brokenLink = nullptr;
    bool m_redisPaused = false;
    bool m_redisStopped = false;
    bool m_postgresPaused = false;
    bool m_postgresStopped = false;
};

void TestClusterFaults::initTestCase()
{
    NEEDS(PrivatePostgres::isInstalled(), "PostgreSQL");
    NEEDS(PrivateRedis::isInstalled(), "Redis");
    m_postgres = PrivatePostgres::create(PrivatePostgres::Reach::Loopback);
    QVERIFY(m_postgres);
    QVERIFY(m_redis.start());
    for (size_t i = 0; i < hostCount; ++i) {
        Links links;
        links.postgres = std::make_unique<FailingNetwork>(m_postgres->port());
        links.redis = std::make_unique<FailingNetwork>(m_redis.port());
        m_options.push_back({QStringLiteral("--database"),
                             QStringLiteral("host=127.0.0.1 port=%1 dbname=postgres user=madang")
                                 .arg(links.postgres->port()),
                             QStringLiteral("--redis"),
                             QStringLiteral("redis://127.0.0.1:%1").arg(links.redis->port())});
        m_hosts.push_back(std::make_unique<HostProcess>());
        QVERIFY2(m_hosts[i]->startAndWait(m_options[i]), m_hosts[i]->errors().constData());
        links.people = std::make_unique<FailingNetwork>(m_hosts[i]->port());
        m_links.push_back(std::move(links));
    }
}

void TestClusterFaults::cleanup()
{
    if (!QTest::currentTestFailed())
        return;
    qWarning().noquote() << "failed so far:" << m_done.join(", ");
    for (const auto &one : m_hosts)
        qWarning().noquote() << one->errors().right(1500);
    mend();
}

void TestClusterFaults::nothingIsLostOrDoubled_data()
{
    QTest::addColumn<quint32>("seed");
    const int only = qEnvironmentVariableIntValue("MADANG_SEED");
    if (only > 0) {
        QTest::addRow("%d", only) << quint32(only);
        return;
    }
    const int first = std::max(1, qEnvironmentVariableIntValue("MADANG_FIRST_SEED"));
    const int wanted = qEnvironmentVariableIntValue("MADANG_SEEDS");
    const int seeds = wanted > 0 ? wanted : qEnvironmentVariableIsSet("MADANG_LONG") ? 300 : 3;
    for (int seed = first; seed < first + seeds; ++seed)
        QTest::addRow("%d", seed) << quint32(seed);
}

void TestClusterFaults::failLink(QRandomGenerator &random, size_t host)
{
    const auto way = random.bounded(3);
    const Links &links = m_links[host];
    m_brokenLink = (way == 0 ? links.postgres : way == 1 ? links.redis : links.people).get();
    const bool isCut = random.bounded(2) == 0;
    m_done += QByteArray(isCut ? "cut" : "held") + " the link of host " + QByteArray::number(host) +
              " to " +
              (way == 0   ? "PostgreSQL"
               : way == 1 ? "Redis"
                          : "people");
    if (isCut)
        m_brokenLink->shut();
    else
        m_brokenLink->freeze();
}

void TestClusterFaults::fail(QRandomGenerator &random, RoomLoad &load)
{
    const size_t host = random.bounded(quint32(hostCount));
    switch (random.bounded(12)) {
    case 0:
        m_done += "killed host " + QByteArray::number(host);
        m_hosts[host]->kill();
        return;
    case 1:
        m_done += "paused host " + QByteArray::number(host);
        m_hosts[host]->pause();
        m_paused = host;
        return;
    case 2:
        m_done += "killed PostgreSQL";
        m_postgres->kill();
        m_postgresStopped = true;
        return;
    case 3:
        m_done += "stopped PostgreSQL";
        m_postgres->stop();
        m_postgresStopped = true;
        return;
    case 4:
        m_done += "paused PostgreSQL";
        m_postgres->pause();
        m_postgresPaused = true;
        return;
    case 5:
        m_done += "stopped Redis";
        m_redis.stop();
        m_redisStopped = true;
        return;
    case 6:
        m_done += "paused Redis";
        m_redis.pause();
        m_redisPaused = true;
        return;
    case 7:
        m_done += "cut who speaks";
        load.cut(host);
        return;
    case 8:
        m_done += "emptied Redis";
        m_redis.command({QStringLiteral("FLUSHALL")});
        return;
    default:
        failLink(random, host);
        return;
    }
}

void TestClusterFaults::mend()
{
    if (m_paused < hostCount)
        m_hosts[std::exchange(m_paused, hostCount)]->resume();
    if (FailingNetwork *link = std::exchange(m_brokenLink, nullptr)) {
        link->open();
        link->thaw();
    }
    if (std::exchange(m_redisPaused, false))
        m_redis.resume();
    if (std::exchange(m_redisStopped, false))
        QVERIFY(m_redis.start());
    if (std::exchange(m_postgresPaused, false))
        m_postgres->resume();
    if (std::exchange(m_postgresStopped, false))
        QVERIFY(m_postgres->start());
    for (size_t i = 0; i < hostCount; ++i) {
        if (!m_hosts[i]->isRunning())
            QVERIFY2(m_hosts[i]->startAndWait(m_options[i]), m_hosts[i]->errors().constData());
    }
}

void TestClusterFaults::nothingIsLostOrDoubled()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    m_done.clear();
    const QByteArray room = "room" + QByteArray::number(seed);
    QVERIFY(makeRoom(*m_hosts[0], room));
    std::vector<quint16> doors;
    for (const Links &links : m_links)
        doors.push_back(links.people->port());
    RoomLoad load(m_hosts, room, 0, doors);
    load.setEndless(true);
    for (int fault = 0; fault < faultsEach; ++fault) {
        // Some go on, then something fails, then it stays so for a while.
        const size_t wanted = load.receiptCount() + 5 + random.bounded(20);
        QVERIFY2(load.goOnTill(wanted), m_done.join(", ").constData());
        fail(random, load);
        load.goOnFor(std::chrono::milliseconds(200 + random.bounded(1500)));
        mend();
    }
    QVERIFY(load.goOnTill(load.receiptCount() + 30));
    load.setEndless(false);
    QVERIFY2(load.goOnToTheEnd(), m_done.join(", ").constData());
    QCOMPARE(load.receiptCount(), load.thoughtOf());
    const QByteArray fault = load.fault();
    QVERIFY2(fault.isEmpty(), (fault + " after: " + m_done.join(", ")).constData());
}

QTEST_GUILESS_MAIN(TestClusterFaults)
#include "tst_clusterfaults.moc"
