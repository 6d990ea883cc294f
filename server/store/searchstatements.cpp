// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/searchstatements.h"

namespace Server {

QString searchStateStatement(const LogDatabase &database)
{
    // A shared index is never behind; between which days to look is left to the query there, for
    // nothing keeps when the oldest was said.
    return database.isShared()
               ? QStringLiteral(
                     "SELECT coalesce(max(number), 0), 0,"
                     " coalesce((SELECT time FROM messages ORDER BY number DESC LIMIT 1),"
                     " 0) + 86400000, coalesce(max(number), 0) FROM messages")
               : QStringLiteral("SELECT indexed, oldest, newest,"
                                " (SELECT max(number) FROM messages) FROM search_state");
}

QString searchCandidatesStatement(const LogDatabase &database)
{
    return database.isShared()
               ? QStringLiteral("SELECT number FROM search_index WHERE tokens @@ CAST(? AS tsquery)"
                                " AND number >= ? AND number < ? ORDER BY number DESC")
               : QStringLiteral("SELECT rowid FROM search_index WHERE search_index MATCH ?"
                                " AND rowid >= ? AND rowid < ? ORDER BY rowid DESC");
}

QString searchExpression(const LogDatabase &database, QString matchExpression)
{
    if (!database.isShared())
        return matchExpression;
    // No token has a blank or a quote in it.
    return matchExpression.replace(u'"', u'\'')
        .replace(QStringLiteral(" OR "), QStringLiteral(" | "))
        .replace(QStringLiteral(" AND "), QStringLiteral(" & "));
}

} // namespace Server
