// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/principal.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

#include <optional>
#include <tl/expected.hpp>

namespace Server {

/// Somebody who logs in with a password.
struct Account {
    QString name;
    QByteArray passwordHash; ///< argon2id in libsodium's text form.
    Principal::Role role = Principal::Role::Member;
};

/// What is wrong with a users file.
struct UsersError {
    int line = 0; ///< From 1; 0 when the file could not be read at all.
    QString text; ///< In English, for the operator.
};

/// The accounts of a host: `name:argon2id-hash:role` a line, role `member` or `owner`; blank
/// lines and those that begin with `#` are ignored. A line with `$token$` and a hash for its second
/// field lets in whoever shows that token, as that name; a name may have any number of them.
class Users {
public:
    Users() = default;

    static tl::expected<Users, UsersError> read(const QString &file);
    static tl::expected<Users, UsersError> parse(const QByteArray &text);

    std::optional<Account> find(const QString &name) const;
    /// Whether somebody in it has a name that is the same or looks so.
    bool hasNameLike(const QString &name) const;
    /// Whose token that is.
    std::optional<Account> findByToken(const QByteArray &token) const;
    bool hasTokens() const { return !m_byToken.isEmpty(); }
    /// The line by which a token is known. The error is a sentence for the operator.
    static tl::expected<QByteArray, QString> tokenLine(const QString &name, const QByteArray &token,
                                                       Principal::Role role);
    bool isEmpty() const { return m_accounts.isEmpty(); }
    /// A hash as costly to check as an account's, for names that do not exist.
    QByteArray anyHash() const;

private:
    QHash<QString, Account> m_accounts;
    QHash<QByteArray, Account> m_byToken; ///< By its hash; without a password.
    QSet<QString> m_folded;               ///< AccountName of all of them.
    QSet<QString> m_looks;
};

} // namespace Server
