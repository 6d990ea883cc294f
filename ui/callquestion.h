// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace Ui {

/// Sends at once what calls nobody; of a text with "@here" in it asks first, over the window of
/// `parent`, because one word disturbs everybody. `send` is not called when `parent` is gone.
void sendUnlessRegretted(QWidget *parent, const QString &text, const std::function<void()> &send);

} // namespace Ui
