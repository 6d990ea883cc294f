// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/stompload/basics.h"

#include <vector>

namespace Stompload {

/// Log-linear histogram of nanoseconds, 64 steps to the octave (1.6 %).
class Histogram {
public:
    void add(u64 nanoseconds);
    void merge(const Histogram &other);

    /// The value that a part `quantile` (0 to 1) of all values does not exceed; 0 when empty.
    double microseconds(double quantile) const;
    /// 0 when empty.
    double meanMicroseconds() const { return m_count ? m_sum / double(m_count) / 1e3 : 0; }
    u64 maximum() const { return m_maximum; }

private:
    std::vector<u64> m_buckets = std::vector<u64>(64 * 60, 0);
    u64 m_count = 0;
    u64 m_maximum = 0;
    double m_sum = 0;
};

} // namespace Stompload
