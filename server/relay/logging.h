// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace Server {

inline Q_LOGGING_CATEGORY(relayLog, "madang.server.relay", QtInfoMsg)

} // namespace Server
