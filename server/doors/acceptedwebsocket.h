// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/turnend.h"
#include "stomp/net/link.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>

#include <memory>
#include <vector>

namespace Server {

/// The host's end of a WebSocket connection.
///
/// Reads through QWebSocket and writes whole messages by itself on the socket below it: ready
/// frames are shared between receivers and leave in one system call per turn, where QWebSocket
/// would encode, copy and write each one. At no time is a message left half written outside the
/// QTcpSocket's own buffer, so Qt's pongs and close frames always fall between two messages.
class AcceptedWebSocket final : public Stomp::Link, private TurnWorker {
    Q_OBJECT
public:
    /// `socket` is the one below `webSocket`, which owns it.
    AcceptedWebSocket(std::unique_ptr<QWebSocket> webSocket, QTcpSocket *socket, TurnEnd &turnEnd);
    ~AcceptedWebSocket() override;

    bool isOpen() const override { return !m_closing && !m_ended; }
    void send(const Stomp::OutgoingFrame &frame) override;
    void close(Stomp::CloseCode code, const QString &reason) override;
    void abort() override;
    void setReading(bool reading) override;
    void sendNow() override;
    qint64 bytesQueued() const override;
    QString peerName() const override;

private:
    void endOfTurn() override;
    void flush();
    void writeDirectly();
    void socketWrote();
    void handRestToSocket();
    void end(Stomp::CloseCode code, const QString &reason);

    std::unique_ptr<QWebSocket> m_webSocket;
    QPointer<QTcpSocket> m_socket;
    QPointer<TurnEnd> m_turnEnd; ///< May go first, when a host is torn down.
    std::vector<QByteArray> m_queue;
    qint64 m_queuedBytes = 0;
    qint64 m_lastQueued = 0; ///< bytesQueued() when the socket last said that it wrote.
    std::unique_ptr<QTimer> m_pausedFlush; ///< Only while reading is paused.
    bool m_scheduled = false;
    bool m_closing = false; ///< By us, for the reason below.
    Stomp::CloseCode m_closeCode = Stomp::CloseCode::NoStatus;
    QString m_closeReason;
    bool m_ended = false;
};

} // namespace Server
