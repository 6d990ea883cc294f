// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/logdatabase.h"

#include "server/store/logging.h"
#include "server/store/postgresdialect.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace Server {
namespace {

/// https://www.sqlite.org/rescode.html; the low byte is the primary code.
StoreError sqliteError(int code)
{
    if (code == (10 | 19 << 8)) // SQLITE_IOERR_SHMSIZE: no room for the log's shared index
        return StoreError::Full;
    switch (code & 0xff) {
    case 3:  // SQLITE_PERM
    case 8:  // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
        return StoreError::Unwritable;
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return StoreError::Locked;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return StoreError::Corrupt;
    case 13: // SQLITE_FULL
        return StoreError::Full;
    default:
        return StoreError::Failed;
    }
}

} // namespace

LogDatabase::LogDatabase(const QString &driver)
    : m_name(QUuid::createUuid().toString()),
      m_connection(QSqlDatabase::addDatabase(driver, m_name))
{
}

LogDatabase::~LogDatabase()
{
    m_connection.close();
    m_connection = {}; // Qt warns when a connection is removed while somebody holds it.
    QSqlDatabase::removeDatabase(m_name);
}

LogDatabase::Result<void> LogDatabase::run(const QString &statement, std::chrono::seconds limit)
{
    QSqlQuery query(m_connection);
    const WaitWatch::Waiting waiting(query.driver(), limit);
    if (query.exec(statement))
        return {};
    const StoreError error = storeErrorOf(query.lastError());
    if (error != StoreError::Full) // of that the operator is told once, not with every message
        qCWarning(storeLog).noquote() << statement << ":" << query.lastError().text();
    return tl::unexpected(error);
}

LogDatabase::Result<void> LogDatabase::commit()
{
    return run(QStringLiteral("COMMIT"), WaitWatch::commitLimit);
}

void LogDatabase::rollback()
{
    const WaitWatch::Waiting waiting(m_connection.driver());
    if (m_connection.isOpen())
        QSqlQuery(m_connection).exec(QStringLiteral("ROLLBACK"));
}

void LogDatabase::setHurried(bool) {}

void LogDatabase::shrinkJournal() {}

StoreError storeErrorOf(const QSqlError &error)
{
    if (isPostgresError(error))
        return postgresError(error);
    return sqliteError(error.nativeErrorCode().toInt());
}

} // namespace Server
