// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>

/// A PostgreSQL server of this test's own: a new cluster in a folder of its own, reached by a
/// socket in it and by nothing else. Ends with the test, however that ends.
///
/// It runs as the user `postgres` where the test runs as root, which PostgreSQL refuses to.
class PrivatePostgres {
public:
    /// The one of this process; started when it is asked for first. nullptr where PostgreSQL is not
    /// installed or did not start; what it said is printed.
    static PrivatePostgres *instance();
    static bool isInstalled();

    ~PrivatePostgres();
    Q_DISABLE_COPY_MOVE(PrivatePostgres)

    /// What libpq needs to connect, as the one who may do everything there.
    QString words() const;
    /// `kill -9` of all of it, as of a machine that is switched off and on again; then it starts
    /// anew. Whether it did.
    bool crashAndStart();
    /// Stops it, every connection with it.
    void stop();
    bool start();
    /// Runs a statement in it as the one who may do everything; what was wrong, empty if nothing.
    QString run(const QString &statement) const;

private:
    PrivatePostgres() = default;
    bool make();
    QStringList asServerUser(const QString &program, const QStringList &arguments) const;

    QTemporaryDir m_folder;
    QProcess m_server;
};
