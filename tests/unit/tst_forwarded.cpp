// SPDX-License-Identifier: GPL-3.0-or-later
// Who is believed to come through a proxy.

#include "server/doors/forwarded.h"
#include "server/doors/reception.h"

#include <QTest>

using namespace Server;

namespace {

bool isOurs(const QHostAddress &address)
{
    return address.isInSubnet(QHostAddress(QStringLiteral("10.0.0.0")), 24);
}

QHostAddress at(const char *text)
{
    return QHostAddress(QString::fromLatin1(text));
}

} // namespace

class TestForwarded : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void peer_data();
    void peer();
    void proxyIsNotBoundButWhoIsBehindIt();
};

void TestForwarded::peer_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *peer, const char *header,
                        const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(peer) << QByteArray(header)
                            << QString::fromLatin1(expected);
    };
    row("nothing said", "10.0.0.1", "", "10.0.0.1");
    row("one", "10.0.0.1", "192.0.2.7", "192.0.2.7");
    row("IPv6", "10.0.0.1", "2001:db8::7", "2001:db8::7");
    row("IPv4 within IPv6", "10.0.0.1", "::ffff:192.0.2.7", "192.0.2.7");
    row("two proxies", "10.0.0.1", "192.0.2.7, 10.0.0.2", "192.0.2.7");
    row("the client lies", "10.0.0.1", "127.0.0.1, 192.0.2.7", "192.0.2.7");
    row("it lies by a proxy's address", "10.0.0.1", "10.0.0.9, 192.0.2.7", "192.0.2.7");
    row("proxies alone", "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3");
    row("no address", "10.0.0.1", "unknown", "10.0.0.1");
    row("no address before the proxy", "10.0.0.1", "unknown, 10.0.0.2", "10.0.0.2");
    row("nobody's proxy", "192.0.2.9", "192.0.2.7", "192.0.2.9");
    row("this computer is none by itself", "127.0.0.1", "192.0.2.7", "127.0.0.1");
}

void TestForwarded::peer()
{
    QFETCH(const QString, peer);
    QFETCH(const QByteArray, header);
    QFETCH(const QString, expected);
    QCOMPARE(forwardedPeer(QHostAddress(peer), header, isOurs).toString(), expected);
}

void TestForwarded::proxyIsNotBoundButWhoIsBehindIt()
{
    DoorLimits limits;
    limits.connectionsPerAddress = 2;
    limits.isProxy = isOurs;
    const auto reception = std::make_shared<Reception>(limits);
    std::vector<Reception::Place> places;
    for (int i = 0; i < 5; ++i) {
        auto place = reception->admit(at("10.0.0.1"));
        QVERIFY(place);
        places.push_back(std::move(*place));
    }
    QVERIFY(places[0].moveTo(at("192.0.2.7")));
    QVERIFY(places[1].moveTo(at("192.0.2.7")));
    QVERIFY(!places[2].moveTo(at("192.0.2.7")));
    QVERIFY(!reception->admit(at("192.0.2.7"))); // nor by itself
    QVERIFY(places[2].moveTo(at("192.0.2.8")));
    places.erase(places.begin());
    QVERIFY(places[2].moveTo(at("192.0.2.7")));
    places.clear();
    QCOMPARE(reception->connections(), 0);
    QVERIFY(reception->admit(at("192.0.2.7")));
}

QTEST_GUILESS_MAIN(TestForwarded)
#include "tst_forwarded.moc"
