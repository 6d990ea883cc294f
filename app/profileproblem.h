// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/profile.h"

#include <QString>

/// Why the program cannot start with the data in a folder, and what to do about it; in the language
/// of now.
QString profileProblem(Ui::ProfileError error, const QString &folder);

/// Asks whether damaged data is set aside, and does so: whether the profile can be opened anew.
/// Tells if that does not work. `profile` is in `folder`, which is what people know.
bool beginsAnew(const QString &profile, const QString &folder);
