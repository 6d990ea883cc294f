// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/profile.h"

#include <QWidget>

#include <functional>

/// Pictures of a window at several hosts: its rail with all that stands there, the rail's menu, the
/// start page with the way back, and the rail where there is little room.
void showHosts(Ui::Profile &profile, bool korean,
               const std::function<void(QWidget &shown, const char *page)> &shoot);
