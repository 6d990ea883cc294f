// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace Ui {

/// The networks that this computer is in, `192.168.0.12/24`.
QStringList ownSubnets();

// What Linux keeps in files of this computer's network; nothing on other systems, where `root` has
// no such files:

/// The addresses of the next router, IPv4.
QStringList gateways(const QString &root = QStringLiteral("/"));

/// Which of ufw, firewalld and nft are switched on, as far as anybody may read that.
QStringList firewalls(const QString &root = QStringLiteral("/"));

} // namespace Ui
