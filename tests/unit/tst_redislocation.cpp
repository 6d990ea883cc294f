// SPDX-License-Identifier: GPL-3.0-or-later

// Where Redis is, as operators write it.

#include "server/cluster/redislocation.h"

#include <QTest>

using namespace Server;

namespace {

QString shown(const RedisLocation &location)
{
    QStringList servers;
    for (const RedisServer &server : location.servers)
        servers << server.toString();
    return QStringLiteral("%1 %2 user=%3 %4 master=%5 %6")
        .arg(location.kind == RedisLocation::Kind::Sentinels ? QStringLiteral("sentinels")
                                                             : QStringLiteral("servers"),
             location.tls ? QStringLiteral("tls") : QStringLiteral("plain"), location.user,
             servers.join(u','), location.master, QString::number(location.database));
}

} // namespace

class TestRedisLocation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isRead_data();
    void isRead();
    void isRefused_data();
    void isRefused();
};

void TestRedisLocation::isRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(expected);
    };
    row("redis://localhost", "servers plain user= localhost:6379 master= 0");
    row("localhost", "servers plain user= localhost:6379 master= 0");
    row("a:1,b:2", "servers plain user= a:1,b:2 master= 0");
    row("redis://a:1, b", "servers plain user= a:1,b:6379 master= 0");
    row("rediss://madang@redis.example:6380/7",
        "servers tls user=madang redis.example:6380 master= 7");
    row("redis://127.0.0.1/", "servers plain user= 127.0.0.1:6379 master= 0");
    row("redis://[::1]:7000,[fe80::1%eth0]",
        "servers plain user= [::1]:7000,[fe80::1%eth0]:6379 master= 0");
    row("redis-sentinel://a,b:5000/mymaster",
        "sentinels plain user= a:26379,b:5000 master=mymaster 0");
    row("rediss-sentinel://madang@a/main/3", "sentinels tls user=madang a:26379 master=main 3");
}

void TestRedisLocation::isRead()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto location = parseRedisLocation(text);
    QVERIFY2(location, qPrintable(location ? QString() : location.error()));
    QCOMPARE(shown(*location), expected);
}

void TestRedisLocation::isRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("because");
    const auto row = [](const char *text, const char *because) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(because);
    };
    row("http://a", "redis://");
    row("redis://", "server");
    row("redis://a,,b", "server");
    row("redis://a:", "server");
    row("redis://a:0", "server");
    row("redis://a:65536", "server");
    row("redis://a b", "server");
    row("redis://[::1", "server");
    row("redis://[::1]7000", "server");
    row("redis://:secret@a", "password");
    row("redis://madang:secret@a", "password");
    row("redis://@a", "user");
    row("redis://a/b", "number");
    row("redis://a/-1", "number");
    row("redis://a/1/2", "parts");
    row("redis-sentinel://a", "master");
    row("redis-sentinel://a/", "master");
    QTest::newRow("too many") << QStringLiteral("redis://a") + QStringLiteral(",a").repeated(32)
                              << QStringLiteral("32");
}

void TestRedisLocation::isRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, because);
    const auto location = parseRedisLocation(text);
    QVERIFY(!location);
    QVERIFY2(location.error().contains(because), qPrintable(location.error()));
    QVERIFY(!location.error().contains(QStringLiteral("secret")));
}

QTEST_GUILESS_MAIN(TestRedisLocation)
#include "tst_redislocation.moc"
