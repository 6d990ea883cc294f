// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/tooltip.h"

#include <QWidget>

namespace Ui {

/// plainToolTip() of a widget; a screen reader, which would read its markup out, gets the text
/// itself.
inline void setPlainToolTip(QWidget &widget, const QString &text)
{
    widget.setToolTip(plainToolTip(text));
    widget.setAccessibleDescription(text);
}

} // namespace Ui
