// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Ui {

/// Why a connection does not stand, in the person's language where the reason is one of those that
/// Qt or a host of ours gives; any other reason as it is, on one line and bounded.
QString shownReason(const QString &reason);

/// Whether it is the host that lets one in later, and not the way to it.
bool isHostsPause(const QString &reason);

} // namespace Ui
