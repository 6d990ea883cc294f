// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/interfacechoice.h"
#include "discovery/interfacereport.h"
#include "discovery/locallink.h"

#include <QNetworkInterface>

namespace Discovery {

/// One interface as the system has it now.
struct SystemInterface {
    QString name;
    QString humanName;
    int index = 0;
    InterfaceReport::Kind kind = InterfaceReport::Kind::Other;
    bool up = false;
    bool multicast = false;
    QList<QHostAddress> addresses; ///< Those that others on the link can reach; IPv4 first.
    LocalLink link;
    friend bool operator==(const SystemInterface &, const SystemInterface &) = default;
};

/// All there are. Reads from the system, a few milliseconds at most.
QList<SystemInterface> systemInterfaces();

/// What it is, by its names, and by what Qt takes it for where these tell nothing.
InterfaceReport::Kind kindOf(const QString &name, const QString &humanName,
                             QNetworkInterface::InterfaceType type, bool wireless);

/// Whether it is to be used, before any socket was tried: Used, Denied, Left, Down or NoMulticast.
InterfaceReport::Use useOf(const SystemInterface &one, const InterfaceChoice &choice);

} // namespace Discovery
