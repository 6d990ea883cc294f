// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/brokerstatus.h"
#include "server/cluster/clusterstatus.h"
#include "server/relay/relaystatus.h"
#include "server/store/storestatus.h"
#include "server/web/processstatus.h"

#include <QString>

#include <chrono>
#include <optional>

namespace Server {

/// A host at this moment, for whoever runs it. Holds names and addresses of people: for operators
/// only.
struct HostStatus {
    enum class Health {
        Ok,
        Stopping,
        StoreFailing, ///< The last write failed; people are told, and try again.
        StoreDamaged, ///< The log is: it has to be repaired, for which the host has to stop.
    };
    /// What the doors have counted since the start.
    struct Doors {
        quint64 accepted = 0;          ///< Sockets.
        quint64 refusedTotal = 0;      ///< Too many connections.
        quint64 refusedPerAddress = 0; ///< Too many from one address.
        quint64 refusedHandshakes = 0; ///< Too many that were still being made.
        quint64 handshakeTimeouts = 0;
        quint64 pingTimeouts = 0; ///< WebSockets that answered no ping.
        quint64 tlsFailures = 0;
        quint64 httpRequests = 0;
    };

    /// What room there is for the data.
    struct Disk {
        enum class Level {
            Enough,
            Low,
            Full, ///< The last write failed for that.
        };
        Level level = Level::Enough;
        qint64 freeBytes = -1; ///< Where the system does not tell: -1.
        qint64 totalBytes = -1;
        qint64 logBytes = 0;
    };

    /// Somebody who was served and is not at this computer.
    struct Visit {
        QString address;
        std::chrono::seconds ago{0};
    };

    QString name;
    Health health = Health::Ok;
    std::chrono::seconds uptime{0};
    BrokerStatus broker;
    Doors doors;
    StoreStatus store;
    Disk disk;
    std::optional<Visit> lastVisit; ///< Since the start; none: nobody from outside.
    std::optional<ProcessStatus> process;
    std::optional<ClusterStatus> cluster; ///< Where there are other hosts.
    std::optional<RelayStatus> relay;     ///< Where there is a broker behind.
};

} // namespace Server
