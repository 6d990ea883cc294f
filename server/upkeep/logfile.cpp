// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/logfile.h"

#include "server/store/logdatabase.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSqlError>
#include <QUuid>

namespace Server {
namespace {

Failure fileFailure(const QSqlError &error, const QString &path)
{
    switch (storeErrorOf(error)) {
    case StoreError::Full:
        return {Failure::Kind::Full, QStringLiteral("The disk of %1 is full.").arg(path)};
    case StoreError::Corrupt:
        return {Failure::Kind::Damaged,
                QStringLiteral("%1 is damaged: %2.").arg(path, error.databaseText())};
    case StoreError::Locked:
        return {Failure::Kind::Failed,
                QStringLiteral("%1 is in use: %2.").arg(path, error.databaseText())};
    default:
        break;
    }
    const QString text = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    return {Failure::Kind::Failed, QStringLiteral("%1: %2.").arg(path, text)};
}

} // namespace

QString logPathIn(const QString &folder)
{
    return folder + QStringLiteral("/log.sqlite");
}

QString blobFolderIn(const QString &folder)
{
    return folder + QStringLiteral("/files/blobs");
}

QString blobPathIn(const QString &folder, const QByteArray &hash)
{
    return QStringLiteral("%1/%2/%3")
        .arg(blobFolderIn(folder), QString::fromLatin1(hash.left(2)), QString::fromLatin1(hash));
}

QString unfinishedMarkIn(const QString &folder)
{
    return folder + QLatin1Char('/') + unfinishedMark();
}

Upkept<std::unique_ptr<FolderLock>> lockFolder(const QString &folder)
{
    auto lock = FolderLock::take(folder);
    if (lock)
        return std::move(*lock);
    const QString why = lock.error() == StoreError::Locked
                            ? QStringLiteral("A host is using the data in %1. Stop it first.")
                            : QStringLiteral("The folder %1 cannot be written to.");
    return Takeout::failure(Failure::Kind::Refused, why.arg(folder));
}

QString timeForNames()
{
    return QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
}

LogFile::LogFile(QString path, QString connection)
    : m_path(std::move(path)), m_connection(std::move(connection))
{
}

LogFile::~LogFile()
{
    m_database.close();
    m_database = {}; // Qt warns when a connection is removed while somebody holds it.
    QSqlDatabase::removeDatabase(m_connection);
}

Upkept<std::unique_ptr<LogFile>> LogFile::open(const QString &path, Mode mode)
{
    if (mode != Mode::Make && !QFileInfo::exists(path))
        return Takeout::failure(Failure::Kind::Refused,
                                QStringLiteral("There is no log at %1.").arg(path));
    std::unique_ptr<LogFile> file(new LogFile(path, QUuid::createUuid().toString()));
    file->m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), file->m_connection);
    file->m_database.setDatabaseName(path);
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=10000");
    if (mode == Mode::Read)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    file->m_database.setConnectOptions(options);
    if (!file->m_database.open())
        return tl::unexpected(fileFailure(file->m_database.lastError(), path));
    return file;
}

Upkept<QSqlQuery> LogFile::query(const QString &sql, const QVariantList &values)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return tl::unexpected(failureOf(query));
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return tl::unexpected(failureOf(query));
    return query;
}

Upkept<void> LogFile::run(const QString &sql, const QVariantList &values)
{
    return query(sql, values).map([](QSqlQuery) {});
}

Upkept<QVariant> LogFile::value(const QString &sql, const QVariantList &values)
{
    auto found = query(sql, values);
    if (!found)
        return tl::unexpected(found.error());
    const bool isThere = found->next();
    if (!isThere && found->lastError().isValid())
        return tl::unexpected(failureOf(*found));
    return isThere ? found->value(0) : QVariant();
}

Failure LogFile::failureOf(const QSqlQuery &query) const
{
    return fileFailure(query.lastError(), m_path);
}

} // namespace Server
