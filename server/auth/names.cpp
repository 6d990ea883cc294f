// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/names.h"

#include "server/auth/authenticator.h"

namespace Server {

QString cleanName(const QString &name)
{
    return cleanLine(name, longestName);
}

} // namespace Server
