// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLabel;

namespace Ui {

/// Says in a window what is the case, or what went wrong, in the look of that; empty: hides it.
void setStateSentence(QLabel &label, const QString &sentence, bool isProblem);

} // namespace Ui
