// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>

namespace Ui {

/// D-Bus's bus of this session, or one that is not connected where there is none: libdbus would
/// start one for us alone, which nobody else is on.
QDBusConnection sessionBus();

} // namespace Ui
