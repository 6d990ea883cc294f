// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/entrancestore.h"

namespace Server {

class SqlStore;

/// Who was invited and who was let in, in the same file and the same thread as the log.
class SqlEntranceStore final : public EntranceStore {
public:
    /// The store must outlive it.
    explicit SqlEntranceStore(SqlStore &store) : m_store(store) {}

    void invite(const StoredInvitation &invitation, Chat::Timestamp now, const EntranceQuota &quota,
                Answer<std::vector<StoredInvitation>> answer) override;
    void setRevoked(const QString &id, bool revoked, Chat::Timestamp now,
                    const EntranceQuota &quota,
                    Answer<std::optional<StoredInvitation>> answer) override;
    void redeem(const QString &id, const std::vector<StoredAdmission> &who, Chat::Timestamp now,
                const EntranceQuota &quota,
                Answer<std::optional<StoredInvitation>> answer) override;
    void admit(const std::vector<StoredAdmission> &who, const EntranceQuota &quota,
               Answer<bool> answer) override;
    void carryOver(const StoredAdmission &device, Answer<bool> answer) override;
    void settle(const StoredAdmission &device, const Chat::UserId &guest,
                Answer<bool> answer) override;
    void isSomebodys(const AccountName &name, Chat::Timestamp now, Answer<bool> answer) override;

private:
    SqlStore &m_store;
};

} // namespace Server
