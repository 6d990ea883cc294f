// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace Server {

/// What people are told when a host stops.
struct StopNotice {
    QString why = {};                ///< Made one line of at most 200 characters; may be empty.
    std::chrono::milliseconds in{0}; ///< How long it goes on; up to a day.
};

} // namespace Server
