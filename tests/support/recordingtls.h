// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/certifiedkey.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

/// Somebody who speaks TLS with a certificate of choice, answers nothing, and keeps what is said to
/// them: what a client sends to who is not its host.
class RecordingTls : public QTcpServer {
public:
    explicit RecordingTls(const Stomp::CertifiedKey &key) { setKey(key); }

    /// For connections from here on.
    void setKey(const Stomp::CertifiedKey &key)
    {
        m_chain = QSslCertificate::fromData(key.chain, QSsl::Pem);
        m_key = QSslKey(key.key, QSsl::Ec);
    }
    bool start() { return listen(QHostAddress::LocalHost); }
    QString place(const QString &name = QStringLiteral("127.0.0.1")) const
    {
        return QStringLiteral("%1:%2").arg(name).arg(serverPort());
    }
    QUrl webSocket(const QString &name = QStringLiteral("127.0.0.1")) const
    {
        return QUrl(QStringLiteral("wss://%1/ws-stomp").arg(place(name)));
    }

    /// All that came through TLS, of all connections.
    const QByteArray &said() const { return m_said; }
    int begun() const { return m_begun; } ///< Connections that were taken.
    int ended() const { return m_ended; } ///< Of them, how many are over.

    static QByteArray fingerprint(const Stomp::CertifiedKey &key)
    {
        return QSslCertificate::fromData(key.chain, QSsl::Pem)
            .first()
            .digest(QCryptographicHash::Sha256);
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QSslSocket(this);
        ++m_begun;
        connect(socket, &QSslSocket::readyRead, this,
                [this, socket] { m_said += socket->readAll(); });
        connect(socket, &QSslSocket::disconnected, this, [this, socket] {
            m_said += socket->readAll();
            ++m_ended;
            socket->deleteLater();
        });
        socket->setSocketDescriptor(descriptor);
        socket->setLocalCertificateChain(m_chain);
        socket->setPrivateKey(m_key);
        socket->startServerEncryption();
    }

private:
    QList<QSslCertificate> m_chain;
    QSslKey m_key;
    QByteArray m_said;
    int m_begun = 0;
    int m_ended = 0;
};
