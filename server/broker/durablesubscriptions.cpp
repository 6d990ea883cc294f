// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/durablesubscriptions.h"

#include <algorithm>

namespace Server {

DurableSubscriptions::Entry *DurableSubscriptions::find(const QByteArray &queue)
{
    const auto it = m_byQueue.find(queue);
    return it == m_byQueue.end() ? nullptr : &it->second;
}

DurableSubscriptions::Entry &DurableSubscriptions::add(const DurableSubscription &subscription,
                                                       Entry::State state)
{
    const QByteArray queue = subscription.queue();
    Entry &entry = m_byQueue[queue];
    entry.subscription = subscription;
    entry.queue = queue;
    entry.state = state;
    m_byDestination[subscription.destination].push_back(&entry);
    ++m_countOfUser[subscription.user];
    m_countOfGuests += subscription.isOfGuest();
    return entry;
}

void DurableSubscriptions::remove(const QByteArray &queue)
{
    const auto it = m_byQueue.find(queue);
    if (it == m_byQueue.end())
        return;
    const DurableSubscription &subscription = it->second.subscription;
    const auto list = m_byDestination.find(subscription.destination);
    std::erase(*list, &it->second);
    if (list->empty())
        m_byDestination.erase(list);
    m_countOfGuests -= subscription.isOfGuest();
    const auto count = m_countOfUser.find(subscription.user);
    if (--*count == 0)
        m_countOfUser.erase(count);
    m_byQueue.erase(it);
}

std::vector<DurableSubscriptions::Entry *> DurableSubscriptions::to(const QByteArray &destination)
{
    std::vector<Entry *> standing;
    const auto list = m_byDestination.constFind(destination);
    if (list == m_byDestination.constEnd())
        return standing;
    for (Entry *entry : *list) {
        if (entry->state != Entry::State::Ending)
            standing.push_back(entry);
    }
    return standing;
}

std::vector<DurableSubscriptions::Entry *> DurableSubscriptions::of(const QString &user)
{
    std::vector<Entry *> standing;
    for (auto &[queue, entry] : m_byQueue) {
        if (entry.subscription.user == user && entry.state != Entry::State::Ending)
            standing.push_back(&entry);
    }
    return standing;
}

bool DurableSubscriptions::hasAnyTo(const QByteArray &destination) const
{
    const auto list = m_byDestination.constFind(destination);
    return list != m_byDestination.constEnd() &&
           std::any_of(list->begin(), list->end(),
                       [](const Entry *entry) { return entry->state != Entry::State::Ending; });
}

} // namespace Server
