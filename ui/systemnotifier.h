// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/notifier.h"

#include <memory>

namespace Ui {

/// What shows notices on this system: the desktop's server over D-Bus, null where there is no bus;
/// elsewhere the tray.
std::unique_ptr<Notifier> makeSystemNotifier();

} // namespace Ui
