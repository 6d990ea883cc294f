// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/clients.h"
#include "server/broker/compatibility.h"
#include "server/broker/messageframes.h"
#include "server/broker/subscriptionregistry.h"
#include "stomp/time.h"

#include <QByteArray>

namespace Server {

/// Turns publications into MESSAGE frames and hands them to sessions.
class Delivery {
public:
    /// `instance`: makes message ids unique across hosts and restarts.
    Delivery(const Compatibility &compatibility, QByteArray instance);

    /// With a message id of its own.
    MessageFrames frames(const Publication &publication, MessageMark mark = MessageMark::None);
    const MessageStyle &style() const { return m_style; }

    /// Publication::acknowledgedAs of what has that message id; 0: none.
    static qint64 acknowledgedAs(const QByteArray &messageId);

    static Subscriber subscriber(Client &client, const QByteArray &id,
                                 const Subscription &subscription);
    /// One of `frames` to a subscription, which must be open. Changes no registry: a session that
    /// is too slow ends later.
    void deliver(MessageFrames &frames, const Publication &publication,
                 const Subscriber &subscriber, Stomp::TimePoint now) const;

private:
    static void hand(MessageFrames &frames, bool droppable, const Subscriber &subscriber,
                     Stomp::TimePoint now);

    MessageStyle m_style;
    bool m_idPerSession; ///< `<session>-<n>`, as Spring's.
    QByteArray m_instance;
    quint64 m_lastMessage = 0;
};

} // namespace Server
