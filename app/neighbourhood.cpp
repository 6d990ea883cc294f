// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/neighbourhood.h"

#include "ui/model/profile.h"

namespace {

Discovery::InterfaceChoice choiceIn(const QSettings &settings)
{
    return {settings.value(QStringLiteral("lan/allowed")).toStringList(),
            settings.value(QStringLiteral("lan/denied")).toStringList()};
}

} // namespace

Neighbourhood::Neighbourhood(Ui::Profile &profile)
    : m_profile(profile), m_lan({choiceIn(profile.settings())}), m_hosts(&m_lan, profile)
{
}

void Neighbourhood::applySettings()
{
    m_lan.setInterfaces(choiceIn(m_profile.settings()));
}
