// SPDX-License-Identifier: GPL-3.0-or-later
// Who sends faster than the rates waits, loses nothing, and disturbs nobody.

#include "tests/support/hostprocess.h"
#include "tests/support/roompeer.h"

#include <QTest>

namespace {

constexpr int patience = 60000;
const QString room = QStringLiteral("lobby");
constexpr int count = 100;

QStringList sayMany(RoomPeer &peer)
{
    QStringList said;
    for (int i = 0; i < count; ++i) {
        said.append(QString::number(i));
        peer.say(said.last());
    }
    return said;
}

/// A host that says who waits, and to which this computer's peers are as any other.
struct LimitedHost : HostProcess {
    LimitedHost()
    {
        environment.insert(QStringLiteral("QT_LOGGING_RULES"),
                           QStringLiteral("madang.server.broker.debug=true"));
    }
    bool startWith(const QStringList &rates)
    {
        return startAndWait(rates + QStringList{QStringLiteral("--loopback=limited")});
    }
};

} // namespace

class TestRates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLost_data()
    {
        QTest::addColumn<QStringList>("rates");
        QTest::newRow("messages") << QStringList{"--messages-per-second=50", "--message-burst=5"};
        QTest::newRow("bytes") << QStringList{"--bytes-per-second=10000", "--byte-burst=2000"};
    }
    void nothingIsLost()
    {
        QFETCH(QStringList, rates);
        LimitedHost host;
        QVERIFY(host.startWith(rates));
        RoomPeer listener(host.webSocket(), QStringLiteral("듣는이"), room);
        RoomPeer hasty(host.webSocket(), QStringLiteral("hasty"), room);
        listener.listen();
        QTRY_VERIFY_WITH_TIMEOUT(listener.isConnected() && hasty.isConnected(), patience);

        const QStringList said = sayMany(hasty);
        QTRY_COMPARE_WITH_TIMEOUT(listener.textsOf(hasty.name()).size(), count, patience);
        QCOMPARE(listener.textsOf(hasty.name()), said);
        QVERIFY(hasty.isConnected());
        QTRY_VERIFY_WITH_TIMEOUT(host.errors().contains("sends faster than its rate and waits"),
                                 patience);
    }

    void neighboursDoNotWait_data()
    {
        QTest::addColumn<QStringList>("rates");
        // All of it would take longer than this test has patience.
        QTest::newRow("messages") << QStringList{"--messages-per-second=1", "--message-burst=5"};
        QTest::newRow("bytes") << QStringList{"--bytes-per-second=100", "--byte-burst=1000"};
    }
    void neighboursDoNotWait()
    {
        QFETCH(QStringList, rates);
        LimitedHost host;
        QVERIFY(host.startWith(rates));
        RoomPeer listener(host.webSocket(), QStringLiteral("듣는이"), room);
        RoomPeer hasty(host.webSocket(), QStringLiteral("hasty"), room);
        RoomPeer calm(host.webSocket(), QStringLiteral("calm"), room);
        listener.listen();
        QTRY_VERIFY_WITH_TIMEOUT(
            listener.isConnected() && hasty.isConnected() && calm.isConnected(), patience);

        sayMany(hasty);
        QTRY_VERIFY_WITH_TIMEOUT(host.errors().contains("sends faster than its rate and waits"),
                                 patience);
        calm.say(QStringLiteral("hello"));
        QTRY_COMPARE_WITH_TIMEOUT(listener.textsOf(calm.name()).size(), 1, patience);
        QVERIFY(listener.textsOf(hasty.name()).size() < count);
    }

    void thisComputersOwnAreSpared()
    {
        HostProcess host;
        host.environment.insert(QStringLiteral("QT_LOGGING_RULES"),
                                QStringLiteral("madang.server.broker.debug=true"));
        QVERIFY(host.startAndWait(
            {QStringLiteral("--messages-per-second=1"), QStringLiteral("--message-burst=1"),
             QStringLiteral("--bytes-per-second=1"), QStringLiteral("--byte-burst=1")}));
        RoomPeer peer(host.webSocket(), QStringLiteral("가람"), room);
        peer.listen();
        QTRY_VERIFY_WITH_TIMEOUT(peer.isConnected(), patience);
        for (int i = 0; i < count; ++i)
            peer.say(QString::number(i));
        QTRY_COMPARE_WITH_TIMEOUT(peer.textsOf(peer.name()).size(), count, patience);
        QVERIFY(!host.errors().contains("faster than its rate"));
    }
};

QTEST_GUILESS_MAIN(TestRates)
#include "tst_rates.moc"
