// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <QSqlDatabase>
#include <QString>

#include <tl/expected.hpp>

namespace Server {

/// Brings the shared log in that schema of an open connection up to what this program writes, one
/// host at a time. TooNew when the data is ahead of that.
tl::expected<void, StoreError> migratePostgres(QSqlDatabase &database, const QString &schema);

// A table of its own says that filling the log in that schema was begun: what is there may be half
// of it, or nothing.
tl::expected<bool, StoreError> isPostgresUnfinished(QSqlDatabase &database, const QString &schema);
tl::expected<void, StoreError> setPostgresUnfinished(QSqlDatabase &database, const QString &schema,
                                                     bool unfinished);

} // namespace Server
