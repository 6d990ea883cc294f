// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace Discovery {

/// Which interfaces may be used: their names, `*` for any rest. Denied wins.
struct InterfaceChoice {
    QStringList allowed; ///< Empty: all but VPN, Docker and the like, and the loopback.
    QStringList denied;
    QStringList added = {}; ///< Besides those, by name, whatever they are.
    friend bool operator==(const InterfaceChoice &, const InterfaceChoice &) = default;
};

} // namespace Discovery
