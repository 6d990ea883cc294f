// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/neighbourhood.h"

#include "ui/model/lanchoice.h"
#include "ui/model/profile.h"

Neighbourhood::Neighbourhood(Ui::Profile &profile)
    : m_profile(profile), m_lan({Ui::lanChoice(profile.settings())}), m_hosts(&m_lan, profile)
{
}

void Neighbourhood::applySettings()
{
    m_lan.setInterfaces(Ui::lanChoice(m_profile.settings()));
}
