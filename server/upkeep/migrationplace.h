// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/postgresdatabase.h"

#include <QString>

namespace Server {

/// Where a log is, or shall be: in a data folder, or in a database that hosts share.
struct MigrationPlace {
    QString folder;
    PostgresLocation database = {};

    bool isFolder() const { return database.words.isEmpty(); }
    /// For a sentence; without a password.
    QString name() const;
};

/// What begins with a word and `=` is a database; "./a=b" is a folder.
MigrationPlace migrationPlace(const QString &text);

} // namespace Server
