// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctorwords.h"

#include "stomp/wire/address.h"

#include <QCoreApplication>
#include <QLocale>

namespace Ui {

namespace {

using Discovery::InterfaceReport;
using DoctorStep = NetworkDoctor::Step;
using DoctorState = NetworkDoctor::State;

/// Where lupdate finds what it translates.
struct DoctorWords {
    Q_DECLARE_TR_FUNCTIONS(Ui::DoctorWords)
};

QString networkResult(const NetworkDoctor &doctor, DoctorStep step)
{
    const DoctorState state = doctor.state(step);
    const int count = doctor.detail(step).toInt();
    switch (step) {
    case DoctorStep::Interfaces:
        return state == DoctorState::Fine ? DoctorWords::tr("%Ln in use", nullptr, count)
                                          : DoctorWords::tr("none in use");
    case DoctorStep::Listening:
        return state == DoctorState::Fine ? DoctorWords::tr("%Ln Madangs answered", nullptr, count)
                                          : DoctorWords::tr("no Madang answered");
    default:
        return state == DoctorState::Fine ? DoctorWords::tr("reached: %1").arg(doctor.detail(step))
                                          : DoctorWords::tr("none of them could be reached");
    }
}

QString addressResult(const NetworkDoctor &doctor, DoctorStep step)
{
    const DoctorState state = doctor.state(step);
    const QString &detail = doctor.detail(step);
    const QString numbers = detail.left(120);
    using Outcome = ProbeResult::Outcome;
    const auto &probe = doctor.facts().probe;
    switch (step) {
    case DoctorStep::Name:
        return state == DoctorState::Fine ? numbers : DoctorWords::tr("nobody knows this name");
    case DoctorStep::Connection:
        if (state == DoctorState::Fine)
            return DoctorWords::tr("taken by %1").arg(numbers);
        return probe && probe->outcome == Outcome::Refused ? DoctorWords::tr("refused")
                                                           : DoctorWords::tr("nothing came back");
    case DoctorStep::Answer:
        if (state == DoctorState::Fine && probe)
            return DoctorWords::tr("a Madang, version %1").arg(probe->about.version);
        if (state == DoctorState::Fine)
            return DoctorWords::tr("a Madang");
        return probe && probe->outcome == Outcome::Silent ? DoctorWords::tr("no answer")
                                                          : DoctorWords::tr("not a Madang");
    default:
        break;
    }
    if (state == DoctorState::Fine)
        return DoctorWords::tr("works");
    return state == DoctorState::Odd ? DoctorWords::tr("is not spoken there, or by another one")
                                     : DoctorWords::tr("not the certificate that is known");
}

CauseWords ofThisComputer(const LikelyCause &cause, const NetworkFacts &facts)
{
    constexpr int usualPort = 7610;
    switch (cause.cause) {
    case Cause::NoNetwork:
        return {DoctorWords::tr("This computer is on no network."),
                DoctorWords::tr("Connect it by Wi-Fi or cable, then look again."),
                {}};
    case Cause::InterfaceDenied:
        return {DoctorWords::tr("The settings leave out %1.").arg(cause.detail),
                DoctorWords::tr("Let Madang use it, if the others are on that network."),
                {}};
    case Cause::InterfaceLeft:
        return {DoctorWords::tr("There is only %1, which looks like a VPN or a network of "
                                "programs, and is left out.")
                    .arg(cause.detail),
                DoctorWords::tr("Connect to the network of the others, or use this one anyway if "
                                "they are in it."),
                {}};
    case Cause::VpnTakesAll:
        return {DoctorWords::tr("A VPN is on (%1). Some keep a computer away from its own "
                                "network.")
                    .arg(cause.detail),
                DoctorWords::tr("Turn it off for a moment and look again, or let it reach the "
                                "local network in its settings. If the others are in the VPN, "
                                "use it anyway."),
                {}};
    case Cause::MulticastImpossible:
        return {DoctorWords::tr("Nobody can be asked by %1: it sends only to one computer at a "
                                "time.")
                    .arg(cause.detail),
                DoctorWords::tr("Join by the address, which works there as well, or use another "
                                "network."),
                {}};
    case Cause::SocketFailed:
        return {DoctorWords::tr("The system does not let Madang listen to the network: %1")
                    .arg(cause.detail),
                DoctorWords::tr("Close other programs that look for devices, or start the "
                                "computer anew. Joining by the address works all the same."),
                {}};
    case Cause::LocalPermission:
        return {DoctorWords::tr("macOS may keep Madang away from the local network."),
                DoctorWords::tr("Open System Settings, Privacy & Security, Local Network, and "
                                "switch Madang on; then start Madang anew."),
                {}};
    case Cause::PublicProfile:
        return {DoctorWords::tr("Windows may take this network for a public one, and lets nobody "
                                "in there."),
                DoctorWords::tr("Open Settings, Network & Internet, the properties of this "
                                "network, and choose Private network, if you trust it. Let Madang "
                                "through the firewall when Windows asks."),
                {}};
    case Cause::LocalFirewall:
        return {DoctorWords::tr("The firewall of this computer (%1) may keep the others away.")
                    .arg(cause.detail),
                DoctorWords::tr("Whoever may change it lets Madang through with this command:"),
                firewallCommand(cause.detail, usualPort)};
    case Cause::Isolation:
        return {facts.reachesOthers.value_or(false)
                    ? DoctorWords::tr("The Wi-Fi keeps its computers apart: the network answers, "
                                      "and nothing of other computers comes through.")
                    : DoctorWords::tr("The Wi-Fi may keep its computers apart, as those for "
                                      "guests do."),
                DoctorWords::tr("Use another Wi-Fi or a cable, or have whoever runs it switch off "
                                "the isolation of clients (AP isolation). Joining by the address "
                                "does not help here."),
                {}};
    default:
        break;
    }
    return {DoctorWords::tr("All seems well here; perhaps nobody near has a Madang open."),
            DoctorWords::tr("Ask whoever hosts whether it is open, and for its address or "
                            "invitation. Or open one yourself."),
            {}};
}

} // namespace

QString stepTitle(DoctorStep step)
{
    switch (step) {
    case DoctorStep::Interfaces:
        return DoctorWords::tr("Networks of this computer");
    case DoctorStep::Listening:
        return DoctorWords::tr("Asking who is near");
    case DoctorStep::Others:
        return DoctorWords::tr("Reaching other computers");
    case DoctorStep::Name:
        return DoctorWords::tr("Name of the address");
    case DoctorStep::Connection:
        return DoctorWords::tr("Connection to it");
    case DoctorStep::Answer:
        return DoctorWords::tr("Who answers there");
    case DoctorStep::Secure:
        break;
    }
    return DoctorWords::tr("Encryption (TLS)");
}

QString stepResult(const NetworkDoctor &doctor, DoctorStep step)
{
    switch (doctor.state(step)) {
    case DoctorState::Waiting:
        return {};
    case DoctorState::Running:
        return DoctorWords::tr("looking…");
    case DoctorState::Skipped:
        return DoctorWords::tr("not looked at");
    case DoctorState::Fine:
    case DoctorState::Odd:
    case DoctorState::Failed:
        break;
    }
    const bool isOfNetwork = step == DoctorStep::Interfaces || step == DoctorStep::Listening ||
                             step == DoctorStep::Others;
    return isOfNetwork ? networkResult(doctor, step) : addressResult(doctor, step);
}

CauseWords causeWords(const LikelyCause &cause, const NetworkFacts &facts)
{
    const QUrl url = Chat::hostUrl(facts.address);
    switch (cause.cause) {
    case Cause::OtherNetwork:
        return {DoctorWords::tr("%1 is on another network than this computer.").arg(cause.detail),
                DoctorWords::tr("Connect both to the same network, the same Wi-Fi for example; or "
                                "ask whoever runs the networks for a way between them."),
                {}};
    case Cause::NoSuchName:
        return {DoctorWords::tr("No computer goes by the name %1 here.").arg(cause.detail),
                DoctorWords::tr("Try its number, like 192.168.0.12, which its window shows."),
                {}};
    case Cause::OtherPort:
        return {DoctorWords::tr("The Madang there has another port."),
                DoctorWords::tr("Join by %1.").arg(cause.detail),
                {}};
    case Cause::NobodyAtPort:
        return {DoctorWords::tr("The computer is there, and no Madang is open at its port %1.")
                    .arg(url.port()),
                DoctorWords::tr("Ask whoever hosts whether it is open, and at which port: where "
                                "7610 was taken it is the next free one, 7611 for example."),
                {}};
    case Cause::PortOfAnother:
        return {DoctorWords::tr("Another program has the port %1 there.").arg(url.port()),
                DoctorWords::tr("Ask whoever hosts for the port that their window shows."),
                {}};
    case Cause::TheirFirewall:
        return {DoctorWords::tr("Nothing came back from there: the computer is off, or its "
                                "firewall, or the Wi-Fi, keeps others away."),
                DoctorWords::tr("Check the address. Whoever hosts lets Madang through their "
                                "firewall; their window tells whether anybody reached them."),
                {}};
    case Cause::OtherCertificate:
        return {DoctorWords::tr("What answers there is not the Madang that you know: its "
                                "certificate is another one."),
                DoctorWords::tr("Ask whoever hosts it whether they set it up anew. Until then, do "
                                "not go there."),
                {}};
    default:
        return ofThisComputer(cause, facts);
    }
}

QString kindWords(InterfaceReport::Kind kind)
{
    switch (kind) {
    case InterfaceReport::Kind::Wired:
        return DoctorWords::tr("cable");
    case InterfaceReport::Kind::Wireless:
        return DoctorWords::tr("Wi-Fi");
    case InterfaceReport::Kind::Vpn:
        return DoctorWords::tr("VPN");
    case InterfaceReport::Kind::Virtual:
        return DoctorWords::tr("of programs");
    case InterfaceReport::Kind::Other:
        break;
    }
    return DoctorWords::tr("other");
}

QString useWords(InterfaceReport::Use use)
{
    switch (use) {
    case InterfaceReport::Use::Used:
        return DoctorWords::tr("in use");
    case InterfaceReport::Use::Denied:
        return DoctorWords::tr("left out by the settings");
    case InterfaceReport::Use::Left:
        return DoctorWords::tr("left out");
    case InterfaceReport::Use::Down:
        return DoctorWords::tr("not connected");
    case InterfaceReport::Use::NoMulticast:
        return DoctorWords::tr("reaches only one at a time");
    case InterfaceReport::Use::Failed:
        break;
    }
    return DoctorWords::tr("does not work");
}

} // namespace Ui
