// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/time.h"

#include <QHash>
#include <QString>

#include <chrono>
#include <optional>

namespace Server {

/// How many accounts were lately made from where, by addressNetworkText(), so that one address does
/// not make all there may be; or how many came in by invitations. Only those that are there count.
/// Bounded: when too many addresses are remembered, the one whose time began first is forgotten.
/// Time is an argument.
class MadeAccounts {
public:
    struct Limits {
        int perPeer = 30;
        std::chrono::seconds countedFor = std::chrono::hours(24); ///< From the first one on.
        qsizetype remembered = 10000;
    };
    explicit MadeAccounts(Limits limits) : m_limits(limits) {}

    /// Counts one more, and gives nullopt; or counts none, as there were too many, and says how
    /// long until there may be one again.
    std::optional<std::chrono::seconds> count(const QString &peer, Stomp::TimePoint now);
    /// One that was counted was not made after all.
    void takeBack(const QString &peer);
    /// Addresses.
    qsizetype remembered() const { return m_made.size(); }

private:
    struct Made {
        int count = 0;
        Stomp::TimePoint since;
    };
    void makeRoom(Stomp::TimePoint now);

    Limits m_limits;
    QHash<QString, Made> m_made;
};

} // namespace Server
