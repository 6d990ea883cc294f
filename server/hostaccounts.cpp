// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostaccounts.h"

#include "server/auth/passwords.h"

namespace Server {

tl::expected<QByteArray, QString> accountLine(const QStringList &arguments,
                                              const QByteArray &password)
{
    const QString role = arguments.value(2, QStringLiteral("member"));
    const bool known = role == QStringLiteral("member") || role == QStringLiteral("owner");
    if (arguments.size() < 2 || arguments.size() > 3 ||
        arguments.first() != QStringLiteral("add") || !known) {
        return tl::unexpected(
            QStringLiteral("Usage: madang-host user add NAME [member|owner] < password"));
    }
    return passwordHashLine(arguments[1], password,
                            role == QStringLiteral("owner") ? Principal::Role::Owner
                                                            : Principal::Role::Member);
}

} // namespace Server
