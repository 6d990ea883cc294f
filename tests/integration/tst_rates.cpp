// SPDX-License-Identifier: GPL-3.0-or-later
// Who sends faster than the rates waits, loses nothing, and disturbs nobody.

#include "tests/support/hostprocess.h"
#include "tests/support/roompeer.h"

#include <QTest>

namespace {

constexpr int patience = 60000;
const QString room = QStringLiteral("lobby");

} // namespace

class TestRates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void messages_data()
    {
        QTest::addColumn<QStringList>("rates");
        QTest::newRow("messages") << QStringList{"--messages-per-second=20", "--message-burst=5"};
        // About 200 bytes are one message.
        QTest::newRow("bytes") << QStringList{"--bytes-per-second=4000", "--byte-burst=2000"};
    }
    void messages()
    {
        QFETCH(QStringList, rates);
        constexpr int count = 100;
        HostProcess host;
        host.environment.insert(QStringLiteral("QT_LOGGING_RULES"),
                                QStringLiteral("madang.server.broker.debug=true"));
        QVERIFY(host.startAndWait(rates + QStringList{QStringLiteral("--loopback=limited")}));
        RoomPeer listener(host.webSocket(), QStringLiteral("듣는이"), room);
        RoomPeer hasty(host.webSocket(), QStringLiteral("hasty"), room);
        RoomPeer calm(host.webSocket(), QStringLiteral("calm"), room);
        listener.listen();
        QTRY_VERIFY_WITH_TIMEOUT(
            listener.isConnected() && hasty.isConnected() && calm.isConnected(), patience);

        QStringList said;
        for (int i = 0; i < count; ++i) {
            said.append(QString::number(i));
            hasty.say(said.last());
        }
        QTRY_VERIFY_WITH_TIMEOUT(!listener.textsOf(hasty.name()).isEmpty(), patience);
        calm.say(QStringLiteral("hello"));
        QTRY_COMPARE_WITH_TIMEOUT(listener.textsOf(calm.name()).size(), 1, patience);
        // The neighbour did not wait for the hasty one's queue.
        QVERIFY(listener.textsOf(hasty.name()).size() < count);

        QTRY_COMPARE_WITH_TIMEOUT(listener.textsOf(hasty.name()).size(), count, patience);
        QCOMPARE(listener.textsOf(hasty.name()), said);
        QVERIFY(hasty.isConnected());
        QTRY_VERIFY(host.errors().contains("sends faster than its rate and waits"));
    }

    void thisComputersOwnAreSpared()
    {
        constexpr int count = 100;
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
