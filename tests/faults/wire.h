// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/plan.h"

#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

/// One connection through the proxy: both sockets, and what is between them.
class Pipe : public QObject {
    Q_OBJECT
public:
    /// Without a port of the host nobody answers.
    Pipe(std::unique_ptr<QTcpSocket> client, quint16 hostPort);
    ~Pipe() override;

    enum class Way { ToHost, ToClient };

    void hold(Way way);
    /// What was held goes on.
    void release(Way way);
    /// From now on in pieces.
    void trickle(bool on);
    /// Everything from now on, for ever.
    void lose(Way way);
    /// Lets a part of what comes next through, then ends both sides.
    void cutAtNext(Way way);
    /// RST to both, now.
    void reset();
    /// RST to the client; what it has said waits until release(ToHost), and then the host's side
    /// ends.
    void leaveGhost();
    bool isGhost() const { return m_ghost; }

Q_SIGNALS:
    void ended();

private:
    struct Stream {
        QByteArray waiting;
        bool held = false;
        bool lost = false;
        bool cut = false;
    };
    Stream &stream(Way way) { return way == Way::ToHost ? m_toHost : m_toClient; }
    QTcpSocket *target(Way way) { return way == Way::ToHost ? m_host.get() : m_client.get(); }
    void take(Way way);
    void pass(Way way, bool everything = false);
    void sideEnded(Way from);
    void end();

    std::unique_ptr<QTcpSocket> m_client;
    std::unique_ptr<QTcpSocket> m_host;
    Stream m_toHost, m_toClient;
    QTimer m_drip; ///< Runs while it trickles.
    bool m_ghost = false;
    bool m_ended = false;
};

/// What one client believes to be the host: a port of its own, with everything that a network does.
class Wire : public QObject {
    Q_OBJECT
public:
    explicit Wire(QObject *parent = nullptr);

    void setHostPort(quint16 port) { m_hostPort = port; }
    quint16 port() const { return m_port; }
    void begin(const Fault &fault);
    /// The network is well again: what is held goes on, ghosts vanish, new connections pass. What
    /// is dead stays dead, for those at its ends to find out.
    void heal();
    int connections() const { return m_connections; }

private:
    void accept();
    void listen();
    void endLater(std::chrono::milliseconds after, std::function<void()> end);

    QTcpServer m_server;
    quint16 m_port = 0;
    quint16 m_hostPort = 0;
    std::vector<std::unique_ptr<Pipe>> m_pipes;
    int m_losing = 0;   ///< New connections pass nothing while it is not 0.
    int m_silent = 0;   ///< They are accepted and nobody is there.
    int m_refusing = 0; ///< Nobody listens.
    int m_connections = 0;
};
