// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace Discovery {

inline Q_LOGGING_CATEGORY(discoveryLog, "madang.discovery", QtInfoMsg)

} // namespace Discovery
