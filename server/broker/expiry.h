// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/headers.h"

#include <QtGlobal>

namespace Server {

/// `expires` of a SEND: milliseconds since 1970 UTC; 0, which is never, when there is none or it is
/// no number above 0.
inline qint64 expiryOf(const Stomp::Headers &headers)
{
    const auto value = headers.value("expires");
    return value ? qMax<qint64>(value->toLongLong(), 0) : 0;
}

inline bool hasExpired(qint64 expires, qint64 now)
{
    return expires > 0 && expires <= now;
}

} // namespace Server
