// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/postgresdatabase.h"

#include "server/store/logging.h"
#include "server/store/postgresschema.h"
#include "server/store/sqlstatement.h"
#include "server/store/waitwatch.h"

#include <QRegularExpression>
#include <QSqlDriver>
#include <QSqlError>

namespace Server {

QString PostgresLocation::shown() const
{
    // In quotes it may have blanks and, behind backslashes, quotes in it.
    static const QRegularExpression password(
        QStringLiteral("\\b(sslpassword|password)\\s*=\\s*('(\\\\.|[^'\\\\])*'?|\\S*)"));
    return QString(words).replace(password, QStringLiteral("\\1=…"));
}

PostgresDatabase::PostgresDatabase(PostgresLocation location)
    : LogDatabase(QStringLiteral("QPSQL")), m_location(std::move(location))
{
    if (!m_location.servers)
        m_location.servers = std::make_shared<PostgresServers>(m_location.words);
}

PostgresDatabase::Result<void> PostgresDatabase::openToWrite()
{
    auto done = open();
    if (done)
        done = takePlace();
    if (done)
        done = takeTurn();
    if (done && !m_location.mayBeUnfinished)
        done = refuseUnfinished();
    if (done)
        done = migratePostgres(connection(), m_location.schema);
    if (done && !m_location.alone)
        done = makeKnown();
    return done;
}

PostgresDatabase::Result<void> PostgresDatabase::openToRead()
{
    return open();
}

bool PostgresDatabase::isCurrent() const
{
    return m_timeline >= m_location.servers->newestTimeline();
}

/// Of several servers that may be written to the one that went on last: another failed, and is back
/// without anybody having told it.
PostgresDatabase::Result<void> PostgresDatabase::open()
{
    const QStringList &servers = m_location.servers->each();
    Result<QString> best = tl::unexpected(StoreError::Unreachable);
    QStringList refusals;
    for (const QString &one : servers) {
        auto done = connectTo(one);
        const auto found = done ? timeline() : tl::unexpected(done.error());
        if (found && (!best || *found > m_timeline)) {
            best = one;
            m_timeline = *found;
        } else if (!found) {
            refusals += connection().lastError().databaseText().trimmed();
            best = best ? best : tl::unexpected(found.error());
        }
    }
    if (!best) {
        // What libpq says names host and user, never the password.
        qCWarning(storeLog).noquote() << "cannot open the shared log:" << refusals.join(u' ');
        return tl::unexpected(best.error());
    }
    if (!isCurrent()) {
        qCWarning(storeLog) << "the database that answers has timeline" << m_timeline
                            << "and was replaced by one with"
                            << m_location.servers->newestTimeline();
        return tl::unexpected(StoreError::Unreachable);
    }
    m_location.servers->saw(m_timeline);
    // The last one is connected still.
    if (auto done = *best == servers.last() ? Result<void>() : connectTo(*best); !done)
        return done;
    return prepareSession();
}

PostgresDatabase::Result<void> PostgresDatabase::connectTo(const QString &words)
{
    QSqlDatabase &database = connection();
    database.close();
    // A machine that is gone without a word is noticed, also while an answer is waited for.
    database.setConnectOptions(
        QStringLiteral("connect_timeout=5 keepalives_idle=5 keepalives_interval=2"
                       " keepalives_count=3 tcp_user_timeout=10000 application_name=madang"
                       " target_session_attrs=read-write ") +
        words);
    if (!database.open())
        return tl::unexpected(storeErrorOf(database.lastError()));
    WaitWatch::begin(*database.driver());
    return {};
}

PostgresDatabase::Result<void> PostgresDatabase::prepareSession()
{
    for (const QString &setting :
         {QStringLiteral("SET search_path TO \"%1\"").arg(m_location.schema),
          QStringLiteral("SET client_min_messages TO warning"),
          QStringLiteral("SET lock_timeout TO '5s'"),
          // Compiling takes a hundred times as long as the longest statement here.
          QStringLiteral("SET jit TO off"),
          // A host that hangs, or is gone without a word, keeps no room from the others for long.
          QStringLiteral("SET idle_in_transaction_session_timeout TO '15s'"),
          QStringLiteral("SET tcp_keepalives_idle TO 5"),
          QStringLiteral("SET tcp_keepalives_interval TO 2"),
          QStringLiteral("SET tcp_keepalives_count TO 3"),
          QStringLiteral("SET tcp_user_timeout TO 10000"),
          QStringLiteral("SET statement_timeout TO '30s'")}) {
        if (auto done = run(setting); !done)
            return done;
    }
    return {};
}

/// How often another server went on where one failed, as the names of its journal's files say.
PostgresDatabase::Result<qint64> PostgresDatabase::timeline()
{
    if (!hasOtherServers()) // nothing to compare it with, and not every server tells
        return 0;
    const auto row = askDatabase(
        connection(), QStringLiteral("SELECT left(pg_walfile_name(pg_current_wal_lsn()), 8)"));
    if (!row)
        return tl::unexpected(row.error());
    return (*row)->next() ? (*row)->value(0).toString().toLongLong(nullptr, 16) : 0;
}

/// As long as the connection lasts; that of a host that was just stopped goes in a moment.
PostgresDatabase::Result<void> PostgresDatabase::takePlace()
{
    const auto lock =
        askDatabase(connection(), QStringLiteral("SELECT pg_advisory_lock%1(7611, hashtext('%2'))")
                                      .arg(m_location.alone ? QString() : QStringLiteral("_shared"),
                                           m_location.schema));
    if (!lock) // a conflict: not within lock_timeout
        return tl::unexpected(lock.error() == StoreError::Conflict ? StoreError::Locked
                                                                   : lock.error());
    return {};
}

/// A host writes by one connection, or others would miss what comes late by an old one (newsStep).
/// The old one goes when the network does again what it shall; but what it has done and a standby
/// does not have yet has to wait for that, as long as it takes.
PostgresDatabase::Result<void> PostgresDatabase::takeTurn()
{
    const QString turn =
        QStringLiteral("hashtextextended('%1', 7612)").arg(m_location.schema + m_location.host);
    const auto ended = askDatabase(
        connection(),
        QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity"
                       " USING (pid) WHERE locktype = 'advisory' AND granted AND objsubid = 1"
                       " AND (CAST(classid AS BIGINT) << 32) + CAST(objid AS BIGINT) = %1"
                       " AND pid <> pg_backend_pid() AND datname = current_database()"
                       " AND wait_event IS DISTINCT FROM 'SyncRep'")
            .arg(turn));
    if (!ended)
        return tl::unexpected(ended.error());
    const auto lock =
        askDatabase(connection(), QStringLiteral("SELECT pg_advisory_lock(%1)").arg(turn));
    if (!lock && lock.error() == StoreError::Conflict)
        qCWarning(storeLog) << "the database has not done yet what it was told last; does its"
                               " standby answer?";
    if (!lock)
        return tl::unexpected(StoreError::Unreachable);
    return {};
}

/// What is written by this connection is this host's.
PostgresDatabase::Result<void> PostgresDatabase::makeKnown()
{
    if (auto begun = begin(); !begun)
        return begun;
    const auto row = askDatabase(
        connection(), QStringLiteral("INSERT INTO hosts (name) VALUES ('%1') ON CONFLICT (name)"
                                     " DO UPDATE SET seen = now() RETURNING number")
                          .arg(m_location.host));
    if (!row)
        return tl::unexpected(row.error());
    m_hostNumber = (*row)->next() ? (*row)->value(0).toLongLong() : 0;
    if (auto done = commit(); !done)
        return done;
    return run(QStringLiteral("SET madang.host TO '%1'").arg(m_hostNumber));
}

PostgresDatabase::Result<void> PostgresDatabase::refuseUnfinished()
{
    const auto found = isPostgresUnfinished(connection(), m_location.schema);
    if (!found)
        return tl::unexpected(found.error());
    return *found ? tl::make_unexpected(StoreError::Unfinished) : Result<void>();
}

PostgresDatabase::Result<void> PostgresDatabase::begin()
{
    return run(QStringLiteral("BEGIN"));
}

/// Of a transaction that a failed statement has spoilt PostgreSQL makes a rollback, and calls that
/// done.
PostgresDatabase::Result<void> PostgresDatabase::commit()
{
    if (auto sound = run(QStringLiteral("SELECT 1")); !sound)
        return sound;
    return LogDatabase::commit();
}

PostgresDatabase::Result<void> PostgresDatabase::beginSnapshot()
{
    return run(QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
}

} // namespace Server
