// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Ui {

/// 0:23, 12:05, 1:00:00; rounded up to whole seconds. `left`: milliseconds, not negative.
QString countdown(qint64 left);

} // namespace Ui
