// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace Stomp {

/// The clock of everything in this folder; it is always an argument, never read here.
using Clock = std::chrono::steady_clock;
using TimePoint = Clock::time_point;

} // namespace Stomp
