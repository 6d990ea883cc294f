// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/interfacereport.h"
#include "ui/model/addressprobe.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Ui {

/// Whose hints are of use.
enum class System { Linux, Windows, MacOs, Other };
/// The one that this program runs on.
System ownSystem();

/// What is known of this computer's network at one moment.
struct NetworkFacts {
    System system = System::Other;
    QList<Discovery::InterfaceReport> interfaces;
    QStringList subnets; ///< `192.168.0.12/24`; empty: as far as `interfaces` tells.
    /// Whether it was looked long enough for those who are there to have answered.
    bool listened = false;
    int othersNear = 0;        ///< Hosts near, without our own.
    QStringList nearAddresses; ///< Theirs, `HOST:PORT`.
    /// Whether any computer of this network was reached directly, by TCP; nullopt: none was tried.
    std::optional<bool> reachesOthers;
    QStringList firewalls; ///< Programs found here that may keep packets away: ufw, firewalld, nft.
    QString address;       ///< That was tested; empty: none.
    std::optional<ProbeResult> probe; ///< Of that address.
};

} // namespace Ui
