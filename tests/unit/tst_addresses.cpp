// SPDX-License-Identifier: GPL-3.0-or-later
// What counts as one address, where something is bound per address.
#include "server/auth/addresses.h"
#include "server/auth/addressrange.h"
#include "server/auth/guessguard.h"

#include <QTest>

using namespace Server;

class AddressesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void networks_data();
    void networks();
    void asText_data();
    void asText();
    void neighboursCountEach();
    void ranges_data();
    void ranges();
    void guessesOfANetworkCountTogether();
};

void AddressesTest::networks_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("network");
    const auto row = [](const char *name, const char *address, const char *network) {
        QTest::newRow(name) << QString::fromLatin1(address) << QString::fromLatin1(network);
    };
    row("IPv4", "192.168.0.5", "192.168.0.5");
    row("IPv4 in IPv6", "::ffff:192.168.0.5", "192.168.0.5");
    row("IPv6", "2001:db8:1:2:a:b:c:d", "2001:db8:1:2::");
    row("the network itself", "2001:db8:1:2::", "2001:db8:1:2::");
    row("link-local", "fe80::1:2", "fe80::1:2");
    row("this computer", "::1", "::1");
}

void AddressesTest::networks()
{
    QFETCH(QString, address);
    QTEST(addressNetwork(QHostAddress(address), {}).toString(), "network");
}

void AddressesTest::asText_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("network");
    const auto row = [](const char *name, const char *address, const char *network) {
        QTest::newRow(name) << QString::fromLatin1(address) << QString::fromLatin1(network);
    };
    row("IPv4", "192.168.0.5", "192.168.0.5");
    row("IPv4 in IPv6", "::FFFF:192.168.0.5", "192.168.0.5");
    row("IPv6", "2001:DB8:1:2::9", "2001:db8:1:2::/64");
    row("no address", "u-Kim", "u-Kim");
    row("a network already", "2001:db8:1:2::/64", "2001:db8:1:2::/64");
    row("this computer", "::1", "::1");
    row("nothing", "", "");
}

void AddressesTest::asText()
{
    QFETCH(QString, address);
    QTEST(addressNetworkText(address), "network");
}

void AddressesTest::neighboursCountEach()
{
    const QHostAddress own(QStringLiteral("2001:db8:7:7::1"));
    const QHostAddress neighbour(QStringLiteral("2001:db8:7:7::2"));
    QCOMPARE(addressNetwork(neighbour, {QHostAddress(QStringLiteral("10.0.0.1")), own}), neighbour);
    QCOMPARE(addressNetwork(neighbour, {QHostAddress(QStringLiteral("2001:db8:7:8::1"))}),
             QHostAddress(QStringLiteral("2001:db8:7:7::")));
}

void AddressesTest::ranges_data()
{
    QTest::addColumn<QString>("banned");
    QTest::addColumn<QString>("peer");
    QTest::addColumn<bool>("binds");
    const auto row = [](const char *name, const char *banned, const char *peer, bool binds) {
        QTest::newRow(name) << QString::fromLatin1(banned) << QString::fromLatin1(peer) << binds;
    };
    row("the same", "192.168.0.5", "192.168.0.5", true);
    row("another one", "192.168.0.5", "192.168.0.6", false);
    row("IPv4 in IPv6", "::ffff:192.168.0.5", "192.168.0.5", true);
    row("IPv4 in IPv6, in hexadecimal", "::ffff:c0a8:5", "192.168.0.5", true);
    row("the same network", "2001:db8:1:2::/64", "2001:db8:1:2::/64", true);
    row("another network", "2001:db8:1:2::/64", "2001:db8:1:3::/64", false);
    row("a network, a neighbour in it", "2001:db8:1:2::/64", "2001:db8:1:2::9", true);
    row("a network, a neighbour of another", "2001:db8:1:2::/64", "2001:db8:1:3::9", false);
    row("two neighbours", "2001:db8:1:2::8", "2001:db8:1:2::9", false);
    row("a neighbour, before a change of network", "2001:db8:1:2::8", "2001:db8:1:2::/64", true);
    row("a scope id", "fe80::1:2%7", "fe80::1:2%7", true);
    row("another scope id", "fe80::1:2%7", "fe80::1:2%8", false);
    row("IPv4 and IPv6", "0.0.0.0", "2001:db8::/64", false);
    row("no address", "u-Kim", "u-Kim", true);
    row("nothing", "", "", false);
}

void AddressesTest::ranges()
{
    QFETCH(QString, banned);
    QFETCH(QString, peer);
    QTEST(AddressRange(banned).overlaps(AddressRange(peer)), "binds");
}

void AddressesTest::guessesOfANetworkCountTogether()
{
    GuessGuard guard({2, 100});
    const auto now = Stomp::Clock::now();
    guard.wasWrong(QStringLiteral("2001:db8:1:2::1"), {}, now);
    QVERIFY(!guard.wait(QStringLiteral("2001:db8:1:2::3"), {}, now));
    guard.wasWrong(QStringLiteral("2001:db8:1:2::2"), {}, now);
    QVERIFY(guard.wait(QStringLiteral("2001:db8:1:2::3"), {}, now));
    QVERIFY(!guard.wait(QStringLiteral("2001:db8:1:3::3"), {}, now));
}

QTEST_APPLESS_MAIN(AddressesTest)
#include "tst_addresses.moc"
