// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/policy.h"
#include "server/broker/clientconnection.h"
#include "server/broker/compatibility.h"
#include "server/broker/retainedmessages.h"

#include <QByteArray>

namespace Server {

struct BrokerOptions {
    Stomp::ServerSession::Options session; ///< What `compatibility` says of sessions is added.
    ClientConnection::Limits connection;
    QByteArray hostName; ///< `host-name` of CONNECTED, UTF-8.
    Compatibility compatibility;
    DestinationPolicy policy;
    QueueLimits queues;
    int patterns = 100;     ///< Subscriptions with wildcards in one session.
    int allPatterns = 1000; ///< Different wildcards in all sessions.
    RetainedMessages::Limits retained;
};

/// What a profile means for sessions; `sessionId` is what CONNECTED will say.
Stomp::ServerSession::Options sessionOptions(const BrokerOptions &options,
                                             const QByteArray &sessionId);

} // namespace Server
