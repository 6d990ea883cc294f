// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace TestSupport {

constexpr int screenPatience = 30000; ///< ms; for a busy machine.

/// Waits for what a pattern captures in what a process writes; false when it does not come.
inline bool waitForLine(QProcess &process, const QRegularExpression &pattern, QString *line)
{
    QByteArray output;
    return QTest::qWaitFor(
        [&] {
            output += process.readAllStandardOutput();
            const auto match = pattern.match(QString::fromUtf8(output));
            if (match.hasMatch())
                *line = match.captured(1);
            return match.hasMatch();
        },
        screenPatience);
}

/// An X server with a window manager for the programs of one test, and xdotool's hands on it.
class OwnScreen {
public:
    ~OwnScreen()
    {
        for (QProcess *process : {&m_windows, &m_screen}) {
            process->terminate();
            if (process->state() != QProcess::NotRunning)
                process->waitForFinished(screenPatience);
        }
    }

    /// What programs that are to be seen on it are started with.
    const QProcessEnvironment &environment() const { return m_environment; }
    const QTemporaryDir &folder() const { return m_folder; }

    void start()
    {
        for (const char *program : {"Xvfb", "openbox", "xdotool"}) {
            QVERIFY2(!QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty(),
                     qPrintable(QStringLiteral("%1 is missing; ./dev test installs it")
                                    .arg(QLatin1String(program))));
        }
        // The X server picks a free display and says which. Without -noreset it starts afresh, and
        // drops the window manager that is about to connect, when the first xdotool goes.
        m_screen.start(QStringLiteral("Xvfb"),
                       {QStringLiteral("-displayfd"), QStringLiteral("1"),
                        QStringLiteral("-screen"), QStringLiteral("0"),
                        QStringLiteral("1600x900x24"), QStringLiteral("-noreset"),
                        QStringLiteral("-nolisten"), QStringLiteral("tcp")});
        QString number;
        QVERIFY(waitForLine(m_screen, QRegularExpression(QStringLiteral("^(\\d+)\\n")), &number));
        m_environment = QProcessEnvironment::systemEnvironment();
        m_environment.insert(QStringLiteral("DISPLAY"), QLatin1Char(':') + number);
        m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        m_environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        m_environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_folder.path());
        m_windows.setProcessEnvironment(m_environment);
        m_windows.start(QStringLiteral("openbox"), {});
        QVERIFY(m_windows.waitForStarted());
        // A window that comes while the window manager starts may stay unseen. Without one there
        // are 0 desktops.
        QTRY_VERIFY_WITH_TIMEOUT(xdotool({QStringLiteral("get_num_desktops")}).toInt() > 0,
                                 screenPatience);
    }

    QByteArray xdotool(const QStringList &arguments) const
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.start(QStringLiteral("xdotool"), arguments);
        process.waitForFinished(screenPatience);
        return process.readAllStandardOutput();
    }

    QStringList windows(const QProcess &program) const
    {
        const QByteArray found =
            xdotool({QStringLiteral("search"), QStringLiteral("--onlyvisible"),
                     QStringLiteral("--pid"), QString::number(program.processId())});
        return QString::fromLatin1(found).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    }

    /// Asks again until it is so: a window manager may leave it be while windows come and go, and
    /// xdotool's own waiting has no end.
    void activate(const QProcess &program) const
    {
        const auto isActive = [&] {
            const QStringList shown = windows(program);
            if (shown.isEmpty())
                return false;
            xdotool({QStringLiteral("windowactivate"), shown.last()});
            const QByteArray active = xdotool({QStringLiteral("getactivewindow")});
            return active.trimmed() == shown.last().toLatin1();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isActive(), screenPatience);
    }

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    QProcess m_screen;
    QProcess m_windows;
};

} // namespace TestSupport
