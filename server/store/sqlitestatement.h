// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <QSqlQuery>

#include <memory>
#include <tl/expected.hpp>

namespace Server {

/// A statement of the log that is compiled once; null before and after.
using SqliteStatement = std::unique_ptr<QSqlQuery>;

/// Compiles it.
tl::expected<SqliteStatement, StoreError> prepareStatement(QSqlDatabase &database,
                                                           const QString &sql);
/// Runs a compiled one with what is bound to it; on an error it is ready for the next time.
tl::expected<void, StoreError> executeStatement(QSqlQuery &query);

} // namespace Server
