// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlstatement.h"
#include "server/store/logdatabase.h"

#include "server/store/logging.h"
#include "server/store/postgresdialect.h"
#include "server/store/waitwatch.h"

#include <QSqlDriver>
#include <QSqlError>

namespace Server {
namespace {

/// PostgreSQL takes the character U+0000 in no text, and the driver would end the statement there.
void makeStorable(QSqlQuery &query)
{
    const QVariantList values = query.boundValues();
    for (int i = 0; i < values.size(); ++i) {
        if (values[i].typeId() != QMetaType::QString)
            continue;
        if (const QString text = values[i].toString(); text.contains(QChar::Null))
            query.bindValue(i, storableText(text));
    }
}

} // namespace

QString storableText(QString text)
{
    return text.replace(QChar(QChar::Null), QChar(QChar::ReplacementCharacter));
}

tl::expected<SqlStatement, StoreError> prepareStatement(const QSqlDatabase &database,
                                                        const QString &sql)
{
    auto statement = std::make_unique<QSqlQuery>(database);
    const bool isPostgres = database.driverName() == QStringLiteral("QPSQL");
    // There it would mean that nothing else is asked until all rows are read.
    statement->setForwardOnly(!isPostgres);
    const WaitWatch::Waiting waiting(database.driver());
    if (statement->prepare(isPostgres ? postgresStatement(sql) : sql))
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

tl::expected<SqlStatement, StoreError> askDatabase(const QSqlDatabase &database, const QString &sql)
{
    auto statement = prepareStatement(database, sql);
    if (!statement)
        return statement;
    if (auto done = executeStatement(**statement); !done)
        return tl::unexpected(done.error());
    return statement;
}

tl::expected<void, StoreError> executeStatement(QSqlQuery &query)
{
    if (query.driver()->dbmsType() == QSqlDriver::PostgreSQL)
        makeStorable(query);
    if (const WaitWatch::Waiting waiting(query.driver()); query.exec())
        return {};
    const QSqlError error = query.lastError();
    query.finish();
    const StoreError meaning = storeErrorOf(error);
    // Of some the operator is told once, not with every message; a conflict is tried again.
    if (meaning != StoreError::Full && meaning != StoreError::Conflict)
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
