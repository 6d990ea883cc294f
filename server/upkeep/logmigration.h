// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/logfile.h"
#include "server/upkeep/migrationplace.h"

#include <QStringList>

namespace Server {

struct MigrationWish {
    MigrationPlace from;
    MigrationPlace to;
    /// Where a host whose log is in a database has files and identity; empty: nobody said.
    QString data = {};
};

struct MigrationReport {
    qint64 rows = 0; ///< Of all tables; each was read back from both logs, and is the same.
    qint64 messages = 0;
    qint64 replacedTexts = 0; ///< U+0000 was in them, which a shared log cannot have.
    qint64 files = 0;         ///< Contents that are in the target's folder now.
    QStringList warnings;
};

/// Copies a whole log, of which no host has either end open, and reads both again: the sum of the
/// rows of each table has to be the same. Rows keep their numbers, messages their uids and the host
/// its id. One that was cut short is done again; till then no host opens the target. With a folder
/// go the files, and an identity where there is none.
Upkept<MigrationReport> migrateLog(const MigrationWish &wish, const Progress &progress = {});

} // namespace Server
