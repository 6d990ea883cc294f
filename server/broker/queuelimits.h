// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace Server {

/// What queues may cost, and what becomes of a message that nobody takes.
struct QueueLimits {
    enum class Overflow {
        Reject,     ///< The SEND that does not fit is refused.
        DropOldest, ///< The oldest waiting one goes to the dead letters.
    };
    int queues = 1000;                   ///< Queues that hold anything or have a consumer.
    int messages = 10000;                ///< In one queue, those handed out included.
    qint64 bytes = 16 * 1024 * 1024;     ///< Bodies and headers, in one queue.
    qint64 allBytes = 128 * 1024 * 1024; ///< In all queues.
    int attempts = 5;                    ///< Handed out that often without ACK: a dead letter.
    int prefetch = 100;                  ///< Unacknowledged at once, unless SUBSCRIBE says less.
    int durableSubscriptions = 1000;     ///< Of all clients; guests get half of them.
    int durableSubscriptionsPerUser = 100;
    Overflow overflow = Overflow::Reject;
};

} // namespace Server
