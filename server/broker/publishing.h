// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/brokerparts.h"

namespace Server {

/// What goes to everybody subscribed to a topic, to everybody connected as one user, or to one
/// subscription.
class Publishing {
public:
    explicit Publishing(BrokerParts &parts) : m_parts(parts) {}

    /// To a topic or to `/user/{who}/…`; gives how many subscriptions got it, those of clients that
    /// are away included.
    int publish(const Publication &publication);
    /// The same for a SEND: honours `expires` and, where it `mayRetain`, `retain`. Done when those
    /// that are away are certain to get it.
    void send(const Publication &publication, bool mayRetain, Completion done);
    void reply(const SubscriptionRef &ref, const Publication &publication);
    /// The last values of what was just subscribed to.
    void giveRetained(Client &client, const QByteArray &id, const Subscription &subscription);

    int subscribers(const QByteArray &destination) const;

private:
    int toTopic(const Publication &publication);
    int byPatterns(const PatternSubscriptions::Lists &lists, MessageFrames &frames,
                   const Publication &publication, Stomp::TimePoint now);
    bool mayReceive(const ClientConnection &connection, const QByteArray &destination,
                    bool asksApplication) const;
    int toUser(const Publication &publication);

    BrokerParts &m_parts;
};

} // namespace Server
