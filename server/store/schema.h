// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <QSqlDatabase>

#include <tl/expected.hpp>

namespace Server {

/// The version of the data that this program writes.
int newestSchema();

/// Brings the data of an open SQLite connection from whatever version it has (0: new) up to
/// `version`, each step in a transaction of its own. TooNew when the data is ahead of that.
tl::expected<void, StoreError> migrate(QSqlDatabase &database, int version = newestSchema());

} // namespace Server
