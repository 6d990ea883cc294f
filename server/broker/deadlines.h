// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "stomp/time.h"

#include <optional>
#include <queue>
#include <utility>
#include <vector>

namespace Server {

/// When which session wants to be looked at: one timer for all of them.
///
/// An entry is a reminder, not a promise: a session whose deadline has moved is looked at once too
/// early and asks again. So activity, which moves deadlines, costs nothing here.
class Deadlines {
public:
    void add(SessionNumber session, Stomp::TimePoint when) { m_queue.push({when, session}); }
    std::optional<Stomp::TimePoint> next() const
    {
        return m_queue.empty() ? std::nullopt : std::optional(m_queue.top().first);
    }
    /// Removes and gives a session whose moment has come; nullopt when there is none.
    std::optional<SessionNumber> takeDue(Stomp::TimePoint now)
    {
        if (m_queue.empty() || m_queue.top().first > now)
            return std::nullopt;
        const SessionNumber session = m_queue.top().second;
        m_queue.pop();
        return session;
    }

private:
    using Entry = std::pair<Stomp::TimePoint, SessionNumber>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> m_queue;
};

} // namespace Server
