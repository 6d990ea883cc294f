// SPDX-License-Identifier: GPL-3.0-or-later
// Several computers that find each other by mDNS, on a simulated network in a time of its own.

#include "tests/support/simulatednetwork.h"

#include <QSet>
#include <QTest>

using namespace Discovery;
using namespace std::chrono_literals;

namespace {

QStringList seenBy(const SimulatedNetwork::Node &node)
{
    QStringList names;
    for (const FoundService &service : node.browser.services())
        names.append(QString::fromUtf8(service.instance.firstLabel()));
    names.sort();
    return names;
}

QString address(int number)
{
    return QStringLiteral("10.0.0.%1").arg(number);
}

} // namespace

class TestMdnsNetwork : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void twoFindEachOther()
    {
        SimulatedNetwork network;
        auto &jo = network.addHost("Jo", address(1));
        auto &mi = network.add(address(2));
        network.run(5s);
        mi.browser.start(network.now);
        network.run(300ms);
        QCOMPARE(seenBy(mi), QStringList{"Jo"});
        QCOMPARE(mi.browser.services().first().addresses, QList<QHostAddress>{jo.address});
        jo.responder.withdraw();
        network.run(2s);
        QVERIFY(seenBy(mi).isEmpty());
        // Also one who looked before.
        jo.responder.publish(SimulatedNetwork::service("Jo", "10.0.0.1", 7610),
                             Responder::Haste::Now, network.now);
        network.run(2s);
        QCOMPARE(seenBy(mi), QStringList{"Jo"});
    }

    void oneSeesItself()
    {
        SimulatedNetwork network;
        auto &jo = network.addHost("Jo", address(1));
        jo.browser.start(network.now);
        network.run(5s);
        QCOMPARE(seenBy(jo), QStringList{"Jo"});
        QCOMPARE(jo.responder.number(), 1);
    }

    void ofTwoWithOneNameOneGetsANumber_data()
    {
        QTest::addColumn<int>("seed");
        QTest::addColumn<int>("apart");
        for (int seed = 1; seed <= 10; ++seed) {
            QTest::addRow("at once, %d", seed) << seed << 0;
            QTest::addRow("a little later, %d", seed) << seed << 400;
            QTest::addRow("much later, %d", seed) << seed << 10000;
        }
    }
    void ofTwoWithOneNameOneGetsANumber()
    {
        QFETCH(int, seed);
        QFETCH(int, apart);
        SimulatedNetwork network(static_cast<unsigned>(seed));
        auto &first = network.addHost("Jo", address(1), 7610);
        network.run(std::chrono::milliseconds(apart));
        auto &second = network.addHost("Jo", address(2), 7611);
        second.browser.start(network.now);
        network.run(10s);
        QVERIFY(first.responder.hasWon() && second.responder.hasWon());
        QCOMPARE(QSet<int>({first.responder.number(), second.responder.number()}),
                 QSet<int>({1, 2}));
        if (apart >= 10000)
            QCOMPARE(first.responder.number(), 1); // who was there keeps it
        QCOMPARE(seenBy(second), QStringList({"Jo", "Jo (2)"}));
    }

    void twoNetworksThatBecomeOneSettleIt()
    {
        SimulatedNetwork network;
        auto &first = network.addHost("Jo", address(1), 7610);
        auto &second = network.addHost("Jo", address(2), 7611);
        first.browser.start(network.now);
        second.reachable = false;
        network.run(20s);
        QCOMPARE(second.responder.number(), 1);
        second.reachable = true;
        first.browser.askAgain(network.now);
        second.browser.start(network.now);
        network.run(20s);
        QVERIFY(first.responder.hasWon() && second.responder.hasWon());
        QVERIFY(first.responder.number() != second.responder.number());
        QCOMPARE(seenBy(second), QStringList({"Jo", "Jo (2)"}));
    }

    void twentyWithOneNameAtOnce()
    {
        SimulatedNetwork network;
        for (int i = 1; i <= 20; ++i)
            network.addHost("Jo", address(i), static_cast<quint16>(7000 + i));
        network.nodes.front()->browser.start(network.now);
        network.run(120s);
        QSet<QString> names;
        for (const auto &node : network.nodes) {
            QVERIFY(node->responder.hasWon());
            names.insert(node->responder.instance());
        }
        QCOMPARE(names.size(), 20);
        QCOMPARE(seenBy(*network.nodes.front()).size(), 20);
    }

    void twentyAnswerOneWhoAsks()
    {
        SimulatedNetwork network;
        for (int i = 1; i <= 20; ++i)
            network.addHost(QStringLiteral("Host %1").arg(i), address(i));
        network.run(10s);
        auto &late = network.add(address(99));
        late.browser.start(network.now);
        const TimePoint begin = network.now;
        network.run(300ms);
        QCOMPARE(seenBy(late).size(), 20);
        QCOMPARE(network.count(begin, [](const auto &sent) { return sent.message.response; }), 20);
        // They do not all speak in the same moment.
        QSet<qint64> moments;
        for (const auto &sent : network.log) {
            if (sent.at >= begin && sent.message.response)
                moments.insert(sent.at.time_since_epoch().count());
        }
        QVERIFY(moments.size() >= 10);
        // What is known is not said again.
        const TimePoint known = network.now;
        network.run(30s);
        QCOMPARE(network.count(known, [](const auto &sent) { return sent.message.response; }), 0);
        QVERIFY(network.count(known, [](const auto &sent) { return !sent.message.response; }) >= 3);
    }

    void twentyThatAllLookAreQuiet()
    {
        SimulatedNetwork network;
        for (int i = 1; i <= 20; ++i)
            network.addHost(QStringLiteral("Host %1").arg(i), address(i))
                .browser.start(network.now);
        network.run(10min);
        for (const auto &node : network.nodes)
            QCOMPARE(seenBy(*node).size(), 20);
        const TimePoint begin = network.now;
        network.run(60min);
        const int packets = network.count(begin, [](const auto &) { return true; });
        qInfo("%.1f packets a minute, of 20 hosts that all look", packets / 60.0);
        QVERIFY2(packets / 60 <= 40, qPrintable(QString::number(packets / 60)));
        for (const auto &node : network.nodes)
            QCOMPARE(seenBy(*node).size(), 20);
    }

    void lossIsMadeUpFor_data()
    {
        QTest::addColumn<int>("percent");
        QTest::newRow("10 in a hundred") << 10;
        QTest::newRow("20 in a hundred") << 20;
    }
    void lossIsMadeUpFor()
    {
        QFETCH(int, percent);
        SimulatedNetwork network;
        std::mt19937 dice(7);
        network.loses = [&dice, percent](const auto &, size_t) {
            return std::uniform_int_distribution<int>(1, 100)(dice) <= percent;
        };
        for (int i = 1; i <= 10; ++i)
            network.addHost(QStringLiteral("Host %1").arg(i), address(i))
                .browser.start(network.now);
        // Now and then somebody is missed, and found again.
        std::vector<QSet<QString>> seen(10);
        qsizetype there = 0;
        for (int second = 0; second < 600; ++second) {
            network.run(1s);
            for (size_t i = 0; i < 10; ++i) {
                const QStringList names = seenBy(*network.nodes[i]);
                seen[i] += QSet<QString>(names.begin(), names.end());
                there += names.size();
            }
        }
        for (const QSet<QString> &names : seen)
            QCOMPARE(names.size(), 10);
        qInfo("there %.1f in a hundred of the time", double(there) / 600);
        QVERIFY(there >= 600 * 95);
        // One who died without a word is gone within two minutes and a little.
        network.nodes.back()->reachable = false;
        network.run(130s);
        QVERIFY(!seenBy(*network.nodes.front()).contains("Host 10"));
    }

    void oneWhoMovesIsFoundAtTheNewAddress()
    {
        SimulatedNetwork network;
        auto &jo = network.addHost("Jo", address(1));
        auto &mi = network.add(address(2));
        mi.browser.start(network.now);
        network.run(10s);
        jo.address = QHostAddress(address(3));
        jo.responder.setAddresses({jo.address}, network.now);
        network.run(2s);
        QCOMPARE(mi.browser.services().size(), 1);
        QCOMPARE(mi.browser.services().first().addresses, QList<QHostAddress>{jo.address});
    }
};

QTEST_APPLESS_MAIN(TestMdnsNetwork)
#include "tst_mdnsnetwork.moc"
