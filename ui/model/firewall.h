// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Ui {

/// What on this computer may keep others from coming in.
enum class Firewall {
    Ufw,       ///< Of Ubuntu and others, switched on.
    Firewalld, ///< Of Fedora and others, switched on.
    Windows,
    MacOs,
    Unknown, ///< None that we know; there may be another one, or none.
};

/// As far as somebody who is not the system's administrator can see. `root`: where the system's
/// folders are, with a slash at its end.
Firewall firewallHere(const QString &root = QStringLiteral("/"));

/// What opens a TCP port in it for good, to be typed by somebody who may; empty where that is not
/// done by typing.
QString firewallCommand(Firewall firewall, quint16 port);

} // namespace Ui
