// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/logtable.h"

#include "server/store/logdatabase.h"
#include "server/store/sqlstatement.h"

#include <QSet>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlField>
#include <QSqlRecord>

#include <algorithm>

namespace Server {
namespace {

/// Those first to which others refer.
constexpr const char *knownTables[] = {
    "host_identity", "rooms",
    "messages",      "reactions",
    "earlier_texts", "members",
    "room_guests",   "said",
    "read_markers",  "mentions",
    "attendance",    "queue_messages",
    "files",         "message_files",
    "hooks",         "accounts",
    "account_names", "device_keys",
    "account_codes", "erasures",
    "sanctions",     "sanction_marks",
    "order_log",     "invitations",
    "admissions",    "durable_subscriptions",
};

/// Rows in one statement.
constexpr size_t rowsTogether = 100;
/// Texts and bytes of rows in one statement.
constexpr qint64 bytesTogether = 1024 * 1024;

bool isPostgres(const QSqlDatabase &log)
{
    return log.driver()->dbmsType() == QSqlDriver::PostgreSQL;
}

/// What each kind of log has for itself.
bool isItsOwn(const QString &table)
{
    static const QSet<QString> own{
        QStringLiteral("schema_version"),  QStringLiteral("unfinished"),
        QStringLiteral("hosts"),           QStringLiteral("news"),
        QStringLiteral("used_challenges"), QStringLiteral("shared_secret"),
        QStringLiteral("sqlite_sequence"), QStringLiteral("sqlite_stat1")};
    return table.startsWith(QStringLiteral("search_")) || own.contains(table);
}

QString namesOf(const LogTable &table)
{
    QStringList names;
    for (const LogTable::Column &column : table.columns)
        names += QStringLiteral("\"%1\"").arg(column.name);
    return names.join(QStringLiteral(", "));
}

QString readingOf(const LogTable &table)
{
    QStringList columns;
    for (const LogTable::Column &column : table.columns)
        columns += column.read.isEmpty() ? QStringLiteral("\"%1\"").arg(column.name) : column.read;
    return columns.join(QStringLiteral(", "));
}

LogTable::Kind kindOf(const QSqlField &field)
{
    switch (field.metaType().id()) {
    case QMetaType::QString:
        return LogTable::Kind::Text;
    case QMetaType::QByteArray:
        return LogTable::Kind::Bytes;
    default:
        return LogTable::Kind::Number;
    }
}

/// A value as it is bound and compared; invalid when it is not of its column's kind.
QVariant plain(const QSqlQuery &row, int place, LogTable::Kind kind)
{
    const QVariant value = row.value(place);
    switch (kind) {
    case LogTable::Kind::Number:
        if (row.isNull(place))
            return QVariant(QMetaType(QMetaType::LongLong));
        // The driver of PostgreSQL gives what is not negative as unsigned.
        if (value.typeId() == QMetaType::LongLong || value.typeId() == QMetaType::ULongLong)
            return value.toLongLong();
        return {};
    case LogTable::Kind::Text:
        if (row.isNull(place))
            return QVariant(QMetaType(QMetaType::QString));
        // A null string would be bound as NULL.
        return value.typeId() == QMetaType::QString ? QVariant(QLatin1String("") + value.toString())
                                                    : QVariant();
    case LogTable::Kind::Bytes:
        if (row.isNull(place))
            return QVariant(QMetaType(QMetaType::QByteArray));
        return value.typeId() == QMetaType::QByteArray
                   ? QVariant(value.toByteArray().isEmpty() ? QByteArray("", 0)
                                                            : value.toByteArray())
                   : QVariant();
    }
    return {};
}

qint64 bytesOf(const QVariantList &row)
{
    qint64 bytes = 0;
    for (const QVariant &value : row) {
        if (value.typeId() == QMetaType::QString)
            bytes += 2 * value.toString().size();
        else if (value.typeId() == QMetaType::QByteArray)
            bytes += value.toByteArray().size();
    }
    return bytes;
}

Failure failureOf(StoreError error, const LogTable &table)
{
    switch (error) {
    case StoreError::Full:
        return {Failure::Kind::Full, QStringLiteral("The disk is full.")};
    case StoreError::Conflict:
        return {Failure::Kind::Damaged,
                QStringLiteral("Two rows of %1 are one and the same there.").arg(table.name)};
    case StoreError::Unreachable:
        return {Failure::Kind::Failed, QStringLiteral("The database is away.")};
    default:
        break;
    }
    return {Failure::Kind::Failed,
            QStringLiteral("The table %1 cannot be written.").arg(table.name)};
}

Upkept<QSqlQuery> ask(const QSqlDatabase &log, const QString &sql, const QVariantList &values = {})
{
    QSqlQuery query(log);
    if (!query.prepare(sql))
        return tl::unexpected(migrationFailure(log, query.lastError()));
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return tl::unexpected(migrationFailure(log, query.lastError()));
    return query;
}

bool countsRows(const LogTable &table)
{
    return table.columns.front().name == QStringLiteral("number");
}

} // namespace

Failure migrationFailure(const QSqlDatabase &log, const QSqlError &error)
{
    const QString text = error.databaseText().trimmed();
    switch (storeErrorOf(error)) {
    case StoreError::Full:
        return {Failure::Kind::Full, QStringLiteral("The disk is full: %1.").arg(text)};
    case StoreError::Corrupt:
        return {Failure::Kind::Damaged, QStringLiteral("The log is damaged: %1.").arg(text)};
    case StoreError::Unreachable:
        return {Failure::Kind::Failed, QStringLiteral("The database is away: %1.").arg(text)};
    default:
        break;
    }
    return {Failure::Kind::Failed,
            QStringLiteral("%1: %2.").arg(isPostgres(log) ? QStringLiteral("The database")
                                                          : QStringLiteral("The log"),
                                          text)};
}

Upkept<std::vector<LogTable>> tablesOf(const QSqlDatabase &log)
{
    // QSqlDatabase::tables() tells those of other schemas, too.
    auto found =
        ask(log, isPostgres(log)
                     ? QStringLiteral("SELECT CAST(tablename AS text) FROM pg_tables"
                                      " WHERE schemaname = current_schema()")
                     : QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table'"));
    if (!found)
        return tl::unexpected(found.error());
    std::vector<LogTable> tables;
    QSet<QString> known;
    for (const char *name : knownTables) {
        LogTable table{QString::fromLatin1(name)};
        known.insert(table.name);
        const QSqlRecord record = log.record(table.name);
        for (int i = 0; i < record.count(); ++i)
            table.columns.push_back({record.fieldName(i), kindOf(record.field(i))});
        if (table.columns.empty())
            return Takeout::failure(Failure::Kind::Damaged,
                                    QStringLiteral("There is no table %1.").arg(table.name));
        tables.push_back(std::move(table));
    }
    while (found->next()) {
        const QString name = found->value(0).toString();
        if (!known.contains(name) && !isItsOwn(name))
            return Takeout::failure(
                Failure::Kind::Failed,
                QStringLiteral("There is a table %1, and nobody told how it is copied.").arg(name));
    }
    return tables;
}

Upkept<void> readRows(const QSqlDatabase &log, const LogTable &table,
                      const std::function<Upkept<void>(const QVariantList &row)> &take)
{
    QSqlQuery query(log);
    query.setForwardOnly(true); // row by row, whatever their number
    if (!query.exec(QStringLiteral("SELECT %1 FROM %2").arg(readingOf(table), table.name)))
        return tl::unexpected(migrationFailure(log, query.lastError()));
    QVariantList row;
    for (qint64 number = 1; query.next(); ++number) {
        row.clear();
        for (size_t i = 0; i < table.columns.size(); ++i) {
            row += plain(query, int(i), table.columns[i].kind);
            if (!row.back().isValid())
                return Takeout::failure(Failure::Kind::Damaged,
                                        QStringLiteral("The log is damaged: %1 of row %2 in %3.")
                                            .arg(table.columns[i].name)
                                            .arg(number)
                                            .arg(table.name));
        }
        if (auto taken = take(row); !taken)
            return taken;
    }
    if (query.lastError().isValid())
        return tl::unexpected(migrationFailure(log, query.lastError()));
    return {};
}

Upkept<void> RowWriter::write(const QVariantList &row)
{
    m_bytes += bytesOf(row);
    m_rows.push_back(row);
    if (m_rows.size() < rowsTogether && m_bytes < bytesTogether)
        return {};
    return m_rows.size() == rowsTogether ? writeTogether() : finish();
}

Upkept<void> RowWriter::writeTogether()
{
    if (!m_many) {
        const QString places = QStringLiteral("(?%1)").arg(
            QStringLiteral(", ?").repeated(qsizetype(m_table.columns.size()) - 1));
        auto prepared = prepareStatement(
            m_log, QStringLiteral("INSERT INTO %1 (%2) VALUES %3%4")
                       .arg(m_table.name, namesOf(m_table), places,
                            QStringLiteral(", %1").arg(places).repeated(int(rowsTogether) - 1)));
        if (!prepared)
            return tl::unexpected(failureOf(prepared.error(), m_table));
        m_many = std::move(*prepared);
    }
    QVariantList values;
    for (const QVariantList &row : m_rows)
        values += row;
    if (auto done = finishStatement(*m_many, values); !done)
        return tl::unexpected(failureOf(done.error(), m_table));
    m_rows.clear();
    m_bytes = 0;
    return {};
}

Upkept<void> RowWriter::finish()
{
    for (const QVariantList &row : m_rows) {
        if (!m_one) {
            auto prepared = prepareStatement(
                m_log,
                QStringLiteral("INSERT INTO %1 (%2) VALUES (?%3)")
                    .arg(m_table.name, namesOf(m_table),
                         QStringLiteral(", ?").repeated(qsizetype(m_table.columns.size()) - 1)));
            if (!prepared)
                return tl::unexpected(failureOf(prepared.error(), m_table));
            m_one = std::move(*prepared);
        }
        if (auto done = finishStatement(*m_one, row); !done)
            return tl::unexpected(failureOf(done.error(), m_table));
    }
    m_rows.clear();
    m_bytes = 0;
    return {};
}

Upkept<qint64> highestNumber(const QSqlDatabase &log, const LogTable &table)
{
    if (!countsRows(table))
        return 0;
    QString sql = QStringLiteral("SELECT coalesce(max(number), 0) FROM ") + table.name;
    if (isPostgres(log)) {
        auto sequence = ask(
            log, QStringLiteral("SELECT pg_get_serial_sequence('%1', 'number')").arg(table.name));
        if (!sequence)
            return tl::unexpected(sequence.error());
        if (sequence->next() && !sequence->isNull(0))
            sql = QStringLiteral("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM ") +
                  sequence->value(0).toString();
    } else {
        sql = QStringLiteral("SELECT max((%1), coalesce((SELECT seq FROM sqlite_sequence"
                             " WHERE name = '%2'), 0))")
                  .arg(sql, table.name);
    }
    auto found = ask(log, sql);
    if (!found)
        return tl::unexpected(found.error());
    return found->next() ? found->value(0).toLongLong() : 0;
}

Upkept<void> setHighestNumber(QSqlDatabase &log, const LogTable &table, qint64 number)
{
    if (!countsRows(table) || number <= 0)
        return {};
    if (isPostgres(log))
        return ask(log, QStringLiteral("SELECT setval(pg_get_serial_sequence('%1', 'number'), %2)")
                            .arg(table.name)
                            .arg(number))
            .map([](const QSqlQuery &) {});
    // Only tables that give no number twice have a row there, once they had one themselves.
    auto counts = ask(log,
                      QStringLiteral("SELECT 1 FROM sqlite_master WHERE name = ?"
                                     " AND sql LIKE '%AUTOINCREMENT%'"),
                      {table.name});
    if (!counts)
        return tl::unexpected(counts.error());
    if (!counts->next())
        return {};
    counts->finish();
    for (const char *sql : {"DELETE FROM sqlite_sequence WHERE name = ?1",
                            "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)"}) {
        QVariantList values{table.name};
        if (QLatin1String(sql).contains(QLatin1String("?2")))
            values += number;
        if (auto done = ask(log, QString::fromLatin1(sql), values); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

} // namespace Server
