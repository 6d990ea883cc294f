// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/postgresdatabase.h"

#include "server/store/logging.h"
#include "server/store/postgresschema.h"
#include "server/store/sqlstatement.h"

#include <QRegularExpression>
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
}

PostgresDatabase::Result<void> PostgresDatabase::openToWrite()
{
    auto done = open();
    if (done)
        done = takePlace();
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

PostgresDatabase::Result<void> PostgresDatabase::open()
{
    QSqlDatabase &database = connection();
    // A machine that is gone without a word is noticed, also while an answer is waited for.
    database.setConnectOptions(
        QStringLiteral("connect_timeout=5 keepalives_idle=5 keepalives_interval=2"
                       " keepalives_count=3 tcp_user_timeout=10000 application_name=madang ") +
        m_location.words);
    if (!database.open()) {
        // What libpq says names host and user, never the password.
        qCWarning(storeLog).noquote()
            << "cannot open the shared log:" << database.lastError().databaseText().trimmed();
        return tl::unexpected(storeErrorOf(database.lastError()));
    }
    for (const QString &setting :
         {QStringLiteral("SET search_path TO \"%1\"").arg(m_location.schema),
          QStringLiteral("SET client_min_messages TO warning"),
          QStringLiteral("SET lock_timeout TO '5s'"),
          // A host that hangs keeps no room from the others for long.
          QStringLiteral("SET idle_in_transaction_session_timeout TO '15s'"),
          QStringLiteral("SET statement_timeout TO '30s'")}) {
        if (auto done = run(setting); !done)
            return done;
    }
    return {};
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

/// What is written by this connection is this host's.
PostgresDatabase::Result<void> PostgresDatabase::makeKnown()
{
    const auto row = askDatabase(
        connection(), QStringLiteral("INSERT INTO hosts (name) VALUES ('%1') ON CONFLICT (name)"
                                     " DO UPDATE SET seen = now() RETURNING number")
                          .arg(m_location.host));
    if (!row)
        return tl::unexpected(row.error());
    m_hostNumber = (*row)->next() ? (*row)->value(0).toLongLong() : 0;
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

PostgresDatabase::Result<void> PostgresDatabase::beginSnapshot()
{
    return run(QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
}

} // namespace Server
