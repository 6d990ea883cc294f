// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace Stomp {

/// The clock of everything in this folder; it is always an argument, never read here.
using Clock = std::chrono::steady_clock;
using TimePoint = Clock::time_point;

/// The next multiple of that step of the clock: what is due about then is due together.
inline TimePoint roundedUp(TimePoint time, std::chrono::milliseconds step)
{
    const auto rest = time.time_since_epoch() % step;
    return rest == Clock::duration::zero() ? time : time + (step - rest);
}

} // namespace Stomp
