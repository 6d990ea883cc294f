// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/compatibility.h"

#include <QByteArrayView>

namespace Server {

/// What a destination is by its first word.
enum class DestinationKind {
    Topic,       ///< `/topic/…`: to everybody subscribed.
    Queue,       ///< `/queue/…`: to one consumer.
    User,        ///< `/user/…`: to all sessions of one person.
    Application, ///< `/app/…`: a request.
    Unknown,
};

/// Of a canonical destination. With broadcasting queues a queue is a topic, and where Spring's
/// manners are asked for `/topicfoo` is one too.
DestinationKind kindOf(QByteArrayView canonical, const Compatibility &compatibility);

} // namespace Server
