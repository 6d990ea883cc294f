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

} // namespace Server
