// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/time.h"
#include "stomp/wire/ids.h"

#include <chrono>
#include <deque>

namespace Ui {

/// Keeps a flood of messages from becoming a flood of notices: so many a minute of one sender, so
/// many of all. What is too much is to be counted in one notice instead.
class NoticePace {
public:
    static constexpr std::chrono::seconds window{60};
    static constexpr int perSender = 5;
    static constexpr int ofAll = 12;

    /// Whether a notice of its own may be shown now; then it counts.
    bool admit(const Chat::UserId &sender, Stomp::TimePoint now);

private:
    struct Shown {
        Chat::UserId sender;
        Stomp::TimePoint when;
    };
    std::deque<Shown> m_shown; ///< Oldest first; at most `ofAll`.
};

} // namespace Ui
