// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/accesstokens.h"
#include "server/auth/authenticator.h"
#include "server/auth/devicechallenges.h"
#include "server/auth/guessguard.h"
#include "server/auth/passwords.h"
#include "server/auth/users.h"
#include "server/store/accountstore.h"

#include <chrono>
#include <functional>

namespace Server {

class Entrance;

/// What the host's operator decides about accounts that people make themselves.
struct AccountOptions {
    bool open = true;                     ///< Anybody may make one.
    int accounts = 20000;                 ///< In all.
    int accountsPerPeer = 30;             ///< Made from one addressNetwork() in a day.
    bool sparesLoopback = true;           ///< Not of this computer's own.
    int devices = 20;                     ///< Of one person.
    std::chrono::hours nameKept{30 * 24}; ///< After its owner gave it up.
    std::chrono::minutes pairingTime{10}; ///< For a code of one's own.
    std::chrono::hours recoveryTime{24};  ///< For one of the host's owner.
    qsizetype longestPassword = 1024;     ///< In bytes.
    qsizetype shortestPassword = 8;       ///< In characters.
    GuessGuard::Limits guesses;
    PasswordChecks::Limits checks;
    PasswordChecks::Limits changes{1, 64};
    /// The host's clock.
    std::function<Chat::Timestamp()> now = [] {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    };
};

/// What letting people in and what they change about themselves have in common. In one thread.
struct AccountParts {
    /// `shared`: a secret of all hosts that have this log; empty where there is one.
    AccountParts(AccountStore &accounts, const QString &hostId, AccountOptions accountOptions,
                 QByteArray shared = {});
    Q_DISABLE_COPY_MOVE(AccountParts)

    /// nullopt: nobody may have that name, or who has it stands in the operator's file.
    std::optional<AccountName> usableName(const QString &name) const;
    /// As a session has it. The operator's file wins over the same name.
    Principal principalOf(const StoredAccount &account, const QByteArray &device) const;
    /// No token made before counts from now on; where hosts share a secret, those of hosts with the
    /// same password do.
    void renewTokens(const QByteArray &hostPassword);
    /// Why nobody of that address, or nobody at all, may try that account now.
    std::optional<AccessDenied> mustWait(const QString &peer, const QString &account) const;

    AccountStore &store;
    const AccountOptions options;
    const QByteArray sharedSecret;
    DeviceChallenges challenges;
    GuessGuard guesses;
    AccessTokens tokens;
    PasswordChecks checks;
    PasswordChecks changes;       ///< Of one's own password, which are not to hold up who logs in.
    Users users;                  ///< Of the operator's file.
    Entrance *entrance = nullptr; ///< Where somebody decides who comes in; none: anybody may.
    /// Somebody's device was added; for telling their other ones.
    std::function<void(const Chat::UserId &user, const QString &device)> deviceAdded;
};

/// Passwords take their time, and too many wait to be checked.
AccessDenied tooManyLogins();

/// The role of an account in the words of the wire.
QString roleName(StoredAccount::Role role);

} // namespace Server
