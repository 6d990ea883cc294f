// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>

namespace Discovery {

/// The clock of everything that has rules here; it is always an argument, never read.
using Clock = std::chrono::steady_clock;
using TimePoint = Clock::time_point;

/// A number from 0 up to, not including, its argument, which is more than 0.
using Random = std::function<int(int below)>;

} // namespace Discovery
