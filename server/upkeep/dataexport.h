// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/logfile.h"
#include "takeout/writer.h"

#include <optional>

namespace Server {

struct ExportWish {
    QString folder; ///< Of the data.
    QString to;     ///< A new folder.
    Takeout::Format format = Takeout::Format::Json;
    Takeout::WriterOptions writing = {};
    std::optional<Chat::RoomId> room = {}; ///< None: all of them.
    QString hostName = {};
};

struct ExportReport {
    qint64 rooms = 0;
    qint64 messages = 0;
};

/// Writes what was said, as it is at one moment, while a host runs on the data or not. The folder
/// is there with all of it, or not at all.
Upkept<ExportReport> exportData(const ExportWish &wish, const Progress &progress = {});

} // namespace Server
