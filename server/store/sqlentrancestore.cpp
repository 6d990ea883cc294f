// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlentrancestore.h"

#include "server/store/sqllog.h"
#include "server/store/sqlstore.h"

namespace Server {

void SqlEntranceStore::invite(const StoredInvitation &invitation, Chat::Timestamp now,
                              const EntranceQuota &quota,
                              Answer<std::vector<StoredInvitation>> answer)
{
    m_store.write<std::vector<StoredInvitation>>(
        [invitation, now, quota](SqlLog &log) {
            return log.entrance().invite(invitation, now, quota);
        },
        std::move(answer));
}

void SqlEntranceStore::setRevoked(const QString &id, bool revoked, Chat::Timestamp now,
                                  const EntranceQuota &quota,
                                  Answer<std::optional<StoredInvitation>> answer)
{
    m_store.write<std::optional<StoredInvitation>>(
        [id, revoked, now, quota](SqlLog &log) {
            return log.entrance().setRevoked(id, revoked, now, quota);
        },
        std::move(answer));
}

void SqlEntranceStore::redeem(const QString &id, const std::vector<StoredAdmission> &who,
                              Chat::Timestamp now, const EntranceQuota &quota,
                              Answer<std::optional<StoredInvitation>> answer)
{
    m_store.write<std::optional<StoredInvitation>>(
        [id, who, now, quota](SqlLog &log) { return log.entrance().redeem(id, who, now, quota); },
        std::move(answer));
}

void SqlEntranceStore::admit(const std::vector<StoredAdmission> &who, const EntranceQuota &quota,
                             Answer<bool> answer)
{
    m_store.write<bool>([who, quota](SqlLog &log) { return log.entrance().admit(who, quota); },
                        std::move(answer));
}

void SqlEntranceStore::carryOver(const StoredAdmission &device, Answer<bool> answer)
{
    m_store.write<bool>([device](SqlLog &log) { return log.entrance().carryOver(device); },
                        std::move(answer));
}

void SqlEntranceStore::settle(const StoredAdmission &device, const Chat::UserId &guest,
                              Answer<bool> answer)
{
    m_store.write<bool>(
        [device, guest](SqlLog &log) { return log.entrance().settle(device, guest); },
        std::move(answer));
}

void SqlEntranceStore::isSomebodys(const AccountName &name, Chat::Timestamp now,
                                   Answer<bool> answer)
{
    m_store.read<bool>([name, now](SqlLog &log) { return log.accounts().isTaken(name, {}, now); },
                       std::move(answer));
}

} // namespace Server
