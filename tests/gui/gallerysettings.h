// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/profile.h"

#include <QWidget>

#include <functional>

/// Pictures of every page of the settings, of a search in them, and of them where there is little
/// room.
void showSettingsPages(Ui::Profile &profile, bool korean,
                       const std::function<void(QWidget &dialog, const QString &page)> &shoot);
