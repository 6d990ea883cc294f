// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <QSqlQuery>
#include <QVariant>

#include <memory>
#include <span>
#include <tl/expected.hpp>
#include <utility>

namespace Server {

/// A statement of the log that is compiled once; null before and after.
using SqlStatement = std::unique_ptr<QSqlQuery>;

/// Compiles it.
tl::expected<SqlStatement, StoreError> prepareStatement(const QSqlDatabase &database,
                                                        const QString &sql);
/// Compiles all of these; `columns` stands where their SQL has %1.
tl::expected<void, StoreError>
prepareStatements(QSqlDatabase &database,
                  std::span<const std::pair<SqlStatement *, const char *>> all,
                  const QString &columns = {});
/// A text as a shared log can store it: U+0000 is replaced. An own log stores every text as it is.
QString storableText(QString text);
/// Compiles and runs one that is needed once.
tl::expected<SqlStatement, StoreError> askDatabase(const QSqlDatabase &database,
                                                   const QString &sql);
/// Runs a compiled one with what is bound to it; on an error it is ready for the next time.
tl::expected<void, StoreError> executeStatement(QSqlQuery &query);
/// The same with these values, in the order of their places.
tl::expected<void, StoreError> runStatement(QSqlQuery &query, const QVariantList &values);
/// The same for one that gives no rows.
tl::expected<void, StoreError> finishStatement(QSqlQuery &query, const QVariantList &values);
/// The same for one that gives no rows; how many it changed.
tl::expected<int, StoreError> changeStatement(QSqlQuery &query, const QVariantList &values);

} // namespace Server
