// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/profile.h"

#include <QWidget>

#include <functional>

/// Pictures of the windows of one's account, with a made-up host.
void showAccountDialogs(Ui::Profile &profile, bool korean,
                        const std::function<void(QWidget &dialog, const char *page)> &shoot);
