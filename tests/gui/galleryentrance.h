// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/profile.h"

#include <QWidget>

#include <functional>

/// Pictures of who may come in at a host, as its owner and those who come see it, with a made-up
/// host.
void showEntrance(Ui::Profile &profile, bool korean,
                  const std::function<void(QWidget &shown, const char *page)> &shoot);
