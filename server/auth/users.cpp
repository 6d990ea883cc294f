// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/users.h"

#include "server/auth/authenticator.h"
#include "server/auth/namekeys.h"
#include "server/auth/secrets.h"

#include <QFile>
#include <QStringDecoder>

namespace Server {
namespace {

constexpr qint64 largestFile = 4 * 1024 * 1024;
const QByteArray tokenMark = QByteArrayLiteral("$token$");

std::optional<Principal::Role> roleOf(const QByteArray &text)
{
    if (text == "member")
        return Principal::Role::Member;
    if (text == "owner")
        return Principal::Role::Owner;
    return std::nullopt;
}

tl::expected<Account, QString> accountOf(const QByteArray &line)
{
    const QList<QByteArray> fields = line.split(':');
    if (fields.size() != 3)
        return tl::unexpected(QStringLiteral("expected name:argon2id-hash:role"));
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString name = utf8(fields[0]);
    if (utf8.hasError() || name.isEmpty() || cleanName(name) != name) {
        return tl::unexpected(
            QStringLiteral("the name is empty, too long or has characters that nobody can see"));
    }
    if (!fields[1].startsWith("$argon2id$") && !fields[1].startsWith(tokenMark)) {
        return tl::unexpected(
            QStringLiteral("the second field is no argon2id hash, and no token's; make the line"
                           " with \"madang-host user add\" or \"token add\""));
    }
    const auto role = roleOf(fields[2]);
    if (!role)
        return tl::unexpected(QStringLiteral("the role is neither \"member\" nor \"owner\""));
    return Account{name, fields[1], *role};
}

} // namespace

tl::expected<Users, UsersError> Users::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(UsersError{0, file.errorString()});
    const QByteArray text = file.read(largestFile + 1);
    if (file.error() != QFileDevice::NoError)
        return tl::unexpected(UsersError{0, file.errorString()});
    if (text.size() > largestFile)
        return tl::unexpected(UsersError{0, QStringLiteral("larger than 4 MiB")});
    return parse(text);
}

tl::expected<Users, UsersError> Users::parse(const QByteArray &text)
{
    Users users;
    int number = 0;
    for (const QByteArray &raw : text.split('\n')) {
        ++number;
        const QByteArray line = raw.trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const auto account = accountOf(line);
        if (!account)
            return tl::unexpected(UsersError{number, account.error()});
        const AccountName name = nameKeys(account->name);
        users.m_folded.insert(name.folded);
        users.m_looks.insert(name.looks);
        if (account->passwordHash.startsWith(tokenMark)) {
            const QByteArray hash = account->passwordHash.sliced(tokenMark.size());
            users.m_byToken.insert(hash, {account->name, {}, account->role});
            continue;
        }
        if (users.m_accounts.contains(account->name)) {
            return tl::unexpected(UsersError{
                number, QStringLiteral("\"%1\" stands here a second time").arg(account->name)});
        }
        users.m_accounts.insert(account->name, *account);
    }
    return users;
}

std::optional<Account> Users::find(const QString &name) const
{
    const auto it = m_accounts.constFind(name);
    return it == m_accounts.cend() ? std::nullopt : std::optional(*it);
}

bool Users::hasNameLike(const QString &name) const
{
    const AccountName keys = nameKeys(name);
    return m_folded.contains(keys.folded) || m_looks.contains(keys.looks);
}

std::optional<Account> Users::findByToken(const QByteArray &token) const
{
    const auto it = m_byToken.constFind(tokenHash(token));
    return it == m_byToken.cend() ? std::nullopt : std::optional(*it);
}

tl::expected<QByteArray, QString> Users::tokenLine(const QString &name, const QByteArray &token,
                                                   Principal::Role role)
{
    const QByteArray line = name.toUtf8() + ':' + tokenMark + tokenHash(token) +
                            (role == Principal::Role::Owner ? ":owner" : ":member");
    if (name.startsWith(QLatin1Char('#')) || !accountOf(line)) {
        return tl::unexpected(QStringLiteral(
            "A name has 1 to 64 visible characters, no \":\", and does not begin with \"#\"."));
    }
    return line;
}

QByteArray Users::anyHash() const
{
    return m_accounts.isEmpty() ? QByteArray() : m_accounts.cbegin()->passwordHash;
}

} // namespace Server
