// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <utility>

/// A PostgreSQL server of this test's own: a new cluster in a folder of its own, reached by a
/// socket in it and, unless wanted, by nothing else. Ends with the test, however that ends.
///
/// It runs as the user `postgres` where the test runs as root, which PostgreSQL refuses to.
class PrivatePostgres {
public:
    /// The one of this process; started when it is asked for first. nullptr where PostgreSQL is not
    /// installed or did not start; what it said is printed.
    static PrivatePostgres *instance();
    static bool isInstalled();
    /// One beside that, also by loopback if it is wanted; nullptr as above.
    enum class Reach { Socket, Loopback };
    static std::unique_ptr<PrivatePostgres> create(Reach reach = Reach::Socket);
    /// A standby that has what that one has, and streams what comes; it is known there by the name
    /// `standby`.
    static std::unique_ptr<PrivatePostgres> createStandby(const PrivatePostgres &primary);

    ~PrivatePostgres();
    Q_DISABLE_COPY_MOVE(PrivatePostgres)

    /// What libpq needs to connect, as the one who may do everything there.
    QString words() const;
    QString folder() const { return m_folder.path(); } ///< Where the socket is.
    quint16 port() const { return m_port; }            ///< Of loopback, or of the socket's name.
    /// What psql answers to a statement, bare, without the line end.
    QByteArray ask(const QString &statement) const;
    /// `kill -9` of all of it, as of a machine that is switched off and on again; then it starts
    /// anew. Whether it did.
    bool crashAndStart();
    /// Stops it, every connection with it.
    void stop();
    bool start();
    /// Runs a statement in it as the one who may do everything; what was wrong, empty if nothing.
    QString execute(const QString &statement) const;
    /// `kill -9` of all its processes at once.
    void kill();
    /// As a machine that stands still: connections stay, nothing is answered.
    void pause();
    void resume();
    /// Has a standby go on as the one that is written to.
    bool promote();

private:
    /// Whether psql did it, and what it said.
    std::pair<bool, QByteArray> said(const QString &statement) const;
    explicit PrivatePostgres(Reach reach) : m_reach(reach) {}
    bool takeFolder();
    bool make();
    bool copy(const PrivatePostgres &primary);
    bool run(QStringList words, const char *name);
    void signal(const QList<int> &numbers);
    QStringList asServerUser(const QString &program, const QStringList &arguments) const;

    const Reach m_reach;
    quint16 m_port = 5432;
    QTemporaryDir m_folder;
    QProcess m_server;
};
