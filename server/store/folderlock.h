// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <QSqlDatabase>
#include <QString>

#include <memory>
#include <tl/expected.hpp>

namespace Server {

/// A file of that name in a data folder says that a repair or a restore of it was begun; what else
/// is there may be half of it.
QString unfinishedMark();

/// Keeps a second host out of a data folder, by the kernel's lock on `host.lock` in it.
///
/// Unlike a file with a process number in it, this lock is gone the moment its process is, in
/// whatever container that ran. To be made and destroyed in the same thread.
class FolderLock {
public:
    /// Locked when a host has the folder already, Unwritable when nothing can be written there.
    static tl::expected<std::unique_ptr<FolderLock>, StoreError> take(const QString &folder);
    ~FolderLock();

private:
    explicit FolderLock(QString connection) : m_connection(std::move(connection)) {}

    QString m_connection;
    QSqlDatabase m_database;
};

} // namespace Server
