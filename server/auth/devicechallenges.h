// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messageparts.h"

#include <QByteArray>
#include <QHash>

#include <chrono>

namespace Server {

/// What devices sign to prove their keys: made up by the host, good for one key, once, for a while.
///
/// Nothing is kept of a challenge until its proof has come, so asking for many costs nothing; what
/// is kept then is bounded. All challenges end with the object, unless hosts share the secret that
/// makes them: then each takes those of the others, too, and whoever asks has to see to it that
/// each is taken once. Time is an argument: the computer's clock, which hosts have in common.
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
    DeviceChallenges(QByteArray hostId, Limits limits, const QByteArray &sharedSecret = {});

    const QByteArray &hostId() const { return m_hostId; }
    bool isShared() const { return m_isShared; }
    std::chrono::seconds lifetime() const { return m_limits.lifetime; }
    /// Whether that can be a device's key at all.
    static bool isKey(const QByteArray &key);

    QByteArray make(const QByteArray &key, Chat::Timestamp now) const;
    /// A right one is used by this, where hosts do not share them.
    Proof check(const QByteArray &key, const QByteArray &challenge, const QByteArray &signature,
                Chat::Timestamp now);

private:
    QByteArray codeOf(const QByteArray &key, const QByteArray &stamp) const;
    void forgetOld(Chat::Timestamp now);

    QByteArray m_hostId;
    Limits m_limits;
    bool m_isShared;
    QByteArray m_secret;
    QHash<QByteArray, Chat::Timestamp> m_used; ///< With the time when it would have ended.
};

} // namespace Server
