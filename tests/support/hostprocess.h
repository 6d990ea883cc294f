// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>

/// A `madang-host` of a test: a process with data of its own in a temporary folder.
///
/// Killed and cleaned up with this object. Its standard error is kept for the test's report.
class HostProcess : public QObject {
    Q_OBJECT
public:
    explicit HostProcess(QObject *parent = nullptr);
    ~HostProcess() override;

    /// Environment of the starts to come; by default this program's without any MADANG_*.
    QProcessEnvironment environment;
    /// Where the data lies; may be set to another folder before a start.
    QString dataFolder;
    /// A command that runs the host, with its arguments; the host's own stand behind them.
    QStringList wrapper;

    /// Starts the host on loopback; `options` stand behind ours and win over them. It is not ready
    /// yet: see ready(), waitForReady(). Started again, it takes the port it had before.
    void start(const QStringList &options = {});
    /// True once the ready line is there; false when the host ended instead.
    bool waitForReady();
    bool startAndWait(const QStringList &options = {});
    /// For a host that is expected not to start, or to end by itself: its exit code; -1 when it
    /// crashed or goes on.
    int waitForEnd();

    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// kill -9, and waits until the process is gone.
    void kill();
    void askToStop(); ///< SIGTERM.
    void hangUp();    ///< SIGHUP.
    void pause();     ///< SIGSTOP.
    void resume();    ///< SIGCONT.
    int terminate();  ///< SIGTERM, then waitForEnd().

    QByteArray output() const { return m_output; }
    QByteArray errors() const { return m_errors; }
    quint16 port() const { return m_port; }
    /// A port that no client of this computer gets by chance while the host is down.
    void usePortOutsideEphemeralRange();
    QUrl http(const QString &path = QStringLiteral("/")) const;
    QUrl webSocket() const;

    /// Resident memory of the process in KiB, from /proc; 0 where that is unknown.
    qint64 residentKiB() const;
    qint64 peakResidentKiB() const;

    static QString program();

Q_SIGNALS:
    void ready();
    void ended();

private:
    void readOutput();
    qint64 statusKiB(const QByteArray &key) const;

    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errors;
    quint16 m_port = 0;
    bool m_ready = false;
};
