// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QString>

#include <memory>
#include <tl/expected.hpp>

namespace Ui {

/// Keeps a second program out of a profile's folder, by the kernel's lock on a file in it.
///
/// Unlike a file with a process number and a computer's name in it, this lock is gone the moment
/// its process is: a folder on a stick is free on the next computer, however it left the last one.
/// To be made and destroyed in the same thread.
class ProfileLock {
public:
    enum class Error { Taken, Unwritable };

    static tl::expected<std::unique_ptr<ProfileLock>, Error> take(const QString &folder);
    ~ProfileLock();
    /// For good, once nobody has it; with what older versions locked by.
    static void removeFiles(const QString &folder);

private:
    explicit ProfileLock(QString connection) : m_connection(std::move(connection)) {}

    QString m_connection; ///< Of QSqlDatabase; unique in the process.
    QSqlDatabase m_database;
};

} // namespace Ui
