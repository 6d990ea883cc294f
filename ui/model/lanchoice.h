// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/interfacechoice.h"
#include "discovery/interfacereport.h"

class QSettings;

namespace Ui {

/// Which interfaces hosts are looked for on, and an own one is announced on, as the person has it:
/// those that are fit by themselves, with "lan/allowed" of the settings, without "lan/denied".
/// Whatever comes later is judged as what is there now.
Discovery::InterfaceChoice lanChoice(const QSettings &settings);

/// Whether that one is to be used, though it may be down or fail.
bool isUseWanted(const Discovery::InterfaceReport &one);
/// Has that one used, or left out; says nothing of any other, and no more than it takes: what is
/// taken back is as if it never was.
void setUseWanted(QSettings &settings, const Discovery::InterfaceReport &one, bool wanted);

} // namespace Ui
