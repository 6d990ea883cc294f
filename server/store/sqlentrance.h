// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/entrancestore.h"
#include "server/store/sqlstatement.h"

#include <tl/expected.hpp>
#include <vector>

namespace Server {

/// Who was invited and who was let in, in the log's SQLite file; part of SqlLog, under its
/// rules.
class SqlEntrance {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;

    Result<void> prepare(QSqlDatabase &database);

    Result<std::vector<StoredInvitation>> invitations();
    Result<std::vector<StoredAdmission>> admissions();
    Result<std::vector<StoredInvitation>> invite(const StoredInvitation &invitation,
                                                 Chat::Timestamp now, const EntranceQuota &quota);
    Result<std::optional<StoredInvitation>>
    setRevoked(const QString &id, bool revoked, Chat::Timestamp now, const EntranceQuota &quota);
    Result<std::optional<StoredInvitation>> redeem(const QString &id,
                                                   const std::vector<StoredAdmission> &who,
                                                   Chat::Timestamp now, const EntranceQuota &quota);
    Result<bool> admit(const std::vector<StoredAdmission> &who, const EntranceQuota &quota);
    Result<bool> carryOver(const StoredAdmission &device);
    Result<bool> settle(const StoredAdmission &device, const Chat::UserId &guest);
    /// They were never let in, and nothing tells by what they were known.
    Result<void> forget(const Chat::UserId &user);

private:
    Result<int> live(Chat::Timestamp now);
    Result<bool> hasRoom(const std::vector<StoredAdmission> &who, const EntranceQuota &quota);
    Result<bool> write(const std::vector<StoredAdmission> &who);
    Result<std::optional<StoredInvitation>> find(const QString &id);

    SqlStatement m_all, m_find, m_live, m_add, m_removeOld, m_trim;
    SqlStatement m_revoke, m_giveBack, m_use, m_endUsed;
    SqlStatement m_admissions, m_countAdmissions, m_admit, m_carryOver, m_dismiss, m_forget;
};

} // namespace Server
