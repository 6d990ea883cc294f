// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/stream.h"

#include <QObject>
#include <QSslConfiguration>

#include <memory>

class QSslSocket;

namespace Server {

/// A connection on a QSslSocket: TLS everywhere, and plain ones where there are no descriptors to
/// work on.
class SocketStream final : public QObject, public Stream {
    Q_OBJECT
public:
    /// Owns the descriptor from here on. A null `peer` is asked for.
    SocketStream(qintptr descriptor, const QHostAddress &peer, Reception::Place place);
    ~SocketStream() override;

    /// The peer's first byte says that it speaks TLS; nothing may have been read.
    void startTls(const QSslConfiguration &configuration);

    qsizetype read(char *to, qsizetype most) override;
    qsizetype peek(char *to, qsizetype most) override;
    void setReading(bool reading) override;
    bool isHalfOpen() const override { return false; } // Qt closes both
    void flush() override;
    qint64 bytesToWrite() const override;
    void shutdownWrite() override;
    void abort() override;
    bool isEncrypted() const override;

private:
    struct Later {
        void operator()(QSslSocket *socket) const;
    };
    qint64 socketBytes() const;
    void tellReadable();
    void tellWritten();
    void disconnected();

    std::unique_ptr<QSslSocket, Later> m_socket;
    bool m_reading = true;
    bool m_tls = false;
    bool m_established = false; ///< TLS is.
    bool m_ended = false;
    bool m_toldEnd = false;
    bool m_shutDown = false;
};

} // namespace Server
