// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/logdatabase.h"

#include <QString>

namespace Server {

// How the full-text index is asked: SQLite has FTS5, PostgreSQL a GIN index of the same tokens.

/// Gives how far the index got, when its oldest and newest message was said, and the newest number.
QString searchStateStatement(const LogDatabase &database);
/// Gives numbers of messages that fit an expression, from the second value on, below the third,
/// newest first.
QString searchCandidatesStatement(const LogDatabase &database);
/// What matchExpression() says, in the language of the database.
QString searchExpression(const LogDatabase &database, QString matchExpression);

} // namespace Server
