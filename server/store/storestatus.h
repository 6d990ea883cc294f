// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace Server {

/// What a store has done since it was opened, and what it has before it.
struct StoreStatus {
    quint64 appends = 0;            ///< Messages written; repeats are not.
    quint64 appendedBytes = 0;      ///< Their text, UTF-8.
    quint64 groups = 0;             ///< Batches of calls that were answered together.
    quint64 grouped = 0;            ///< Calls in them.
    quint64 failures = 0;           ///< Writes that failed.
    quint64 damages = 0;            ///< Reads and writes that found the log damaged.
    int waiting = 0;                ///< Calls not answered yet.
    qint64 unindexed = 0;           ///< Messages that the full-text index does not have yet.
    quint64 searches = 0;           ///< Answered.
    quint64 searchMicroseconds = 0; ///< That they took together.
    bool away = false;              ///< Its database does not answer.
    bool writable = true; ///< The last write that was tried succeeded, and its database is there.
    bool full = false;    ///< It failed because there is no room.
};

} // namespace Server
