// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/firewall.h"

#include <QString>

namespace Ui {

/// What to do so that others reach a port of this computer through what may keep them out. Where
/// there is a firewallCommand(), the sentence leads to it.
QString firewallSentence(Firewall firewall, quint16 port);

} // namespace Ui
