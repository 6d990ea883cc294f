// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/privatepostgres.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStandardPaths>

#ifdef Q_OS_UNIX
#include <csignal>
#include <pwd.h>
#include <unistd.h>
#endif

namespace {

constexpr int patienceMs = 60'000;
constexpr const char *serverUser = "postgres";

/// Debian keeps each version's programs in a folder of its own.
QString program(const QString &name)
{
    QStringList folders;
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &version :
         versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed))
        folders << versions.filePath(version) + QStringLiteral("/bin");
    const QString found = QStandardPaths::findExecutable(name, folders);
    return found.isEmpty() ? QStandardPaths::findExecutable(name) : found;
}

} // namespace

bool PrivatePostgres::isInstalled()
{
    return !program(QStringLiteral("initdb")).isEmpty() &&
           !program(QStringLiteral("postgres")).isEmpty();
}

PrivatePostgres *PrivatePostgres::instance()
{
    static const std::unique_ptr<PrivatePostgres> server = [] {
        std::unique_ptr<PrivatePostgres> made(new PrivatePostgres);
        return made->make() ? std::move(made) : nullptr;
    }();
    return server.get();
}

PrivatePostgres::~PrivatePostgres()
{
    stop();
}

QStringList PrivatePostgres::asServerUser(const QString &program,
                                          const QStringList &arguments) const
{
    QStringList all;
#ifdef Q_OS_UNIX
    all << QStringLiteral("setpriv");
    if (geteuid() == 0)
        all << QStringLiteral("--reuid=%1").arg(QLatin1String(serverUser))
            << QStringLiteral("--regid=%1").arg(QLatin1String(serverUser))
            << QStringLiteral("--clear-groups");
    // Not left behind by a test that is killed.
    all << QStringLiteral("--pdeathsig") << QStringLiteral("QUIT");
#endif
    return all << program << arguments;
}

bool PrivatePostgres::make()
{
    if (!isInstalled() || !m_folder.isValid()) {
        qWarning("PostgreSQL is not installed (initdb and postgres were looked for)");
        return false;
    }
#ifdef Q_OS_UNIX
    if (const passwd *user = geteuid() == 0 ? getpwnam(serverUser) : nullptr) {
        if (chown(QFile::encodeName(m_folder.path()).constData(), user->pw_uid, user->pw_gid) != 0)
            return false;
    }
#endif
    QStringList words =
        asServerUser(program(QStringLiteral("initdb")),
                     {QStringLiteral("--pgdata"), m_folder.filePath(QStringLiteral("data")),
                      QStringLiteral("--username=madang"), QStringLiteral("--auth=trust"),
                      QStringLiteral("--encoding=UTF8"), QStringLiteral("--locale=C"),
                      QStringLiteral("--no-sync"), QStringLiteral("--no-instructions")});
    QProcess init;
    init.setProcessChannelMode(QProcess::MergedChannels);
    init.setWorkingDirectory(m_folder.path());
    init.start(words.takeFirst(), words);
    if (!init.waitForFinished(patienceMs) || init.exitCode() != 0) {
        qWarning("initdb: %s", init.readAll().constData());
        return false;
    }
    return start();
}

bool PrivatePostgres::start()
{
    QStringList words = asServerUser(
        program(QStringLiteral("postgres")),
        {QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")), QStringLiteral("-k"),
         m_folder.path(), QStringLiteral("-c"), QStringLiteral("listen_addresses="),
         QStringLiteral("-c"), QStringLiteral("max_connections=100"), QStringLiteral("-c"),
         QStringLiteral("shared_buffers=16MB"), QStringLiteral("-c"), QStringLiteral("fsync=off")});
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.setWorkingDirectory(m_folder.path());
    m_server.start(words.takeFirst(), words);
    QByteArray said;
    QElapsedTimer clock;
    clock.start();
    while (!said.contains("ready to accept connections")) {
        if (!m_server.waitForReadyRead(int(patienceMs - clock.elapsed()))) {
            qWarning("postgres: %s", said.constData());
            return false;
        }
        said += m_server.readAll();
    }
    return true;
}

QString PrivatePostgres::words() const
{
    return QStringLiteral("host=%1 dbname=postgres user=madang").arg(m_folder.path());
}

void PrivatePostgres::stop()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
#ifdef Q_OS_UNIX
    ::kill(pid_t(m_server.processId()), SIGINT); // "fast": who is connected is cut off
#endif
    if (!m_server.waitForFinished(patienceMs))
        m_server.kill();
}

bool PrivatePostgres::crashAndStart()
{
#ifdef Q_OS_UNIX
    ::kill(pid_t(m_server.processId()), SIGQUIT); // "immediate": as a crash, but for its children
#endif
    return m_server.waitForFinished(patienceMs) && start();
}

QString PrivatePostgres::run(const QString &statement) const
{
    const QString name = QStringLiteral("the test's own");
    QString wrong;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), name);
        database.setConnectOptions(words());
        if (!database.open()) {
            wrong = database.lastError().text();
        } else if (QSqlQuery query(database); !query.exec(statement)) {
            wrong = query.lastError().text();
        }
    }
    QSqlDatabase::removeDatabase(name);
    return wrong;
}
