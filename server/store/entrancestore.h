// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/accountstore.h"
#include "server/store/store.h"
#include "server/store/storedentrance.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace Server {

/// How much of it there may be.
struct EntranceQuota {
    int invitations = 200;                ///< That let somebody in.
    int ended = 200;                      ///< That do not any more; the oldest go.
    std::chrono::hours endedKept{7 * 24}; ///< How long these stay to be looked at.
    /// Marks by which people were let in; who is known by one has it however many there are. What
    /// an account adds to it is not counted: there are twice as many at most.
    int admissions = 20000;
};

/// The part of the log that knows who was invited and who was let in. Answers as Store's do.
class EntranceStore {
public:
    template <typename T>
    using Answer = Store::Answer<T>;

    virtual ~EntranceStore() = default;

    /// Writes it, and lets go of what ended long ago: those there are now, oldest first. TooMany:
    /// the quota is full.
    virtual void invite(const StoredInvitation &invitation, Chat::Timestamp now,
                        const EntranceQuota &quota,
                        Answer<std::vector<StoredInvitation>> answer) = 0;
    /// Takes it back, or gives it back. nullopt: there is no such one. TooMany: as invite().
    virtual void setRevoked(const QString &id, bool revoked, Chat::Timestamp now,
                            const EntranceQuota &quota,
                            Answer<std::optional<StoredInvitation>> answer) = 0;
    /// Uses it once, and lets in who has these marks, in one transaction: what it is afterwards.
    /// nullopt: it was taken back, used up, or is over; nobody was let in. TooMany: the quota of
    /// admissions is full; it is not used.
    virtual void redeem(const QString &id, const std::vector<StoredAdmission> &who,
                        Chat::Timestamp now, const EntranceQuota &quota,
                        Answer<std::optional<StoredInvitation>> answer) = 0;
    /// TooMany: the quota of admissions is full.
    virtual void admit(const std::vector<StoredAdmission> &who, const EntranceQuota &quota,
                       Answer<bool> answer) = 0;
    /// Lets the guest `device.user`, who was let in, in by that device from now on. False: they
    /// were not, or have a device already.
    virtual void carryOver(const StoredAdmission &device, Answer<bool> answer) = 0;
    /// The device that was let in is an account's, `device.user`, who is let in by it; the guest
    /// that it was is not any more.
    virtual void settle(const StoredAdmission &device, const Chat::UserId &guest,
                        Answer<bool> answer) = 0;
    /// Whether somebody with an account is called so, or looks called so, or was a while ago.
    virtual void isSomebodys(const AccountName &name, Chat::Timestamp now, Answer<bool> answer) = 0;
};

} // namespace Server
