// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>

#include <tl/expected.hpp>

namespace Ui {

/// Why the tables of a profile cannot be used.
enum class SchemaError {
    TooNew, ///< Written by a later version of the program.
    Failed, ///< The disk or the file says no; see the log.
};

/// The version this program writes, kept as SQLite's `user_version`.
int profileSchemaVersion();

/// Brings the tables of an open database to `version`, each step in a transaction of its own. A
/// database of a later one is left untouched.
tl::expected<void, SchemaError> migrateProfile(const QSqlDatabase &database,
                                               int version = profileSchemaVersion());

} // namespace Ui
