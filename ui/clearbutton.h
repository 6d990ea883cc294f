// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLineEdit;

namespace Ui {

/// Gives a field Qt's button that empties it, with the name that Qt's has not. To be called again
/// when the language changes.
void offerClearing(QLineEdit &field);

} // namespace Ui
