// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

/// A Redis server, or a Sentinel, of this test's own: on a port of loopback that was free, without
/// a file of its data. Ends with the test, however that ends.
class PrivateRedis {
public:
    static bool isInstalled();

    /// Lines of its configuration beside those that make it private; `%port%` in them is its port.
    explicit PrivateRedis(const QByteArrayList &lines = {}, bool isSentinel = false);
    ~PrivateRedis();
    Q_DISABLE_COPY_MOVE(PrivateRedis)

    /// On the same port each time. What it said otherwise is printed.
    bool start();
    /// Whoever is connected is cut off; what it held is gone.
    void stop();
    /// As a machine that stands still: connections stay, nothing is answered.
    void pause();
    void resume();

    quint16 port() const { return m_port; }
    /// `127.0.0.1:port`
    QString address() const;
    /// What redis-cli answers, without the line end. As the user who may do everything, or by the
    /// words `--user name --pass word` before.
    QByteArray command(const QStringList &words) const;

private:
    void signal(int number);

    const QByteArrayList m_lines;
    const bool m_isSentinel;
    quint16 m_port = 0;
    QTemporaryDir m_folder;
    QProcess m_server;
};
