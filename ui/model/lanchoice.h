// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/interfacechoice.h"
#include "discovery/interfacereport.h"

#include <QList>

class QSettings;

namespace Ui {

/// Which interfaces the person lets hosts be looked for on: "lan/allowed" and "lan/denied" of the
/// settings.
Discovery::InterfaceChoice lanChoice(const QSettings &settings);

/// Adds one to those, and keeps those that are in use by themselves now.
void allowInterface(QSettings &settings, const QString &name,
                    const QList<Discovery::InterfaceReport> &now);

} // namespace Ui
