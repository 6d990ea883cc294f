// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/principal.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <tl/expected.hpp>

namespace Server {

/// Checks passwords against argon2id hashes without blocking the caller.
///
/// A check costs 64 MiB and about 0.1 s, so only so many run at once and only so many wait.
class PasswordChecks {
public:
    struct Limits {
        int running = 2;
        int waiting = 256; ///< Checks asked for and not answered, the running ones included.
    };

    PasswordChecks() : PasswordChecks(Limits()) {}
    explicit PasswordChecks(Limits limits);
    /// Forgets what waits, lets the running checks end.
    ~PasswordChecks();

    /// False, and no answer, when too many wait already. Otherwise the answer comes later, in the
    /// thread this object lives in.
    bool check(const QByteArray &hash, QByteArray password, std::function<void(bool)> answer);
    /// Makes a hash, likewise; empty when there is no memory for it.
    bool make(QByteArray password, std::function<void(const QByteArray &hash)> answer);

private:
    Limits m_limits;
    int m_unanswered = 0;
    QObject m_home;
    QThreadPool m_pool;
};

/// An argon2id hash of a password, in libsodium's text form. Takes about 0.1 s. Empty when there
/// is not enough memory for it.
QByteArray hashPassword(const QByteArray &password);

/// The line of a users file for somebody. The error is a sentence for the operator.
tl::expected<QByteArray, QString> passwordHashLine(const QString &name, const QByteArray &password,
                                                   Principal::Role role);

} // namespace Server
