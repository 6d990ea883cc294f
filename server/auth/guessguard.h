// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/time.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <chrono>
#include <optional>

namespace Server {

/// Keeps passwords and codes from being guessed: who was wrong often has to wait, longer each time,
/// and so has everybody who tries an account that many were wrong about. Where somebody was right
/// before they are not kept out by strangers. Bounded: when too many are remembered, those who may
/// try again are forgotten first. Time is an argument. A peer is its addressNetworkText().
class GuessGuard {
public:
    struct Limits {
        int peerTries = 5;     ///< Wrong ones of one address before it waits.
        int accountTries = 20; ///< Of one account, from wherever.
        std::chrono::seconds firstWait = std::chrono::seconds(15);
        std::chrono::seconds longestWait = std::chrono::minutes(15);
        std::chrono::seconds memory = std::chrono::hours(1); ///< Without a wrong one.
        qsizetype remembered = 20000;
    };
    GuessGuard() : GuessGuard(Limits()) {}
    explicit GuessGuard(Limits limits) : m_limits(limits) {}

    /// How long they have to wait; nullopt: they may try. An empty account: of no account.
    std::optional<std::chrono::seconds> wait(const QString &peer, const QString &account,
                                             Stomp::TimePoint now) const;
    void wasWrong(const QString &peer, const QString &account, Stomp::TimePoint now);
    void wasRight(const QString &peer, const QString &account, Stomp::TimePoint now);

private:
    struct Failures {
        int count = 0;
        Stomp::TimePoint last;
        Stomp::TimePoint until;
    };
    using Table = QHash<QString, Failures>;
    void note(Table &table, const QString &key, int tries, Stomp::TimePoint now);
    static std::optional<std::chrono::seconds> waitIn(const Table &table, const QString &key,
                                                      Stomp::TimePoint now);

    Limits m_limits;
    Table m_peers;
    Table m_accounts;
    QSet<QString> m_known; ///< "account peer", where it was right once.
};

} // namespace Server
