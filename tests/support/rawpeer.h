// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QObject>
#include <QTcpSocket>

#include <optional>

/// What a server sent over WebSocket, undone by hand.
struct WebSocketMessage {
    int opcode = 0; ///< 1 text, 2 binary, 8 close, 9 ping, 10 pong.
    QByteArray payload;
};

/// A peer that may say anything: bytes over TCP, an HTTP request, a WebSocket handshake, frames
/// right and wrong. Needs a running event loop.
class RawPeer : public QObject {
    Q_OBJECT
public:
    explicit RawPeer(quint16 port, QObject *parent = nullptr);

    /// Sent as soon as there is a connection.
    void write(const QByteArray &bytes);
    /// GET of that path with an upgrade; `headers` are whole lines with CR LF.
    void upgrade(const QByteArray &path = "/ws-stomp", const QByteArray &headers = {});
    /// One masked text message, STOMP's `^` standing for NUL; waits for the answer to upgrade().
    void sendText(const QByteArray &text);
    void sendBinary(const QByteArray &bytes);
    void stopReading(); ///< From here on what the server sends stays in the kernel.
    void resumeReading();
    void reset(); ///< Closes with RST.

    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    bool isClosed() const { return m_closed; }
    QTcpSocket &socket() { return m_socket; }

    /// All that came.
    const QByteArray &received() const { return m_received; }
    /// Of the first answer: 0 while there is none.
    int status() const;
    QByteArray head() const; ///< Of the first answer, with its blank line; or empty.
    QByteArray body() const; ///< Behind the head.
    QByteArray header(const QByteArray &name) const; ///< Of the first answer; null when absent.

    /// Whole WebSocket messages behind the 101 so far.
    QList<WebSocketMessage> messages() const;
    /// Their payloads in one, for a look at STOMP frames.
    QByteArray stomp() const;
    /// Of the close frame; 0 while there is none.
    int closeCode() const;

    static QByteArray webSocketFrame(int opcode, const QByteArray &payload);

private:
    void sendMessage(const QByteArray &frame);

    QTcpSocket m_socket;
    QByteArray m_waiting;  ///< Until connected.
    QByteArray m_messages; ///< Until the handshake is answered.
    QByteArray m_received;
    bool m_reading = true;
    bool m_closed = false;
};
