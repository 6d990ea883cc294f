// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/privateredis.h"

#include <QElapsedTimer>
#include <QFile>
#include <QHostAddress>
#include <QStandardPaths>
#include <QTcpServer>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

namespace {

constexpr int redisPatienceMs = 30'000;

QString redisProgram(const char *name)
{
    return QStandardPaths::findExecutable(QString::fromLatin1(name));
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

bool PrivateRedis::isInstalled()
{
    return !redisProgram("redis-server").isEmpty() && !redisProgram("redis-cli").isEmpty();
}

PrivateRedis::PrivateRedis(const QByteArrayList &lines, bool isSentinel)
    : m_lines(lines), m_isSentinel(isSentinel)
{
    m_server.setProcessChannelMode(QProcess::MergedChannels);
}

PrivateRedis::~PrivateRedis()
{
    stop();
}

bool PrivateRedis::start()
{
    // Somebody else may take a port between its choice and the start, so another is tried then; but
    // once it was had it stays the same.
    const bool isFirst = m_port == 0;
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < redisPatienceMs) {
        if (isFirst)
            m_port = freePort();
        const QString file = m_folder.filePath(QStringLiteral("redis.conf"));
        QFile configuration(file);
        if (!configuration.open(QIODevice::WriteOnly | QIODevice::Truncate))
            return false;
        QByteArrayList lines{"port %port%", "bind 127.0.0.1", "daemonize no", "loglevel notice",
                             "dir " + m_folder.path().toUtf8()};
        if (!m_isSentinel)
            lines << "save \"\""
                  << "appendonly no"
                  << "unixsocket " + m_folder.filePath(QStringLiteral("redis.sock")).toUtf8();
        lines << m_lines;
        configuration.write(lines.join('\n').replace("%port%", QByteArray::number(m_port)) + '\n');
        configuration.close();
        QStringList words{redisProgram("redis-server"), file};
        if (m_isSentinel)
            words << QStringLiteral("--sentinel");
#ifdef Q_OS_UNIX
        // Not left behind by a test that is killed.
        words = QStringList{QStringLiteral("setpriv"), QStringLiteral("--pdeathsig"),
                            QStringLiteral("KILL")} +
                words;
#endif
        m_server.start(words.takeFirst(), words);
        QByteArray said;
        while (m_server.waitForReadyRead(int(redisPatienceMs - clock.elapsed()))) {
            said += m_server.readAll();
            if (said.contains("Ready to accept connections") || said.contains("+monitor master"))
                return true;
        }
        stop();
        if (!said.contains("in use")) {
            qWarning("redis-server: %s", said.constData());
            return false;
        }
    }
    return false;
}

void PrivateRedis::signal(int number)
{
#ifdef Q_OS_UNIX
    if (m_server.state() == QProcess::Running)
        ::kill(pid_t(m_server.processId()), number);
#else
    Q_UNUSED(number)
#endif
}

void PrivateRedis::stop()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    m_server.kill();
    m_server.waitForFinished(redisPatienceMs);
}

void PrivateRedis::pause()
{
#ifdef Q_OS_UNIX
    signal(SIGSTOP);
#endif
}

void PrivateRedis::resume()
{
#ifdef Q_OS_UNIX
    signal(SIGCONT);
#endif
}

QString PrivateRedis::address() const
{
    return QStringLiteral("127.0.0.1:%1").arg(m_port);
}

QByteArray PrivateRedis::command(const QStringList &words) const
{
    QStringList all = m_isSentinel ? QStringList{QStringLiteral("-p"), QString::number(m_port)}
                                   : QStringList{QStringLiteral("-s"),
                                                 m_folder.filePath(QStringLiteral("redis.sock"))};
    all << QStringLiteral("--no-auth-warning") << words;
    QProcess client;
    client.setProcessChannelMode(QProcess::MergedChannels);
    client.start(redisProgram("redis-cli"), all);
    client.waitForFinished(redisPatienceMs);
    return client.readAll().trimmed();
}
