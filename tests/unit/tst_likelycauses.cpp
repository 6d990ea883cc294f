// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/likelycauses.h"

#include <QTest>

using Discovery::InterfaceReport;
using Ui::Cause;
using Ui::NetworkFacts;
using Ui::ProbeResult;
using Ui::System;
using Kind = InterfaceReport::Kind;
using Use = InterfaceReport::Use;
using Outcome = ProbeResult::Outcome;
using Causes = QList<Cause>;

Q_DECLARE_METATYPE(Ui::NetworkFacts)
Q_DECLARE_METATYPE(Ui::Cause)

namespace {

InterfaceReport interface(const char *name, Kind kind, Use use,
                          const char *address = "192.168.0.12", quint64 others = 0)
{
    InterfaceReport report;
    report.name = QString::fromLatin1(name);
    report.kind = kind;
    report.use = use;
    report.addresses = {QString::fromLatin1(address)};
    report.queriesSent = use == Use::Used ? 3 : 0;
    report.packetsHeard = report.queriesSent + others;
    report.packetsOfOthers = others;
    return report;
}

NetworkFacts looked(const QList<InterfaceReport> &interfaces, System system = System::Linux)
{
    NetworkFacts facts;
    facts.system = system;
    facts.interfaces = interfaces;
    facts.listened = true;
    return facts;
}

NetworkFacts tested(NetworkFacts facts, Outcome outcome, const char *number = "192.168.0.5")
{
    facts.address = QString::fromLatin1(number) + QStringLiteral(":7610");
    ProbeResult result;
    result.outcome = outcome;
    result.numbers = {QString::fromLatin1(number)};
    facts.probe = result;
    return facts;
}

} // namespace

class tst_LikelyCauses : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void causes_data()
    {
        QTest::addColumn<NetworkFacts>("facts");
        QTest::addColumn<Causes>("expected"); // the first ones
        const InterfaceReport wlan = interface("wlan0", Kind::Wireless, Use::Used);
        const InterfaceReport wire = interface("eth0", Kind::Wired, Use::Used);
        const InterfaceReport hears = interface("eth0", Kind::Wired, Use::Used, "192.168.0.12", 5);
        const InterfaceReport loop = interface("lo", Kind::Other, Use::Left, "127.0.0.1");
        const InterfaceReport vpn = interface("wg0", Kind::Vpn, Use::Left, "10.8.0.2");
        const auto row = [](const char *tag, const NetworkFacts &facts, const Causes &expected) {
            QTest::newRow(tag) << facts << expected;
        };

        row("no interface at all", looked({}), {Cause::NoNetwork});
        row("only the loopback", looked({loop}), {Cause::NoNetwork});
        row("an address of one's own making",
            looked({interface("eth0", Kind::Wired, Use::Used, "169.254.3.4")}), {Cause::NoNetwork});
        row("the cable is out", looked({interface("eth0", Kind::Wired, Use::Down, "192.168.0.12")}),
            {Cause::NoNetwork});

        NetworkFacts apart = looked({wlan});
        apart.reachesOthers = true;
        row("asks, hears nobody, reaches the router, in the air", apart,
            {Cause::Isolation, Cause::NobodyHosts});
        row("asks and hears nobody, in the air", looked({wlan}),
            {Cause::Isolation, Cause::NobodyHosts});
        row("a wire is not kept apart", looked({wire}), {Cause::NobodyHosts});
        row("hears printers and nobody of ours", looked({hears}), {Cause::NobodyHosts});
        NetworkFacts soon = looked({wlan});
        soon.listened = false;
        row("not long enough listened to tell", soon, {});

        row("Windows hears nobody", looked({wire}, System::Windows),
            {Cause::PublicProfile, Cause::NobodyHosts});
        row("a Mac hears nobody", looked({wire}, System::MacOs),
            {Cause::LocalPermission, Cause::NobodyHosts});
        row("a Mac hears others", looked({hears}, System::MacOs), {Cause::NobodyHosts});
        NetworkFacts walled = looked({wire});
        walled.firewalls = {QStringLiteral("ufw")};
        row("a firewall is on", walled, {Cause::LocalFirewall, Cause::NobodyHosts});
        walled.interfaces = {hears};
        row("a firewall is on and lets others in", walled, {Cause::NobodyHosts});

        row("denied, and no other", looked({interface("eth0", Kind::Wired, Use::Denied)}),
            {Cause::InterfaceDenied});
        row("only a VPN", looked({loop, vpn}), {Cause::InterfaceLeft});
        row("a VPN beside the network", looked({wire, vpn}),
            {Cause::VpnTakesAll, Cause::NobodyHosts});
        row("containers are not to blame",
            looked({wire, interface("docker0", Kind::Virtual, Use::Left, "172.17.0.1")}),
            {Cause::NobodyHosts});
        row("no multicast", looked({interface("ppp0", Kind::Other, Use::NoMulticast, "10.0.0.2")}),
            {Cause::MulticastImpossible});
        row("the system lets us not", looked({interface("eth0", Kind::Wired, Use::Failed)}),
            {Cause::SocketFailed});

        NetworkFacts well = looked({hears});
        well.othersNear = 2;
        well.nearAddresses = {QStringLiteral("192.168.0.5:7611")};
        row("others are near", well, {});
        row("others are near, and the address is fine", tested(well, Outcome::Fine), {});
        row("refused, and it hosts at another port", tested(well, Outcome::Refused),
            {Cause::OtherPort, Cause::NobodyAtPort});
        row("refused", tested(well, Outcome::Refused, "192.168.0.6"), {Cause::NobodyAtPort});
        row("another program has the port", tested(well, Outcome::NotOurs, "192.168.0.6"),
            {Cause::PortOfAnother});
        row("another network", tested(well, Outcome::Silent, "10.1.1.5"), {Cause::OtherNetwork});
        row("another network, told by the system", tested(well, Outcome::Unreachable, "10.1.1.5"),
            {Cause::OtherNetwork});
        NetworkFacts wide = well;
        wide.subnets = {QStringLiteral("10.0.0.12/8")};
        row("silent in a wide network of our own", tested(wide, Outcome::Silent, "10.1.1.5"),
            {Cause::TheirFirewall});
        row("silent in our own", tested(well, Outcome::Silent), {Cause::TheirFirewall});
        row("another certificate", tested(well, Outcome::WrongCertificate),
            {Cause::OtherCertificate});
        NetworkFacts unnamed = tested(well, Outcome::NoSuchName);
        unnamed.probe->numbers.clear();
        unnamed.address = QStringLiteral("minjun.local:7610");
        row("no such name", unnamed, {Cause::NoSuchName});
        row("the tested address goes before the network", tested(apart, Outcome::Refused),
            {Cause::NobodyAtPort, Cause::Isolation, Cause::NobodyHosts});
    }

    void causes()
    {
        QFETCH(NetworkFacts, facts);
        QFETCH(Causes, expected);
        Causes found;
        for (const Ui::LikelyCause &cause : Ui::likelyCauses(facts))
            found << cause.cause;
        QCOMPARE(found, expected);
    }

    void whatIsLeftOutCanBeUsed()
    {
        const auto causes =
            Ui::likelyCauses(looked({interface("wg0", Kind::Vpn, Use::Left, "10.8.0.2")}));
        QCOMPARE(causes.front().interface, QStringLiteral("wg0"));
        QVERIFY(Ui::likelyCauses(looked({interface("eth0", Kind::Wired, Use::Failed)}))
                    .front()
                    .interface.isEmpty());
    }

    void whereItIsInsteadIsTold()
    {
        NetworkFacts facts = looked({interface("eth0", Kind::Wired, Use::Used)});
        facts.nearAddresses = {QStringLiteral("192.168.0.5:7611")};
        facts.othersNear = 1;
        QCOMPARE(Ui::likelyCauses(tested(facts, Outcome::Refused)).front().detail,
                 QStringLiteral("192.168.0.5:7611"));
    }

    void commandsNameThePort()
    {
        for (const char *firewall : {"ufw", "firewalld", "nft"}) {
            const QString command = Ui::firewallCommand(QString::fromLatin1(firewall), 7613);
            QVERIFY(command.contains(QStringLiteral("7613")));
            QVERIFY(command.contains(QStringLiteral("5353")) ||
                    command.contains(QStringLiteral("mdns")));
        }
        QVERIFY(Ui::firewallCommand(QStringLiteral("else"), 7613).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_LikelyCauses)
#include "tst_likelycauses.moc"
