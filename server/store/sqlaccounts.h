// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/accountstore.h"
#include "server/store/sqlstatement.h"

#include <QVariant>

#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace Server {

/// Who people are, in the log's SQLite file; part of SqlLog, under its rules.
class SqlAccounts {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;
    using Found = std::optional<StoredAccount>;

    Result<void> prepare(QSqlDatabase &database, bool isShared);

    /// What the host is to those who come again; made with the log.
    static Result<QString> hostId(QSqlDatabase &database);
    /// Of a log that several hosts have.
    static Result<QByteArray> sharedSecret(QSqlDatabase &database);
    /// Of those who have one.
    static Result<std::vector<std::pair<Chat::UserId, Chat::Avatar>>>
    avatars(QSqlDatabase &database);

    Result<Found> find(const Chat::UserId &user);
    Result<Found> findByKey(const QByteArray &key);
    Result<Found> findByName(const QString &folded);
    Result<std::vector<StoredAccount>> list();

    Result<AccountAdded> add(const NewAccount &account);
    Result<Renamed> rename(const NameChange &change);
    Result<std::optional<Chat::Timestamp>> firstKeptName(const Chat::UserId &user);
    Result<PasswordSet> setPassword(const PasswordChange &change);
    Result<Chat::Avatar> setAvatar(const AvatarChange &change);
    Result<bool> noteSeen(const Chat::UserId &user, const QByteArray &key, Chat::Timestamp time);
    Result<DeviceAdded> addDevice(const NewDevice &device);
    Result<DeviceRemoved> removeDevice(const Chat::UserId &user, const QByteArray &key);
    Result<bool> lockOut(const Chat::UserId &user);
    Result<bool> addCode(const StoredCode &code);
    Result<bool> takeChallenge(const QByteArray &challenge, Chat::Timestamp now,
                               Chat::Timestamp ends);
    Result<Paired> pair(const QByteArray &hash, const NewDevice &device);
    /// Nothing is known of them any more; their name is nobody's until then.
    Result<void> forget(const Chat::UserId &user, Chat::Timestamp keptUntil);
    /// Whether somebody else has a name like that, or it is kept for them.
    Result<bool> isTaken(const AccountName &name, const Chat::UserId &user, Chat::Timestamp time);

private:
    Result<Found> one(QSqlQuery &query, const QVariantList &values);
    Result<QString> keyHolder(const QByteArray &key);
    Result<void> freeNameIfNobodyCanCome(const QString &user, Chat::Timestamp keptUntil);

    SqlStatement m_find, m_findByKey, m_findByName, m_list, m_devices, m_count;
    SqlStatement m_taken, m_add, m_addName, m_keepName, m_dropKept, m_dropOwn, m_dropCurrent;
    SqlStatement m_kept, m_firstKept, m_setName;
    SqlStatement m_setPassword, m_picture, m_setAvatar, m_makeAvatar, m_seen, m_keyUsed;
    SqlStatement m_keyHolder, m_deviceCount, m_addDevice, m_moveDevice, m_removeDevice;
    SqlStatement m_removeDevices, m_addCode, m_removeCodes, m_code, m_removeCode, m_oldCodes;
    SqlStatement m_takeChallenge, m_oldChallenges; ///< Of a log that several hosts have.
    SqlStatement m_forget, m_disownNames;
};

} // namespace Server
