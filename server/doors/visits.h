// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/time.h"

#include <QHostAddress>

#include <functional>
#include <optional>

namespace Server {

/// When somebody at another computer was served last: the proof that one is reached from there,
/// whatever a firewall is said to do. Not thread-safe.
class Visits {
public:
    struct Visit {
        QHostAddress from; ///< IPv4 as IPv4, without a scope.
        Stomp::TimePoint at;
    };
    /// Whether an address is this computer's own; by it nobody came from outside.
    using IsOwn = std::function<bool(const QHostAddress &)>;

    /// None: loopback, and what the system says its interfaces have, asked again now and then.
    explicit Visits(IsOwn isOwn = {});

    /// Somebody at that address was served. Exact to a second: of those who come at once only the
    /// first is kept, so that it costs nothing to note each.
    void note(const QHostAddress &from, Stomp::TimePoint now);
    const std::optional<Visit> &last() const { return m_last; }

private:
    IsOwn m_isOwn;
    std::optional<Visit> m_last;
};

} // namespace Server
