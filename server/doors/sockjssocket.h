// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/acceptedwebsocket.h"
#include "server/doors/sockjssession.h"

#include <QObject>

#include <memory>

namespace Server {

/// A WebSocket by which all frames of one session come and go. Belongs to itself, until the
/// connection is closed.
class SockJsSocket final : public QObject, private SockJsSession::Receiver {
    Q_OBJECT
public:
    /// The socket must yield whole messages.
    explicit SockJsSocket(std::unique_ptr<AcceptedWebSocket> socket);
    ~SockJsSocket() override;

    void start(SockJsSession &session);

private:
    void take(const QByteArray &message);
    void closed();
    void sendFrame(const QByteArray &frame) override;
    bool isFull() const override { return false; }
    void end() override;
    qint64 bytesToWrite() const override { return m_socket->bytesQueued(); }

    std::unique_ptr<AcceptedWebSocket> m_socket;
    SockJsSession *m_session = nullptr; ///< Null once it is ended.
};

} // namespace Server
