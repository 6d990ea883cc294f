// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/statusreport.h"

#include <QSet>

#include <algorithm>

namespace Server {
namespace {

constexpr size_t mostEntries = 1000;

/// The ones with most of it first, and no more than are shown.
template <typename Entry, typename Amount>
void keepMost(std::vector<Entry> &entries, Amount amount)
{
    const size_t kept = std::min(entries.size(), mostEntries);
    std::partial_sort(entries.begin(), entries.begin() + std::ptrdiff_t(kept), entries.end(),
                      [amount](const Entry &a, const Entry &b) { return amount(a) > amount(b); });
    entries.erase(entries.begin() + std::ptrdiff_t(kept), entries.end());
}

SessionStatus statusOf(const Client &client, Stomp::TimePoint now)
{
    const ClientConnection &connection = *client.connection;
    const Stomp::ServerSession &session = connection.session();
    SessionStatus status;
    status.session = quint64(connection.number());
    status.peer = connection.peerName();
    status.transport = connection.transport();
    status.user = connection.principal().user.toString();
    status.name = connection.principal().name;
    if (session.isOpen())
        status.version = Stomp::versionName(session.version()).toByteArray();
    status.subscriptions = int(client.subscriptions.size());
    status.queuedBytes = connection.bytesQueued();
    status.unacknowledged = int(session.unacknowledgedCount());
    status.age = std::chrono::duration_cast<std::chrono::seconds>(now - client.since);
    return status;
}

} // namespace

BrokerStatus statusOf(const BrokerParts &parts)
{
    BrokerStatus status;
    status.counters = parts.counters;
    status.connections = parts.clients.count();
    status.retained = parts.retained.count();
    const Stomp::TimePoint now = Stomp::Clock::now();
    for (const auto &[number, client] : parts.clients) {
        status.sessionList.push_back(statusOf(client, now));
        status.sessions += client.connection->session().isOpen();
        status.subscriptions += status.sessionList.back().subscriptions;
        status.queuedBytes += status.sessionList.back().queuedBytes;
    }
    const auto &topics = parts.topics.destinations();
    for (auto it = topics.begin(); it != topics.end(); ++it)
        status.topics.push_back({it.key(), int(it.value().size())});
    for (const auto &[pattern, entry] : parts.patterns.patterns())
        status.topics.push_back({pattern, int(entry.subscribers.size())});
    status.topicCount = int(status.topics.size());
    if (parts.queues) {
        status.queueCounters = parts.queues->counters();
        status.queues = parts.queues->status();
        status.queueCount = int(status.queues.size());
    }
    keepMost(status.sessionList, [](const SessionStatus &entry) { return entry.queuedBytes; });
    keepMost(status.topics, [](const TopicStatus &entry) { return entry.subscriptions; });
    keepMost(status.queues, [](const Queues::Status &entry) { return entry.waiting; });
    return status;
}

int peopleIn(const Clients &clients)
{
    QSet<Chat::UserId> people;
    for (const auto &[number, client] : clients) {
        if (client.connection->session().isOpen())
            people.insert(client.connection->principal().user);
    }
    return int(people.size());
}

} // namespace Server
