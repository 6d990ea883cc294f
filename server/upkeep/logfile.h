// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/folderlock.h"
#include "takeout/failure.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <memory>

namespace Server {

using Takeout::Failure;
using Takeout::Progress;
template <typename T>
using Upkept = Takeout::Result<T>;

/// Of a data folder.
QString logPathIn(const QString &folder);
QString blobFolderIn(const QString &folder);
QString blobPathIn(const QString &folder, const QByteArray &hash);
/// In it while a repair or a restore is under way: names the folder with what was there before.
QString unfinishedMarkIn(const QString &folder);
/// Keeps hosts out of a data folder; refused while one has it.
Upkept<std::unique_ptr<FolderLock>> lockFolder(const QString &folder);
/// "20261122-140300", UTC: for names.
QString timeForNames();

/// A connection to a log's SQLite file beside, or without, the host's own; all in one thread.
class LogFile {
public:
    enum class Mode {
        Read,  ///< Nothing of it is changed.
        Write, ///< The file has to be there.
        Make,  ///< A new file.
    };
    static Upkept<std::unique_ptr<LogFile>> open(const QString &path, Mode mode);
    ~LogFile();
    Q_DISABLE_COPY_MOVE(LogFile)

    QSqlDatabase &database() { return m_database; }
    /// A query that was run, and may have rows.
    Upkept<QSqlQuery> query(const QString &sql, const QVariantList &values = {});
    Upkept<void> run(const QString &sql, const QVariantList &values = {});
    /// The first value of the first row; invalid when there is none.
    Upkept<QVariant> value(const QString &sql, const QVariantList &values = {});
    /// What the last error of such a query means.
    Failure failureOf(const QSqlQuery &query) const;

private:
    LogFile(QString path, QString connection);

    QString m_path;
    QString m_connection;
    QSqlDatabase m_database;
};

} // namespace Server
