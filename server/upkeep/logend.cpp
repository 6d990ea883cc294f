// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/logend.h"

#include "server/store/postgresschema.h"
#include "server/store/sqlitedatabase.h"
#include "server/store/sqllog.h"
#include "server/store/sqlstatement.h"
#include "server/upkeep/datacheck.h"
#include "server/upkeep/logtable.h"
#include "takeout/filecopy.h"

#include <QFile>
#include <QFileInfo>

namespace Server {
namespace {

/// In the mark of a folder; a repair or a restore writes something else.
const QByteArray migrationMark = QByteArrayLiteral("migration\n");
/// Messages that are indexed in one transaction.
constexpr qint64 indexedTogether = 2000;

bool isMarkedByMigration(const QString &mark)
{
    QFile file(mark);
    return file.open(QIODevice::ReadOnly) && file.read(64) == migrationMark;
}

/// No host has it open meanwhile.
std::unique_ptr<LogDatabase> sharedLog(PostgresLocation location, bool mayBeUnfinished)
{
    location.alone = true;
    location.mayBeUnfinished = mayBeUnfinished;
    return std::make_unique<PostgresDatabase>(std::move(location));
}

/// The folder is locked already.
std::unique_ptr<LogDatabase> folderLog(const QString &folder)
{
    return std::make_unique<SqliteDatabase>(folder,
                                            SqliteDatabase::Options{true, std::nullopt, false});
}

} // namespace

Failure LogEnd::failureOf(StoreError error) const
{
    switch (error) {
    case StoreError::Locked:
        return {Failure::Kind::Refused,
                QStringLiteral("A host is using the data in %1. Stop it first.").arg(name())};
    case StoreError::Unfinished:
        return {Failure::Kind::Refused,
                QStringLiteral("A repair or a restore of %1, or a migration to it, was cut short. "
                               "Do it again.")
                    .arg(name())};
    case StoreError::TooNew:
        return {
            Failure::Kind::TooNew,
            QStringLiteral("The data in %1 was written by a newer version of Madang.").arg(name())};
    case StoreError::Corrupt:
        return {Failure::Kind::Damaged,
                QStringLiteral("The log in %1 is damaged. Repair it first.").arg(name())};
    case StoreError::Full:
        return {Failure::Kind::Full, QStringLiteral("The disk of %1 is full.").arg(name())};
    case StoreError::Unreachable:
        return {Failure::Kind::Failed, QStringLiteral("There is no answer from %1.").arg(name())};
    default:
        break;
    }
    return {Failure::Kind::Failed, QStringLiteral("The log in %1 cannot be opened.").arg(name())};
}

Upkept<void> LogEnd::open(std::unique_ptr<LogDatabase> database)
{
    m_database = std::move(database);
    if (auto done = m_database->openToWrite(); !done)
        return tl::unexpected(failureOf(done.error()));
    if (!isShared())
        return {};
    // One transaction of any length, of which each end waits for the other.
    const auto done = askDatabase(
        connection(),
        QStringLiteral("SELECT set_config('idle_in_transaction_session_timeout', '0', false),"
                       " set_config('statement_timeout', '0', false),"
                       " set_config('synchronous_commit', 'on', false)"));
    if (!done)
        return tl::unexpected(failureOf(done.error()));
    return {};
}

Upkept<std::unique_ptr<LogEnd>> LogEnd::openSource(const MigrationPlace &place)
{
    std::unique_ptr<LogEnd> end(new LogEnd(place));
    if (place.isFolder()) {
        auto file = LogFile::open(logPathIn(place.folder), LogFile::Mode::Read);
        if (!file)
            return tl::unexpected(file.error());
        auto lock = lockFolder(place.folder);
        if (!lock)
            return tl::unexpected(lock.error());
        end->m_lock = std::move(*lock);
        if (QFileInfo::exists(end->mark()))
            return tl::unexpected(end->failureOf(StoreError::Unfinished));
        const auto problems = problemsOf(**file);
        if (!problems)
            return tl::unexpected(problems.error());
        if (!problems->isEmpty())
            return Takeout::failure(Failure::Kind::Damaged,
                                    QStringLiteral("The log in %1 is damaged, repair it first: %2")
                                        .arg(place.folder, problems->first()));
        file->reset();
        if (auto done = end->open(folderLog(place.folder)); !done)
            return tl::unexpected(done.error());
        return end;
    }
    {
        // To look for one makes none.
        PostgresDatabase look(place.database);
        const auto opened = look.openToRead();
        const auto found =
            opened ? askDatabase(look.connection(),
                                 QStringLiteral("SELECT to_regclass('\"%1\".schema_version')"
                                                " IS NOT NULL")
                                     .arg(place.database.schema))
                   : tl::unexpected(opened.error());
        if (!found)
            return tl::unexpected(end->failureOf(found.error()));
        if (!(*found)->next() || !(*found)->value(0).toBool())
            return Takeout::failure(Failure::Kind::Refused,
                                    QStringLiteral("There is no log in %1.").arg(place.name()));
    }
    if (auto done = end->open(sharedLog(place.database, false)); !done)
        return tl::unexpected(done.error());
    return end;
}

Upkept<std::unique_ptr<LogEnd>> LogEnd::openTarget(const MigrationPlace &place)
{
    std::unique_ptr<LogEnd> end(new LogEnd(place));
    auto made = place.isFolder() ? end->makeFolderLog() : end->makeSharedLog();
    if (!made)
        return tl::unexpected(made.error());
    return end;
}

Upkept<void> LogEnd::makeFolderLog()
{
    const QString &folder = m_place.folder;
    if (auto made = Takeout::makeFolder(folder); !made)
        return made;
    auto lock = lockFolder(folder);
    if (!lock)
        return tl::unexpected(lock.error());
    m_lock = std::move(*lock);
    if (QFileInfo::exists(mark()) && !isMarkedByMigration(mark()))
        return tl::unexpected(failureOf(StoreError::Unfinished));
    const QString log = logPathIn(folder);
    if (!QFileInfo::exists(mark())) {
        if (QFileInfo::exists(log))
            return Takeout::failure(
                Failure::Kind::Refused,
                QStringLiteral("There is a log in %1 already. Move it away first.").arg(folder));
        auto marked = Takeout::writeFile(mark(), migrationMark);
        if (marked)
            marked = Takeout::syncPath(folder);
        if (!marked)
            return marked;
    }
    for (const QString &path : {log, log + QStringLiteral("-wal"), log + QStringLiteral("-shm")}) {
        if (QFileInfo::exists(path) && !QFile::remove(path))
            return Takeout::failure(Failure::Kind::Failed,
                                    QStringLiteral("%1 cannot be removed.").arg(path));
    }
    return open(folderLog(folder));
}

Upkept<void> LogEnd::makeSharedLog()
{
    if (auto done = open(sharedLog(m_place.database, true)); !done)
        return done;
    const auto tables = tablesOf(connection());
    if (!tables)
        return tl::unexpected(tables.error());
    for (const LogTable &table : *tables) {
        if (table.name == QStringLiteral("host_identity")) // made with the tables
            continue;
        const auto row =
            askDatabase(connection(), QStringLiteral("SELECT 1 FROM %1 LIMIT 1").arg(table.name));
        if (!row)
            return tl::unexpected(failureOf(row.error()));
        if ((*row)->next())
            return Takeout::failure(
                Failure::Kind::Refused,
                QStringLiteral("There is a log in %1 already. Its schema is %2; drop that first if "
                               "nobody needs it.")
                    .arg(name(), m_place.database.schema));
    }
    if (auto marked = setPostgresUnfinished(connection(), m_place.database.schema, true); !marked)
        return tl::unexpected(failureOf(marked.error()));
    return {};
}

Upkept<void> LogEnd::begin(bool writes)
{
    if (auto begun = writes ? m_database->begin() : m_database->beginSnapshot(); !begun)
        return tl::unexpected(failureOf(begun.error()));
    return {};
}

Upkept<void> LogEnd::finish()
{
    if (isShared()) {
        // Of the same transaction: all of it is there, or the mark.
        auto done = setPostgresUnfinished(connection(), m_place.database.schema, false);
        if (done)
            done = m_database->commit();
        if (!done)
            return tl::unexpected(failureOf(done.error()));
        return {};
    }
    if (auto done = m_database->commit(); !done)
        return tl::unexpected(failureOf(done.error()));
    if (auto done = indexForSearches(); !done)
        return done;
    auto synced = Takeout::syncPath(m_place.folder);
    if (synced && !QFile::remove(mark()))
        return Takeout::failure(Failure::Kind::Failed,
                                QStringLiteral("%1 cannot be removed.").arg(mark()));
    return synced;
}

Upkept<void> LogEnd::indexForSearches()
{
    m_database.reset();
    const auto log = SqlLog::open(folderLog(m_place.folder));
    if (!log)
        return tl::unexpected(failureOf(log.error()));
    for (;;) {
        const auto behind = (*log)->searchIndex().behind();
        if (!behind)
            return tl::unexpected(failureOf(behind.error()));
        if (*behind == 0)
            return {};
        const auto done =
            (*log)->unhurried([&] { return (*log)->searchIndex().catchUp(indexedTogether); });
        if (!done)
            return tl::unexpected(failureOf(done.error()));
    }
}

} // namespace Server
