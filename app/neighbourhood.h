// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/lan.h"
#include "ui/model/nearbyhosts.h"

namespace Ui {
class Profile;
}

/// The network as the desktop knows it: one Lan for the whole program, by the interfaces that the
/// profile's settings choose, and the hosts that are found.
class Neighbourhood {
public:
    /// The profile must outlive it.
    explicit Neighbourhood(Ui::Profile &profile);

    Discovery::Lan &lan() { return m_lan; }
    Ui::NearbyHosts &hosts() { return m_hosts; }

    /// Which interfaces are used is as Ui::lanChoice() has it now.
    void applySettings();

private:
    Ui::Profile &m_profile;
    Discovery::Lan m_lan;
    Ui::NearbyHosts m_hosts;
};
