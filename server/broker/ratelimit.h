// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/time.h"

#include <QtGlobal>

#include <algorithm>
#include <chrono>
#include <optional>

namespace Server {

/// How much of something may come: `burst` at once, `perSecond` for long.
struct Rate {
    qint64 perSecond = 0; ///< 0: no bound.
    qint64 burst = 0;     ///< Never less than what comes in a tenth of a second, and than 1.
};

/// A bucket of tokens: full at first, filled at the rate, emptied by what has come.
///
/// What has come is here and cannot be refused, so the bucket may be overdrawn; then nothing more
/// should be let in before readyAt(). Time is an argument, and one that goes back adds nothing.
class TokenBucket {
public:
    TokenBucket(Rate rate, Stomp::TimePoint now) : m_rate(rate), m_tokens(capacity()), m_filled(now)
    {
    }

    bool isBound() const { return m_rate.perSecond > 0; }

    void take(qint64 amount, Stomp::TimePoint now)
    {
        if (!isBound())
            return;
        fill(now);
        m_tokens -= double(amount);
    }

    /// While there is no token left: when there will be what comes in a tenth of a second, so that
    /// who waits is not looked at for each single one. A day from now at most.
    std::optional<Stomp::TimePoint> readyAt() const
    {
        if (!isBound() || m_tokens >= 1)
            return std::nullopt;
        const double seconds = (share() - m_tokens) / double(m_rate.perSecond);
        const std::chrono::duration<double> wait(std::min(seconds, 24.0 * 3600));
        return m_filled + std::chrono::ceil<std::chrono::milliseconds>(wait);
    }

private:
    double share() const { return std::max(double(m_rate.perSecond) / 10, 1.0); }
    double capacity() const { return std::max(double(m_rate.burst), share()); }
    void fill(Stomp::TimePoint now)
    {
        if (now <= m_filled)
            return;
        const std::chrono::duration<double> passed = now - m_filled;
        m_tokens = std::min(m_tokens + passed.count() * double(m_rate.perSecond), capacity());
        m_filled = now;
    }

    Rate m_rate;
    double m_tokens;
    Stomp::TimePoint m_filled;
};

} // namespace Server
