// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/patternsubscriptions.h"

#include <algorithm>

namespace Server {
namespace {

constexpr qsizetype mostKnown = 1000;

} // namespace

void PatternSubscriptions::add(const QByteArray &pattern, Subscriber subscriber)
{
    auto entry = m_patterns.find(pattern);
    if (entry == m_patterns.end()) {
        m_known.clear();
        entry = m_patterns.emplace(pattern, Entry{Chat::DestinationPattern(pattern), {}}).first;
    }
    entry->second.subscribers.push_back(std::move(subscriber));
}

void PatternSubscriptions::remove(const QByteArray &pattern, const ClientConnection *connection,
                                  const QByteArray &id)
{
    const auto entry = m_patterns.find(pattern);
    if (entry == m_patterns.end())
        return;
    std::erase_if(entry->second.subscribers, [&](const Subscriber &subscriber) {
        return subscriber.connection == connection && subscriber.id == id;
    });
    if (!entry->second.subscribers.empty())
        return;
    m_known.clear();
    m_patterns.erase(entry);
}

const PatternSubscriptions::Lists &
PatternSubscriptions::covering(const QByteArray &destination) const
{
    if (m_patterns.empty() || destination.size() > longestDestination)
        return m_none;
    if (const auto known = m_known.constFind(destination); known != m_known.constEnd())
        return *known;
    Lists lists;
    for (const auto &[text, entry] : m_patterns) {
        if (entry.pattern.matches(destination))
            lists.push_back(&entry.subscribers);
    }
    if (m_known.size() >= mostKnown)
        m_known.clear();
    return *m_known.insert(destination, std::move(lists));
}

} // namespace Server
