// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/stations.h"

#include "discovery/announcementtext.h"
#include "discovery/logging.h"

#include <QCryptographicHash>

#include <algorithm>
#include <tuple>
#include <utility>

using namespace std::chrono_literals;

namespace Discovery {
namespace {

constexpr auto scanPeriod = 5s;
/// The clock of the day went on and the program did not: the computer slept.
constexpr auto sleptFor = 15s;
constexpr auto hostsToldEach = 50ms;
constexpr auto reportsToldEach = 1s;
constexpr auto lookedAgainAfter = 1s;
constexpr auto probedAgainAfter = 10s;

LocalService localService(const Announcement &announcement)
{
    const QByteArray hash =
        QCryptographicHash::hash(announcement.hostId.toUtf8(), QCryptographicHash::Sha256);
    return {cleanInstance(announcement.name), "madang-" + hash.first(6).toHex(), announcement.port,
            writeAnnouncement(announcement)};
}

FoundHost foundHost(const FoundService &service, const SystemInterface &interface)
{
    FoundHost host;
    const QByteArray label = service.instance.firstLabel();
    host.instance = QString::fromUtf8(label);
    host.told = readAnnouncement(label, service.srv.port, service.txt);
    for (QHostAddress address : service.addresses) {
        if (address.protocol() == QAbstractSocket::IPv6Protocol && address.isLinkLocal())
            address.setScopeId(interface.name);
        host.addresses.append(address);
    }
    host.interfaceName = interface.name;
    return host;
}

} // namespace

Stations::Stations(const InterfaceChoice &choice) : m_choice(choice)
{
    m_scan.setParent(this); // they go into the thread with it
    m_hostsSoon.setParent(this);
    m_reportsSoon.setParent(this);
    m_scan.setInterval(scanPeriod);
    for (QTimer *timer : {&m_hostsSoon, &m_reportsSoon})
        timer->setSingleShot(true);
    m_hostsSoon.setInterval(hostsToldEach);
    m_reportsSoon.setInterval(reportsToldEach);
    connect(&m_scan, &QTimer::timeout, this, &Stations::checkClocks);
    connect(&m_hostsSoon, &QTimer::timeout, this, &Stations::tellHosts);
    connect(&m_reportsSoon, &QTimer::timeout, this, &Stations::tellReports);
}

Stations::~Stations()
{
    for (const auto &[index, station] : m_stations)
        station->disconnect(this);
    m_stations.clear();
}

void Stations::start()
{
    rescan();
}

void Stations::setChoice(const InterfaceChoice &choice)
{
    m_choice = choice;
    rescan();
}

void Stations::announce(const std::optional<Announcement> &announcement)
{
    auto haste = Responder::Haste::Now;
    if (announcement && m_announcement) {
        Announcement before = *m_announcement;
        before.people = announcement->people;
        if (before == *announcement)
            haste = Responder::Haste::Soon;
    }
    const std::optional<LocalService> service =
        announcement ? std::optional(localService(*announcement)) : std::nullopt;
    if (!service || !m_service || service->name != m_service->name) {
        m_number = 1;
        m_named.clear();
    }
    m_announcement = announcement;
    m_service = service;
    for (const auto &[index, station] : m_stations)
        station->announce(service, m_number, haste);
    rescan();
    findName();
}

void Stations::setBrowsing(bool browsing)
{
    m_browsing = browsing;
    for (const auto &[index, station] : m_stations)
        station->setBrowsing(browsing);
    rescan();
    tellHosts();
}

void Stations::lookAgain()
{
    const TimePoint now = Clock::now();
    if (now - m_looked < lookedAgainAfter)
        return;
    m_looked = now;
    const bool probe = now - m_probed >= probedAgainAfter;
    if (probe)
        m_probed = now;
    rescan();
    for (const auto &[index, station] : m_stations)
        station->lookAgain(probe);
}

void Stations::checkClocks()
{
    const qint64 wallClock = QDateTime::currentMSecsSinceEpoch();
    const std::chrono::milliseconds passed(wallClock - std::exchange(m_wallClock, wallClock));
    if (passed > scanPeriod + sleptFor)
        lookAgain();
    else
        rescan();
}

// --- interfaces ------------------------------------------------------------------------------

std::unique_ptr<Station> Stations::makeStation(const SystemInterface &interface)
{
    auto station = std::make_unique<Station>(interface, m_sent);
    Station *made = station.get();
    connect(made, &Station::turned, this, [this, made] { noteTurn(*made); });
    connect(made, &Station::servicesChanged, this, [this] {
        if (!m_hostsSoon.isActive())
            m_hostsSoon.start();
    });
    connect(made, &Station::strayed, this, &Stations::deliver);
    qCInfo(discoveryLog) << interface.name << "is used";
    return station;
}

void Stations::rescan()
{
    if (isWanted() && !m_scan.isActive()) {
        m_wallClock = QDateTime::currentMSecsSinceEpoch();
        m_scan.start();
    } else if (!isWanted()) {
        m_scan.stop();
    }
    m_interfaces = systemInterfaces();
    std::map<int, const SystemInterface *> used;
    for (const SystemInterface &one : std::as_const(m_interfaces)) {
        if (isWanted() && useOf(one, m_choice) == InterfaceReport::Use::Used)
            used.emplace(one.index, &one);
    }
    for (auto it = m_stations.begin(); it != m_stations.end();) {
        if (used.count(it->first) > 0) {
            ++it;
            continue;
        }
        qCInfo(discoveryLog) << it->second->interface().name << "is used no more";
        it->second->disconnect(this);
        it = m_stations.erase(it);
        if (!m_hostsSoon.isActive())
            m_hostsSoon.start();
    }
    for (const auto &[index, interface] : used) {
        std::unique_ptr<Station> &station = m_stations[index];
        if (station) {
            // One that cannot be used may be so later.
            if (station->interface() != *interface ||
                station->report().use == InterfaceReport::Use::Failed)
                station->update(*interface);
            continue;
        }
        station = makeStation(*interface);
        if (m_service)
            station->announce(m_service, m_number, Responder::Haste::Now);
        station->open();
        if (m_browsing)
            station->setBrowsing(true);
    }
    if (!m_reportsSoon.isActive())
        m_reportsSoon.start(0ms);
}

void Stations::deliver(uint index, const QNetworkDatagram &datagram)
{
    const auto it = m_stations.find(static_cast<int>(index));
    if (it != m_stations.end())
        it->second->take(datagram);
}

// --- what is told ----------------------------------------------------------------------------

void Stations::noteTurn(const Station &station)
{
    if (m_service && station.number() != m_number) {
        m_number = station.number();
        qCInfo(discoveryLog) << "the name is taken; now" << station.instance();
        for (const auto &[index, other] : m_stations) {
            if (other)
                other->setNumber(m_number);
        }
    }
    findName();
    if (!m_reportsSoon.isActive())
        m_reportsSoon.start(reportsToldEach);
}

void Stations::findName()
{
    for (const auto &[index, station] : m_stations) {
        if (station && m_service && station->hasWon() && station->number() == m_number)
            m_named = station->instance();
    }
}

void Stations::tellHosts()
{
    QList<FoundHost> hosts;
    for (const auto &[index, station] : m_stations) {
        const QList<FoundService> services = station->services();
        for (const FoundService &service : services) {
            const FoundHost host = foundHost(service, station->interface());
            // One that is heard on two networks is one, if it says the same on both.
            const auto known = std::find_if(hosts.begin(), hosts.end(), [&host](const auto &one) {
                return one.instance == host.instance && one.told == host.told;
            });
            if (known == hosts.end()) {
                hosts.append(host);
                continue;
            }
            for (const QHostAddress &address : host.addresses) {
                if (!known->addresses.contains(address))
                    known->addresses.append(address);
            }
        }
    }
    for (FoundHost &host : hosts) {
        std::stable_partition(host.addresses.begin(), host.addresses.end(),
                              [](const QHostAddress &address) {
                                  return address.protocol() == QAbstractSocket::IPv4Protocol;
                              });
    }
    std::sort(hosts.begin(), hosts.end(), [](const FoundHost &a, const FoundHost &b) {
        return std::tie(a.instance, a.interfaceName) < std::tie(b.instance, b.interfaceName);
    });
    if (hosts == m_hosts)
        return;
    m_hosts = hosts;
    Q_EMIT hostsFound(hosts);
}

void Stations::tellReports()
{
    QList<InterfaceReport> reports;
    for (const SystemInterface &one : std::as_const(m_interfaces)) {
        InterfaceReport report;
        report.use = useOf(one, m_choice);
        if (const auto it = m_stations.find(one.index); it != m_stations.end()) {
            report = it->second->report();
            const QList<FoundService> services = it->second->services();
            report.hostsHeard = static_cast<int>(
                std::count_if(services.begin(), services.end(), [this](const FoundService &found) {
                    return QString::fromUtf8(found.instance.firstLabel()) != m_named;
                }));
        }
        report.name = one.name;
        report.humanName = one.humanName;
        report.kind = one.kind;
        for (const QHostAddress &address : one.addresses)
            report.addresses.append(address.toString());
        reports.append(report);
    }
    if (reports == m_reports)
        return;
    m_reports = reports;
    Q_EMIT reported(reports);
}

} // namespace Discovery
