// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

/// What passes bytes on, and can be told not to.
class GatedProxy : public QTcpServer {
public:
    explicit GatedProxy(quint16 serverPort) : m_serverPort(serverPort) {}

    /// Every connection breaks, and each new one.
    void shut()
    {
        m_isShut = true;
        for (QTcpSocket *socket : findChildren<QTcpSocket *>())
            socket->abort();
    }
    void open() { m_isShut = false; }
    /// Nothing passes, and no connection breaks.
    void freeze() { m_isFrozen = true; }
    /// What was kept back passes.
    void thaw()
    {
        m_isFrozen = false;
        for (QTcpSocket *socket : findChildren<QTcpSocket *>())
            Q_EMIT socket->readyRead();
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *client = new QTcpSocket(this);
        client->setSocketDescriptor(descriptor);
        if (m_isShut) {
            client->abort();
            client->deleteLater();
            return;
        }
        auto *server = new QTcpSocket(this);
        server->connectToHost(QHostAddress::LocalHost, m_serverPort);
        join(client, server);
        join(server, client);
        connect(server, &QTcpSocket::connected, client, &QTcpSocket::readyRead);
    }

private:
    void join(QTcpSocket *from, QTcpSocket *to)
    {
        connect(from, &QTcpSocket::readyRead, to, [this, from, to] {
            if (!m_isFrozen && to->state() == QTcpSocket::ConnectedState)
                to->write(from->readAll());
        });
        connect(from, &QTcpSocket::disconnected, to, [from, to] {
            to->disconnectFromHost();
            from->deleteLater();
        });
        connect(from, &QTcpSocket::errorOccurred, to, &QTcpSocket::disconnectFromHost);
    }

    const quint16 m_serverPort;
    bool m_isShut = false;
    bool m_isFrozen = false;
};

/// A network between a program and a server that can fail and come back. In a thread of its own, so
/// that it works while the program waits.
class FailingNetwork {
public:
    explicit FailingNetwork(quint16 serverPort) : m_proxy(new GatedProxy(serverPort))
    {
        m_proxy->moveToThread(&m_thread);
        m_thread.start();
        tell([](GatedProxy &proxy) { proxy.listen(QHostAddress::LocalHost); });
        m_port = m_proxy->serverPort();
    }
    ~FailingNetwork()
    {
        tell([](GatedProxy &proxy) { delete &proxy; });
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(FailingNetwork)

    quint16 port() const { return m_port; }
    void shut()
    {
        tell([](GatedProxy &proxy) { proxy.shut(); });
    }
    void open()
    {
        tell([](GatedProxy &proxy) { proxy.open(); });
    }
    void freeze()
    {
        tell([](GatedProxy &proxy) { proxy.freeze(); });
    }
    void thaw()
    {
        tell([](GatedProxy &proxy) { proxy.thaw(); });
    }

private:
    template <typename Deed>
    void tell(Deed deed)
    {
        QMetaObject::invokeMethod(
            m_proxy, [this, deed] { deed(*m_proxy); }, Qt::BlockingQueuedConnection);
    }

    QThread m_thread;
    GatedProxy *const m_proxy;
    quint16 m_port = 0;
};
