// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/hostprocess.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTcpServer>

#include <chrono>

#include <signal.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace {

/// Longer than any healthy host takes on a busy machine; nobody waits for it on a good day.
constexpr std::chrono::seconds patience{60};

} // namespace

HostProcess::HostProcess(QObject *parent)
    : QObject(parent), environment(QProcessEnvironment::systemEnvironment())
{
    dataFolder = m_folder.filePath(QStringLiteral("data"));
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith(QStringLiteral("MADANG_")))
            environment.remove(name);
    }
    environment.remove(QStringLiteral("NOTIFY_SOCKET"));
#ifdef Q_OS_LINUX
    // Should the test be killed, before it can stop the host.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &HostProcess::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this,
            [this] { m_errors += m_process.readAllStandardError(); });
    connect(&m_process, &QProcess::finished, this, &HostProcess::ended);
}

HostProcess::~HostProcess()
{
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished();
}

QString HostProcess::program()
{
    return qEnvironmentVariable("MADANG_HOST_BINARY", QStringLiteral(MADANG_HOST_BINARY));
}

void HostProcess::start(const QStringList &options)
{
    m_output.clear();
    m_errors.clear();
    m_ready = false;
    m_process.setProcessEnvironment(environment);
    const QStringList ours{QStringLiteral("--bind"), QStringLiteral("127.0.0.1"),
                           QStringLiteral("--port"), QString::number(m_port),
                           QStringLiteral("--data"), dataFolder};
    QStringList command = wrapper + QStringList{program()} + ours + options;
    const QString first = command.takeFirst();
    m_process.start(first, command);
}

void HostProcess::readOutput()
{
    m_output += m_process.readAllStandardOutput();
    if (m_ready || !m_output.startsWith("madang-host ready ") || !m_output.contains('\n'))
        return;
    const QByteArray url = m_output.split('\n').first().split(' ').value(2);
    m_port = quint16(QUrl(QString::fromUtf8(url)).port());
    m_ready = true;
    Q_EMIT ready();
}

bool HostProcess::waitForReady()
{
    const QDeadlineTimer deadline(patience);
    while (!m_ready && isRunning() && !deadline.hasExpired())
        m_process.waitForReadyRead(int(deadline.remainingTime()));
    return m_ready;
}

bool HostProcess::startAndWait(const QStringList &options)
{
    start(options);
    if (waitForReady())
        return true;
    qWarning("%s did not get ready: %s", qPrintable(program()), m_errors.constData());
    return false;
}

int HostProcess::waitForEnd()
{
    if (isRunning() && !m_process.waitForFinished(int(std::chrono::milliseconds(patience).count())))
        return -1;
    if (m_process.exitStatus() == QProcess::NormalExit)
        return m_process.exitCode();
    qWarning("%s ended by signal %d: %s", qPrintable(program()), m_process.exitCode(),
             m_errors.right(2000).constData());
    return -1;
}

void HostProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

void HostProcess::askToStop()
{
    m_process.terminate();
}

void HostProcess::hangUp()
{
    ::kill(pid_t(m_process.processId()), SIGHUP);
}

void HostProcess::pause()
{
    if (isRunning())
        ::kill(pid_t(m_process.processId()), SIGSTOP);
}

void HostProcess::resume()
{
    if (isRunning())
        ::kill(pid_t(m_process.processId()), SIGCONT);
}

int HostProcess::terminate()
{
    askToStop();
    return waitForEnd();
}

void HostProcess::usePortOutsideEphemeralRange()
{
    // While nobody listens on a port of the ephemeral range, a client that tries to connect to it
    // may be given that very port for its own end, and so find itself.
    constexpr int first = 15000;
    constexpr int last = 30000;
    QTcpServer trial;
    do {
        m_port = quint16(QRandomGenerator::global()->bounded(first, last));
    } while (!trial.listen(QHostAddress::LocalHost, m_port));
}

QUrl HostProcess::http(const QString &path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path));
}

QUrl HostProcess::webSocket() const
{
    return QUrl(QStringLiteral("ws://127.0.0.1:%1/ws-stomp").arg(m_port));
}

qint64 HostProcess::statusKiB(const QByteArray &key) const
{
    QFile status(QStringLiteral("/proc/%1/status").arg(m_process.processId()));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArrayList lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(key + ':'))
            return line.sliced(key.size() + 1).simplified().split(' ').first().toLongLong();
    }
    return 0;
}

qint64 HostProcess::residentKiB() const
{
    return statusKiB("VmRSS");
}

qint64 HostProcess::peakResidentKiB() const
{
    return statusKiB("VmHWM");
}
