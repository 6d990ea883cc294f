// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/profile.h"

#include <QWidget>

#include <functional>

/// Pictures of the end of a host: what its people see of it, going on with its rooms, and what
/// whoever hosts is asked.
void showClosing(Ui::Profile &profile, bool korean,
                 const std::function<void(QWidget &shown, const QString &page)> &shoot);
