// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace Server {

/// The command `user add NAME [member|owner]`: the line for a users file, with the password hashed
/// (argon2id, about 0.1 s). `arguments` stand behind "user". The error is a sentence for the
/// operator.
tl::expected<QByteArray, QString> accountLine(const QStringList &arguments,
                                              const QByteArray &password);

struct NewToken {
    QByteArray line;  ///< For a users file.
    QByteArray token; ///< For whoever it is for; nothing keeps it.
};
/// The command `token add NAME [member|owner]`, likewise.
tl::expected<NewToken, QString> newToken(const QStringList &arguments);

} // namespace Server
