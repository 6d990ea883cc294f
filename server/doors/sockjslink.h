// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/sockjssession.h"
#include "stomp/net/link.h"

#include <QPointer>
#include <QStringEncoder>

#include <functional>

namespace Server {

/// STOMP within a SockJS session. SockJS carries text only: a frame with another body comes with
/// that body in Base64 (see Stomp::textSafeFrame()).
///
/// While this does not read, a client's post is kept, and answered when it has been read. Up to 4
/// MiB are kept of a client that posts on without that answer. Made by stompInSockJs(), and owned
/// by whoever is told of it. The session may outlive it, and ends it before it goes itself.
class SockJsLink final : public Stomp::Link {
    Q_OBJECT
public:
    explicit SockJsLink(SockJsSession &session);
    ~SockJsLink() override;

    bool isOpen() const override { return m_session && !m_closing; }
    void send(const Stomp::OutgoingFrame &frame) override;
    void close(Stomp::CloseCode code, const QString &reason) override;
    void abort() override;
    void setReading(bool reading) override;
    void ownerBeats() override;
    void sendNow() override;
    qint64 bytesQueued() const override;
    QString peerName() const override { return m_peer; }
    QString transport() const override { return m_transport; }

    /// Called by the session.
    void take(const QStringList &messages);
    bool finishPeer();
    void end(Stomp::CloseCode code, const QString &reason);
    /// The client knows that we closed, or never will.
    void endClosing() { end(m_closeCode, m_closeReason); }

private:
    void takeHeld();

    SockJsSession *m_session; ///< Null once it is over.
    QString m_peer;
    QString m_transport;
    /// Keeps half a character until the next message: clients cut between the two.
    QStringEncoder m_encoder{QStringEncoder::Utf8};
    QByteArray m_held; ///< What came while nobody wanted to read.
    QString m_closeReason;
    Stomp::CloseCode m_closeCode = Stomp::CloseCode::NoStatus;
    bool m_reading = true;
    bool m_closing = false;
};

/// Has each new session carry STOMP; `opened` is given its link, to own, once the client is there.
SockJsSession::Welcome stompInSockJs(std::function<void(Stomp::Link *)> opened);

} // namespace Server
