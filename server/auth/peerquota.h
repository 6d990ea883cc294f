// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/time.h"

#include <QHash>
#include <QString>

#include <chrono>
#include <optional>

namespace Server {

/// How much of something each address lately took, as addressNetworkText() has it, so that one does
/// not take all there may be: accounts that it made, uses of invitations. Only what came to be
/// counts. Bounded: when too many addresses are remembered, the one whose time began first is
/// forgotten. Time is an argument.
class PeerQuota {
public:
    struct Limits {
        int perPeer = 30;
        std::chrono::seconds countedFor = std::chrono::hours(24); ///< From the first one on.
        qsizetype remembered = 10000;
    };
    explicit PeerQuota(Limits limits) : m_limits(limits) {}

    /// Counts one more, and gives nullopt; or counts none, as there were too many, and says how
    /// long until there may be one again.
    std::optional<std::chrono::seconds> count(const QString &peer, Stomp::TimePoint now);
    /// One that was counted did not come to be after all.
    void takeBack(const QString &peer);
    /// Addresses.
    qsizetype remembered() const { return m_used.size(); }

private:
    struct Used {
        int count = 0;
        Stomp::TimePoint since;
    };
    void makeRoom(Stomp::TimePoint now);

    Limits m_limits;
    QHash<QString, Used> m_used;
};

} // namespace Server
