// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/listener.h"

#include "server/doors/acceptedwebsocket.h"
#include "server/doors/logging.h"

#include <QTimer>

#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace Server {
namespace {

constexpr int backlog = 4096;
constexpr std::chrono::milliseconds acceptPause{100};

/// A computer that is switched off or unplugged says no goodbye; the system asks for it now and
/// then.
void noticeDeadPeers(QTcpSocket &socket)
{
    socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
#ifdef Q_OS_LINUX
    constexpr int idleSeconds = 30;
    constexpr int secondsBetween = 10;
    constexpr int unanswered = 3;
    const auto set = [fd = int(socket.socketDescriptor())](int option, int value) {
        ::setsockopt(fd, IPPROTO_TCP, option, &value, sizeof value);
    };
    set(TCP_KEEPIDLE, idleSeconds);
    set(TCP_KEEPINTVL, secondsBetween);
    set(TCP_KEEPCNT, unanswered);
#endif
}

} // namespace

Listener::Listener(Options options, HttpHandler handler, QObject *parent)
    : QTcpServer(parent), m_options(std::move(options)), m_handler(std::move(handler))
{
    setListenBacklogSize(backlog);
    connect(this, &QTcpServer::acceptError, this, [this](QAbstractSocket::SocketError) {
        // Out of descriptors, most likely: trying again at once would only spin.
        qCWarning(doorsLog) << "cannot accept:" << errorString();
        pauseAccepting();
        QTimer::singleShot(acceptPause, this, &QTcpServer::resumeAccepting);
    });
}

Listener::~Listener()
{
    qDeleteAll(std::exchange(m_http, {}));
}

void Listener::stop()
{
    close();
    qDeleteAll(std::exchange(m_http, {}));
}

void Listener::incomingConnection(qintptr descriptor)
{
    auto socket = std::make_unique<QTcpSocket>();
    if (!socket->setSocketDescriptor(descriptor))
        return;
    const QHostAddress address = socket->peerAddress();
    int &ofAddress = m_perAddress[address];
    const bool tooMany = m_sockets >= m_options.connections ||
                         (!address.isLoopback() && ofAddress >= m_options.connectionsPerAddress);
    if (tooMany) {
        qCWarning(doorsLog) << "too many connections, refused" << address.toString();
        socket->write(writeResponse(
            HttpResponse::text(503, "Too many connections; try again later."), false, true));
        socket->disconnectFromHost();
        connect(socket.get(), &QTcpSocket::disconnected, socket.get(), &QObject::deleteLater);
        QTimer::singleShot(std::chrono::seconds(2), socket.get(), &QObject::deleteLater);
        socket.release();
        return;
    }
    ++ofAddress;
    ++m_sockets;
    connect(socket.get(), &QObject::destroyed, this, [this, address] {
        --m_sockets;
        if (const auto it = m_perAddress.find(address); it != m_perAddress.end() && --*it <= 0)
            m_perAddress.erase(it);
    });
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    noticeDeadPeers(*socket);

    auto *connection =
        new HttpConnection(std::move(socket), m_options.http, m_options.upgrade, m_handler);
    m_http.insert(connection);
    connect(connection, &HttpConnection::finished, this, [this, connection] {
        if (m_http.remove(connection))
            connection->deleteLater();
    });
    connect(connection, &HttpConnection::upgradeRequested, this,
            [this, connection](const Upgrade &upgrade) { handOver(connection, upgrade); });
}

QWebSocketServer &Listener::serverFor(const QByteArray &subprotocol)
{
    QWebSocketServer *&server = m_webSocketServers[subprotocol];
    if (!server) {
        server =
            new QWebSocketServer(QStringLiteral("madang"), QWebSocketServer::NonSecureMode, this);
        if (!subprotocol.isEmpty())
            server->setSupportedSubprotocols({QString::fromLatin1(subprotocol)});
        connect(server, &QWebSocketServer::newConnection, this,
                [this, server] { takeWebSockets(*server); });
    }
    return *server;
}

void Listener::handOver(HttpConnection *connection, const Upgrade &upgrade)
{
    std::unique_ptr<QTcpSocket> taken = connection->takeSocket();
    if (m_http.remove(connection))
        connection->deleteLater();
    QTcpSocket *socket = taken.release(); // the WebSocket server, then the WebSocket, owns it
    socket->setReadBufferSize(m_options.messageBytes + 64 * 1024);
    const Peer peer{socket->peerAddress(), socket->peerPort()};
    m_handshaking.insert(peer, socket);
    connect(socket, &QObject::destroyed, this, [this, peer] { m_handshaking.remove(peer); });
    serverFor(upgrade.subprotocol).handleConnection(socket);
}

void Listener::takeWebSockets(QWebSocketServer &server)
{
    while (QWebSocket *pending = server.nextPendingConnection()) {
        std::unique_ptr<QWebSocket> webSocket(pending);
        webSocket->setParent(nullptr);
        // A WebSocket does not say which socket it stands on, but whom it talks to.
        QTcpSocket *socket = m_handshaking.take({webSocket->peerAddress(), webSocket->peerPort()});
        if (!socket)
            continue;
        webSocket->setMaxAllowedIncomingFrameSize(quint64(m_options.messageBytes));
        webSocket->setMaxAllowedIncomingMessageSize(quint64(m_options.messageBytes));
        Q_EMIT linkOpened(new AcceptedWebSocket(std::move(webSocket), socket, m_turnEnd));
    }
}

} // namespace Server
