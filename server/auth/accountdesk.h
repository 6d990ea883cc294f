// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/accountparts.h"
#include "server/store/guard.h"
#include "stomp/wire/accounts.h"

#include <QSet>

#include <chrono>
#include <functional>
#include <memory>
#include <tl/expected.hpp>

namespace Server {

/// Why something about an account was not changed.
struct AccountProblem {
    enum class Kind {
        Guest,         ///< They have no account.
        OperatorsFile, ///< The operator changes it, in the users file.
        BadName,
        NameTaken,
        TooOften, ///< Names were changed too often lately.
        WrongPassword,
        BadPassword, ///< The new one is too short or too long.
        LastWayIn,   ///< Nothing would be left to come back with.
        MustWait,
        Busy,
        NoSuchPerson,
        NoSuchDevice,
        BadPicture,
        Store,
    };
    Kind kind;
    std::chrono::seconds wait = {};        ///< MustWait; TooOften, where it is known.
    StoreError store = StoreError::Failed; ///< Store.
};

/// What people change about their accounts. Who asks is known; whether they may is decided here.
///
/// Answers come later, in the calling thread; none after its end.
class AccountDesk {
public:
    template <typename T>
    using Answer = std::function<void(tl::expected<T, AccountProblem>)>;
    struct Recovery {
        Chat::UserId user;
        Chat::PairingCode code;
    };

    explicit AccountDesk(AccountParts &parts) : m_parts(parts) {}

    /// Whether the operator's file says that they own the host.
    bool isOwner(const Chat::UserId &user) const;

    void describe(const Principal &who, Answer<Chat::AccountInfo> answer);
    void setPassword(const Principal &who, const Chat::PasswordRequest &wanted,
                     Answer<bool> answer);
    /// The name as it is now.
    void rename(const Principal &who, const QString &name, Answer<QString> answer);
    /// The avatar as others see it.
    void setAvatar(const Principal &who, const Chat::Avatar &avatar, Answer<Chat::Avatar> answer);
    /// The name that the device had.
    void revoke(const Principal &who, const QByteArray &key, Answer<QString> answer);
    /// Lets another device in as them.
    void pair(const Principal &who, Answer<Chat::PairingCode> answer);
    /// The same for whoever has that name; `reset`: nobody else comes in as them any more, of which
    /// `lockedOut` tells before the answer, also where no code can be made.
    void recover(const QString &name, bool reset,
                 std::function<void(const Chat::UserId &user)> lockedOut, Answer<Recovery> answer);

private:
    using Found = AccountStore::Found;
    void makeCode(const Chat::UserId &user, std::chrono::seconds lifetime,
                  Answer<Chat::PairingCode> answer);
    /// They took as many names as they may lately; says when there may be another one.
    void refuseName(const Chat::UserId &user, Answer<QString> answer);
    void hashAndKeep(const PasswordChange &change, const QString &wanted, Answer<bool> answer);
    /// Asks the log for their account and goes on with it.
    template <typename T, typename Next>
    void withAccount(const Principal &who, Answer<T> answer, Next next);

    AccountParts &m_parts;
    QSet<Chat::UserId> m_changing; ///< Whose password is being changed.
    Guard m_guarded;
};

} // namespace Server
