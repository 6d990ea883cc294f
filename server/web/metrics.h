// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/web/hoststatus.h"

#include <QByteArray>

namespace Server {

/// The status as Prometheus reads it (text format 0.0.4). Names nobody and no room: whoever keeps
/// these figures for a year learns how busy a host was, not who talked.
QByteArray metricsText(const HostStatus &status);

} // namespace Server
