// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>
#include <QTest>

/// The first line of what a process says; empty when none comes.
inline QString lineOf(QProcess &process)
{
    QByteArray output;
    return QTest::qWaitFor(
               [&] {
                   output += process.readAllStandardOutput();
                   return output.contains('\n');
               },
               30000)
               ? QString::fromUtf8(output).section(u'\n', 0, 0)
               : QString();
}

/// A session bus of D-Bus for the test alone, while this exists.
class SessionBus {
public:
    /// False when there is no dbus-daemon, or it does not start.
    bool start()
    {
        m_daemon.start(QStringLiteral("dbus-daemon"),
                       {QStringLiteral("--session"), QStringLiteral("--nofork"),
                        QStringLiteral("--print-address"),
                        QStringLiteral("--address=unix:path=%1/bus").arg(m_folder.path())});
        m_address = lineOf(m_daemon);
        return !m_address.isEmpty();
    }
    ~SessionBus()
    {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }
    QString address() const { return m_address; }

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
};
