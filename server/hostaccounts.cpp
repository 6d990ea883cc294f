// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostaccounts.h"

#include "server/auth/passwords.h"
#include "server/auth/secrets.h"
#include "server/auth/users.h"
#include "server/hostusage.h"

#include <optional>

namespace Server {
namespace {

struct Addition {
    QString name;
    Principal::Role role = Principal::Role::Member;
};

/// Of `add NAME [member|owner]`.
std::optional<Addition> additionOf(const QStringList &arguments)
{
    const QString role = arguments.value(2, QStringLiteral("member"));
    const bool known = role == QStringLiteral("member") || role == QStringLiteral("owner");
    if (arguments.size() < 2 || arguments.size() > 3 ||
        arguments.first() != QStringLiteral("add") || !known)
        return std::nullopt;
    return Addition{arguments[1], role == QStringLiteral("owner") ? Principal::Role::Owner
                                                                  : Principal::Role::Member};
}

} // namespace

tl::expected<QByteArray, QString> accountLine(const QStringList &arguments,
                                              const QByteArray &password)
{
    const auto wanted = additionOf(arguments);
    if (!wanted)
        return tl::unexpected(commandUsage(QStringLiteral("user")).value_or(QString()));
    return passwordHashLine(wanted->name, password, wanted->role);
}

tl::expected<NewToken, QString> newToken(const QStringList &arguments)
{
    const auto wanted = additionOf(arguments);
    if (!wanted)
        return tl::unexpected(commandUsage(QStringLiteral("token")).value_or(QString()));
    const QByteArray token = makeToken();
    const auto line = Users::tokenLine(wanted->name, token, wanted->role);
    if (!line)
        return tl::unexpected(line.error());
    return NewToken{*line, token};
}

} // namespace Server
