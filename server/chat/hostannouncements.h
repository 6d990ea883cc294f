// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/topics.h"
#include "stomp/wire/hostnews.h"

#include <chrono>
#include <optional>

namespace Server {

/// Tells everybody what is about to become of the host; who comes meanwhile is told, too.
class HostAnnouncements {
public:
    using Clock = std::chrono::steady_clock;

    explicit HostAnnouncements(Topics &topics) : m_topics(topics) {}

    /// It closes in that time, which what was said before does not count against.
    void stopping(const QString &why, std::chrono::milliseconds in, Clock::time_point now);
    /// It does not; nothing, unless it was going to.
    void stays();
    /// It closes now.
    void stopped(const QString &why);

    void subscribe(const SubscriptionRef &subscription, const Completion &done,
                   Clock::time_point now);

private:
    struct Stop {
        QString why;
        Clock::time_point at;
    };
    void tell(const Chat::HostNews &news);

    Topics &m_topics;
    std::optional<Stop> m_stop;
};

} // namespace Server
