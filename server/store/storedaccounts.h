// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/avatar.h"
#include "stomp/wire/ids.h"
#include "stomp/wire/messageparts.h"

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

} // namespace Server
