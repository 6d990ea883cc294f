// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/lan.h"
#include "server/hostconfig.h"
#include "stomp/wire/about.h"

#include <QObject>

#include <vector>

namespace Server {

/// Whether a host makes itself known on its network: not where nobody there could reach it.
bool isAnnounced(const HostConfig &config);
/// Where, if nobody says otherwise: by the interfaces of the config, and where the host is bound to
/// one address by the interface that has it.
Discovery::Lan::Options lanOptions(const HostConfig &config);

Chat::HostAccess accessOf(Discovery::Access access);
/// Where it is reached: `192.168.0.7:7610`, `[fe80::1%eth0]:7610`.
QStringList addressesOf(const Discovery::FoundHost &host);

/// At most Chat::mostNeighbours, without the host of that id and without those that nobody else
/// could reach.
std::vector<Chat::NearHost> neighboursIn(const QList<Discovery::FoundHost> &hosts,
                                         const QString &ownHostId);

/// Makes a running host known on its network, and hears who else is there. Says goodbye when it
/// goes. Lives in the Lan's thread.
class HostAnnouncing : public QObject {
    Q_OBJECT
public:
    /// The Lan must outlive it.
    explicit HostAnnouncing(Discovery::Lan &lan, QObject *parent = nullptr);
    ~HostAnnouncing() override;

    /// Neighbours are left out of it: nobody passes on what others say.
    void tell(const Chat::About &about, quint16 port);

Q_SIGNALS:
    /// At most Chat::mostNeighbours, without itself.
    void neighboursChanged(const std::vector<Chat::NearHost> &neighbours);

private:
    void listen();

    Discovery::Lan &m_lan;
    QString m_hostId; ///< Empty: nothing is told yet.
    std::vector<Chat::NearHost> m_neighbours;
};

} // namespace Server
