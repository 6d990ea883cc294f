// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QFormLayout;
class QWidget;

namespace Ui {

/// Adds a row of a label and its field, which gets the label's text as its accessible name and the
/// label as what its mnemonic goes to. The form owns the label.
void addFormField(QFormLayout &form, const QString &text, QWidget *field);
/// The same for a field that has no object name yet.
void addFormField(QFormLayout &form, const QString &text, QWidget *field, const char *objectName);

} // namespace Ui
