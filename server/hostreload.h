// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/hostconfig.h"

#include <QStringList>

namespace Server {

/// How a running host comes nearer to another config.
struct HostReload {
    HostConfig config;          ///< The running one with everything that can change at once.
    QStringList wantingRestart; ///< Keys of what differs and cannot.
};

HostReload planReload(const HostConfig &running, const HostConfig &wanted);

} // namespace Server
