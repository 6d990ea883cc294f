// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/privatepostgres.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QHostAddress>
#include <QStandardPaths>
#include <QTcpServer>

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
    static const std::unique_ptr<PrivatePostgres> server = create();
    return server.get();
}

std::unique_ptr<PrivatePostgres> PrivatePostgres::create(Reach reach)
{
    std::unique_ptr<PrivatePostgres> made(new PrivatePostgres(reach));
    return made->make() && made->start() ? std::move(made) : nullptr;
}

std::unique_ptr<PrivatePostgres> PrivatePostgres::createStandby(const PrivatePostgres &primary)
{
    std::unique_ptr<PrivatePostgres> made(new PrivatePostgres(primary.m_reach));
    return made->copy(primary) && made->start() ? std::move(made) : nullptr;
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

bool PrivatePostgres::takeFolder()
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
    return true;
}

bool PrivatePostgres::run(QStringList words, const char *name)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(m_folder.path());
    process.start(words.takeFirst(), words);
    if (process.waitForFinished(patienceMs) && process.exitCode() == 0)
        return true;
    qWarning("%s: %s", name, process.readAll().constData());
    return false;
}

bool PrivatePostgres::make()
{
    return takeFolder() &&
           run(asServerUser(program(QStringLiteral("initdb")),
                            {QStringLiteral("--pgdata"), m_folder.filePath(QStringLiteral("data")),
                             QStringLiteral("--username=madang"), QStringLiteral("--auth=trust"),
                             QStringLiteral("--encoding=UTF8"), QStringLiteral("--locale=C"),
                             QStringLiteral("--no-sync"), QStringLiteral("--no-instructions")}),
               "initdb");
}

bool PrivatePostgres::copy(const PrivatePostgres &primary)
{
    return takeFolder() &&
           run(asServerUser(program(QStringLiteral("pg_basebackup")),
                            {QStringLiteral("--pgdata"), m_folder.filePath(QStringLiteral("data")),
                             QStringLiteral("--dbname"),
                             primary.words() + QStringLiteral(" application_name=standby"),
                             QStringLiteral("--write-recovery-conf"),
                             QStringLiteral("--checkpoint=fast"), QStringLiteral("--no-sync")}),
               "pg_basebackup");
}

bool PrivatePostgres::start()
{
    // Somebody else may take a port between its choice and the start; once it was had it stays.
    const bool isToChoose = m_reach == Reach::Loopback && m_port == 5432;
    QElapsedTimer clock;
    clock.start();
    QByteArray said;
    do {
        if (isToChoose) {
            QTcpServer trial;
            trial.listen(QHostAddress::LocalHost);
            m_port = trial.serverPort();
        }
        QStringList words{QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")),
                          QStringLiteral("-k"), m_folder.path()};
        for (const QString &setting :
             {QStringLiteral("listen_addresses=") +
                  (m_reach == Reach::Loopback ? QStringLiteral("127.0.0.1") : QString()),
              QStringLiteral("port=%1").arg(m_port), QStringLiteral("max_connections=100"),
              QStringLiteral("shared_buffers=16MB"), QStringLiteral("fsync=off")})
            words << QStringLiteral("-c") << setting;
        words = asServerUser(program(QStringLiteral("postgres")), words);
        m_server.setProcessChannelMode(QProcess::MergedChannels);
        m_server.setWorkingDirectory(m_folder.path());
        m_server.start(words.takeFirst(), words);
        said.clear();
        // A standby says "ready to accept read-only connections".
        while (m_server.waitForReadyRead(int(qMax(0, patienceMs - clock.elapsed())))) {
            said += m_server.readAll();
            if (said.contains("ready to accept "))
                return true;
        }
        stop();
        // Processes of one that was killed may be there for a moment.
    } while (
        (said.contains("pre-existing shared memory") || (isToChoose && said.contains("in use"))) &&
        !clock.hasExpired(patienceMs));
    qWarning("postgres: %s", said.constData());
    return false;
}

QString PrivatePostgres::words() const
{
    return QStringLiteral("host=%1 port=%2 dbname=postgres user=madang")
        .arg(m_folder.path())
        .arg(m_port);
}

QByteArray PrivatePostgres::ask(const QString &statement) const
{
    return said(statement).second;
}

QString PrivatePostgres::execute(const QString &statement) const
{
    const auto [isDone, words] = said(statement);
    return isDone ? QString() : QString::fromUtf8("psql: " + words);
}

std::pair<bool, QByteArray> PrivatePostgres::said(const QString &statement) const
{
    QProcess client;
    client.setProcessChannelMode(QProcess::MergedChannels);
    client.start(program(QStringLiteral("psql")),
                 {QStringLiteral("-qAtX"), QStringLiteral("--dbname"), words(),
                  QStringLiteral("-c"), statement});
    const bool isOver = client.waitForFinished(patienceMs);
    return {isOver && client.exitStatus() == QProcess::NormalExit && client.exitCode() == 0,
            client.readAll().trimmed()};
}

void PrivatePostgres::signal([[maybe_unused]] const QList<int> &numbers)
{
#ifdef Q_OS_UNIX
    if (m_server.state() == QProcess::NotRunning)
        return;
    // Once it stands still it makes no more children; of a dead one they are not told any more.
    const qint64 pid = m_server.processId();
    ::kill(pid_t(pid), numbers.first());
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(pid));
    const QByteArrayList all = children.open(QIODevice::ReadOnly)
                                   ? children.readAll().simplified().split(' ')
                                   : QByteArrayList();
    for (const int number : numbers) {
        ::kill(pid_t(pid), number);
        for (const QByteArray &child : all) {
            if (const int one = child.toInt(); one > 0)
                ::kill(pid_t(one), number);
        }
    }
#endif
}

void PrivatePostgres::kill()
{
#ifdef Q_OS_UNIX
    signal({SIGSTOP, SIGKILL});
#endif
    m_server.waitForFinished(patienceMs);
}

void PrivatePostgres::pause()
{
#ifdef Q_OS_UNIX
    signal({SIGSTOP});
#endif
}

void PrivatePostgres::resume()
{
#ifdef Q_OS_UNIX
    signal({SIGCONT});
#endif
}

bool PrivatePostgres::promote()
{
    return ask(QStringLiteral("SELECT pg_promote(true, 60)")) == "t";
}

void PrivatePostgres::stop()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
#ifdef Q_OS_UNIX
    resume();
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
