// SPDX-License-Identifier: GPL-3.0-or-later
// Three hosts, one log, people who talk; and hosts, PostgreSQL, Redis and connections that fail in
// an order that a seed decides. MADANG_SEEDS=300 says how many, MADANG_SEED=7 which one alone.

#include "tests/support/hostprocess.h"
#include "tests/support/privatepostgres.h"
#include "tests/support/privateredis.h"
#include "tests/support/talkingpeer.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <vector>

namespace {

constexpr size_t hostCount = 3;
constexpr int messagesEach = 60;
constexpr int faultsEach = 4;
constexpr int patience = 60000; // ms

using Hosts = std::array<std::unique_ptr<HostProcess>, hostCount>;

/// Says its messages by whichever host answers, each until it has its receipt.
class Speaker {
public:
    Speaker(Hosts &hosts, size_t number, const QByteArray &room)
        : m_hosts(hosts), m_host(number), m_room(room),
          m_token("guest-token:" +
                  QByteArray(32, char('a' + number))
                      .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) +
                  '\n')
    {
        for (int i = 0; i < messagesEach; ++i)
            m_open.push_back(room + '-' + QByteArray::number(number) + '-' + QByteArray::number(i));
    }

    /// Whether it has said something more since the last time.
    void goOn()
    {
        if (m_peer && (m_peer->isClosed() || m_waited.hasExpired())) {
            noteReceipts();
            m_peer.reset();
            m_host = (m_host + 1) % hostCount; // as behind a balancer
        }
        if (m_open.empty())
            return;
        if (!m_peer) {
            if (!m_hosts[m_host]->isRunning()) {
                m_host = (m_host + 1) % hostCount;
                return;
            }
            m_peer = std::make_unique<TalkingPeer>(*m_hosts[m_host], m_token);
            m_said = 0;
            m_waited.setRemainingTime(10000);
        }
        noteReceipts();
        // A few at a time, so that faults find some of them under way.
        while (m_said < m_open.size() && m_said < 5)
            m_peer->say(m_open[m_said++], m_room);
    }
    void cut()
    {
        if (m_peer)
            m_peer->reset();
    }
    bool isDone() const { return m_open.empty(); }
    const std::set<QByteArray> &receipted() const { return m_receipted; }

private:
    void noteReceipts()
    {
        const QByteArray heard = m_peer->stomp();
        const size_t before = m_open.size();
        std::erase_if(m_open, [&](const QByteArray &text) {
            const bool is = heard.contains("RECEIPT\nreceipt-id:r-" + text + '\n');
            if (is)
                m_receipted.insert(text);
            return is;
        });
        m_said -= std::min(m_said, before - m_open.size());
        if (before != m_open.size())
            m_waited.setRemainingTime(10000);
    }

    Hosts &m_hosts;
    size_t m_host;
    QByteArray m_room;
    QByteArray m_token;
    std::vector<QByteArray> m_open;
    size_t m_said = 0;
    std::set<QByteArray> m_receipted;
    std::unique_ptr<TalkingPeer> m_peer;
    QDeadlineTimer m_waited;
};

/// Hears a room by one host, from where it was when that failed.
class Hearer {
public:
    Hearer(Hosts &hosts, size_t host, const QByteArray &room)
        : m_hosts(hosts), m_host(host), m_room(room)
    {
    }
    void goOn()
    {
        if (m_peer && m_peer->isClosed()) {
            m_before = all();
            m_peer.reset();
        }
        if (!m_peer && m_hosts[m_host]->isRunning()) {
            m_peer = std::make_unique<TalkingPeer>(*m_hosts[m_host]);
            m_peer->subscribe("/topic/chat/room/" + m_room,
                              "since:" + QByteArray::number(last()) + '\n');
        }
    }
    QByteArrayList all() const { return m_before + (m_peer ? m_peer->heard() : QByteArrayList()); }

private:
    qint64 last()
    {
        // Only TALK is said in these rooms, so the number is how many were heard.
        return m_before.size();
    }

    Hosts &m_hosts;
    size_t m_host;
    QByteArray m_room;
    QByteArrayList m_before;
    std::unique_ptr<TalkingPeer> m_peer;
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
    void fail(QRandomGenerator &random, std::vector<Speaker> &speakers);
    void mend();

    PrivateRedis m_redis;
    QStringList m_options;
    Hosts m_hosts;
    QByteArrayList m_done; ///< What failed, for the report.
    size_t m_paused = hostCount;
    bool m_redisPaused = false;
    bool m_redisStopped = false;
    bool m_postgresStopped = false;
};

void TestClusterFaults::initTestCase()
{
    if (!PrivatePostgres::isInstalled() || !PrivateRedis::isInstalled())
        QSKIP("PostgreSQL or Redis is not installed");
    QVERIFY(PrivatePostgres::instance());
    QVERIFY(m_redis.start());
    m_options = {QStringLiteral("--database"), PrivatePostgres::instance()->words(),
                 QStringLiteral("--redis"), QStringLiteral("redis://") + m_redis.address()};
    for (auto &one : m_hosts) {
        one = std::make_unique<HostProcess>();
        QVERIFY2(one->startAndWait(m_options), one->errors().constData());
    }
}

void TestClusterFaults::cleanup()
{
    if (!QTest::currentTestFailed())
        return;
    qWarning().noquote() << "failed so far:" << m_done.join(", ");
    for (const auto &one : m_hosts)
        qWarning().noquote() << one->errors().right(1500);
}

void TestClusterFaults::nothingIsLostOrDoubled_data()
{
    QTest::addColumn<quint32>("seed");
    const int only = qEnvironmentVariableIntValue("MADANG_SEED");
    if (only > 0) {
        QTest::addRow("%d", only) << quint32(only);
        return;
    }
    const int wanted = qEnvironmentVariableIntValue("MADANG_SEEDS");
    const int seeds = wanted > 0 ? wanted : qEnvironmentVariableIsSet("MADANG_LONG") ? 300 : 3;
    for (int seed = 1; seed <= seeds; ++seed)
        QTest::addRow("%d", seed) << quint32(seed);
}

void TestClusterFaults::fail(QRandomGenerator &random, std::vector<Speaker> &speakers)
{
    const size_t host = random.bounded(quint32(hostCount));
    PrivatePostgres *postgres = PrivatePostgres::instance();
    switch (random.bounded(8)) {
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
        m_done += "crashed PostgreSQL";
        QVERIFY(postgres->crashAndStart());
        return;
    case 3:
        m_done += "stopped PostgreSQL";
        postgres->stop();
        m_postgresStopped = true;
        return;
    case 4:
        m_done += "stopped Redis";
        m_redis.stop();
        m_redisStopped = true;
        return;
    case 5:
        m_done += "paused Redis";
        m_redis.pause();
        m_redisPaused = true;
        return;
    case 6:
        m_done += "cut who speaks";
        speakers[host].cut();
        return;
    case 7:
        m_done += "emptied Redis";
        m_redis.command({QStringLiteral("FLUSHALL")});
        return;
    }
}

void TestClusterFaults::mend()
{
    if (m_paused < hostCount)
        m_hosts[std::exchange(m_paused, hostCount)]->resume();
    if (std::exchange(m_redisPaused, false))
        m_redis.resume();
    if (std::exchange(m_redisStopped, false))
        QVERIFY(m_redis.start());
    if (std::exchange(m_postgresStopped, false))
        QVERIFY(PrivatePostgres::instance()->start());
    for (auto &one : m_hosts) {
        if (!one->isRunning())
            QVERIFY2(one->startAndWait(m_options), one->errors().constData());
    }
}

void TestClusterFaults::nothingIsLostOrDoubled()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    m_done.clear();
    const QByteArray room = "room" + QByteArray::number(seed);
    {
        TalkingPeer maker(*m_hosts[0]);
        QVERIFY(maker.ask("/app/chat/createroom", "{\"roomId\":\"" + room + "\"}"));
    }
    std::vector<Speaker> speakers;
    std::vector<Hearer> hearers;
    for (size_t i = 0; i < hostCount; ++i) {
        speakers.emplace_back(m_hosts, i, room);
        hearers.emplace_back(m_hosts, i, room);
    }
    const auto goOn = [&] {
        for (Hearer &one : hearers)
            one.goOn();
        for (Speaker &one : speakers)
            one.goOn();
        return std::all_of(speakers.begin(), speakers.end(),
                           [](const Speaker &one) { return one.isDone(); });
    };
    const auto receipts = [&] {
        size_t all = 0;
        for (const Speaker &one : speakers)
            all += one.receipted().size();
        return all;
    };
    for (int fault = 0; fault < faultsEach; ++fault) {
        // Some go on, then something fails, then it stays so for a while.
        const size_t wanted = receipts() + 5 + random.bounded(20);
        QVERIFY(QTest::qWaitFor([&] { return goOn() || receipts() >= wanted; }, patience));
        fail(random, speakers);
        QDeadlineTimer broken(200 + qint64(random.bounded(1500)));
        (void)QTest::qWaitFor([&] { return goOn() || broken.hasExpired(); }, patience);
        mend();
    }
    QVERIFY2(QTest::qWaitFor(goOn, patience), m_done.join(", ").constData());

    std::set<QByteArray> receipted;
    for (const Speaker &one : speakers)
        receipted.insert(one.receipted().begin(), one.receipted().end());
    QCOMPARE(receipted.size(), hostCount * messagesEach);
    // Everybody heard all of it, and a newcomer reads it, at each host in the same order.
    const auto haveAll = [&] {
        goOn();
        return std::all_of(hearers.begin(), hearers.end(), [&](const Hearer &one) {
            return one.all().size() >= qsizetype(receipted.size());
        });
    };
    QVERIFY2(QTest::qWaitFor(haveAll, patience), m_done.join(", ").constData());
    const QByteArrayList order = hearers[0].all();
    QCOMPARE(order.size(), qsizetype(receipted.size()));
    QCOMPARE(std::set<QByteArray>(order.begin(), order.end()), receipted);
    for (const Hearer &one : hearers)
        QCOMPARE(one.all(), order);
    for (const auto &host : m_hosts) {
        // One whose database is not back yet says so, and whoever came comes again.
        QByteArrayList read;
        for (QDeadlineTimer deadline(patience); read.isEmpty() && !deadline.hasExpired();)
            read = saidIn(*host, order.last(), room);
        QCOMPARE(read, order);
    }
}

QTEST_GUILESS_MAIN(TestClusterFaults)
#include "tst_clusterfaults.moc"
