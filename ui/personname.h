// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Ui {

/// What somebody is called in one line, with the badge of guests.
QString personName(const QString &name, bool guest);

} // namespace Ui
