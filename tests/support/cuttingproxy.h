// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <utility>

/// Between a client and a host: passes bytes on, notes what was asked, and cuts the connection in
/// the middle when it is told to.
class CuttingProxy : public QTcpServer {
public:
    explicit CuttingProxy(quint16 hostPort) : m_hostPort(hostPort)
    {
        listen(QHostAddress::LocalHost);
    }

    qint64 cutUpAfter = -1;   ///< Once, when so many more bytes went to the host; -1: never.
    qint64 cutDownAfter = -1; ///< Likewise, of what came from it.
    bool refuses = false;     ///< Whoever comes is sent away.
    bool refusesOnceCut = false;
    int cuts = 0;
    QByteArray asked; ///< All that went to the host.

    int count(const QByteArray &words) const { return int(asked.count(words)); }
    /// Of words with a header's name, in small letters: Qt writes it in these from 6.8 on.
    int countOfHeader(const QByteArray &words) const { return int(asked.toLower().count(words)); }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *client = new QTcpSocket(this);
        client->setSocketDescriptor(descriptor);
        if (refuses) {
            client->abort();
            client->deleteLater();
            return;
        }
        auto *host = new QTcpSocket(this);
        host->connectToHost(QHostAddress::LocalHost, m_hostPort);
        connect(client, &QTcpSocket::readyRead, this, [this, client, host] {
            const QByteArray bytes = client->readAll();
            asked += bytes;
            pass(bytes, *client, *host, cutUpAfter);
        });
        connect(host, &QTcpSocket::readyRead, this,
                [this, client, host] { pass(host->readAll(), *host, *client, cutDownAfter); });
        connect(client, &QTcpSocket::disconnected, host, &QTcpSocket::disconnectFromHost);
        connect(host, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(host, &QTcpSocket::errorOccurred, client, &QTcpSocket::disconnectFromHost);
    }

private:
    void pass(const QByteArray &bytes, QTcpSocket &from, QTcpSocket &to, qint64 &left)
    {
        if (left < 0 || bytes.size() < left) {
            if (left >= 0)
                left -= bytes.size();
            to.write(bytes);
            return;
        }
        to.write(bytes.first(std::exchange(left, -1)));
        to.flush();
        ++cuts;
        refuses = refuses || refusesOnceCut;
        from.disconnectFromHost();
        to.disconnectFromHost();
    }

    const quint16 m_hostPort;
};
