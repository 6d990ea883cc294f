// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/relay/relayconnection.h"
#include "server/relay/relaystatus.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <unordered_map>

namespace Server {

/// RabbitMQ or ActiveMQ behind the host's own broker, spoken to in STOMP.
///
/// Each session that needs it has a connection of its own there, from its first request to its end;
/// the host has one, which is kept up and tells whether the broker is there at all. While it is not
/// those who need it are refused, and those who had it end: their clients come back, and subscribe
/// anew.
class Relay final : public QObject, public Upstream {
    Q_OBJECT
public:
    struct Options {
        UpstreamSession::Options sessions;    ///< Of clients.
        UpstreamSession::Options own;         ///< Of the host.
        qint64 unsentBytes = 4 * 1024 * 1024; ///< Of the host's own; what is more is dropped.
        std::chrono::milliseconds firstRetry{500};
        std::chrono::milliseconds longestRetry{5000};
    };
    /// Makes a link that connects at once.
    using LinkMaker = std::function<std::unique_ptr<Stomp::Link>()>;

    /// Connects at once. `downstream` must outlive it.
    Relay(Options options, LinkMaker makeLink, Downstream &downstream);
    ~Relay() override;

    RelayStatus status() const;

    std::optional<QByteArray> standsFor(const QByteArray &destination) const override;
    bool coversMany(const QByteArray &destination) const override;
    void send(const Client &client, const Send &send, Completion done) override;
    void subscribe(const Client &client, const Subscribe &subscribe, Completion done) override;
    void unsubscribe(const Client &client, const QByteArray &id, bool forGood,
                     Completion done) override;
    void settle(const Client &client, const Settle &settle, Completion done) override;
    void commit(const Client &client, const std::vector<Action> &actions, Completion done) override;
    bool holds(const SubscriptionRef &subscription, const QByteArray &messageId) const override;
    void publish(const Publication &publication) override;
    void resume(SessionNumber session) override;
    void ended(SessionNumber session) override;

Q_SIGNALS:
    /// RelayStatus::connected is another one.
    void connectedChanged(bool connected);

private:
    RelayConnection *find(SessionNumber session) const;
    /// Made where there is none yet; nullptr while the broker is away.
    RelayConnection *of(const Client &client);
    Refusal whyNot() const;
    void connectOwn();
    void ownLost(const Refusal &why);
    void drop(SessionNumber session);

    Options m_options;
    LinkMaker m_makeLink;
    Downstream &m_downstream;
    DestinationMap m_map;
    RelayConnection *m_own = nullptr;
    std::unordered_map<quint64, RelayConnection *> m_bySession; ///< Children.
    RelayStatus m_status;
    Refusal m_whyAway;
    int m_failedTries = 0;
    QTimer m_retry;
    bool m_stoodBefore = false;
};

} // namespace Server
