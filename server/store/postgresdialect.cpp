// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/postgresdialect.h"

#include <QRegularExpression>
#include <QSqlError>

namespace Server {

QString postgresStatement(QString statement)
{
    // A word of its own language there: by itself it is who is connected.
    static const QRegularExpression bareUser(QStringLiteral("(?<![.\\w\"])user(?![\\w\"])"));
    statement.replace(bareUser, QStringLiteral("\"user\""));
    statement.replace(QStringLiteral("json_each(?)"),
                      QStringLiteral("json_array_elements_text(CAST(? AS json)) AS value"));
    statement.replace(
        QStringLiteral("SELECT seq FROM sqlite_sequence WHERE name = 'queue_messages'"),
        QStringLiteral("SELECT coalesce(max(id), 0) FROM queue_messages"));
    return statement;
}

bool isPostgresError(const QSqlError &error)
{
    return error.driverText().startsWith(QStringLiteral("QPSQL"));
}

StoreError postgresError(const QSqlError &error)
{
    const QString state = error.nativeErrorCode();
    // Without one it comes from the library: there is no connection (any more).
    if (state.isEmpty() || error.type() == QSqlError::ConnectionError ||
        state.startsWith(QStringLiteral("08")))
        return StoreError::Unreachable;
    if (state == QStringLiteral("53100")) // disk_full
        return StoreError::Full;
    if (state == QStringLiteral("40001") || // serialization_failure
        state == QStringLiteral("40P01") || // deadlock_detected
        state == QStringLiteral("55P03") || // lock_not_available
        state == QStringLiteral("23505"))   // unique_violation: somebody else was faster
        return StoreError::Conflict;
    if (state.startsWith(QStringLiteral("57P")) || // it is stopped, or only starting
        state.startsWith(QStringLiteral("53")) ||  // too many connections, no memory
        state == QStringLiteral("25006"))          // it is a standby now
        return StoreError::Unreachable;
    if (state == QStringLiteral("42501")) // insufficient_privilege
        return StoreError::Unwritable;
    if (state.startsWith(QStringLiteral("XX00"))) // data_corrupted, index_corrupted
        return StoreError::Corrupt;
    return StoreError::Failed;
}

} // namespace Server
