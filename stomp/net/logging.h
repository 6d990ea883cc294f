// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace Stomp {

inline Q_LOGGING_CATEGORY(netLog, "madang.stomp.net", QtInfoMsg)

} // namespace Stomp
