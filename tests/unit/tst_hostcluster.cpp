// SPDX-License-Identifier: GPL-3.0-or-later

// Which way to other hosts a config asks for.

#include "server/cluster/cluster.h"
#include "server/hostcluster.h"
#include "tests/support/testcertificate.h"

#include <QTest>

using namespace Server;

class TestHostCluster : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutRedisAlone();
    void byRedis();
    void faultIsNamed_data();
    void faultIsNamed();
    void contradictions_data();
    void contradictions();

private:
    QString file(const QByteArray &text);

    QTemporaryDir m_folder;
};

QString TestHostCluster::file(const QByteArray &text)
{
    const QString name = m_folder.filePath(QStringLiteral("file"));
    QFile written(name);
    if (!written.open(QIODevice::WriteOnly) || written.write(text) != text.size())
        QTest::qFail("no file", __FILE__, __LINE__);
    return name;
}

void TestHostCluster::withoutRedisAlone()
{
    const auto cluster = openCluster({}, "log");
    QVERIFY(cluster);
    QVERIFY((*cluster)->status().kind == ClusterStatus::Kind::Local);
    QVERIFY(!(*cluster)->isConnected());
    (*cluster)->start();
    QTRY_VERIFY((*cluster)->isConnected());
}

void TestHostCluster::byRedis()
{
    const TestCertificate certificate;
    QVERIFY(certificate.isMade());
    HostConfig config;
    config.redis = QStringLiteral("rediss://madang@redis.example:6380/2");
    config.redisPasswordFile = file("open sesame\n");
    config.redisCaFile = certificate.certificateFile();
    const auto cluster = openCluster(config, "log");
    QVERIFY(cluster);
    const ClusterStatus status = (*cluster)->status();
    QVERIFY(status.kind == ClusterStatus::Kind::Redis);
    QCOMPARE(status.where, QStringLiteral("rediss://redis.example:6380"));
    QVERIFY(!status.connected);
}

void TestHostCluster::faultIsNamed_data()
{
    QTest::addColumn<QString>("redis");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<bool>("authority");
    QTest::addColumn<QString>("named");
    const QString tls = QStringLiteral("rediss://a");
    QTest::newRow("address") << QStringLiteral("http://a") << QByteArray("x") << false
                             << QStringLiteral("redis");
    QTest::newRow("empty password")
        << tls << QByteArray("\nx") << false << QStringLiteral("password");
    QTest::newRow("no certificate")
        << tls << QByteArray("x") << true << QStringLiteral("redis-ca-file");
}

void TestHostCluster::faultIsNamed()
{
    QFETCH(QString, redis);
    QFETCH(QByteArray, password);
    QFETCH(bool, authority);
    QFETCH(QString, named);
    HostConfig config;
    config.redis = redis;
    config.redisPasswordFile = file(password);
    if (authority)
        config.redisCaFile = config.redisPasswordFile; // which has none
    const auto cluster = openCluster(config, "log");
    QVERIFY(!cluster);
    QVERIFY(cluster.error().kind == HostFailure::Kind::Config);
    QVERIFY2(cluster.error().sentence.contains(named), qPrintable(cluster.error().sentence));
}

void TestHostCluster::contradictions_data()
{
    QTest::addColumn<QString>("redis");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("authority");
    QTest::addColumn<QString>("named"); // Empty: there is none.
    const auto row = [](const char *name, const char *redis, const char *database,
                        const char *password, const char *authority, const char *named) {
        QTest::newRow(name) << QString::fromLatin1(redis) << QString::fromLatin1(database)
                            << QString::fromLatin1(password) << QString::fromLatin1(authority)
                            << QString::fromLatin1(named);
    };
    row("nothing", "", "", "", "", "");
    row("database alone", "", "db", "", "", "");
    row("redis", "redis://a", "db", "", "", "");
    row("with all", "rediss://u@a", "db", "p", "c", "");
    row("no database", "redis://a", "", "", "", "database is missing");
    row("password alone", "", "db", "p", "", "redis-password-file");
    row("authority alone", "", "db", "", "c", "redis-ca-file");
    row("user without password", "redis://u@a", "db", "", "", "redis-password-file is missing");
    row("authority without TLS", "redis://a", "db", "", "c", "rediss://");
    row("malformed", "redis://a:x", "db", "", "", "host:port");
    row("password in it", "redis://u:secret@a", "db", "", "", "redis-password-file");
}

void TestHostCluster::contradictions()
{
    QFETCH(QString, redis);
    QFETCH(QString, database);
    QFETCH(QString, password);
    QFETCH(QString, authority);
    QFETCH(QString, named);
    HostConfig config;
    config.redis = redis;
    config.database = database;
    config.redisPasswordFile = password;
    config.redisCaFile = authority;
    const auto contradiction = redisContradiction(config);
    QCOMPARE(contradiction.has_value(), !named.isEmpty());
    if (contradiction) {
        QVERIFY2(contradiction->contains(named), qPrintable(*contradiction));
        QVERIFY(!contradiction->contains(QStringLiteral("secret")));
    }
}

QTEST_GUILESS_MAIN(TestHostCluster)
#include "tst_hostcluster.moc"
