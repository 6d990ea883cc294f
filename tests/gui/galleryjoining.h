// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/profile.h"

#include <QWidget>

#include <functional>

/// Pictures of the start page with hosts near, few and many and none, of what is said about an
/// address and an invitation, and of the doctor.
void showJoining(Ui::Profile &profile, bool korean,
                 const std::function<void(QWidget &shown, const char *page)> &shoot);
