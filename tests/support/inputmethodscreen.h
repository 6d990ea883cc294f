// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QList>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <csignal>
#include <memory>
#include <sys/prctl.h>
#include <vector>

/// An X server of a test's own with a window manager, and fcitx5 on it that writes Hangul whatever
/// has the keys; on a session bus of its own, with settings of its own. To be made before the
/// application, which it tells by the environment where they are.
class InputMethodScreen {
public:
    static constexpr int patience = 30000; ///< ms; for a busy machine.

    /// Why it cannot be had here; empty: it can.
    static QByteArray missing()
    {
        for (const char *program :
             {"Xvfb", "openbox", "xdotool", "dbus-daemon", "dbus-send", "fcitx5"}) {
            if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
                return QByteArray(program) + " is missing; ./dev test installs it";
        }
        if (!QFile::exists(QStringLiteral("/usr/share/fcitx5/inputmethod/hangul.conf")))
            return "fcitx5-hangul is missing; ./dev test installs it";
        return {};
    }

    /// False: one of them did not start, and its name is in problem().
    bool start()
    {
        // Nothing of who runs the test, whose own input method may be another one.
        for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
            qputenv(name, folder(name).toLocal8Bit());
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toLocal8Bit());
        qputenv("LC_ALL", "C.UTF-8");
        QByteArray display, bus;
        if (!run("Xvfb",
                 {"-displayfd", "1", "-screen", "0", "1300x900x24", "-noreset", "-nolisten", "tcp"},
                 &display))
            return false;
        qputenv("DISPLAY", ':' + display);
        if (!run("dbus-daemon", {"--session", "--nofork", "--print-address=1"}, &bus))
            return false;
        qputenv("DBUS_SESSION_BUS_ADDRESS", bus);
        writeProfile();
        if (!run("openbox", {}) ||
            !run("fcitx5",
                 {"--disable=wayland,waylandim,kimpanel,notificationitem,notifications,clipboard,"
                  "xim,ibusfrontend,fcitx4frontend"}))
            return false;
        qputenv("QT_QPA_PLATFORM", "xcb");
        qputenv("QT_IM_MODULE", "fcitx");
        return true;
    }
    ~InputMethodScreen()
    {
        while (!m_processes.empty()) { // the screen goes last
            QProcess &process = *m_processes.back();
            process.terminate();
            if (!process.waitForFinished(patience))
                process.kill();
            m_processes.pop_back();
        }
    }
    QByteArray problem() const { return m_problem; }

private:
    QString folder(const char *name) const
    {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        QDir().mkpath(path);
        return path;
    }
    void writeProfile() const
    {
        const QString path = folder("XDG_CONFIG_HOME") + QStringLiteral("/fcitx5");
        QDir().mkpath(path);
        QFile file(path + QStringLiteral("/profile"));
        if (file.open(QIODevice::WriteOnly))
            file.write("[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=hangul\n\n"
                       "[Groups/0/Items/0]\nName=hangul\nLayout=\n\n[GroupOrder]\n0=Default\n");
    }
    /// `line`: waits for the first one that it says.
    bool run(const char *program, const QList<const char *> &arguments, QByteArray *line = nullptr)
    {
        QStringList words;
        for (const char *argument : arguments)
            words << QString::fromLatin1(argument);
        m_processes.push_back(std::make_unique<QProcess>());
        QProcess &process = *m_processes.back();
        process.setStandardErrorFile(QProcess::nullDevice());
        process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); }); // with the test
        process.start(QString::fromLatin1(program), words);
        bool isThere = process.waitForStarted(patience);
        while (isThere && line && !process.canReadLine())
            isThere = process.waitForReadyRead(patience);
        if (!isThere)
            m_problem = QByteArray(program) + " did not start";
        else if (line)
            *line = process.readLine().trimmed();
        return isThere;
    }

    QTemporaryDir m_folder;
    std::vector<std::unique_ptr<QProcess>> m_processes;
    QByteArray m_problem;
};
