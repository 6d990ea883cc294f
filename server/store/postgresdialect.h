// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <QString>

class QSqlError;

namespace Server {

// The statements of the log are written once, in what SQLite and PostgreSQL have in common; this is
// the rest.

/// A statement of the log as PostgreSQL understands it.
QString postgresStatement(QString statement);

bool isPostgresError(const QSqlError &error);
/// By its SQLSTATE (PostgreSQL, Appendix A).
StoreError postgresError(const QSqlError &error);

} // namespace Server
