// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/authenticator.h"
#include "server/auth/policy.h"
#include "server/broker/brokerstatus.h"
#include "server/broker/clientconnection.h"
#include "server/broker/compatibility.h"
#include "server/broker/deadlines.h"
#include "server/broker/messageframes.h"
#include "server/broker/subscriptionregistry.h"
#include "server/broker/topics.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>
#include <unordered_map>

namespace Server {

/// The STOMP broker: takes links, keeps sessions and subscriptions, routes what is sent to the
/// topics and to the application.
///
/// Lives in the host's thread; every order of messages is decided here, in one place.
class Broker : public QObject, public Topics, private ConnectionEvents {
    Q_OBJECT
public:
    struct Options {
        Stomp::ServerSession::Options session;
        ClientConnection::Limits connection;
        QByteArray hostName; ///< `host-name` of CONNECTED, UTF-8.
        DestinationPolicy policy;
        Compatibility compatibility;
        QueueLimits queues;
    };

    /// The authenticator must outlive the broker.
    Broker(Options options, Authenticator &authenticator, QObject *parent = nullptr);
    ~Broker() override;

    /// From now on: the policy for everybody, limits and rates for those who come. The rest may not
    /// differ from what the broker was made with.
    void setOptions(Options options) { m_options = std::move(options); }

    /// Must be set before the first link; must outlive the broker, or be unset.
    void setApplication(Application *application) { m_application = application; }

    /// A client is there.
    void addLink(std::unique_ptr<Stomp::Link> link);

    /// Acts upon nothing that arrives from now on.
    void stopReading();
    /// Tells everybody that the host is going away (1001); allClosed() follows, in bounded time.
    void closeAll();
    const BrokerCounters &counters() const { return m_counters; }
    int connectionCount() const { return int(m_connections.size()); }

    int publish(const Publication &publication) override;
    void reply(const SubscriptionRef &subscription, const Publication &publication) override;
    void activate(const SubscriptionRef &subscription) override;
    int subscribers(const QByteArray &destination) const override;

Q_SIGNALS:
    void allClosed();

private:
    void connectRequested(ClientConnection &from, const Stomp::Headers &headers) override;
    void sendRequested(ClientConnection &from, const Stomp::ServerEvent::SendRequested &request,
                       Completion done) override;
    void subscribeRequested(ClientConnection &from,
                            const Stomp::ServerEvent::SubscribeRequested &request,
                            Completion done) override;
    void unsubscribeRequested(ClientConnection &from, const QByteArray &subscription) override;
    void ended(ClientConnection &connection) override;
    void closed(ClientConnection &connection) override;
    void remind(ClientConnection &connection, Stomp::TimePoint when) override;
    void heldBack(ClientConnection &connection) override;

    struct Subscription {
        QByteArray destination; ///< Canonical.
        Chat::DestinationFamily family;
        bool active = false;      ///< Stands in the registry.
        bool application = false; ///< The application decided about it and hears of its end.
    };
    struct Client {
        std::unique_ptr<ClientConnection> connection;
        QHash<QByteArray, Subscription> subscriptions;
    };

    Client *find(SessionNumber session);
    static Subscriber subscriber(Client &client, const QByteArray &id,
                                 const Subscription &subscription);
    void deliver(MessageFrames &frames, const Publication &publication,
                 const Subscriber &subscriber, Stomp::TimePoint now);
    void drop(Client &client, const QByteArray &id, const Subscription &subscription);
    void runDeadlines();
    void armTimer();
    QByteArray nextMessageId();

    Options m_options;
    Authenticator &m_authenticator;
    Application *m_application = nullptr;
    std::unordered_map<quint64, Client> m_connections;
    SubscriptionRegistry m_registry;
    BrokerCounters m_counters;
    Deadlines m_deadlines;
    QTimer m_timer;
    QByteArray m_instance; ///< Makes message ids unique across hosts and restarts.
    quint64 m_lastSession = 0;
    quint64 m_lastMessage = 0;
    bool m_reading = true;
    bool m_closing = false;
};

} // namespace Server
