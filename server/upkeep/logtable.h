// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/logfile.h"
#include "server/upkeep/rowdigest.h"

#include <QSqlDatabase>
#include <QStringList>

#include <functional>
#include <vector>

namespace Server {

/// A table that both kinds of log have, with the same columns.
struct LogTable {
    enum class Kind { Number, Text, Bytes };
    struct Column {
        QString name;
        Kind kind = Kind::Number;
        QString read = {}; ///< What is read in its place; empty: itself.
    };
    QString name;
    std::vector<Column> columns = {};
};

/// The tables of an open log, those first to which others refer. Without the index for searches,
/// which each kind has in its own way. Failed where there is a table that this program knows
/// nothing of.
Upkept<std::vector<LogTable>> tablesOf(const QSqlDatabase &log);

/// Reads all rows of it, one after the other; what is not of its column's kind is damage. The
/// database is asked nothing else meanwhile.
Upkept<void> readRows(const QSqlDatabase &log, const LogTable &table,
                      const std::function<Upkept<void>(const QVariantList &row)> &take);

/// Writes rows into one, many at a time.
class RowWriter {
public:
    RowWriter(QSqlDatabase &log, const LogTable &table) : m_log(log), m_table(table) {}
    Upkept<void> write(const QVariantList &row);
    /// Those that are not written yet.
    Upkept<void> finish();

private:
    Upkept<void> writeTogether();

    QSqlDatabase &m_log;
    const LogTable &m_table;
    std::vector<QVariantList> m_rows;
    qint64 m_bytes = 0;
    std::unique_ptr<QSqlQuery> m_many, m_one;
};

/// The highest number that a table ever gave to a row, which no other gets; 0: none, or it counts
/// nothing.
Upkept<qint64> highestNumber(const QSqlDatabase &log, const LogTable &table);
Upkept<void> setHighestNumber(QSqlDatabase &log, const LogTable &table, qint64 number);

/// What an error of a log's database means.
Failure migrationFailure(const QSqlDatabase &log, const QSqlError &error);

} // namespace Server
