// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/http.h"
#include "server/doors/httpconnection.h"
#include "server/doors/turnend.h"
#include "server/doors/upgrade.h"
#include "stomp/net/link.h"

#include <QHash>
#include <QHostAddress>
#include <QSet>
#include <QTcpServer>
#include <QWebSocketServer>

#include <memory>
#include <utility>

namespace Server {

/// The one port: accepts connections, answers HTTP, and turns proper WebSocket handshakes into
/// links. Knows no room and no frame. Lives in the host's thread.
class Listener : public QTcpServer {
    Q_OBJECT
public:
    struct Options {
        HttpLimits http;
        UpgradePolicy upgrade;
        qint64 messageBytes =
            1024 * 1024 + 64 * 1024;     ///< The largest WebSocket message; 1009 above.
        int connections = 20000;         ///< Sockets at once, all together.
        int connectionsPerAddress = 200; ///< Loopback is spared.
    };

    Listener(Options options, HttpHandler handler, QObject *parent = nullptr);
    ~Listener() override;

    /// For handshakes from now on; see UpgradePolicy.
    void setAllowedOrigins(QByteArrayList origins)
    {
        m_options.upgrade.allowedOrigins = std::move(origins);
    }
    /// Stops accepting, and drops everybody who is still speaking HTTP. Links stay.
    void stop();

Q_SIGNALS:
    /// A new link, open; the receiver owns it. Connect directly, in the same thread.
    void linkOpened(Stomp::Link *link);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    using Peer = std::pair<QHostAddress, quint16>; // address and port

    void handOver(HttpConnection *connection, const Upgrade &upgrade);
    void takeWebSockets(QWebSocketServer &server);
    QWebSocketServer &serverFor(const QByteArray &subprotocol);

    Options m_options;
    HttpHandler m_handler;
    TurnEnd m_turnEnd;
    /// One per subprotocol: Qt would pick the first one the client offers, so each of these
    /// offers just the one we picked.
    QHash<QByteArray, QWebSocketServer *> m_webSocketServers;
    QSet<HttpConnection *> m_http;
    QHash<QHostAddress, int> m_perAddress;
    QHash<Peer, QTcpSocket *> m_handshaking; ///< Handed to Qt, no WebSocket yet.
    int m_sockets = 0;
};

} // namespace Server
