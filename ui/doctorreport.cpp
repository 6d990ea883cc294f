// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctorreport.h"

#include "stomp/wire/address.h"
#include "ui/model/networkdoctor.h"

#include <QMetaEnum>
#include <QStringList>
#include <QSysInfo>
#include <QUrl>
#include <QVersionNumber>

namespace Ui {

namespace {

using Discovery::InterfaceReport;

const char *reportName(InterfaceReport::Kind kind)
{
    switch (kind) {
    case InterfaceReport::Kind::Wired:
        return "wired";
    case InterfaceReport::Kind::Wireless:
        return "wireless";
    case InterfaceReport::Kind::Vpn:
        return "VPN";
    case InterfaceReport::Kind::Virtual:
        return "virtual";
    case InterfaceReport::Kind::Other:
        break;
    }
    return "other";
}

const char *reportName(InterfaceReport::Use use)
{
    switch (use) {
    case InterfaceReport::Use::Used:
        return "used";
    case InterfaceReport::Use::Denied:
        return "denied";
    case InterfaceReport::Use::Left:
        return "left out";
    case InterfaceReport::Use::Down:
        return "down";
    case InterfaceReport::Use::NoMulticast:
        return "no multicast";
    case InterfaceReport::Use::Failed:
        break;
    }
    return "failed";
}

const char *reportName(ProbeResult::Outcome outcome)
{
    switch (outcome) {
    case ProbeResult::Outcome::Fine:
        return "a Madang";
    case ProbeResult::Outcome::NoSuchName:
        return "no such name";
    case ProbeResult::Outcome::Unreachable:
        return "unreachable";
    case ProbeResult::Outcome::Refused:
        return "refused";
    case ProbeResult::Outcome::Silent:
        return "silent";
    case ProbeResult::Outcome::NotOurs:
        return "not a Madang";
    case ProbeResult::Outcome::WrongCertificate:
        break;
    }
    return "another certificate than the known one";
}

const char *reportName(Cause cause)
{
    switch (cause) {
    case Cause::NoNetwork:
        return "no network";
    case Cause::InterfaceDenied:
        return "interface denied";
    case Cause::InterfaceLeft:
        return "only an interface that is left out";
    case Cause::VpnTakesAll:
        return "VPN";
    case Cause::MulticastImpossible:
        return "no multicast";
    case Cause::SocketFailed:
        return "no socket";
    case Cause::LocalPermission:
        return "local-network permission";
    case Cause::PublicProfile:
        return "public firewall profile";
    case Cause::LocalFirewall:
        return "firewall of this computer";
    case Cause::Isolation:
        return "isolation of Wi-Fi clients";
    case Cause::OtherNetwork:
        return "another network";
    case Cause::NoSuchName:
        return "no such name";
    case Cause::OtherPort:
        return "another port";
    case Cause::NobodyAtPort:
        return "nobody at the port";
    case Cause::PortOfAnother:
        return "port of another program";
    case Cause::TheirFirewall:
        return "firewall of the other computer";
    case Cause::OtherCertificate:
        return "another certificate";
    case Cause::NobodyHosts:
        break;
    }
    return "nobody hosts";
}

void tellInterfaces(QStringList &lines, const QList<InterfaceReport> &interfaces)
{
    for (const InterfaceReport &report : interfaces) {
        lines << QStringLiteral("Interface %1: %2, %3, %4")
                     .arg(report.name, QLatin1String(reportName(report.kind)),
                          QLatin1String(reportName(report.use)),
                          report.addresses.isEmpty() ? QStringLiteral("no address")
                                                     : report.addresses.join(QStringLiteral(" ")))
              << QStringLiteral("  asked %1, answered %2, heard %3, of others %4, bad %5, hosts %6")
                     .arg(report.queriesSent)
                     .arg(report.answersSent)
                     .arg(report.packetsHeard)
                     .arg(report.packetsOfOthers)
                     .arg(report.badPackets)
                     .arg(report.hostsHeard);
        if (!report.problem.isEmpty())
            lines << QStringLiteral("  ") + report.problem.simplified();
    }
}

void tellProbe(QStringList &lines, const NetworkFacts &facts)
{
    const ProbeResult &probe = *facts.probe;
    // The name of a computer is often that of whose it is.
    lines << QStringLiteral("Tested: port %1 of %2")
                 .arg(Chat::hostUrl(facts.address).port())
                 .arg(probe.numbers.isEmpty() ? QStringLiteral("a name")
                                              : probe.numbers.join(QStringLiteral(" ")))
          << QStringLiteral("  %1%2%3")
                 .arg(QLatin1String(reportName(probe.outcome)),
                      probe.connected ? QStringLiteral(", connected") : QString(),
                      probe.secure ? QStringLiteral(", in TLS") : QString());
    if (probe.outcome == ProbeResult::Outcome::Fine)
        lines << QStringLiteral("  version %1")
                     .arg(QVersionNumber::fromString(probe.about.version).toString());
}

} // namespace

QString doctorReport(const NetworkDoctor &doctor)
{
    const NetworkFacts &facts = doctor.facts();
    QStringList lines{
        QStringLiteral("Madang " MADANG_VERSION ", network"),
        QStringLiteral("System: %1, kernel %2")
            .arg(QSysInfo::prettyProductName(), QSysInfo::kernelVersion()),
    };
    const auto steps = QMetaEnum::fromType<NetworkDoctor::Step>();
    const auto states = QMetaEnum::fromType<AddressProbe::State>();
    for (size_t step = 0; step < NetworkDoctor::stepCount; ++step) {
        lines << QStringLiteral("%1: %2").arg(
            QLatin1String(steps.valueToKey(int(step))),
            QLatin1String(states.valueToKey(int(doctor.state(NetworkDoctor::Step(step))))));
    }
    tellInterfaces(lines, facts.interfaces);
    lines << QStringLiteral("Hosts near: %1").arg(facts.othersNear)
          << QStringLiteral("Other computers reached directly: %1")
                 .arg(!facts.reachesOthers   ? QStringLiteral("not tried")
                      : *facts.reachesOthers ? QStringLiteral("yes")
                                             : QStringLiteral("no"))
          << QStringLiteral("Firewalls: %1")
                 .arg(facts.firewalls.isEmpty() ? QStringLiteral("none seen")
                                                : facts.firewalls.join(QStringLiteral(" ")));
    if (facts.probe)
        tellProbe(lines, facts);
    for (const LikelyCause &cause : doctor.causes())
        lines << QStringLiteral("Likely: %1").arg(QLatin1String(reportName(cause.cause)));
    return lines.join(u'\n') + u'\n';
}

} // namespace Ui
