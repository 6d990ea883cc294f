// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/foreignids.h"
#include "server/upkeep/logfile.h"

#include <QString>

#include <vector>

namespace Server {

/// What came into a data folder from another host.
struct HostImport {
    std::vector<Chat::RoomId> rooms; ///< As they are called here.
    qint64 messages = 0;             ///< That were not there before.
};

/// Brings an export into the data folder of a host that is not open, in the caller's thread.
/// `self`: whoever opens the host, as the other one knows them; see ImportOptions.
Upkept<HostImport> importToHost(const QString &exported, const QString &dataFolder,
                                const Takeout::PersonRecord &self, const Progress &progress);

} // namespace Server
