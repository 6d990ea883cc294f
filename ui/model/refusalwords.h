// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Ui {

/// Why a host did not do something, in the person's language where it is one of the reasons a host
/// of ours gives; any other as it is, on one line and bounded.
QString shownRefusal(const QString &why);

/// What to tell of a request that failed: `sentence` with the reason in it; or, when the connection
/// broke behind what was asked (not `isKnown`), that nobody can tell.
QString shownFailure(const QString &sentence, const QString &why, bool isKnown);

} // namespace Ui
