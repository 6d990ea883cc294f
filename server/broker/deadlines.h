// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "stomp/time.h"

#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace Server {

/// When which session wants to be looked at: one timer for all of them.
///
/// An entry is a reminder, not a promise: a session whose deadline has moved is looked at once too
/// early and asks again. So activity, which moves deadlines, costs nothing here. One that is
/// seconds away comes up to a quarter of a second late: thousands of heart-beats wake us four times
/// a second, and not once each.
class Deadlines {
public:
    void add(SessionNumber session, Stomp::TimePoint when, Stomp::TimePoint now)
    {
        using namespace std::chrono_literals;
        m_due[Stomp::roundedUp(when, when - now < 2s ? 1ms : 256ms)].push_back(session);
    }
    std::optional<Stomp::TimePoint> next() const
    {
        return m_due.empty() ? std::nullopt : std::optional(m_due.begin()->first);
    }
    /// Removes and gives a session whose moment has come; nullopt when there is none.
    std::optional<SessionNumber> takeDue(Stomp::TimePoint now)
    {
        const auto first = m_due.begin();
        if (first == m_due.end() || first->first > now)
            return std::nullopt;
        const SessionNumber session = first->second.back();
        first->second.pop_back();
        if (first->second.empty())
            m_due.erase(first);
        return session;
    }

private:
    std::map<Stomp::TimePoint, std::vector<SessionNumber>> m_due;
};

} // namespace Server
