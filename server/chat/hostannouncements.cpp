// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/hostannouncements.h"

#include "server/chat/announcer.h"
#include "stomp/wire/destinations.h"

#include <algorithm>
#include <utility>

namespace Server {

using namespace std::chrono_literals;
using NewsKind = Chat::HostNews::Kind;

void HostAnnouncements::stopping(const QString &why, std::chrono::milliseconds in,
                                 Clock::time_point now)
{
    m_stop = Stop{why, now + in};
    tell({NewsKind::Stopping, why, in});
}

void HostAnnouncements::stays()
{
    if (std::exchange(m_stop, std::nullopt))
        tell({NewsKind::Stays});
}

void HostAnnouncements::stopped(const QString &why)
{
    m_stop.reset();
    tell({NewsKind::Stopped, why});
}

void HostAnnouncements::subscribe(const SubscriptionRef &subscription, const Completion &done,
                                  Clock::time_point now)
{
    done({});
    m_topics.activate(subscription);
    if (!m_stop)
        return;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_stop->at - now);
    const Chat::HostNews news{NewsKind::Stopping, m_stop->why, std::max(left, 0ms)};
    m_topics.reply(subscription, Announcer::publication(Chat::hostTopic(), news.toJson()));
}

void HostAnnouncements::tell(const Chat::HostNews &news)
{
    m_topics.publish(Announcer::publication(Chat::hostTopic(), news.toJson()));
}

} // namespace Server
