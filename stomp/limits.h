// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace Stomp {

/// What one peer may make us hold in memory. Sizes in bytes; each is the largest allowed value.
struct Limits {
    qsizetype commandBytes = 32;                  ///< The command line.
    qsizetype headerLineBytes = 10 * 1024;        ///< One header line, escaped, without its EOL.
    int headers = 100;                            ///< Header lines in a frame, repeats counted.
    qsizetype headBytes = 64 * 1024;              ///< Command and headers of one frame together.
    qsizetype bodyBytes = 1024 * 1024;            ///< A body, declared by content-length or not.
    int subscriptions = 1000;                     ///< Open subscriptions of one session.
    qsizetype subscriptionBytes = 1024 * 1024;    ///< Their ids and destinations together.
    int transactions = 16;                        ///< Open transactions of one session.
    int transactionActions = 1000;                ///< SEND, ACK and NACK held in one transaction.
    qsizetype transactionBytes = 4 * 1024 * 1024; ///< Held in all open transactions.
    int unacknowledged = 10000;                   ///< Messages awaiting ACK on one session.
};

} // namespace Stomp
