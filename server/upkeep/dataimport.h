// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/foreignids.h"
#include "server/upkeep/logfile.h"

#include <vector>

namespace Server {

struct ImportReport {
    struct Room {
        QString id; ///< As it is called here.
        qint64 added = 0;
        qint64 known = 0; ///< Messages that were there already.
    };
    std::vector<Room> rooms;
    /// The export says that it is of this host, and nobody else did: its people came in as those
    /// of one that is not known.
    bool isUnproven = false;
};

/// Brings a JSON export into a data folder that no host has open. All of the export is looked at
/// before anything is changed; then each room is taken whole or not at all, so one that was cut
/// short is simply done again: what is there already is known by its uid and not added twice.
///
/// A room that is not there, or that everybody hears and in which nothing was said, is taken as it
/// is, its sequences too, but for what an export of others says of the room's first and last. Of
/// another one those messages that it lacks are put behind its last one, in the export's order.
/// People and rooms that not everybody hears stay those of their host; see ForeignIds.
Upkept<ImportReport> importData(const QString &exported, const QString &folder,
                                const Progress &progress = {}, const ImportOptions &options = {});

} // namespace Server
