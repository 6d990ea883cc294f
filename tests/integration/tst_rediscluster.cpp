// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of a host's way to the others when Redis fails, refuses or moves.

#include "tests/support/needed.h"
#include "tests/support/redishost.h"
#include "tests/support/testcertificate.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

#include <algorithm>

using namespace ClusterBackends;
using Host = RedisHost;

namespace {

constexpr int patience = 30'000;

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

} // namespace

class TestRedisCluster : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void restartedIsFoundAgain();
    void pausedIsGivenUpAndFoundAgain();
    void killedConnectionsComeBack_data();
    void killedConnectionsComeBack();
    void emptiedIsWrittenAnew();
    void deadHostIsGone();
    void leavesNothingBehind();
    void boundedWhileNothingIsRead();
    void strangersWordsAreNotHeard();
    void logsAreApart();

    void passwordIsAsked();
    void wrongPasswordIsSaid();
    void fewRightsAreEnough();
    void tooFewRightsAreSaid();
    void database();
    void tlsByAPrivateAuthority();
    void tlsOfAnotherIsRefused();

    void listIsTriedThrough();
    void replicaIsPassedOver();
    void sentinelsTellWhoIsMaster();
    void sentinelOfNoMaster();
    void movedIsFollowed();

private:
    RedisAccess access() const
    {
        return redisAccess(QStringLiteral("redis://") + m_server->address(), m_logId);
    }
    /// That both hear each other from now on.
    void checkTalk(Host &a, Host &b);

    std::unique_ptr<PrivateRedis> m_server;
    QByteArray m_logId;
};

void TestRedisCluster::initTestCase()
{
    NEEDS(PrivateRedis::isInstalled(), "Redis");
}

void TestRedisCluster::init()
{
    m_logId = newLogId();
    m_server = std::make_unique<PrivateRedis>();
    QVERIFY(m_server->start());
}

void TestRedisCluster::checkTalk(Host &a, Host &b)
{
    QTRY_VERIFY_WITH_TIMEOUT(a.cluster.isConnected() && b.cluster.isConnected(), patience);
    a.heard.clear();
    b.heard.clear();
    a.cluster.tell(Channel::Topic, "of a");
    b.cluster.tell(Channel::Topic, "of b");
    QTRY_COMPARE_WITH_TIMEOUT(b.heard, QByteArrayList{"of a"}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(a.heard, QByteArrayList{"of b"}, patience);
}

void TestRedisCluster::restartedIsFoundAgain()
{
    Host a(access());
    Host b(access());
    a.cluster.set("load", "1");
    checkTalk(a, b);
    QTRY_COMPARE_WITH_TIMEOUT(b.fields, (Cluster::Fields{{"load", "1"}}), patience);
    m_server->stop();
    QTRY_VERIFY_WITH_TIMEOUT(!a.cluster.isConnected() && !b.cluster.isConnected(), patience);
    QTRY_VERIFY(!a.cluster.status().problem.isEmpty());
    a.cluster.set("load", "2");
    QVERIFY(m_server->start());
    checkTalk(a, b);
    QCOMPARE(a.connected.size(), 2);
    QCOMPARE(a.disconnected.size(), 1);
    QCOMPARE(a.cluster.status().reconnects, quint64(1));
    QVERIFY(a.cluster.status().problem.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(b.fields, (Cluster::Fields{{"load", "2"}}), patience);
    QCOMPARE(a.gone.size() + b.gone.size(), 0); // they have time to come back
}

void TestRedisCluster::pausedIsGivenUpAndFoundAgain()
{
    Host a(access());
    Host b(access());
    checkTalk(a, b);
    m_server->pause();
    a.cluster.tell(Channel::Topic, "lost or late");
    QTRY_VERIFY_WITH_TIMEOUT(!a.cluster.isConnected() && !b.cluster.isConnected(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(a.cluster.status().problem.contains(QStringLiteral("in time")),
                             patience);
    m_server->resume();
    QTRY_VERIFY_WITH_TIMEOUT(a.cluster.isConnected() && b.cluster.isConnected(), patience);
    b.cluster.tell(Channel::Topic, "b again");
    a.cluster.tell(Channel::Topic, "a again");
    QTRY_VERIFY_WITH_TIMEOUT(b.heard.contains("a again"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(a.heard.contains("b again"), patience);
    QVERIFY(b.heard.count("a again") == 1);
    QVERIFY(b.heard.count("lost or late") <= 1);
}

void TestRedisCluster::killedConnectionsComeBack_data()
{
    QTest::addColumn<QString>("type");
    QTest::newRow("commands") << QStringLiteral("normal");
    QTest::newRow("listening") << QStringLiteral("pubsub");
}

void TestRedisCluster::killedConnectionsComeBack()
{
    QFETCH(QString, type);
    Host a(access());
    Host b(access());
    checkTalk(a, b);
    const QByteArray killed =
        m_server->command({QStringLiteral("CLIENT"), QStringLiteral("KILL"), QStringLiteral("TYPE"),
                           type, QStringLiteral("SKIPME"), QStringLiteral("yes")});
    QCOMPARE(killed, QByteArray("2"));
    QTRY_COMPARE_WITH_TIMEOUT(a.connected.size(), 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(b.connected.size(), 2, patience);
    checkTalk(a, b);
    // Two for each, and none left behind.
    QTRY_COMPARE_WITH_TIMEOUT(
        m_server->command(words("CLIENT LIST TYPE normal")).split('\n').size() +
            m_server->command(words("CLIENT LIST TYPE pubsub")).split('\n').size(),
        5, patience); // with the one that asks
}

void TestRedisCluster::emptiedIsWrittenAnew()
{
    Host a(access());
    a.cluster.set("load", "1");
    a.cluster.set("room", "7");
    QTRY_VERIFY_WITH_TIMEOUT(a.cluster.isConnected(), patience);
    QCOMPARE(m_server->command(words("FLUSHALL")), QByteArray("OK"));
    Host b(access());
    QTRY_COMPARE_WITH_TIMEOUT(b.fields, (Cluster::Fields{{"load", "1"}, {"room", "7"}}), patience);
    // Half a state is none.
    QCOMPARE(m_server->command({QStringLiteral("HDEL"),
                                QStringLiteral("madang:{%1}:host:%2")
                                    .arg(QString::fromLatin1(m_logId),
                                         QString::fromLatin1(a.cluster.self().toBytes())),
                                QStringLiteral("=load")}),
             QByteArray("1"));
    QTRY_COMPARE_WITH_TIMEOUT(
        m_server->command(
            {QStringLiteral("HLEN"), QStringLiteral("madang:{%1}:host:%2")
                                         .arg(QString::fromLatin1(m_logId),
                                              QString::fromLatin1(a.cluster.self().toBytes()))}),
        QByteArray("3"), patience);
    QCOMPARE(a.connected.size(), 1);
}

void TestRedisCluster::deadHostIsGone()
{
    FailingNetwork network(m_server->port());
    RedisAccess behind = access();
    behind.location.servers = {{QStringLiteral("127.0.0.1"), network.port()}};
    Host a(behind);
    Host b(access());
    a.cluster.set("load", "1");
    checkTalk(a, b);
    QTRY_COMPARE_WITH_TIMEOUT(b.fields.size(), 1, patience);
    network.freeze(); // its connections stay, as of a machine without power
    QTRY_COMPARE_WITH_TIMEOUT(b.gone.size(), 1, patience);
    QVERIFY(b.gone[0][0].value<HostName>() == a.cluster.self());
    QCOMPARE(b.cluster.status().hosts, 0);
}

void TestRedisCluster::leavesNothingBehind()
{
    {
        Host a(access());
        a.cluster.set("load", "1");
        QTRY_VERIFY_WITH_TIMEOUT(a.cluster.isConnected(), patience);
        QVERIFY(!m_server->command(words("KEYS *")).isEmpty());
    }
    QCOMPARE(m_server->command(words("KEYS *")), QByteArray());
}

void TestRedisCluster::boundedWhileNothingIsRead()
{
    Host a(access());
    Host b(access());
    checkTalk(a, b);
    b.heard.clear();
    m_server->pause();
    const QByteArray large(Cluster::payloadBytes / 2, 'x');
    constexpr int many = 100;
    for (int i = 0; i < many; ++i)
        a.cluster.tell(Channel::Topic, QByteArray::number(1000 + i) + large);
    const ClusterStatus status = a.cluster.status();
    QCOMPARE(status.sent + status.dropped, quint64(many + 1));
    QVERIFY(status.dropped > many / 2); // of more than there is room for
    m_server->resume();
    a.cluster.tell(Channel::Topic, "end");
    QTRY_VERIFY_WITH_TIMEOUT(a.cluster.status().connected && b.cluster.status().connected,
                             patience);
    // The hole is told, by what comes behind it or by a new connection.
    QTRY_VERIFY_WITH_TIMEOUT(b.missed.size() > 0 || b.connected.size() > 1, patience);
    QByteArrayList sorted = b.heard;
    std::sort(sorted.begin(), sorted.end());
    QVERIFY(b.heard == sorted || b.heard.contains("end"));
    QVERIFY(std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end());
}

void TestRedisCluster::strangersWordsAreNotHeard()
{
    Host a(access());
    Host b(access());
    checkTalk(a, b);
    const QString channel = QStringLiteral("madang:{%1}:said").arg(QString::fromLatin1(m_logId));
    for (const char *word : {"", "hello", "0123456789abcdef 1 told 5", "* 1 here 0"})
        QCOMPARE(m_server->command({QStringLiteral("PUBLISH"), channel, QString::fromLatin1(word)}),
                 QByteArray("2"));
    m_server->command({QStringLiteral("SADD"),
                       QStringLiteral("madang:{%1}:hosts").arg(QString::fromLatin1(m_logId)),
                       QStringLiteral("nobody"), QStringLiteral("0123456789abcdef")});
    Host c(access());
    checkTalk(a, b);
    QTRY_VERIFY_WITH_TIMEOUT(c.cluster.isConnected(), patience);
    QCOMPARE(c.cluster.status().hosts, 2);
    QCOMPARE(a.connected.size(), 1);
    QCOMPARE(b.gone.size(), 0);
}

void TestRedisCluster::logsAreApart()
{
    Host a(access());
    Host b(access());
    RedisAccess elsewhere = access();
    elsewhere.logId = newLogId();
    Host c(elsewhere);
    QTRY_VERIFY_WITH_TIMEOUT(c.cluster.isConnected(), patience);
    checkTalk(a, b);
    QVERIFY(c.heard.isEmpty());
    QCOMPARE(c.cluster.status().hosts, 0);
}

void TestRedisCluster::passwordIsAsked()
{
    m_server = std::make_unique<PrivateRedis>(QByteArrayList{"requirepass a-secret"});
    QVERIFY(m_server->start());
    RedisAccess with = access();
    with.password = "a-secret";
    Host a(with);
    Host b(with);
    checkTalk(a, b);
    QVERIFY(!a.cluster.status().where.contains(QStringLiteral("secret")));
    Host without(access());
    QTRY_VERIFY_WITH_TIMEOUT(without.cluster.status().problem.contains(QStringLiteral("NOAUTH")),
                             patience);
    QVERIFY(!without.cluster.isConnected());
}

void TestRedisCluster::wrongPasswordIsSaid()
{
    m_server = std::make_unique<PrivateRedis>(QByteArrayList{"requirepass a-secret"});
    QVERIFY(m_server->start());
    RedisAccess wrong = access();
    wrong.password = "another-secret";
    QTest::failOnWarning(QRegularExpression(QStringLiteral("secret")));
    Host a(wrong);
    QTRY_VERIFY_WITH_TIMEOUT(
        a.cluster.status().problem.contains(QStringLiteral("refused (WRONGPASS)")), patience);
    QVERIFY(!a.cluster.status().problem.contains(QStringLiteral("secret")));
    // Whoever puts the password right needs no new start of the host.
    m_server->command(words("-a a-secret CONFIG SET requirepass another-secret"));
    QTRY_VERIFY_WITH_TIMEOUT(a.cluster.isConnected(), patience);
}

void TestRedisCluster::fewRightsAreEnough()
{
    // As the operator's guide has it.
    m_server->command(words("ACL SETUSER madang on >a-secret ~madang:* &madang:* -@all +auth +ping "
                            "+select +subscribe +publish +multi +exec +del +hset +hdel +hgetall "
                            "+hlen +pexpire +sadd +srem +smembers"));
    RedisAccess as = access();
    as.location.user = QStringLiteral("madang");
    as.password = "a-secret";
    Host a(as);
    Host b(as);
    a.cluster.set("load", "1");
    a.cluster.set("room", "1");
    checkTalk(a, b);
    a.cluster.unset("room");
    QTRY_COMPARE_WITH_TIMEOUT(b.fields, (Cluster::Fields{{"load", "1"}}), patience);
    checkTalk(a, b);
    QCOMPARE(a.connected.size(), 1);
    QCOMPARE(b.connected.size(), 1);
}

void TestRedisCluster::tooFewRightsAreSaid()
{
    m_server->command(words("ACL SETUSER madang on >a-secret ~madang:* &madang:* +@all -publish"));
    RedisAccess as = access();
    as.location.user = QStringLiteral("madang");
    as.password = "a-secret";
    Host a(as);
    QTRY_VERIFY_WITH_TIMEOUT(a.cluster.status().problem.contains(QStringLiteral("NOPERM")),
                             patience);
    QVERIFY(!a.cluster.isConnected());
}

void TestRedisCluster::database()
{
    RedisAccess third = access();
    third.location.database = 3;
    Host a(third);
    Host b(third);
    checkTalk(a, b);
    QCOMPARE(m_server->command(words("-n 0 DBSIZE")), QByteArray("0"));
    QCOMPARE(m_server->command(words("-n 3 DBSIZE")), QByteArray("3"));
}

void TestRedisCluster::tlsByAPrivateAuthority()
{
    const TestCertificate certificate;
    QVERIFY(certificate.isMade());
    m_server = std::make_unique<PrivateRedis>(
        QByteArrayList{"port 0", "tls-port %port%", "tls-auth-clients no",
                       "tls-cert-file " + certificate.certificateFile().toUtf8(),
                       "tls-key-file " + certificate.keyFile().toUtf8(),
                       "tls-ca-cert-file " + certificate.certificateFile().toUtf8()});
    QVERIFY(m_server->start());
    RedisAccess tls = redisAccess(QStringLiteral("rediss://") + m_server->address(), m_logId);
    tls.authorities = {certificate.certificate()};
    Host a(tls);
    Host b(tls);
    checkTalk(a, b);
    QVERIFY(a.cluster.status().where.startsWith(QStringLiteral("rediss://")));
    const QByteArray longest(Cluster::payloadBytes, 'x');
    a.cluster.tell(Channel::Topic, longest);
    QTRY_COMPARE_WITH_TIMEOUT(b.heard.size(), 2, patience);
    QVERIFY(b.heard[1] == longest);
}

void TestRedisCluster::tlsOfAnotherIsRefused()
{
    const TestCertificate certificate;
    const TestCertificate other;
    m_server = std::make_unique<PrivateRedis>(QByteArrayList{
        "bind 127.0.0.1 127.0.0.2", "port 0", "tls-port %port%", "tls-auth-clients no",
        "tls-cert-file " + certificate.certificateFile().toUtf8(),
        "tls-key-file " + certificate.keyFile().toUtf8(),
        "tls-ca-cert-file " + certificate.certificateFile().toUtf8()});
    QVERIFY(m_server->start());
    RedisAccess tls = redisAccess(QStringLiteral("rediss://") + m_server->address(), m_logId);
    Host a(tls);
    tls.authorities = {other.certificate()};
    Host b(tls);
    for (Host *host : {&a, &b})
        QTRY_VERIFY2_WITH_TIMEOUT(
            host->cluster.status().problem.contains(QStringLiteral("certificate")),
            qPrintable(host->cluster.status().problem), patience);
    tls.authorities = {certificate.certificate()};
    tls.location.servers = {{QStringLiteral("127.0.0.2"), m_server->port()}};
    Host c(tls); // by the right authority, and for another name
    QTRY_VERIFY2_WITH_TIMEOUT(c.cluster.status().problem.contains(QStringLiteral("host name")),
                              qPrintable(c.cluster.status().problem), patience);
    QVERIFY(!a.cluster.isConnected() && !b.cluster.isConnected() && !c.cluster.isConnected());
}

void TestRedisCluster::listIsTriedThrough()
{
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const quint16 dead = nobody.serverPort();
    nobody.close();
    RedisAccess list = access();
    list.location.servers.insert(list.location.servers.begin(),
                                 {QStringLiteral("127.0.0.1"), dead});
    Host a(list);
    Host b(list);
    checkTalk(a, b);
    QVERIFY(a.cluster.status().where.endsWith(m_server->address()));
}

void TestRedisCluster::replicaIsPassedOver()
{
    PrivateRedis replica({"replicaof 127.0.0.1 " + QByteArray::number(m_server->port())});
    QVERIFY(replica.start());
    QTRY_VERIFY_WITH_TIMEOUT(
        replica.command(words("INFO replication")).contains("master_link_status:up"), patience);
    RedisAccess list = access();
    list.location.servers.insert(list.location.servers.begin(),
                                 {QStringLiteral("127.0.0.1"), replica.port()});
    Host a(list);
    QTRY_VERIFY_WITH_TIMEOUT(a.cluster.isConnected(), patience);
    QVERIFY(a.cluster.status().where.endsWith(m_server->address()));
}

void TestRedisCluster::sentinelsTellWhoIsMaster()
{
    PrivateRedis replica({"replicaof 127.0.0.1 " + QByteArray::number(m_server->port()),
                          "repl-diskless-sync-delay 0"});
    QVERIFY(replica.start());
    QTRY_VERIFY_WITH_TIMEOUT(
        replica.command(words("INFO replication")).contains("master_link_status:up"), patience);
    PrivateRedis sentinel(
        {"sentinel monitor chat 127.0.0.1 " + QByteArray::number(m_server->port()) + " 1",
         "sentinel down-after-milliseconds chat 500", "sentinel failover-timeout chat 3000"},
        true);
    QVERIFY(sentinel.start());
    QTRY_VERIFY_WITH_TIMEOUT(
        sentinel.command(words("SENTINEL REPLICAS chat")).contains(replica.address().toUtf8()),
        patience);
    RedisAccess asking = redisAccess(
        QStringLiteral("redis-sentinel://127.0.0.1:1,%1/chat").arg(sentinel.address()), m_logId);
    Host a(asking);
    Host b(asking);
    a.cluster.set("load", "1");
    checkTalk(a, b);
    QVERIFY(a.cluster.status().where.endsWith(m_server->address()));
    m_server->stop();
    QTRY_VERIFY_WITH_TIMEOUT(!a.cluster.isConnected() && !b.cluster.isConnected(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(
        a.cluster.status().where.endsWith(replica.address()) && a.cluster.isConnected(), patience);
    checkTalk(a, b);
    QVERIFY(b.cluster.status().where.endsWith(replica.address()));
    QTRY_COMPARE_WITH_TIMEOUT(b.fields, (Cluster::Fields{{"load", "1"}}), patience);
}

void TestRedisCluster::sentinelOfNoMaster()
{
    PrivateRedis sentinel(
        {"sentinel monitor chat 127.0.0.1 " + QByteArray::number(m_server->port()) + " 1"}, true);
    QVERIFY(sentinel.start());
    Host a(redisAccess(QStringLiteral("redis-sentinel://%1/another").arg(sentinel.address()),
                       m_logId));
    QTRY_VERIFY_WITH_TIMEOUT(
        a.cluster.status().problem.contains(QStringLiteral("no master of that name")), patience);
}

void TestRedisCluster::movedIsFollowed()
{
    const auto member = [] {
        QTcpServer bus;
        bus.listen(QHostAddress::LocalHost);
        return std::make_unique<PrivateRedis>(
            QByteArrayList{"cluster-enabled yes", "cluster-node-timeout 2000",
                           "cluster-port " + QByteArray::number(bus.serverPort())});
    };
    const auto empty = member();
    const auto full = member();
    QVERIFY(empty->start() && full->start());
    QCOMPARE(full->command(words("CLUSTER ADDSLOTSRANGE 0 16383")), QByteArray("OK"));
    const QByteArray bus = full->command(words("CONFIG GET cluster-port")).split('\n').last();
    QCOMPARE(empty->command(words("CLUSTER MEET 127.0.0.1")
                            << QString::number(full->port()) << QString::fromLatin1(bus)),
             QByteArray("OK"));
    QTRY_VERIFY_WITH_TIMEOUT(empty->command(words("CLUSTER INFO")).contains("cluster_state:ok"),
                             patience);
    Host a(redisAccess(empty->address(), m_logId));
    Host b(redisAccess(empty->address(), m_logId));
    a.cluster.set("load", "1");
    checkTalk(a, b);
    QTRY_COMPARE_WITH_TIMEOUT(b.fields, (Cluster::Fields{{"load", "1"}}), patience);
    QVERIFY(a.cluster.status().where.endsWith(full->address()));
}

QTEST_GUILESS_MAIN(TestRedisCluster)
#include "tst_rediscluster.moc"
