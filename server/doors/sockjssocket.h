// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/acceptedwebsocket.h"
#include "server/doors/sockjssession.h"

#include <QObject>

#include <functional>
#include <memory>

namespace Server {

/// A WebSocket by which all frames of one session come and go.
class SockJsSocket final : public QObject, private SockJsSession::Receiver {
    Q_OBJECT
public:
    /// The socket must yield whole messages. `over` is called once, when it is closed; it must not
    /// destroy this at once.
    SockJsSocket(std::unique_ptr<AcceptedWebSocket> socket, std::function<void()> over);
    ~SockJsSocket() override;

    void start(SockJsSession &session);

private:
    void take(const QByteArray &message);
    void closed(Stomp::CloseCode code, const QString &reason);
    void leave();
    void sendFrame(const QByteArray &frame) override;
    bool isFull() const override { return false; }
    void end() override;
    qint64 bytesToWrite() const override { return m_socket->bytesQueued(); }
    void sendNow() override { m_socket->sendNow(); }
    void setReading(bool reading) override { m_socket->setReading(reading); }
    void drop() override { m_socket->abort(); }
    void forget() override { m_session = nullptr; }

    std::unique_ptr<AcceptedWebSocket> m_socket;
    std::function<void()> m_over;
    SockJsSession *m_session = nullptr; ///< Null once there is nothing more between us.
    bool m_ended = false;               ///< By the session.
};

} // namespace Server
