// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/folderlock.h"
#include "server/store/logdatabase.h"

#include "server/store/logging.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace Server {

QString unfinishedMark()
{
    return QStringLiteral("unfinished");
}

tl::expected<std::unique_ptr<FolderLock>, StoreError> FolderLock::take(const QString &folder)
{
    std::unique_ptr<FolderLock> lock(new FolderLock(QUuid::createUuid().toString()));
    // SQLite is used for its file locks alone, which are the same on every system: QLockFile
    // takes a process of the same number in another container for the old owner.
    lock->m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), lock->m_connection);
    lock->m_database.setDatabaseName(folder + QStringLiteral("/host.lock"));
    lock->m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=100"));
    if (!lock->m_database.open()) {
        qCCritical(storeLog) << "cannot open the lock:" << lock->m_database.lastError().text();
        return tl::unexpected(storeErrorOf(lock->m_database.lastError()));
    }
    QSqlQuery query(lock->m_database);
    if (!query.exec(QStringLiteral("BEGIN EXCLUSIVE"))) {
        qCCritical(storeLog) << "cannot lock:" << query.lastError().text();
        return tl::unexpected(storeErrorOf(query.lastError()));
    }
    return lock;
}

FolderLock::~FolderLock()
{
    m_database.close();
    m_database = {}; // Qt warns when a connection is removed while somebody holds it.
    QSqlDatabase::removeDatabase(m_connection);
}

} // namespace Server
