// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/subscriptionregistry.h"
#include "stomp/wire/destinationpattern.h"

#include <QByteArray>
#include <QHash>

#include <map>
#include <memory>
#include <vector>

namespace Server {

/// Who gets what by a subscription with wildcards.
///
/// Which patterns cover a destination is found out once and remembered, until the patterns change.
class PatternSubscriptions {
public:
    static constexpr qsizetype longestPattern = 256;
    /// Longer destinations are covered by no pattern: the comparison would cost too much.
    static constexpr qsizetype longestDestination = 256;

    void add(const QByteArray &pattern, Subscriber subscriber);
    void remove(const QByteArray &pattern, const ClientConnection *connection,
                const QByteArray &id);

    using Lists = std::vector<const std::vector<Subscriber> *>;
    /// Of each pattern that covers the destination. Valid until something is changed, or asked for
    /// another destination.
    const Lists &covering(const QByteArray &destination) const;

    bool isEmpty() const { return m_patterns.empty(); }
    bool contains(const QByteArray &pattern) const { return m_patterns.count(pattern) > 0; }
    /// Different ones.
    int count() const { return int(m_patterns.size()); }

    struct Entry {
        Chat::DestinationPattern pattern;
        std::vector<Subscriber> subscribers;
    };
    const std::map<QByteArray, Entry> &patterns() const { return m_patterns; }

private:
    std::map<QByteArray, Entry> m_patterns;
    mutable QHash<QByteArray, Lists> m_known; ///< Bounded.
    Lists m_none;
};

} // namespace Server
