// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/keephosting.h"

#include <functional>

class QWidget;

namespace Ui {

/// Asks whoever closes the window of a program that hosts whether it goes on. Escape is neither:
/// the window stays. `decided` has what was chosen, never Ask, and whether that is to be
/// remembered.
void askOnClose(QWidget *window, const std::function<void(OnClose wish, bool remember)> &decided);

} // namespace Ui
