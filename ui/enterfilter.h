// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace Ui {

/// From now on Enter does nothing while that widget has the focus. In a dialog it would otherwise
/// reach the default button, though who only clicked at a heading has answered nothing.
void keepEnterFrom(QWidget *widget);

} // namespace Ui
