// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Ui {

/// Why something about one's account was not done, as a sentence in the person's language that says
/// what to do where it is known; else the host's own words, bounded.
QString accountRefusal(const QString &why);

} // namespace Ui
