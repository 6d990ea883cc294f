// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/attention.h"

#include <QIcon>

namespace Ui {

/// Badges for which that gives the same have the same picture.
Badge pictured(const Badge &badge);

/// The program's icon with what is to be seen of it from afar, told by shapes: at the lower right a
/// number for what calls, or a dot for what else is unread; at the lower left an exclamation mark
/// while there is no connection. The same on light and dark, as nobody knows what is behind it.
QIcon badgedIcon(const Badge &badge, bool isConnected);

} // namespace Ui
