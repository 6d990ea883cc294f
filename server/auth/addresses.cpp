// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/addresses.h"

namespace Server {

QString plainAddressText(const QString &address)
{
    const QString lower = address.trimmed().toLower();
    const QString mapped = QStringLiteral("::ffff:");
    const bool isIPv4 = lower.startsWith(mapped) && lower.contains(u'.');
    return isIPv4 ? lower.mid(mapped.size()) : lower;
}

bool isLoopbackText(const QString &address)
{
    const QString plain = plainAddressText(address);
    return plain == QStringLiteral("::1") || plain.startsWith(QStringLiteral("127."));
}

} // namespace Server
