// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"
#include "stomp/wire/avatar.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace Server {

/// A device that may come as somebody.
struct StoredDevice {
    QByteArray key; ///< Its public key, as CONNECT says it; unique in the log.
    QString name;
    Chat::Timestamp added;
    Chat::Timestamp lastUsed;
};

/// Somebody whom the log knows.
struct StoredAccount {
    enum class Role { Member = 0, Owner = 2 }; // numbers of the log, which has no 1
    Chat::UserId user;                         ///< For ever.
    QString name;
    Role role = Role::Member;
    QByteArray passwordHash; ///< argon2id in libsodium's text form; empty: none.
    Chat::Timestamp created;
    Chat::Timestamp lastSeen;
    Chat::Avatar avatar;
    std::vector<StoredDevice> devices; ///< The oldest first.
};

/// A name, and what no other name may be like: who says what is alike makes these.
struct AccountName {
    QString name;
    QString folded; ///< Same as of names that differ in case, spaces or form.
    QString looks;  ///< Same as of names that look the same.
};

/// Somebody new.
struct NewAccount {
    Chat::UserId user;
    AccountName name;
    StoredAccount::Role role = StoredAccount::Role::Member;
    std::optional<StoredDevice> device;
    Chat::Timestamp time;
    int most = 20000; ///< Accounts in the log.
};
enum class AccountAdded { Added, NameTaken, KeyTaken, TooMany };

struct NameChange {
    Chat::UserId user;
    AccountName name;
    Chat::Timestamp time;
    Chat::Timestamp keptUntil; ///< The old name is nobody else's before.
    int mostKept = 5;          ///< Of their names.
};
/// TooOften: as many names are kept for them as may be.
enum class Renamed { Renamed, NameTaken, TooOften, NoSuchAccount };

/// `was`: the hash that their old password was checked against; empty: they had none.
struct PasswordChange {
    Chat::UserId user;
    QByteArray was;
    QByteArray hash; ///< Empty: none any more.
};
/// Changed: it is another one by now, or their account is gone. LastWayIn: they would have neither
/// password nor device.
enum class PasswordSet { Set, Changed, LastWayIn };

struct NewDevice {
    Chat::UserId user;
    StoredDevice device;
    bool moves = false;        ///< Also when it is somebody else's; they lose it.
    int most = 20;             ///< Of one person.
    Chat::Timestamp keptUntil; ///< Of the name of who loses their last way in by it.
    /// The hash of the password that let them in, which must be theirs still.
    std::optional<QByteArray> password = {};
};
enum class DeviceAdded { Added, Theirs, SomebodyElses, TooMany, NoSuchAccount, PasswordChanged };
enum class DeviceRemoved { Removed, NoSuchDevice, LastWayIn };

/// What became of a code and a device.
struct Paired {
    std::optional<Chat::UserId> user; ///< Whom the code lets in; nullopt: none, or too late.
    DeviceAdded device = DeviceAdded::NoSuchAccount;
};

/// A picture of one's own: only complete uploads of these types, no larger than that.
struct AvatarChange {
    Chat::UserId user;
    QString name; ///< Of those whom the operator's file names, who have no account here yet.
    bool selfMade = false; ///< Only of an account that is there.
    Chat::Avatar avatar;
    qint64 mostBytes = 512 * 1024;
    Chat::Timestamp time;
};

/// Lets a device in as somebody, once.
struct StoredCode {
    QByteArray hash;
    Chat::UserId user;
    Chat::Timestamp until;
};

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
