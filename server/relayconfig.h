// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/relay/destinationmap.h"

#include <QString>

#include <optional>

namespace Server {

/// The broker behind a host that has topics and queues but for the chat's.
struct RelayConfig {
    struct Place {
        QString host;
        quint16 port;
        bool tls;
    };

    QString address; ///< `stomp://host:port`, `stomps://…` in TLS; empty: there is none.
    RelayKind kind = RelayKind::RabbitMq;
    QString login = QStringLiteral("guest"); ///< Of the connections for people.
    QString passcodeFile;                    ///< Its first line; empty: none.
    QString systemLogin;                     ///< Of the host's own; empty: as the others'.
    QString systemPasscodeFile;
    QString virtualHost = QStringLiteral("/"); ///< As CONNECT says it.
    QString authoritiesFile; ///< PEM, whose certificates are right; empty: the system's.

    /// nullopt where `address` is none.
    std::optional<Place> place() const;
};

} // namespace Server
