// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "stomp/headers.h"

#include <QByteArray>

#include <vector>

namespace Server {

/// Something to deliver: becomes one MESSAGE per subscriber.
struct Publication {
    QByteArray destination; ///< In the first vocabulary (`/topic/…`).
    Stomp::Headers headers; ///< Passed on; those that are the server's own to say are replaced.
    QByteArray body;
    bool droppable = false;  ///< Presence and the like: first to go when a session is slow.
    Chat::UserId notTo = {}; ///< No session of this person gets it.
    /// Of the application's topics: what Application::acknowledged() hears when somebody
    /// acknowledges it; 0: nothing.
    qint64 acknowledgedAs = 0;
};

/// What the broker does for an application. All in the host's thread.
class Topics {
public:
    virtual ~Topics() = default;

    /// To everybody subscribed; gives how many that were.
    virtual int publish(const Publication &publication) = 0;
    /// To one subscription only, whatever its destination; a reply or a line of history.
    virtual void reply(const SubscriptionRef &subscription, const Publication &publication) = 0;
    /// From here on the subscription gets what is published to its destination.
    virtual void activate(const SubscriptionRef &subscription) = 0;
    /// Nothing comes by the subscription any more, as if nobody had let it in; its client may
    /// UNSUBSCRIBE still. The application is not told: it knows.
    virtual void end(const SubscriptionRef &subscription) = 0;
    /// Subscriptions active on a destination now.
    virtual int subscribers(const QByteArray &destination) const = 0;
};

} // namespace Server
