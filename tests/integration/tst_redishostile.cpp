// SPDX-License-Identifier: GPL-3.0-or-later

// What a host does that speaks to something which is no Redis, or none that means well.

#include "tests/support/redishost.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <functional>

using namespace ClusterBackends;
using Host = RedisHost;

namespace {

constexpr int patience = 30'000;

/// Accepts whoever comes, and answers as a test wants.
class FakeRedis : public QTcpServer {
public:
    /// What it says to what was said, call by call of one connection.
    using Talk = std::function<void(QTcpSocket &, const QByteArray &)>;

    explicit FakeRedis(Talk talk) : m_talk(std::move(talk))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                ++connections;
                connect(socket, &QTcpSocket::readyRead, this,
                        [this, socket] { m_talk(*socket, socket->readAll()); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
    QString location() const { return QStringLiteral("redis://127.0.0.1:%1").arg(serverPort()); }

    int connections = 0;

private:
    const Talk m_talk;
};

} // namespace

class TestRedisHostile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isLeftAndTriedAgain_data();
    void isLeftAndTriedAgain();
    void whenConnected();
    void pausesGrow();
};

void TestRedisHostile::isLeftAndTriedAgain_data()
{
    QTest::addColumn<QByteArray>("says");
    QTest::addColumn<bool>("endlessly");
    QTest::newRow("another protocol") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n") << false;
    QTest::newRow("endless text") << "$2000000000\r\n" + QByteArray(100000, 'x') << true;
    QTest::newRow("endless line") << QByteArray(100000, '+') << true;
    QTest::newRow("endless list") << "*2000000\r\n" + QByteArray(":1\r\n").repeated(20000) << true;
    QTest::newRow("endless answers") << QByteArray("+OK\r\n").repeated(20000) << true;
    QTest::newRow("giant count") << QByteArray("*2147483647\r\n") << false;
    QTest::newRow("lists in lists") << QByteArray("*1\r\n").repeated(1000) << false;
    QTest::newRow("silence") << QByteArray() << false;
    QTest::newRow("errors") << QByteArray("-ERR go away\r\n") << false;
    QTest::newRow("sends elsewhere") << QByteArray("-MOVED 1 :1\r\n") << false;
}

void TestRedisHostile::isLeftAndTriedAgain()
{
    QFETCH(QByteArray, says);
    QFETCH(bool, endlessly);
    FakeRedis fake([&](QTcpSocket &socket, const QByteArray &) {
        socket.write(says);
        if (endlessly)
            connect(&socket, &QTcpSocket::bytesWritten, &socket, [&socket, says] {
                if (socket.bytesToWrite() < says.size())
                    socket.write(says);
            });
    });
    RedisAccess hostile = redisAccess(fake.location(), newLogId());
    hostile.times.connect = std::chrono::milliseconds(500);
    Host a(hostile);
    a.cluster.set("load", "1");
    QTRY_VERIFY_WITH_TIMEOUT(fake.connections >= 3, patience);
    QVERIFY(!a.cluster.isConnected());
    QVERIFY(!a.cluster.status().problem.isEmpty());
    QCOMPARE(a.connected.size() + a.disconnected.size(), 0);
}

/// It logs in, and then says something else.
void TestRedisHostile::whenConnected()
{
    int subscribed = 0;
    FakeRedis fake([&](QTcpSocket &socket, const QByteArray &asked) {
        if (asked.contains("SUBSCRIBE")) {
            ++subscribed;
            socket.write("*3\r\n$9\r\nsubscribe\r\n$1\r\nx\r\n:1\r\n");
            socket.write("*3\r\n$7\r\nmessage\r\n$1\r\nx\r\n$3000000\r\n" +
                         QByteArray(3'000'000, 'x') + "\r\n");
        } else if (asked.contains("PING")) {
            socket.write("+PONG\r\n");
        }
    });
    Host a(redisAccess(fake.location(), newLogId()));
    QTRY_VERIFY_WITH_TIMEOUT(subscribed >= 2, patience);
    QTRY_VERIFY_WITH_TIMEOUT(a.cluster.status().problem.contains(QStringLiteral("too long")),
                             patience);
    QVERIFY(!a.cluster.isConnected());
}

void TestRedisHostile::pausesGrow()
{
    QElapsedTimer clock;
    clock.start();
    QList<qint64> times;
    FakeRedis fake([&](QTcpSocket &socket, const QByteArray &) {
        times << clock.elapsed();
        socket.write("-LOADING Redis is loading the dataset in memory\r\n");
    });
    RedisAccess patient = redisAccess(fake.location(), newLogId());
    patient.times.shortestPause = std::chrono::milliseconds(8);
    patient.times.longestPause = std::chrono::milliseconds(512);
    Host a(patient);
    QTRY_VERIFY_WITH_TIMEOUT(times.size() >= 9, patience);
    // Of the last pause at least half is kept, whatever chance says.
    QVERIFY(times[8] - times[7] >= 256);
    QVERIFY(a.cluster.status().problem.contains(QStringLiteral("LOADING")));
}

QTEST_GUILESS_MAIN(TestRedisHostile)
#include "tst_redishostile.moc"
