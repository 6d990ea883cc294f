// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/net/websocketlink.h"

#include <QSslSocket>
#include <QTimer>
#include <QUtf8StringView>
#include <QWebSocketHandshakeOptions>

#include <chrono>
#include <utility>

namespace Stomp {
namespace {

constexpr std::chrono::seconds closeDeadline{3};

} // namespace

WebSocketLink::WebSocketLink(const QUrl &url, qint64 largestMessage, PeerCheck check)
    : m_check(std::move(check))
{
    m_socket.setMaxAllowedIncomingFrameSize(quint64(largestMessage));
    m_socket.setMaxAllowedIncomingMessageSize(quint64(largestMessage));
    // Qt cuts outgoing text by bytes, and no Qt host can read a character cut in two.
    m_socket.setOutgoingFrameSize(quint64(largestMessage) * 4);

    connect(&m_socket, &QWebSocket::connected, this, [this] {
        if (m_check && !m_rightPeer) // a way to it that we do not know of
            return refusePeer();
        m_open = true;
        Q_EMIT opened();
    });
    connect(&m_socket, &QWebSocket::textFrameReceived, this, &Link::activity);
    connect(&m_socket, &QWebSocket::binaryFrameReceived, this, &Link::activity);
    connect(&m_socket, &QWebSocket::pong, this, &Link::activity);
    connect(&m_socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { Q_EMIT received(text.toUtf8()); });
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, &Link::received);
    connect(&m_socket, &QWebSocket::bytesWritten, this, [this](qint64 bytes) {
        m_queued = std::max<qint64>(0, m_queued - bytes);
        Q_EMIT drained();
    });
    connect(&m_socket, &QWebSocket::disconnected, this, [this] {
        // Without a close frame Qt leaves the code at "normal".
        const bool said = !m_socket.closeReason().isEmpty() ||
                          m_socket.closeCode() != QWebSocketProtocol::CloseCodeNormal;
        const auto tell = [this, said] {
            const QString reason = said ? m_socket.closeReason() : m_socket.errorString();
            end(CloseCode(m_socket.closeCode()), reason);
        };
        if (m_open)
            tell();
        else // with TLS the error comes behind this
            QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    });
    const auto failed = [this] {
        if (m_judged && !m_rightPeer)
            end(CloseCode::NoStatus, otherPeerReason);
        else if (!m_open)
            end(CloseCode::NoStatus, m_socket.errorString());
    };
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(&m_socket, &QWebSocket::errorOccurred, this, failed);
#else
    connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, failed);
#endif

    QWebSocketHandshakeOptions options;
    options.setSubprotocols(
        {QStringLiteral("v12.stomp"), QStringLiteral("v11.stomp"), QStringLiteral("v10.stomp")});
    m_socket.open(url, options);
    watchHandshake();
}

/// QWebSocket writes its handshake as soon as the certificate is right, and keeps what the peer
/// showed to itself; but its socket is its child, and tells before it sends what was written.
void WebSocketLink::watchHandshake()
{
    auto *socket = m_socket.findChild<QSslSocket *>();
    if (!m_check || !socket)
        return;
    connect(socket, &QSslSocket::sslErrors, this, [this, socket](const QList<QSslError> &errors) {
        judge(*socket, false);
        if (m_rightPeer)
            socket->ignoreSslErrors(errors);
    });
    // Without an error, too: also one that this computer trusts may be another's.
    connect(socket, &QSslSocket::encrypted, this, [this, socket] {
        judge(*socket, true);
        if (!m_rightPeer)
            refusePeer();
    });
}

void WebSocketLink::judge(const QSslSocket &socket, bool trusted)
{
    if (!std::exchange(m_judged, true))
        m_rightPeer = m_check(shownBy(socket, trusted));
}

void WebSocketLink::refusePeer()
{
    m_socket.disconnect(this);
    m_socket.abort();
    end(CloseCode::NoStatus, otherPeerReason);
}

WebSocketLink::~WebSocketLink()
{
    m_ended = true;
    m_socket.disconnect(this);
    m_socket.abort();
}

void WebSocketLink::send(const OutgoingFrame &frame)
{
    if (!m_open || m_ended)
        return;
    const QByteArray &bytes = frame.stomp();
    m_queued += QUtf8StringView(bytes).isValidUtf8()
                    ? m_socket.sendTextMessage(QString::fromUtf8(bytes))
                    : m_socket.sendBinaryMessage(bytes);
}

void WebSocketLink::close(CloseCode code, const QString &reason)
{
    if (m_ended)
        return;
    if (!m_open) {
        abort();
        return;
    }
    m_socket.close(QWebSocketProtocol::CloseCode(code), reason);
    // A peer that reads nothing would keep the socket closing for ever.
    QTimer::singleShot(closeDeadline, this, &WebSocketLink::abort);
}

void WebSocketLink::abort()
{
    if (m_ended)
        return;
    m_socket.abort();
    end(CloseCode::NoStatus, {});
}

void WebSocketLink::end(CloseCode code, const QString &reason)
{
    if (m_ended)
        return;
    m_ended = true;
    m_open = false;
    Q_EMIT closed(code, reason);
}

qint64 WebSocketLink::bytesQueued() const
{
    return m_queued;
}

QString WebSocketLink::peerName() const
{
    return m_socket.requestUrl().host();
}

} // namespace Stomp
