// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/peercheck.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace Ui {

class Profile;

/// A host by what it showed when it let us in.
struct KnownHost {
    QString key;            ///< Its name in the profile, for good.
    QByteArray fingerprint; ///< SHA-256 of its certificate, 32 bytes.
    QString hostId;         ///< As it said; empty: it did not.
    QString address;        ///< Where it was reached last, as Chat::hostText() has it.
    QString trustedName;    ///< For which this computer trusted its certificate; empty: for none.
    QDateTime since;        ///< Since when it has that fingerprint, here; UTC.
};

/// What somebody who answers is to the host that is meant.
enum class Verdict {
    New,      ///< There is nothing to compare with: no connection in TLS before.
    Known,    ///< The same certificate as ever.
    Followed, ///< Another one, which the owner of the known one vouches for.
    Changed,  ///< Another one, for which nobody vouches: nothing may be sent.
};

/// The certificates of hosts as a profile remembers them; whoever showed one once is never spoken
/// to unencrypted again. The profile must outlive it; UI thread.
class HostTrust {
public:
    explicit HostTrust(Profile &profile) : m_profile(profile) {}

    QByteArray pin(const QString &hostKey) const; ///< 32 bytes; empty: never seen in TLS.
    /// The key of a host that was pinned; empty: none has that fingerprint.
    QString keyOfPin(const QByteArray &fingerprint) const;
    std::optional<KnownHost> known(const QString &hostKey) const;
    std::vector<KnownHost> all() const;

    /// What the profile calls the host at that address: the one that was reached there last; but
    /// with a `fingerprint` the one that has it, and nobody else. A name that nobody has yet where
    /// it is neither.
    QString keyFor(const QString &address, const QByteArray &fingerprint = {}) const;
    /// The host that was pinned and is the one that answers: Known or Followed. Empty: none is.
    QString keyOf(const Stomp::ShownPeer &shown) const;
    Verdict judge(const QString &hostKey, const Stomp::ShownPeer &shown) const;

    /// Remembers it, in the place of what was remembered by that key; the time stays with the
    /// fingerprint.
    void keep(const KnownHost &host);

private:
    Profile &m_profile;
};

} // namespace Ui
