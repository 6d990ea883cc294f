// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"
#include "server/store/storedaccounts.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace Server {

/// The part of the log that knows who people are. Answers as Store's do.
class AccountStore {
public:
    template <typename T>
    using Answer = Store::Answer<T>;
    using Found = std::optional<StoredAccount>;

    virtual ~AccountStore() = default;

    virtual void find(const Chat::UserId &user, Answer<Found> answer) = 0;
    virtual void findByKey(const QByteArray &key, Answer<Found> answer) = 0;
    /// Whose name that is now; names that are only kept for somebody are nobody's.
    virtual void findByName(const QString &folded, Answer<Found> answer) = 0;
    /// By name, without devices.
    virtual void list(Answer<std::vector<StoredAccount>> answer) = 0;

    virtual void add(const NewAccount &account, Answer<AccountAdded> answer) = 0;
    virtual void rename(const NameChange &change, Answer<Renamed> answer) = 0;
    /// When the first of the names that are kept for them is anybody's; nullopt: there are none.
    virtual void firstKeptName(const Chat::UserId &user,
                               Answer<std::optional<Chat::Timestamp>> answer) = 0;
    virtual void setPassword(const PasswordChange &change, Answer<PasswordSet> answer) = 0;
    /// The avatar as others see it. NoSuchFile: not an upload of theirs, or none for a picture.
    /// NotAllowed: the account is gone.
    virtual void setAvatar(const AvatarChange &change, Answer<Chat::Avatar> answer) = 0;
    /// They were here, by that device; empty: by none.
    virtual void noteSeen(const Chat::UserId &user, const QByteArray &key, Chat::Timestamp time,
                          Answer<bool> answer) = 0;
    virtual void addDevice(const NewDevice &device, Answer<DeviceAdded> answer) = 0;
    virtual void removeDevice(const Chat::UserId &user, const QByteArray &key,
                              Answer<DeviceRemoved> answer) = 0;
    /// Neither password nor devices nor codes any more; the name stays. False: no such account.
    virtual void lockOut(const Chat::UserId &user, Answer<bool> answer) = 0;

    /// Takes the place of the person's codes before it.
    virtual void addCode(const StoredCode &code, Answer<bool> answer) = 0;
    /// Whether no other host of this log took it before; kept until it ends. Of a log that one host
    /// has alone nothing is kept: that host knows by itself.
    virtual void takeChallenge(const QByteArray &challenge, Chat::Timestamp now,
                               Chat::Timestamp ends, Answer<bool> answer) = 0;
    /// Adds the device to whom the code of that hash lets in, whoever `device.user` is. The code
    /// is gone then; while they have too many devices it stays.
    virtual void pair(const QByteArray &hash, const NewDevice &device, Answer<Paired> answer) = 0;
};

} // namespace Server
