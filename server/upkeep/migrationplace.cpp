// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/migrationplace.h"

#include <QRegularExpression>

namespace Server {

QString MigrationPlace::name() const
{
    return isFolder() ? folder : QStringLiteral("the database ") + database.shown();
}

MigrationPlace migrationPlace(const QString &text)
{
    static const QRegularExpression words(QStringLiteral("^\\s*\\w+\\s*="));
    if (!words.match(text).hasMatch())
        return {text};
    return {{}, {text}};
}

} // namespace Server
