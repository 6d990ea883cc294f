// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostannouncing.h"

#include "stomp/wire/cleanline.h"

#include <QNetworkInterface>

#include <utility>

namespace Server {
namespace {

Discovery::Access accessOf(Chat::HostAccess access)
{
    switch (access) {
    case Chat::HostAccess::Anyone:
        break;
    case Chat::HostAccess::Password:
        return Discovery::Access::Password;
    case Chat::HostAccess::Invitation:
        return Discovery::Access::Invitation;
    case Chat::HostAccess::Approval:
        return Discovery::Access::Approval;
    }
    return Discovery::Access::Anyone;
}

/// As others may reach it, too: a link-local address of IPv6 means something else to each computer.
QStringList sharedAddressesOf(Discovery::FoundHost host)
{
    host.addresses.removeIf([](const QHostAddress &address) {
        const bool isIPv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
        return address.isLoopback() || (isIPv6 && address.isLinkLocal());
    });
    return addressesOf(host);
}

QString interfaceOf(const QHostAddress &address)
{
    const auto interfaces = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &interface : interfaces) {
        const auto entries = interface.addressEntries();
        for (const QNetworkAddressEntry &entry : entries) {
            if (entry.ip().isEqual(address))
                return interface.name();
        }
    }
    return {};
}

} // namespace

Chat::HostAccess accessOf(Discovery::Access access)
{
    switch (access) {
    case Discovery::Access::Anyone:
        break;
    case Discovery::Access::Password:
        return Chat::HostAccess::Password;
    case Discovery::Access::Invitation:
        return Chat::HostAccess::Invitation;
    case Discovery::Access::Approval:
        return Chat::HostAccess::Approval;
    }
    return Chat::HostAccess::Anyone;
}

QStringList addressesOf(const Discovery::FoundHost &host)
{
    QStringList addresses;
    for (const QHostAddress &address : host.addresses) {
        addresses << (address.protocol() == QAbstractSocket::IPv6Protocol
                          ? QStringLiteral("[%1]:%2")
                          : QStringLiteral("%1:%2"))
                         .arg(address.toString())
                         .arg(host.told.port);
    }
    return addresses;
}

bool isAnnounced(const HostConfig &config)
{
    return config.announce && !config.bind.isLoopback();
}

Discovery::Lan::Options lanOptions(const HostConfig &config)
{
    Discovery::Lan::Options options;
    options.interfaces = {config.interfaces, config.notInterfaces};
    const bool any = config.bind == QHostAddress::Any || config.bind == QHostAddress::AnyIPv4 ||
                     config.bind == QHostAddress::AnyIPv6;
    if (const QString name = any ? QString() : interfaceOf(config.bind);
        !name.isEmpty() && config.interfaces.isEmpty())
        options.interfaces.allowed = QStringList{name};
    return options;
}

std::vector<Chat::NearHost> neighboursIn(const QList<Discovery::FoundHost> &hosts,
                                         const QString &ownHostId)
{
    std::vector<Chat::NearHost> neighbours;
    for (const Discovery::FoundHost &host : hosts) {
        Chat::NearHost neighbour{
            host.told.hostId,           Chat::cleanLine(host.told.name, Chat::longestName),
            sharedAddressesOf(host),    host.told.fingerprint,
            accessOf(host.told.access), host.told.people};
        if (neighbour.hostId == ownHostId || neighbour.addresses.isEmpty())
            continue;
        neighbours.push_back(std::move(neighbour));
        if (neighbours.size() == Chat::mostNeighbours)
            break;
    }
    return neighbours;
}

HostAnnouncing::HostAnnouncing(Discovery::Lan &lan, QObject *parent) : QObject(parent), m_lan(lan)
{
    connect(&m_lan, &Discovery::Lan::hostsChanged, this, &HostAnnouncing::listen);
    m_lan.browse();
}

HostAnnouncing::~HostAnnouncing()
{
    m_lan.withdraw();
}

void HostAnnouncing::tell(const Chat::About &about, quint16 port)
{
    Discovery::Announcement announcement;
    announcement.name = about.name;
    announcement.port = port;
    announcement.hostId = about.hostId;
    announcement.fingerprint = about.fingerprint;
    announcement.version = about.version;
    announcement.access = accessOf(about.access);
    announcement.people = about.people;
    m_hostId = about.hostId;
    m_lan.announce(announcement);
    listen();
}

void HostAnnouncing::listen()
{
    if (m_hostId.isEmpty())
        return; // which of them we are is not known yet
    const std::vector<Chat::NearHost> neighbours = neighboursIn(m_lan.hosts(), m_hostId);
    if (std::exchange(m_neighbours, neighbours) != neighbours)
        Q_EMIT neighboursChanged(m_neighbours);
}

} // namespace Server
