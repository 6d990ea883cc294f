// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/link.h"

#include <QList>
#include <QSslCertificate>
#include <QSslSocket>

namespace Stomp {

/// A client's link over TCP, in TLS if wanted.
class TcpLink final : public Link {
    Q_OBJECT
public:
    struct Options {
        QString host;
        quint16 port = 61613;
        bool tls = false; ///< Who answers there must show a certificate for `host`.
        QList<QSslCertificate> authorities; ///< That it may be from; empty: the system's.
    };

    /// Starts connecting at once.
    explicit TcpLink(const Options &options);
    ~TcpLink() override;

    bool isOpen() const override { return m_open; }
    void send(const OutgoingFrame &frame) override;
    void close(CloseCode code, const QString &reason) override;
    void abort() override;
    void setReading(bool reading) override;
    void sendNow() override { m_socket.flush(); }
    qint64 bytesQueued() const override;
    QString peerName() const override { return m_options.host; }
    QString transport() const override { return QStringLiteral("tcp"); }

private:
    void opens();
    void read();
    void end(CloseCode code, const QString &reason);

    Options m_options;
    QSslSocket m_socket;
    bool m_open = false;
    bool m_reading = true;
    bool m_closing = false;
    bool m_ended = false;
};

} // namespace Stomp
