// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/subscriptionregistry.h"

#include <algorithm>

namespace Server {

void SubscriptionRegistry::add(const QByteArray &destination, Subscriber subscriber)
{
    std::vector<Subscriber> &list = m_byDestination[destination];
    // Clients of one kind use the same ids: one copy of the bytes is in the cache for all of them.
    if (!list.empty() && list.back().id == subscriber.id)
        subscriber.id = list.back().id;
    if (!list.empty() && list.back().header == subscriber.header)
        subscriber.header = list.back().header;
    list.push_back(std::move(subscriber));
}

void SubscriptionRegistry::remove(const QByteArray &destination, const ClientConnection *connection,
                                  const QByteArray &id)
{
    const auto entry = m_byDestination.find(destination);
    if (entry == m_byDestination.end())
        return;
    std::vector<Subscriber> &list = *entry;
    const auto it = std::find_if(list.begin(), list.end(), [&](const Subscriber &subscriber) {
        return subscriber.connection == connection && subscriber.id == id;
    });
    if (it != list.end())
        list.erase(it);
    if (list.empty())
        m_byDestination.erase(entry);
}

const std::vector<Subscriber> &
SubscriptionRegistry::subscribers(const QByteArray &destination) const
{
    const auto entry = m_byDestination.constFind(destination);
    return entry == m_byDestination.constEnd() ? m_none : *entry;
}

} // namespace Server
