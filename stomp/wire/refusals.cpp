// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/refusals.h"

namespace Chat {

bool isNotStored(const QString &refusal)
{
    return refusal.startsWith(QLatin1String("not stored"));
}

} // namespace Chat
