// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/broker/clientconnection.h"
#include "server/broker/queuelog.h"
#include "stomp/time.h"
#include "stomp/wire/destinationfamily.h"

#include <QByteArray>

#include <map>
#include <memory>
#include <unordered_map>

namespace Server {

/// A subscription as the broker sees it: where what it gets comes from.
struct Subscription {
    enum class Source {
        Nothing, ///< It exists, and nothing comes.
        Topic,
        Pattern,
        User,    ///< What is sent to the session's person.
        Queue,   ///< Queues hands it out.
        Durable, ///< So does it, from the queue of a durable subscription.
    };
    QByteArray destination; ///< Canonical.
    Chat::DestinationFamily family = Chat::DestinationFamily::Topic;
    Source source = Source::Topic;
    bool active = false;      ///< Stands in a registry.
    bool application = false; ///< The application decided about it and hears of its end.
    bool relayed = false; ///< The broker behind has it, too (wildcards) or alone (then Nothing).
    bool durable = false; ///< And keeps what comes while the client is away.
};

struct Client {
    std::unique_ptr<ClientConnection> connection;
    QByteArray sessionId; ///< As CONNECTED says it.
    QByteArray clientId;  ///< `client-id` of CONNECT; empty: none.
    Stomp::TimePoint since;
    std::map<QByteArray, Subscription> subscriptions; ///< No hash: few, and each had room for 48.
    int patterns = 0;                                 ///< Subscriptions with wildcards.
    bool waitsForRoom = false; ///< A queue had something for it that it could not take.

    DurableSubscription durable(const QByteArray &id, const QByteArray &destination) const
    {
        return {connection->principal().user.toString(), clientId, id, destination};
    }
};

/// Everybody connected.
class Clients {
public:
    using Map = std::unordered_map<quint64, Client>;

    Client *find(SessionNumber session)
    {
        const auto it = m_clients.find(quint64(session));
        return it == m_clients.end() ? nullptr : &it->second;
    }
    /// nullptr when the session or the subscription is gone.
    Subscription *find(const SubscriptionRef &ref)
    {
        Client *client = find(ref.session);
        if (!client)
            return nullptr;
        const auto it = client->subscriptions.find(ref.id);
        return it == client->subscriptions.end() ? nullptr : &it->second;
    }
    Client &add(SessionNumber session) { return m_clients[quint64(session)]; }
    void remove(SessionNumber session) { m_clients.erase(quint64(session)); }
    void clear() { m_clients.clear(); }

    bool isEmpty() const { return m_clients.empty(); }
    int count() const { return int(m_clients.size()); }
    Map::const_iterator begin() const { return m_clients.begin(); }
    Map::const_iterator end() const { return m_clients.end(); }

private:
    Map m_clients;
};

} // namespace Server
