// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace Ui {

inline Q_LOGGING_CATEGORY(modelLog, "madang.ui.model", QtInfoMsg)

} // namespace Ui
