// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cluster/redislocation.h"

#include <QByteArray>
#include <QList>
#include <QSslCertificate>

#include <chrono>

namespace Server {

/// Everything that is needed to speak to Redis.
struct RedisAccess {
    RedisLocation location;
    QByteArray password;                ///< Empty: none is asked for.
    QList<QSslCertificate> authorities; ///< Believed instead of the system's; empty: the system's.
    QByteArray logId;                   ///< Hosts with the same one hear each other.

    struct Times {
        std::chrono::milliseconds refresh{5000};   ///< Between two signs of life.
        std::chrono::milliseconds lifetime{15000}; ///< Of what stands of a host that gives none.
        std::chrono::milliseconds connect{5000};   ///< To be connected and logged in.
        std::chrono::milliseconds answer{5000};
        std::chrono::milliseconds shortestPause{250}; ///< Before it is tried again; doubles.
        std::chrono::milliseconds longestPause{5000};
    };
    Times times = {};
};

} // namespace Server
