// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/topics.h"

#include <QByteArray>
#include <QHash>

#include <list>
#include <vector>

namespace Server {

/// The last value of each topic that has one, for those who subscribe later.
///
/// Bounded: the value that was set longest ago makes room.
class RetainedMessages {
public:
    struct Limits {
        int destinations = 1000;
        qint64 bytes = 16 * 1024 * 1024;     ///< Names, headers and bodies.
        int byPattern = 100;                 ///< Given to one subscription with wildcards.
        qint64 bytesByPattern = 1024 * 1024; ///< No more of them, but for the first.
    };

    explicit RetainedMessages(Limits limits) : m_limits(limits) {}

    /// The value of the publication's destination from now on; an empty body is no value.
    /// `expires`: milliseconds since 1970, 0 for never.
    void set(const Publication &publication, qint64 expires);

    /// The value of that destination, if it has one that has not expired at `now`. Valid until the
    /// next call.
    const Publication *find(const QByteArray &destination, qint64 now);
    /// Those a pattern covers, as many as Limits allow, in the order they were set. Names longer
    /// than PatternSubscriptions::longestDestination are covered by none.
    std::vector<Publication> matching(const QByteArray &pattern, qint64 now) const;

    int count() const { return int(m_byDestination.size()); }
    qint64 bytes() const { return m_bytes; }

private:
    struct Entry {
        Publication publication;
        qint64 expires;
        qint64 bytes;
    };
    using Entries = std::list<Entry>;
    void remove(Entries::iterator entry);

    Limits m_limits;
    Entries m_entries; ///< The one set longest ago first.
    QHash<QByteArray, Entries::iterator> m_byDestination;
    qint64 m_bytes = 0;
};

} // namespace Server
