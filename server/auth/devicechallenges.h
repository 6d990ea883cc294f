// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/time.h"

#include <QByteArray>
#include <QHash>

#include <chrono>

namespace Server {

/// What devices sign to prove their keys: made up by the host, good for one key, once, for a while.
///
/// Nothing is kept of a challenge until its proof has come, so asking for many costs nothing; what
/// is kept then is bounded. All challenges end with the object. Time is an argument.
class DeviceChallenges {
public:
    struct Limits {
        std::chrono::seconds lifetime = std::chrono::hours(24);
        int used = 50000; ///< Past it all challenges given out end; each client gets another.
    };
    enum class Proof {
        Right,
        Stale, ///< Too old, used before, or none of ours for that key: there may be another try.
        Wrong, ///< Not signed by that key, or not for this host.
    };

    /// `hostId`: whom proofs are for.
    explicit DeviceChallenges(QByteArray hostId);
    DeviceChallenges(QByteArray hostId, Limits limits);

    const QByteArray &hostId() const { return m_hostId; }
    /// Whether that can be a device's key at all.
    static bool isKey(const QByteArray &key);

    QByteArray make(const QByteArray &key, Stomp::TimePoint now) const;
    /// A right one is used by this.
    Proof check(const QByteArray &key, const QByteArray &challenge, const QByteArray &signature,
                Stomp::TimePoint now);

private:
    QByteArray codeOf(const QByteArray &key, const QByteArray &stamp) const;
    void forgetOld(Stomp::TimePoint now);

    QByteArray m_hostId;
    Limits m_limits;
    QByteArray m_secret;
    QHash<QByteArray, Stomp::TimePoint> m_used; ///< With the time when it would have ended.
};

} // namespace Server
