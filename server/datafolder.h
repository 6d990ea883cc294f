// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace Server {

/// Why a log must not be kept in that folder, as a sentence; nullopt when it may. Makes the folder
/// (0700) where it is missing. A network or cloud-synced drive is refused: SQLite's locks and its
/// write-ahead log are not safe there.
std::optional<QString> prepareDataFolder(const QString &folder);

/// Where the headless host keeps its data when nobody says: `$STATE_DIRECTORY`, else
/// `$XDG_DATA_HOME/madang-host`.
QString defaultDataFolder();

} // namespace Server
