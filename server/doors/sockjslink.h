// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/sockjssession.h"
#include "stomp/net/link.h"

#include <QPointer>

#include <functional>

namespace Server {

/// STOMP within a SockJS session. SockJS carries text only: a frame with another body comes with
/// that body in Base64 (see Stomp::textSafeFrame()).
///
/// Made by stompInSockJs(), and owned by whoever is told of it. The session may outlive it, and
/// ends it before it goes itself.
class SockJsLink final : public Stomp::Link {
    Q_OBJECT
public:
    explicit SockJsLink(SockJsSession &session);
    ~SockJsLink() override;

    bool isOpen() const override { return m_session != nullptr; }
    void send(const Stomp::OutgoingFrame &frame) override;
    void close(Stomp::CloseCode code, const QString &reason) override;
    void abort() override;
    void setReading(bool reading) override;
    qint64 bytesQueued() const override;
    QString peerName() const override { return m_peer; }
    QString transport() const override { return m_transport; }

    /// Called by the session.
    void take(const QStringList &messages);
    void end(Stomp::CloseCode code, const QString &reason);

private:
    void takeHeld();

    SockJsSession *m_session; ///< Null once closed.
    QString m_peer;
    QString m_transport;
    QByteArray m_held; ///< What came while nobody wanted to read.
    bool m_reading = true;
};

/// Has each new session carry STOMP; `opened` is given its link, to own, once the client is there.
SockJsSession::Welcome stompInSockJs(std::function<void(Stomp::Link *)> opened);

} // namespace Server
