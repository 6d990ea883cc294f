// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/authenticator.h"
#include "server/broker/brokerparts.h"
#include "server/broker/committing.h"
#include "server/broker/deadlines.h"
#include "server/broker/pacing.h"
#include "server/broker/publishing.h"
#include "server/broker/queueconsuming.h"
#include "server/broker/refusing.h"
#include "server/broker/sending.h"
#include "server/broker/sessions.h"
#include "server/broker/subscribing.h"
#include "server/broker/topics.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace Server {

class Cluster;

/// The STOMP broker: takes links, keeps sessions and subscriptions, routes what is sent to topics,
/// queues, users and the application.
///
/// Lives in the host's thread; every order of messages is decided here, in one place.
class Broker : public QObject, public Topics, public Sessions, private ConnectionEvents {
    Q_OBJECT
public:
    using Options = BrokerOptions;

    /// The authenticator must outlive the broker.
    Broker(Options options, Authenticator &authenticator, QObject *parent = nullptr);
    ~Broker() override;

    /// From now on: the policy for everybody (subscriptions stay), limits and rates for those who
    /// come. The rest may not differ from what the broker was made with.
    void setOptions(Options options) { m_parts.options = std::move(options); }

    /// Must be set before the first link; must outlive the broker, or be unset.
    void setApplication(Application *application) { m_parts.application = application; }
    /// Before the first link; must outlive the broker, or be unset. It brings what it has to
    /// downstream().
    void setUpstream(Upstream *upstream) { m_parts.upstream = upstream; }
    Downstream &downstream() { return m_relaying; }
    /// Before the first link; until then a queue is a topic. The log must outlive the broker,
    /// `contents` is what it held.
    void openQueues(QueueLog &log, QueueContents contents);

    /// Before the first link: what is sent to topics is for the clients of other hosts, too. The
    /// way to them must outlive the broker.
    void shareTopics(Cluster &cluster);

    /// A client is there.
    void addLink(std::unique_ptr<Stomp::Link> link);

    /// Sends so many of the sessions away that are there (1001), each once it has the receipts that
    /// are due; the rest notices nothing. How many that are not told yet are left.
    int sendAway(int most, const QString &why);
    /// Acts upon nothing that arrives from now on.
    void stopReading();
    /// Tells everybody that the host is going away (1001), and why where there is a word about it;
    /// allClosed() follows, in bounded time.
    void closeAll(const QString &why = {});

    const BrokerCounters &counters() const { return m_parts.counters; }
    int connectionCount() const { return m_parts.clients.count(); }
    /// Takes time with every session: for people and for scrapes, not for each message.
    BrokerStatus status() const;
    /// Persons who are connected; takes time with every session, as status() does.
    int people() const;

    int publish(const Publication &publication) override;
    void reply(const SubscriptionRef &subscription, const Publication &publication) override;
    void activate(const SubscriptionRef &subscription) override;
    void end(const SubscriptionRef &subscription) override;
    int subscribers(const QByteArray &destination) const override;

    void update(const Chat::UserId &user, const std::function<void(Principal &)> &change) override;
    int end(const Chat::UserId &user, const Which &which, const Refusal &why) override;
    int end(const Which &which, const Refusal &why) override;
    std::vector<Peer> of(const Chat::UserId &user) const override;
    void forgetDurable(const Chat::UserId &user) override;

Q_SIGNALS:
    void allClosed();

private:
    static void refuse(Client &client, const Refusal &why);
    void connectRequested(ClientConnection &from, const Stomp::Headers &headers) override;
    void sendRequested(ClientConnection &from, const Stomp::ServerEvent::SendRequested &request,
                       Completion done) override;
    void subscribeRequested(ClientConnection &from,
                            const Stomp::ServerEvent::SubscribeRequested &request,
                            Completion done) override;
    void unsubscribeRequested(ClientConnection &from,
                              const Stomp::ServerEvent::UnsubscribeRequested &request,
                              Completion done) override;
    void acknowledged(ClientConnection &from, const Stomp::ServerEvent::Acknowledged &event,
                      Completion done) override;
    void commitRequested(ClientConnection &from,
                         const Stomp::ServerEvent::TransactionCommitted &request,
                         Committed done) override;
    bool refused(ClientConnection &from, const std::optional<QByteArray> &receipt,
                 const Refusal &refusal) override;
    void roomIn(ClientConnection &connection) override;
    void ended(ClientConnection &connection) override;
    void closed(ClientConnection &connection) override;
    void remind(ClientConnection &connection, Stomp::TimePoint when) override;
    void heldBack(ClientConnection &connection) override;
    void waits(ClientConnection &connection) override;
    BrokerCounters &countersToRaise() override { return m_parts.counters; }

    void accept(Client &client, const Principal &principal);
    QByteArray sessionId(SessionNumber session) const;
    void runDeadlines();
    void armTimer();

    Authenticator &m_authenticator;
    QByteArray m_instance; ///< Makes message ids unique across hosts and restarts.
    BrokerParts m_parts;
    Publishing m_publishing{m_parts};
    Refusing m_refusing{m_parts};
    Pacing m_pacing{m_parts};
    Relaying m_relaying{m_parts};
    Sending m_sending{m_parts, m_publishing, m_relaying};
    Subscribing m_subscribing{m_parts, m_publishing, m_relaying};
    QueueConsuming m_consuming{m_parts};
    Committing m_committing{m_parts, m_sending, m_consuming, m_relaying};
    std::unique_ptr<SharedTopics> m_shared;
    std::unique_ptr<Queues> m_queues;
    Deadlines m_deadlines;
    QTimer m_timer;
    quint64 m_lastSession = 0;
    bool m_reading = true;
    bool m_closing = false;
};

} // namespace Server
