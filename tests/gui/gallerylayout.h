// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QWidget;

/// The columns of a chat at several widths.
void showLayout(QWidget &window, const std::function<void(QWidget &, const char *)> &shoot);
