// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/clientprocess.h"

#include <QDir>
#include <QJsonDocument>

#include <utility>

#include <signal.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

ClientProcess::ClientProcess(Setup setup, quint16 port, QObject *parent)
    : QObject(parent), m_setup(std::move(setup)), m_port(port)
{
    QDir().mkpath(m_setup.folder);
#ifdef Q_OS_LINUX
    // Should the harness be killed.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ClientProcess::read);
    connect(&m_process, &QProcess::readyReadStandardError, this,
            [this] { m_errors += m_process.readAllStandardError(); });
    connect(&m_process, &QProcess::finished, this, [this](int code) {
        if (!m_dies)
            m_troubles += "ended by itself with " + QByteArray::number(code) + ": " +
                          m_errors.right(2000) + '\n';
    });
}

ClientProcess::~ClientProcess()
{
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished();
}

void ClientProcess::start()
{
    m_dies = false;
    const int life = ++m_lives;
    QStringList command = m_setup.command;
    command +=
        {QStringLiteral("--kind"),   m_setup.kind,
         QStringLiteral("--url"),    QStringLiteral("ws://127.0.0.1:%1/ws-stomp").arg(m_port),
         QStringLiteral("--name"),   m_setup.name,
         QStringLiteral("--folder"), m_setup.folder,
         QStringLiteral("--rooms"),  m_setup.rooms.join(QLatin1Char(',')),
         QStringLiteral("--seed"),   QString::number(m_setup.seed + quint32(life)),
         QStringLiteral("--life"),   QString::number(life)};
    const QString program = command.takeFirst();
    m_process.start(program, command);
}

void ClientProcess::kill()
{
    m_dies = true;
    m_process.kill();
    m_process.waitForFinished();
    read();
    m_lines.clear(); // a line that it was killed in
}

void ClientProcess::order(const QByteArray &order)
{
    if (isRunning())
        m_process.write(order + '\n');
}

void ClientProcess::read()
{
    m_lines += m_process.readAllStandardOutput();
    qsizetype begin = 0;
    for (qsizetype end = m_lines.indexOf('\n'); end >= 0; end = m_lines.indexOf('\n', begin)) {
        take(QJsonDocument::fromJson(m_lines.mid(begin, end - begin)).object());
        begin = end + 1;
    }
    m_lines.remove(0, begin);
    Q_EMIT told();
}

void ClientProcess::take(const QJsonObject &line)
{
    const QString event = line.value(QStringLiteral("e")).toString();
    const QString id = line.value(QStringLiteral("id")).toString();
    if (event == QStringLiteral("said")) {
        m_said.append(id);
    } else if (event == QStringLiteral("receipt")) {
        m_receipts.insert(id);
    } else if (event == QStringLiteral("failed")) {
        m_failures.insert(id, line.value(QStringLiteral("why")).toString());
    } else if (event == QStringLiteral("resent")) {
        ++m_resends;
        m_resent.insert(id, line.value(QStringLiteral("at")).toInteger());
    } else if (event == QStringLiteral("state")) {
        m_state = line;
    } else if (event == QStringLiteral("dump")) {
        m_dump = line;
    } else if (event != QStringLiteral("complaint")) {
        m_troubles += "said what nobody understands\n";
    }
}

std::optional<QJsonObject> ClientProcess::takeState()
{
    return std::exchange(m_state, std::nullopt);
}

std::optional<QJsonObject> ClientProcess::takeDump()
{
    return std::exchange(m_dump, std::nullopt);
}
