// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/likelycauses.h"

#include "stomp/wire/address.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

using Discovery::InterfaceReport;
using InterfaceUse = InterfaceReport::Use;
using InterfaceKind = InterfaceReport::Kind;

/// How sure a cause is. Those of the tested address come before those of the network: who tests an
/// address wants to know about that one.
enum CauseWeight { Certain = 100, Address = 90, Strong = 70, Usual = 50, Possible = 30, Last = 10 };

using WeightedCause = std::pair<int, LikelyCause>;

QHostAddress numberOf(const QString &written)
{
    return QHostAddress(written.section(u'/', 0, 0).section(u'%', 0, 0));
}

bool isLinkLocal(const QHostAddress &address)
{
    return address.isLinkLocal() || address.isLoopback();
}

/// Up, and more than the way of this computer to itself.
bool isUp(const InterfaceReport &report)
{
    return report.use != InterfaceUse::Down &&
           std::any_of(report.addresses.begin(), report.addresses.end(),
                       [](const QString &written) { return !numberOf(written).isLoopback(); });
}

/// The network that an address of an interface is in; without its length, that of a usual LAN.
std::pair<QHostAddress, int> networkOf(const QString &written)
{
    constexpr int usualLength = 24;
    constexpr int usualLengthOfIpv6 = 64;
    const QHostAddress address = numberOf(written);
    bool isNumber = false;
    const int length = written.section(u'/', 1, 1).toInt(&isNumber);
    if (isNumber)
        return {address, length};
    const bool isIpv4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    return {address, isIpv4 ? usualLength : usualLengthOfIpv6};
}

/// Whether this computer is in the network of that address.
bool isInSight(const NetworkFacts &facts, const QHostAddress &wanted)
{
    if (wanted.isLoopback() || wanted.isLinkLocal())
        return true;
    QStringList own = facts.subnets;
    if (own.isEmpty()) {
        for (const InterfaceReport &report : facts.interfaces)
            own += report.addresses;
    }
    return std::any_of(own.begin(), own.end(), [&](const QString &written) {
        const auto [address, length] = networkOf(written);
        return address.protocol() == wanted.protocol() && wanted.isInSubnet(address, length);
    });
}

void addOfAddress(std::vector<WeightedCause> &found, const NetworkFacts &facts)
{
    using Outcome = ProbeResult::Outcome;
    const ProbeResult &probe = *facts.probe;
    const QUrl url = Chat::hostUrl(facts.address);
    const auto add = [&found](int weight, Cause cause, const QString &detail = {}) {
        found.push_back({weight, {cause, detail, {}}});
    };
    const auto elsewhere = [&] {
        for (const QString &near : facts.nearAddresses) {
            const QUrl other = Chat::hostUrl(near);
            const bool isThere = other.host() == url.host() || probe.numbers.contains(other.host());
            if (isThere && other.port() != url.port())
                return near;
        }
        return QString();
    }();
    const auto anyNumber = [&](auto matches) {
        return std::any_of(probe.numbers.begin(), probe.numbers.end(),
                           [&](const QString &number) { return matches(numberOf(number)); });
    };
    const bool isFar = !probe.numbers.isEmpty() &&
                       !anyNumber([&](const QHostAddress &one) { return isInSight(facts, one); });
    switch (probe.outcome) {
    case Outcome::Fine:
        return;
    case Outcome::NoSuchName:
        return add(Address, Cause::NoSuchName, url.host());
    case Outcome::WrongCertificate:
        return add(Address, Cause::OtherCertificate);
    case Outcome::Refused:
    case Outcome::NotOurs:
        if (!elsewhere.isEmpty())
            add(Address + 1, Cause::OtherPort, elsewhere);
        return add(Address,
                   probe.outcome == Outcome::Refused ? Cause::NobodyAtPort : Cause::PortOfAnother);
    case Outcome::Silent:
    case Outcome::Unreachable:
        break;
    }
    if (isFar)
        add(Address, Cause::OtherNetwork, probe.numbers.constFirst());
    else if (probe.connected)
        add(Address, Cause::PortOfAnother);
    else
        add(Address - 10, Cause::TheirFirewall);
}

void addOfInterfaces(std::vector<WeightedCause> &found, const NetworkFacts &facts)
{
    const auto anyUsed =
        std::any_of(facts.interfaces.begin(), facts.interfaces.end(), [](const auto &report) {
            return report.use == InterfaceUse::Used && !report.addresses.isEmpty();
        });
    for (const InterfaceReport &report : facts.interfaces) {
        const auto add = [&](int weight, Cause cause, const QString &detail, bool canBeAllowed) {
            found.push_back({weight, {cause, detail, canBeAllowed ? report.name : QString()}});
        };
        const QString name = report.humanName.isEmpty() ? report.name : report.humanName;
        if (!isUp(report))
            continue;
        const bool isOfPrograms =
            report.kind == InterfaceKind::Virtual; // of containers and the like
        const int weight = anyUsed ? Possible : isOfPrograms ? Usual : Strong + 10;
        if (report.use == InterfaceUse::Denied)
            add(weight, Cause::InterfaceDenied, name, true);
        else if (report.use == InterfaceUse::Left && !anyUsed)
            add(weight, Cause::InterfaceLeft, name, true);
        else if (report.use == InterfaceUse::Left && report.kind == InterfaceKind::Vpn)
            add(Usual - 5, Cause::VpnTakesAll, name, true);
        else if (report.use == InterfaceUse::NoMulticast)
            add(weight, Cause::MulticastImpossible, name, true);
        else if (report.use == InterfaceUse::Failed)
            add(weight + 5, Cause::SocketFailed, report.problem.isEmpty() ? name : report.problem,
                false);
    }
}

/// Where questions go out and nothing of others comes in.
void addOfSilence(std::vector<WeightedCause> &found, const NetworkFacts &facts)
{
    bool asked = false;
    bool heardOthers = false;
    bool isWireless = false;
    for (const InterfaceReport &report : facts.interfaces) {
        if (report.use != InterfaceUse::Used)
            continue;
        asked = asked || report.queriesSent > 0;
        heardOthers = heardOthers || report.packetsOfOthers > 0;
        isWireless = isWireless || report.kind == InterfaceKind::Wireless;
    }
    const auto add = [&found](int weight, Cause cause, const QString &detail = {}) {
        found.push_back({weight, {cause, detail, {}}});
    };
    if (!asked || !facts.listened)
        return;
    if (heardOthers) { // packets come in, only nobody of ours
        add(Usual, Cause::NobodyHosts);
        return;
    }
    // What reaches others directly and hears none of them is kept apart, by the access point or by
    // this computer; a wire is seldom kept apart.
    if (facts.system == System::MacOs)
        add(Usual + 8, Cause::LocalPermission);
    if (facts.system == System::Windows)
        add(Usual + 6, Cause::PublicProfile);
    if (!facts.firewalls.isEmpty())
        add(Usual + 4, Cause::LocalFirewall, facts.firewalls.constFirst());
    const bool reaches = facts.reachesOthers.value_or(false);
    if (isWireless)
        add(reaches ? Strong : Usual, Cause::Isolation);
    add(Possible, Cause::NobodyHosts);
}

} // namespace

System ownSystem()
{
#if defined(Q_OS_WIN)
    return System::Windows;
#elif defined(Q_OS_MACOS)
    return System::MacOs;
#elif defined(Q_OS_LINUX)
    return System::Linux;
#else
    return System::Other;
#endif
}

std::vector<LikelyCause> likelyCauses(const NetworkFacts &facts)
{
    const bool hasAddress =
        std::any_of(facts.interfaces.begin(), facts.interfaces.end(), [](const auto &report) {
            return isUp(report) && std::any_of(report.addresses.begin(), report.addresses.end(),
                                               [](const QString &written) {
                                                   return !isLinkLocal(numberOf(written));
                                               });
        });
    const bool isFine = facts.probe && facts.probe->outcome == ProbeResult::Outcome::Fine;
    if (!hasAddress && !isFine && facts.othersNear == 0)
        return {{Cause::NoNetwork, {}, {}}};
    std::vector<WeightedCause> found;
    if (facts.probe)
        addOfAddress(found, facts);
    if (facts.othersNear == 0) {
        addOfInterfaces(found, facts);
        addOfSilence(found, facts);
    }
    std::stable_sort(
        found.begin(), found.end(),
        [](const WeightedCause &a, const WeightedCause &b) { return a.first > b.first; });
    std::vector<LikelyCause> causes;
    for (const auto &[weight, cause] : found)
        causes.push_back(cause);
    return causes;
}

QString firewallCommand(const QString &firewall, int port)
{
    if (firewall == u"ufw") {
        return QStringLiteral("sudo ufw allow %1/tcp && sudo ufw allow 5353/udp").arg(port);
    }
    if (firewall == u"firewalld") {
        return QStringLiteral("sudo firewall-cmd --permanent --add-service=mdns "
                              "--add-port=%1/tcp && sudo firewall-cmd --reload")
            .arg(port);
    }
    if (firewall == u"nft") {
        return QStringLiteral("sudo nft insert rule inet filter input udp dport 5353 accept && "
                              "sudo nft insert rule inet filter input tcp dport %1 accept")
            .arg(port);
    }
    return {};
}

} // namespace Ui
