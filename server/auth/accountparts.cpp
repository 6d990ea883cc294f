// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/accountparts.h"

#include "server/auth/namekeys.h"
#include "server/auth/secrets.h"

namespace Server {
namespace {

/// Names that would be taken for somebody the host made itself.
bool isReserved(const AccountName &name)
{
    for (const char *one : {"owner", "madang", "host", "system", "erased"}) {
        const AccountName reserved = nameKeys(QString::fromLatin1(one));
        if (name.folded == reserved.folded || name.looks == reserved.looks)
            return true;
    }
    for (const char *prefix : {"u-", "g-", "guest-"}) {
        if (name.folded.startsWith(QLatin1String(prefix)))
            return true;
    }
    return false;
}

Principal::Role roleOf(StoredAccount::Role role)
{
    return role == StoredAccount::Role::Owner ? Principal::Role::Owner : Principal::Role::Member;
}

} // namespace

AccountParts::AccountParts(AccountStore &accounts, const QString &hostId,
                           AccountOptions accountOptions, QByteArray shared)
    : store(accounts), options(std::move(accountOptions)), sharedSecret(std::move(shared)),
      challenges(hostId.toLatin1(), DeviceChallenges::Limits(), sharedSecret),
      guesses(options.guesses), checks(options.checks), changes(options.changes)
{
}

void AccountParts::renewTokens(const QByteArray &hostPassword)
{
    tokens = sharedSecret.isEmpty()
                 ? AccessTokens()
                 : AccessTokens(derivedSecret(sharedSecret, "access tokens\n" + hostPassword));
}

std::optional<AccountName> AccountParts::usableName(const QString &name) const
{
    const QString clean = cleanName(name);
    if (clean.isEmpty() || clean != name)
        return std::nullopt;
    const AccountName keys = nameKeys(clean);
    if (keys.folded.isEmpty() || isReserved(keys) || users.hasNameLike(clean))
        return std::nullopt;
    return keys;
}

Principal AccountParts::principalOf(const StoredAccount &account, const QByteArray &device) const
{
    Principal who{account.user, account.name, roleOf(account.role), {}};
    who.device = device;
    who.selfMade = true;
    if (users.hasNameLike(account.name)) {
        who.name =
            cleanName(account.name.left(50) + QLatin1Char('-') + account.user.toString().right(4));
        who.greeting.append({QByteArrayLiteral("account"), QByteArrayLiteral("name-taken")});
    }
    return who;
}

std::optional<AccessDenied> AccountParts::mustWait(const QString &peer,
                                                   const QString &account) const
{
    const auto wait = guesses.wait(peer, account, Stomp::Clock::now());
    if (!wait)
        return std::nullopt;
    const QByteArray seconds = QByteArray::number(qint64(wait->count()));
    AccessDenied denied{"too many wrong tries, try again in " + seconds + " s", true};
    denied.body = "Somebody was wrong too often. Wait " + seconds +
                  " seconds; each wrong try after that makes it longer.";
    denied.retryAfter = *wait;
    return denied;
}

AccessDenied tooManyLogins()
{
    AccessDenied denied{"too many logins at once, try again later", true};
    denied.retryAfter = std::chrono::seconds(5);
    return denied;
}

QString roleName(StoredAccount::Role role)
{
    switch (role) {
    case StoredAccount::Role::Member:
        break;
    case StoredAccount::Role::Owner:
        return QStringLiteral("owner");
    }
    return QStringLiteral("member");
}

} // namespace Server
