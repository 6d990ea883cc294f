// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/queues.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <vector>

namespace Server {

/// What the broker has counted since it started. Only ever rising.
struct BrokerCounters {
    quint64 connections = 0;    ///< Links that came.
    quint64 sessions = 0;       ///< CONNECTs that were accepted.
    quint64 refusals = 0;       ///< CONNECTs that were not.
    quint64 errors = 0;         ///< ERROR frames.
    quint64 framesReceived = 0; ///< Of all sessions.
    quint64 bytesReceived = 0;
    quint64 messagesReceived = 0; ///< SENDs.
    quint64 deliveries = 0;       ///< MESSAGEs handed to links.
    quint64 bytesDelivered = 0;   ///< Their size.
    quint64 dropped = 0;          ///< Presence and the like, left out for slow sessions.
    quint64 slowConsumers = 0;    ///< Sessions ended for not reading.
    quint64 silentPeers = 0;      ///< Sessions ended for no heart-beat.
    quint64 heldBack = 0;         ///< Times a session was not read for its rate.
    quint64 expired = 0;          ///< Messages not delivered because they had expired.
    quint64 denied = 0;           ///< Frames refused by the destination policy.
};

/// One session, for an operator to look at.
struct SessionStatus {
    quint64 session = 0;
    QString peer;      ///< Address.
    QString transport; ///< "websocket", "tcp", "loop"…
    QString user;      ///< Principal::user; empty before CONNECT was accepted.
    QString name;
    QByteArray version; ///< "1.2"
    int subscriptions = 0;
    qint64 queuedBytes = 0; ///< Not read by the peer yet.
    int unacknowledged = 0;
    std::chrono::seconds age{0};
};

struct TopicStatus {
    QByteArray destination; ///< Or a pattern.
    int subscriptions = 0;
};

/// The broker at this moment. Lists are cut to the longest 1,000 entries; the numbers are whole.
struct BrokerStatus {
    BrokerCounters counters;
    Queues::Counters queueCounters;
    int sessions = 0;
    int connections = 0; ///< Sessions, and links before their CONNECT.
    int subscriptions = 0;
    int topicCount = 0;
    int queueCount = 0;
    int retained = 0;
    qint64 queuedBytes = 0; ///< Of all sessions, not read yet.
    std::vector<SessionStatus> sessionList;
    std::vector<TopicStatus> topics;
    std::vector<Queues::Status> queues;
};

} // namespace Server
