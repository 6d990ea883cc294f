// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlitedatabase.h"

#include "server/store/logging.h"
#include "server/store/schema.h"
#include "server/store/startcheck.h"

#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>
#include <limits>

namespace Server {
namespace {

constexpr qint64 pageBytes = 4096;

} // namespace

SqliteDatabase::SqliteDatabase(QString folder, const Options &options)
    : LogDatabase(QStringLiteral("QSQLITE")), m_folder(std::move(folder)), m_options(options)
{
}

SqliteDatabase::~SqliteDatabase()
{
    connection().close(); // before the folder is anybody's
}

SqliteDatabase::Result<void> SqliteDatabase::openToWrite()
{
    if (m_options.locks) {
        auto lock = FolderLock::take(m_folder);
        if (!lock)
            return tl::unexpected(lock.error());
        m_lock = std::move(*lock);
    }
    if (m_options.locks && QFileInfo::exists(m_folder + QLatin1Char('/') + unfinishedMark()))
        return tl::unexpected(StoreError::Unfinished);
    auto done = open(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    if (done)
        done = configure();
    if (done) // disks decay between an orderly stop and the next start, too
        done = checkBriefly(connection());
    if (done)
        done = migrate(connection());
    return done;
}

SqliteDatabase::Result<void> SqliteDatabase::openToRead()
{
    auto done = open(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"));
    if (done)
        done = run(QStringLiteral("PRAGMA cache_size = -16000"));
    return done;
}

SqliteDatabase::Result<void> SqliteDatabase::open(const QString &options)
{
    QSqlDatabase &database = connection();
    database.setDatabaseName(m_folder + QStringLiteral("/log.sqlite"));
    database.setConnectOptions(options);
    if (database.open())
        return {};
    qCCritical(storeLog) << "cannot open:" << database.lastError().text();
    return tl::unexpected(storeErrorOf(database.lastError()));
}

SqliteDatabase::Result<void> SqliteDatabase::configure()
{
    const qint64 pages = m_options.maxBytes ? std::max<qint64>(*m_options.maxBytes / pageBytes, 1)
                                            : std::numeric_limits<qint32>::max() - 1;
    const QStringList settings{
        QStringLiteral("page_size = %1").arg(pageBytes),
        QStringLiteral("journal_mode = WAL"),
        m_options.synchronous ? QStringLiteral("synchronous = FULL")
                              : QStringLiteral("synchronous = NORMAL"),
        QStringLiteral("foreign_keys = ON"),
        QStringLiteral("secure_delete = ON"), // what was deleted is not in the file any more
        QStringLiteral("journal_size_limit = 67108864"),
        QStringLiteral("wal_autocheckpoint = 4000"),
        QStringLiteral("cache_size = -16000"),
        QStringLiteral("temp_store = MEMORY"),
        QStringLiteral("max_page_count = %1").arg(pages),
    };
    for (const QString &setting : settings) {
        if (auto done = run(QStringLiteral("PRAGMA ") + setting); !done)
            return done;
    }
    return {};
}

SqliteDatabase::Result<void> SqliteDatabase::begin()
{
    return run(QStringLiteral("BEGIN IMMEDIATE"));
}

SqliteDatabase::Result<void> SqliteDatabase::beginSnapshot()
{
    return run(QStringLiteral("BEGIN"));
}

void SqliteDatabase::setHurried(bool hurried)
{
    if (m_options.synchronous)
        QSqlQuery(connection())
            .exec(hurried ? QStringLiteral("PRAGMA synchronous = NORMAL")
                          : QStringLiteral("PRAGMA synchronous = FULL"));
}

void SqliteDatabase::shrinkJournal()
{
    QSqlQuery query(connection());
    // Where it fails, what is committed stays in the write-ahead log as before.
    if (!query.exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")))
        qCInfo(storeLog) << "checkpoint:" << query.lastError().text();
}

} // namespace Server
