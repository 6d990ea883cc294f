// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>

namespace Ui {

/// For QAccessible::installFactory(): a ChoiceBox says what is to be chosen, and what is chosen.
/// Qt's own QComboBox says on AT-SPI only the latter, where no label leads to it.
QAccessibleInterface *makeSpokenChoice(const QString &className, QObject *object);

} // namespace Ui
