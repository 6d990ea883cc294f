// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/hostsettings.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace Ui {

/// A way into the host that is open here.
struct HostAddress {
    /// What it goes over.
    enum class Kind { Wireless, Wired, Other, Vpn, Virtual, ThisComputer };

    QString text;          ///< HOST:PORT, as others type it.
    QString interfaceName; ///< As people know it, or as the system calls it; may be empty.
    Kind kind = Kind::Other;

    friend bool operator==(const HostAddress &, const HostAddress &) = default;
};

/// How the host that this program has open is set up. How it is doing is in HostStatus.
struct HostFacts {
    static constexpr quint16 usualPort = 7610;

    QString name;
    HostSettings settings; ///< In force.
    bool hasPassword = false;
    quint16 port = 0;
    /// Another program has the one that was wanted; none: it is the wanted one.
    std::optional<quint16> takenPort;
    std::vector<HostAddress> addresses; ///< The likeliest one first.
    bool speaksTls = false;
    bool madeUp = false;  ///< A demonstration, for this computer only.
    QDateTime lastBackup; ///< UTC; invalid: none is known of.
};

} // namespace Ui
