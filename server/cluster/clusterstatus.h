// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Server {

/// What operators are shown of the way between hosts.
struct ClusterStatus {
    enum class Kind { Local, Redis };
    Kind kind = Kind::Local;
    bool connected = false;
    quint64 reconnects = 0; ///< Connections after the first.
    quint64 sent = 0;       ///< Told by this host, and on their way.
    quint64 received = 0;   ///< Told by others.
    quint64 dropped = 0;    ///< Told by this host while there was no way, or past its bounds.
    quint64 missed = 0;     ///< Holes in what others told.
    int hosts = 0;          ///< Others that are known to be there.
    QString where;          ///< The server spoken to, without a name or a password.
    QString problem;        ///< Why it is not connected; empty while it is.
};

} // namespace Server
