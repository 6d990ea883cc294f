// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/time.h"

#include <algorithm>

namespace Discovery {

/// So many a second, and as many at once after a silence; time is an argument.
class Allowance {
public:
    explicit Allowance(int perSecond) : m_perSecond(perSecond), m_left(perSecond) {}

    /// True, and takes one, while there is one.
    bool take(TimePoint now)
    {
        if (!has(now))
            return false;
        m_left -= 1;
        return true;
    }
    /// Takes one, if need be on account of the time to come.
    void spend(TimePoint now)
    {
        has(now);
        m_left -= 1;
    }
    bool has(TimePoint now)
    {
        if (now > m_filled) {
            const std::chrono::duration<double> passed = now - m_filled;
            m_left = std::min<double>(m_perSecond, m_left + passed.count() * m_perSecond);
            m_filled = now;
        }
        return m_left >= 1;
    }
    /// When there may be one again.
    TimePoint next(TimePoint now)
    {
        if (has(now))
            return now;
        const std::chrono::duration<double> wait((1 - m_left) / m_perSecond);
        return now + std::chrono::ceil<std::chrono::milliseconds>(wait);
    }

private:
    int m_perSecond;
    double m_left;
    TimePoint m_filled{};
};

} // namespace Discovery
