// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/profile.h"

#include <QWidget>

#include <functional>

/// Pictures of what one compares hosts by: the identity of one's own host and of another's, and
/// what is asked when a host shows another one than is known.
void showIdentities(Ui::Profile &profile,
                    const std::function<void(QWidget &shown, const char *page)> &shoot);
