// SPDX-License-Identifier: GPL-3.0-or-later
// Which interfaces are used for looking around, and which addresses make sense on one.

#include "discovery/systeminterface.h"

#include <QTest>

#include <algorithm>

using namespace Discovery;
using Kind = InterfaceReport::Kind;
using Use = InterfaceReport::Use;

class TestSystemInterface : public QObject {
    Q_OBJECT

    static SystemInterface wired(const QString &name)
    {
        SystemInterface one;
        one.name = one.humanName = name;
        one.kind = Kind::Wired;
        one.up = one.multicast = true;
        one.addresses = {QHostAddress("192.168.0.7")};
        one.link.subnets = {{QHostAddress("192.168.0.7"), 24}, {QHostAddress("2001:db8::7"), 64}};
        return one;
    }

private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("humanName");
        QTest::addColumn<int>("type");
        QTest::addColumn<bool>("wireless");
        QTest::addColumn<Kind>("kind");
        const auto row = [](const char *name, Kind kind, const char *humanName = "",
                            QNetworkInterface::InterfaceType type = QNetworkInterface::Ethernet,
                            bool wireless = false) {
            QTest::addRow("%s %s", name, humanName)
                << QString::fromLatin1(name) << QString::fromLatin1(humanName)
                << static_cast<int>(type) << wireless << kind;
        };
        row("eth0", Kind::Wired);
        row("enp3s0", Kind::Wired);
        row("br0", Kind::Wired);
        row("wlan0", Kind::Wireless);
        row("wlp2s0", Kind::Wireless);
        row("en0", Kind::Wireless, "", QNetworkInterface::Ethernet, true);
        row("en0", Kind::Wireless, "", QNetworkInterface::Wifi);
        row("ethernet_1", Kind::Wireless, "Wi-Fi 2");
        for (const char *name : {"tun0", "tap0", "wg0", "utun3", "ppp0", "tailscale0", "ztabcdef"})
            row(name, Kind::Vpn);
        row("iftype53_32768", Kind::Vpn, "ProtonVPN TUN");
        for (const char *name :
             {"docker0", "veth12ab", "br-0a1b2c", "virbr0", "vmnet8", "vboxnet0"})
            row(name, Kind::Virtual);
        row("ethernet_32770", Kind::Virtual, "vEthernet (WSL)");
        row("lo", Kind::Other, "", QNetworkInterface::Loopback);
    }
    void kinds()
    {
        QFETCH(QString, name);
        QFETCH(QString, humanName);
        QFETCH(int, type);
        QFETCH(bool, wireless);
        QTEST(
            kindOf(name, humanName, static_cast<QNetworkInterface::InterfaceType>(type), wireless),
            "kind");
    }

    void choices_data()
    {
        QTest::addColumn<QStringList>("allowed");
        QTest::addColumn<QStringList>("denied");
        QTest::addColumn<Use>("ofWired");
        QTest::addColumn<Use>("ofVpn");
        QTest::addColumn<Use>("ofVirtual");
        QTest::addColumn<Use>("ofLoopback");
        const auto row = [](const char *name, const QStringList &allowed, const QStringList &denied,
                            Use wired, Use vpn, Use virtualOne, Use loopback) {
            QTest::newRow(name) << allowed << denied << wired << vpn << virtualOne << loopback;
        };
        row("nothing said", {}, {}, Use::Used, Use::Left, Use::Left, Use::Left);
        row("one denied", {}, {"eth0"}, Use::Denied, Use::Left, Use::Left, Use::Left);
        row("one allowed", {"veth0"}, {}, Use::Left, Use::Left, Use::Used, Use::Left);
        row("the rest allowed", {"*"}, {}, Use::Used, Use::Used, Use::Used, Use::Left);
        row("loopback allowed", {"lo"}, {}, Use::Left, Use::Left, Use::Left, Use::Used);
        row("the rest but one", {"*"}, {"wg0"}, Use::Used, Use::Denied, Use::Used, Use::Left);
        row("denied wins", {"eth0"}, {"eth0"}, Use::Denied, Use::Left, Use::Left, Use::Left);
        row("the rest denied", {"eth0"}, {"*"}, Use::Used, Use::Denied, Use::Denied, Use::Denied);
        row("all denied", {}, {"*"}, Use::Denied, Use::Denied, Use::Denied, Use::Denied);
        row("by its shown name", {"Wire"}, {}, Use::Used, Use::Left, Use::Left, Use::Left);
    }
    void choices()
    {
        QFETCH(QStringList, allowed);
        QFETCH(QStringList, denied);
        const InterfaceChoice choice{allowed, denied};
        SystemInterface eth = wired("eth0");
        eth.humanName = "Wire";
        QTEST(useOf(eth, choice), "ofWired");
        SystemInterface vpn = wired("wg0");
        vpn.kind = Kind::Vpn;
        QTEST(useOf(vpn, choice), "ofVpn");
        SystemInterface veth = wired("veth0");
        veth.kind = Kind::Virtual;
        QTEST(useOf(veth, choice), "ofVirtual");
        SystemInterface lo = wired("lo");
        lo.kind = Kind::Other;
        lo.link.loopback = true;
        lo.multicast = false;
        QTEST(useOf(lo, choice), "ofLoopback");
    }

    void oneThatIsAddedLeavesTheRestAsItIs()
    {
        SystemInterface vpn = wired("wg0");
        vpn.kind = Kind::Vpn;
        SystemInterface other = wired("tun0");
        other.kind = Kind::Vpn;
        InterfaceChoice choice;
        choice.added = QStringList{"wg0"};
        QCOMPARE(useOf(vpn, choice), Use::Used);
        QCOMPARE(useOf(other, choice), Use::Left);
        QCOMPARE(useOf(wired("eth0"), choice), Use::Used);
        vpn.multicast = false; // named, so the system's own word counts
        QCOMPARE(useOf(vpn, choice), Use::Used);
        choice.allowed = QStringList{"eth1"};
        QCOMPARE(useOf(vpn, choice), Use::Used);
        QCOMPARE(useOf(wired("eth0"), choice), Use::Left);
        choice.denied = QStringList{"wg0"};
        QCOMPARE(useOf(vpn, choice), Use::Denied);
    }

    void whatCannotBeUsedIsNot()
    {
        SystemInterface one = wired("eth0");
        one.up = false;
        QCOMPARE(useOf(one, {}), Use::Down);
        one.up = true;
        one.addresses.clear();
        QCOMPARE(useOf(one, {}), Use::Down);
        one = wired("eth0");
        one.multicast = false;
        QCOMPARE(useOf(one, {}), Use::NoMulticast);
        QCOMPARE(useOf(one, {{"*"}, {}}), Use::NoMulticast);
        QCOMPARE(useOf(one, {{"eth0"}, {}}), Use::Used);
    }

    void whoIsOnTheLink()
    {
        const LocalLink link = wired("eth0").link;
        for (const char *address : {"192.168.0.1", "169.254.3.4", "fe80::1", "2001:db8::1"})
            QVERIFY2(link.reaches(QHostAddress(QLatin1String(address))), address);
        for (const char *address : {"192.168.1.1", "10.0.0.1", "8.8.8.8", "2001:db8:1::1"})
            QVERIFY2(!link.reaches(QHostAddress(QLatin1String(address))), address);
    }

    void whoMayBeNear()
    {
        LocalLink link = wired("eth0").link;
        for (const char *address : {"192.168.0.1", "10.1.2.3", "172.31.0.1", "100.64.0.1",
                                    "169.254.3.4", "fe80::1", "fd00::1", "2001:db8::1"})
            QVERIFY2(link.mayBeNear(QHostAddress(QLatin1String(address))), address);
        for (const char *address : {"8.8.8.8", "172.32.0.1", "100.128.0.1", "127.0.0.1", "::1",
                                    "0.0.0.0", "0.1.2.3", "::", "224.0.0.1", "255.255.255.255",
                                    "ff02::1", "2001:db8:1::1", "::ffff:192.168.0.1"})
            QVERIFY2(!link.mayBeNear(QHostAddress(QLatin1String(address))), address);
        link.loopback = true;
        QVERIFY(link.mayBeNear(QHostAddress("127.0.0.1")));
        QVERIFY(!link.mayBeNear(QHostAddress("8.8.8.8")));
    }

    void thisComputerHasALoopback()
    {
        const QList<SystemInterface> all = systemInterfaces();
        QVERIFY(std::any_of(all.begin(), all.end(),
                            [](const SystemInterface &one) { return one.link.loopback; }));
    }
};

QTEST_GUILESS_MAIN(TestSystemInterface)
#include "tst_systeminterface.moc"
