// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/appearance.h"

#include <QWidget>

#include <functional>

/// Pictures of the window of the host that is open here: before and after somebody came, with all
/// that may stand in it, where there is little room, and the question for another port.
void showHostWindow(const Ui::Appearance &appearance, bool korean,
                    const std::function<void(QWidget &shown, const char *page)> &shoot);
