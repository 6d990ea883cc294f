// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqliteentrancestore.h"

#include "server/store/sqlitelog.h"
#include "server/store/sqlitestore.h"

namespace Server {

void SqliteEntranceStore::invite(const StoredInvitation &invitation, Chat::Timestamp now,
                                 const EntranceQuota &quota,
                                 Answer<std::vector<StoredInvitation>> answer)
{
    m_store.write<std::vector<StoredInvitation>>(
        [invitation, now, quota](SqliteLog &log) {
            return log.entrance().invite(invitation, now, quota);
        },
        std::move(answer));
}

void SqliteEntranceStore::setRevoked(const QString &id, bool revoked, Chat::Timestamp now,
                                     const EntranceQuota &quota,
                                     Answer<std::optional<StoredInvitation>> answer)
{
    m_store.write<std::optional<StoredInvitation>>(
        [id, revoked, now, quota](SqliteLog &log) {
            return log.entrance().setRevoked(id, revoked, now, quota);
        },
        std::move(answer));
}

void SqliteEntranceStore::redeem(const QString &id, const std::vector<StoredAdmission> &who,
                                 Chat::Timestamp now, const EntranceQuota &quota,
                                 Answer<std::optional<StoredInvitation>> answer)
{
    m_store.write<std::optional<StoredInvitation>>(
        [id, who, now, quota](SqliteLog &log) {
            return log.entrance().redeem(id, who, now, quota);
        },
        std::move(answer));
}

void SqliteEntranceStore::admit(const std::vector<StoredAdmission> &who, const EntranceQuota &quota,
                                Answer<bool> answer)
{
    m_store.write<bool>([who, quota](SqliteLog &log) { return log.entrance().admit(who, quota); },
                        std::move(answer));
}

void SqliteEntranceStore::carryOver(const StoredAdmission &device, Answer<bool> answer)
{
    m_store.write<bool>([device](SqliteLog &log) { return log.entrance().carryOver(device); },
                        std::move(answer));
}

void SqliteEntranceStore::settle(const StoredAdmission &device, const Chat::UserId &guest,
                                 Answer<bool> answer)
{
    m_store.write<bool>(
        [device, guest](SqliteLog &log) { return log.entrance().settle(device, guest); },
        std::move(answer));
}

void SqliteEntranceStore::isSomebodys(const AccountName &name, Chat::Timestamp now,
                                      Answer<bool> answer)
{
    m_store.read<bool>(
        [name, now](SqliteLog &log) { return log.accounts().isTaken(name, {}, now); },
        std::move(answer));
}

} // namespace Server
