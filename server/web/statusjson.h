// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/web/hoststatus.h"

#include <QByteArray>

namespace Server {

/// "ok", or what is wrong: "stopping", "store-failing", "store-damaged".
QByteArray healthName(HostStatus::Health health);

/// The status as the page at /status reads it.
QByteArray statusJson(const HostStatus &status);

} // namespace Server
