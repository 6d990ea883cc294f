// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/profileschema.h"

#include "ui/model/logging.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>

#include <array>

namespace Ui {
namespace {

/// What leads from version n to n + 1 stands at index n.
QStringList firstTables()
{
    return {
        QStringLiteral("CREATE TABLE person (id INTEGER PRIMARY KEY CHECK (id = 1),"
                       " name TEXT NOT NULL)"),
        QStringLiteral("CREATE TABLE recent_host (address TEXT PRIMARY KEY, name TEXT NOT NULL,"
                       " last INTEGER NOT NULL) WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE guest_token (host TEXT PRIMARY KEY, token BLOB NOT NULL)"
                       " WITHOUT ROWID"),
        // joined: what the person wants; entered: what the host confirmed. Where they differ,
        // an ENTER or LEAVE is still owed.
        QStringLiteral("CREATE TABLE room (host TEXT NOT NULL, room TEXT NOT NULL,"
                       " joined INTEGER NOT NULL DEFAULT 0, entered INTEGER NOT NULL DEFAULT 0,"
                       " last_read INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (host, room))"
                       " WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE outbox (position INTEGER PRIMARY KEY AUTOINCREMENT,"
                       " host TEXT NOT NULL, client_id TEXT NOT NULL, room TEXT NOT NULL,"
                       " sender TEXT NOT NULL, text TEXT NOT NULL, time INTEGER NOT NULL,"
                       " failed INTEGER NOT NULL DEFAULT 0, failure TEXT NOT NULL DEFAULT '',"
                       " UNIQUE (host, client_id))"),
    };
}

QStringList answersInTheOutbox()
{
    return {QStringLiteral("ALTER TABLE outbox ADD COLUMN reply_to INTEGER NOT NULL DEFAULT 0")};
}

/// Whom we do not want to hear of, and where we do not want to be known.
QStringList ignoredPeople()
{
    return {
        QStringLiteral("CREATE TABLE ignored (host TEXT NOT NULL, user TEXT NOT NULL,"
                       " name TEXT NOT NULL, PRIMARY KEY (host, user)) WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE last_self (host TEXT PRIMARY KEY, user TEXT NOT NULL)"
                       " WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE logged_out (host TEXT PRIMARY KEY) WITHOUT ROWID"),
    };
}

/// What a message has beside its text: a JSON list as it is on the wire.
QStringList filesInTheOutbox()
{
    return {QStringLiteral("ALTER TABLE outbox ADD COLUMN files BLOB NOT NULL DEFAULT ''")};
}

/// What is written and not said yet. files: a JSON list, with their paths on this computer.
QStringList drafts()
{
    return {QStringLiteral("CREATE TABLE draft (host TEXT NOT NULL, room TEXT NOT NULL,"
                           " client_id TEXT NOT NULL, text TEXT NOT NULL,"
                           " reply_to INTEGER NOT NULL DEFAULT 0, quoted TEXT NOT NULL DEFAULT '',"
                           " sending INTEGER NOT NULL DEFAULT 0, files BLOB NOT NULL DEFAULT '',"
                           " changed INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (host, room))")};
}

/// By what hosts are known again. host: its key in the other tables, whatever its address is now.
QStringList knownHosts()
{
    return {QStringLiteral("CREATE TABLE known_host (host TEXT PRIMARY KEY,"
                           " fingerprint BLOB NOT NULL, host_id TEXT NOT NULL DEFAULT '',"
                           " address TEXT NOT NULL DEFAULT '',"
                           " trusted_name TEXT NOT NULL DEFAULT '', since INTEGER NOT NULL)"
                           " WITHOUT ROWID")};
}

using Step = QStringList (*)();
constexpr std::array<Step, 6> steps{
    firstTables, answersInTheOutbox, ignoredPeople, filesInTheOutbox, drafts, knownHosts};

tl::unexpected<SchemaError> failed(const QSqlQuery &query)
{
    qCWarning(modelLog) << "profile:" << query.lastError().text();
    return tl::make_unexpected(SchemaError::Failed);
}

} // namespace

int profileSchemaVersion()
{
    return int(steps.size());
}

tl::expected<void, SchemaError> migrateProfile(const QSqlDatabase &database, int version)
{
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
        return failed(query);
    const int held = query.value(0).toInt();
    query.finish();
    if (held > version || held < 0)
        return tl::make_unexpected(SchemaError::TooNew);
    for (int step = held; step < version; ++step) {
        QStringList statements{QStringLiteral("BEGIN IMMEDIATE")};
        statements += steps[size_t(step)]();
        statements += QStringLiteral("PRAGMA user_version = %1").arg(step + 1);
        statements += QStringLiteral("COMMIT");
        for (const QString &statement : std::as_const(statements)) {
            if (!query.exec(statement)) {
                const auto error = failed(query);
                query.exec(QStringLiteral("ROLLBACK"));
                return error;
            }
        }
    }
    return {};
}

} // namespace Ui
