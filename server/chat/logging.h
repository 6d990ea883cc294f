// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace Server {

inline Q_LOGGING_CATEGORY(chatLog, "madang.server.chat", QtInfoMsg)

} // namespace Server
