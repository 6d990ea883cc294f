// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace Server {

/// What a relay has counted since it started; but for the first two, only ever rising.
struct RelayStatus {
    bool connected = false; ///< The host's own connection to the broker behind stands.
    int connections = 0;    ///< Of sessions, to the broker behind.
    quint64 sent = 0;       ///< Requests that sessions and the host made there.
    quint64 delivered = 0;  ///< Messages from there that sessions took.
    quint64 failures = 0;   ///< Connections that broke or could not be made, and its ERRORs.
    quint64 reconnects = 0; ///< Times the host's own connection stood again.
    quint64 unsent = 0;     ///< Messages of the host itself that the broker behind did not get.
};

} // namespace Server
