// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/accountadmission.h"
#include "server/auth/authenticator.h"
#include "server/auth/bans.h"
#include "server/auth/passwords.h"
#include "server/auth/users.h"

#include <QByteArray>
#include <QHash>
#include <QObject>

#include <chrono>
#include <optional>

namespace Server {

/// Decides by the host's own accounts, its password for guests, and guests' tokens.
///
/// Whoever shows a login is an account or refused, and so is whoever shows a token where there are
/// such; whoever shows none is a guest, who needs the host's password where it has one. The host's
/// own window is its owner. Whoever proves a device's key has an account of the log, or gets one.
/// Being wrong always gives the same text after a delay; too many at once give another text, for
/// the client to come back.
class LocalAuthenticator final : public Authenticator {
public:
    struct Options {
        Users users;
        QByteArray hostPassword; ///< Empty: guests need none.
        std::chrono::milliseconds refusalDelay = std::chrono::seconds(1);
        int refusalsPerPeer = 8; ///< Delayed at once; more are refused without delay, unchecked.
        PasswordChecks::Limits checks;
        AccountParts *accounts = nullptr; ///< That people make themselves; none: all are guests.
        const Bans *bans = nullptr;       ///< Must outlive it, as the accounts must.
    };

    explicit LocalAuthenticator(Options options);

    /// For those who come from now on.
    void setAccounts(Users users, QByteArray hostPassword);

    void setBans(const Bans *bans) { m_options.bans = bans; }

    void authenticate(const Credentials &credentials, Answer answer) override;

private:
    void identify(const Credentials &shown, Answer answer);
    void identifyProved(const Credentials &credentials, AccountAdmission::Proof proof,
                        Answer answer);
    /// Notes where they come from; those whom the host does not want are told so.
    Answer judged(const QString &peer, Answer answer) const;
    void checkAccount(const Credentials &credentials, Answer answer);
    void checkToken(const Credentials &credentials, Answer answer);
    /// Whether who guesses passwords of the users file from there has to wait. By address alone, as
    /// strangers must not lock the operator's people out; and who is on this computer, or behind a
    /// proxy on it, is spared as elsewhere.
    bool isGuarded(const QString &peer) const;
    /// Finds out whether they know the host's password. False: they need it, and have their answer.
    bool knowsPassword(Credentials &credentials, const Answer &answer);
    void refuse(const QString &peer, Answer answer);
    void refuse(const QString &peer, const AccessDenied &why, Answer answer);

    Options m_options;
    QHash<QString, int> m_refusals; ///< Under way, by addressNetworkText().
    PasswordChecks m_checks;
    QObject m_home; ///< Timers die with it.
    std::optional<AccountAdmission> m_admission;
};

} // namespace Server
