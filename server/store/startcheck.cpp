// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/startcheck.h"
#include "server/store/logdatabase.h"

#include "server/store/logging.h"

#include <QSqlError>
#include <QSqlQuery>

namespace Server {
namespace {

/// Rows of a table that a hurried look reads, the last ones.
constexpr int lastRows = 100'000;

tl::expected<QStringList, StoreError> texts(QSqlDatabase &database, const QString &sql)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(sql)) {
        qCCritical(storeLog) << "check:" << query.lastError().text();
        return tl::unexpected(storeErrorOf(query.lastError()));
    }
    QStringList found;
    while (query.next())
        found += query.value(0).toString();
    if (query.lastError().isValid()) {
        qCCritical(storeLog) << "check:" << query.lastError().text();
        return tl::unexpected(storeErrorOf(query.lastError()));
    }
    return found;
}

/// All columns of the last rows; an error tells what cannot be read.
tl::expected<void, StoreError> readLast(QSqlDatabase &database, const QString &table)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(QStringLiteral("SELECT * FROM \"%1\" ORDER BY rowid DESC LIMIT %2")
                        .arg(table)
                        .arg(lastRows)))
        return tl::unexpected(storeErrorOf(query.lastError()));
    while (query.next()) {
    }
    if (query.lastError().isValid())
        return tl::unexpected(storeErrorOf(query.lastError()));
    return {};
}

} // namespace

tl::expected<void, StoreError> checkBriefly(QSqlDatabase &database, qint64 mostPages)
{
    const auto pages = texts(database, QStringLiteral("PRAGMA page_count"));
    if (!pages)
        return tl::unexpected(pages.error());
    if (pages->value(0).toLongLong() <= mostPages) {
        const auto found = texts(database, QStringLiteral("PRAGMA quick_check(1)"));
        if (!found)
            return tl::unexpected(found.error());
        if (found->value(0) == QLatin1String("ok")) {
            texts(database, QStringLiteral("PRAGMA shrink_memory")); // all of it was in the cache
            return {};
        }
        qCCritical(storeLog).noquote() << "check:" << found->value(0);
        return tl::unexpected(StoreError::Corrupt);
    }
    const auto tables =
        texts(database,
              QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE"
                             " '%WITHOUT ROWID' AND name NOT LIKE 'search!_index%' ESCAPE '!'"));
    if (!tables)
        return tl::unexpected(tables.error());
    for (const QString &table : *tables) {
        if (auto read = readLast(database, table); !read) {
            qCCritical(storeLog).noquote() << "check: cannot read" << table;
            return read;
        }
    }
    return {};
}

} // namespace Server
