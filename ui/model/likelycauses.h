// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/networkfacts.h"

#include <QString>

#include <vector>

namespace Ui {

/// Why one computer does not see another.
enum class Cause {
    NoNetwork,           ///< No interface has an address.
    InterfaceDenied,     ///< The settings leave one out. `detail`: its name.
    InterfaceLeft,       ///< A VPN, or what looks like one, is left out and there is no other.
    VpnTakesAll,         ///< A VPN is up beside the network, and nobody is heard.
    MulticastImpossible, ///< `detail`: the interface.
    SocketFailed,        ///< The system lets us not listen. `detail`: its words.
    LocalPermission,     ///< macOS asks the person once whether a program may.
    PublicProfile,       ///< Windows takes the network for a public one.
    LocalFirewall,       ///< `detail`: which.
    Isolation,           ///< The access point keeps its clients apart.
    OtherNetwork,        ///< `detail`: the network of the address.
    NoSuchName,          ///< `detail`: the name.
    OtherPort,           ///< The computer hosts at another port. `detail`: the address.
    NobodyAtPort,        ///< The computer is there and no Madang at that port.
    PortOfAnother,       ///< Another program has the port.
    TheirFirewall,       ///< Nothing came back.
    OtherCertificate,    ///< Not the host that is known.
    NobodyHosts,         ///< All seems well, and nobody is there.
};

struct LikelyCause {
    Cause cause = Cause::NobodyHosts;
    QString detail;    ///< See Cause; empty where nothing is said there.
    QString interface; ///< That can be allowed to put it right; empty: none.

    friend bool operator==(const LikelyCause &, const LikelyCause &) = default;
};

/// The likely causes, most likely first; empty where all is well: others are near, and an address
/// that was tested is fine. Goes by the facts alone.
std::vector<LikelyCause> likelyCauses(const NetworkFacts &facts);

/// The command that lets others in through that firewall of Linux; empty: there is none for it.
QString firewallCommand(const QString &firewall, int port);

} // namespace Ui
