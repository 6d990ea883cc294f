// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/accountstore.h"

namespace Server {

class SqlStore;

/// Who people are, in the same file and the same thread as the log.
class SqlAccountStore final : public AccountStore {
public:
    /// The store must outlive it.
    explicit SqlAccountStore(SqlStore &store) : m_store(store) {}

    void find(const Chat::UserId &user, Answer<Found> answer) override;
    void findByKey(const QByteArray &key, Answer<Found> answer) override;
    void findByName(const QString &folded, Answer<Found> answer) override;
    void list(Answer<std::vector<StoredAccount>> answer) override;
    void add(const NewAccount &account, Answer<AccountAdded> answer) override;
    void rename(const NameChange &change, Answer<Renamed> answer) override;
    void firstKeptName(const Chat::UserId &user,
                       Answer<std::optional<Chat::Timestamp>> answer) override;
    void setPassword(const PasswordChange &change, Answer<PasswordSet> answer) override;
    void setAvatar(const AvatarChange &change, Answer<Chat::Avatar> answer) override;
    void noteSeen(const Chat::UserId &user, const QByteArray &key, Chat::Timestamp time,
                  Answer<bool> answer) override;
    void addDevice(const NewDevice &device, Answer<DeviceAdded> answer) override;
    void removeDevice(const Chat::UserId &user, const QByteArray &key,
                      Answer<DeviceRemoved> answer) override;
    void lockOut(const Chat::UserId &user, Answer<bool> answer) override;
    void addCode(const StoredCode &code, Answer<bool> answer) override;
    void takeChallenge(const QByteArray &challenge, Chat::Timestamp now, Chat::Timestamp ends,
                       Answer<bool> answer) override;
    void pair(const QByteArray &hash, const NewDevice &device, Answer<Paired> answer) override;

private:
    SqlStore &m_store;
};

} // namespace Server
