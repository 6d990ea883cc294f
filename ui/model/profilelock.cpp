// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/profilelock.h"

#include "ui/model/logging.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace Ui {
namespace {

const QString inUseFile = QStringLiteral("/in-use.lock");
const QString formerFile = QStringLiteral("/profile.lock");

bool isTaken(const QSqlError &error)
{
    // https://www.sqlite.org/rescode.html: SQLITE_BUSY and SQLITE_LOCKED, in the low byte.
    const int code = error.nativeErrorCode().toInt() & 0xff;
    return code == 5 || code == 6;
}

} // namespace

tl::expected<std::unique_ptr<ProfileLock>, ProfileLock::Error>
ProfileLock::take(const QString &folder)
{
    std::unique_ptr<ProfileLock> lock(
        new ProfileLock(QStringLiteral("lock-") + QUuid::createUuid().toString(QUuid::Id128)));
    // SQLite is used for its file locks alone, which are the same on every system.
    lock->m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), lock->m_connection);
    lock->m_database.setDatabaseName(folder + inUseFile);
    lock->m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=100"));
    if (!lock->m_database.open()) {
        qCWarning(modelLog) << "profile's lock:" << lock->m_database.lastError().text();
        return tl::unexpected(Error::Unwritable);
    }
    QSqlQuery query(lock->m_database);
    if (query.exec(QStringLiteral("BEGIN EXCLUSIVE")))
        return lock;
    if (isTaken(query.lastError()))
        return tl::unexpected(Error::Taken);
    qCWarning(modelLog) << "profile's lock:" << query.lastError().text();
    return tl::unexpected(Error::Unwritable);
}

ProfileLock::~ProfileLock()
{
    m_database.close();
    m_database = {}; // Qt warns when a connection is removed while somebody holds it.
    QSqlDatabase::removeDatabase(m_connection);
}

void ProfileLock::removeFiles(const QString &folder)
{
    QFile::remove(folder + inUseFile);
    QFile::remove(folder + formerFile);
}

} // namespace Ui
