// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlstatement.h"

#include "server/store/logging.h"
#include "server/store/schema.h"

#include <QSqlError>

namespace Server {

tl::expected<SqlStatement, StoreError> prepareStatement(QSqlDatabase &database, const QString &sql)
{
    auto statement = std::make_unique<QSqlQuery>(database);
    statement->setForwardOnly(true);
    if (statement->prepare(sql))
        return statement;
    qCCritical(storeLog) << "prepare:" << statement->lastError().text();
    return tl::unexpected(storeErrorOf(statement->lastError()));
}

tl::expected<void, StoreError>
prepareStatements(QSqlDatabase &database,
                  std::span<const std::pair<SqlStatement *, const char *>> all,
                  const QString &columns)
{
    for (const auto &[statement, sql] : all) {
        auto prepared = prepareStatement(
            database, QString::fromLatin1(sql).replace(QStringLiteral("%1"), columns));
        if (!prepared)
            return tl::unexpected(prepared.error());
        *statement = std::move(*prepared);
    }
    return {};
}

tl::expected<void, StoreError> executeStatement(QSqlQuery &query)
{
    if (query.exec())
        return {};
    const QSqlError error = query.lastError();
    query.finish();
    const StoreError meaning = storeErrorOf(error);
    if (meaning != StoreError::Full) // of that the operator is told once, not with every message
        qCWarning(storeLog) << error.nativeErrorCode() << error.text();
    return tl::unexpected(meaning);
}

tl::expected<void, StoreError> runStatement(QSqlQuery &query, const QVariantList &values)
{
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values[i]);
    return executeStatement(query);
}

tl::expected<void, StoreError> finishStatement(QSqlQuery &query, const QVariantList &values)
{
    return changeStatement(query, values).map([](int) {});
}

tl::expected<int, StoreError> changeStatement(QSqlQuery &query, const QVariantList &values)
{
    if (auto done = runStatement(query, values); !done)
        return tl::unexpected(done.error());
    const int changed = query.numRowsAffected();
    query.finish();
    return changed;
}

} // namespace Server
