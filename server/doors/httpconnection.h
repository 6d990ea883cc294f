// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/http.h"
#include "server/doors/httpparser.h"
#include "server/doors/upgrade.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <optional>

namespace Server {

/// One accepted socket while it speaks HTTP: reads requests within the limits, hands them to the
/// handler, writes the answers; or finds out that the peer wants a WebSocket.
///
/// The head of a request is only looked at until it is whole, because QWebSocketServer must find
/// an upgrade unread.
class HttpConnection : public QObject {
    Q_OBJECT
public:
    HttpConnection(std::unique_ptr<QTcpSocket> socket, const HttpLimits &limits,
                   const UpgradePolicy &policy, HttpHandler handler);
    ~HttpConnection() override;

    /// The socket with the whole handshake unread; this object has no more to do.
    std::unique_ptr<QTcpSocket> takeSocket();

Q_SIGNALS:
    void upgradeRequested(const Server::Upgrade &upgrade);
    /// The socket is closed or given away; delete this object.
    void finished();

private:
    void read();
    void readHead();
    void readBody();
    void answer(HttpResponse response);
    void refuse(int status, const QByteArray &line);
    void timeOut();

    std::unique_ptr<QTcpSocket> m_socket;
    const HttpLimits &m_limits;
    const UpgradePolicy &m_policy;
    HttpHandler m_handler;
    std::optional<HttpParser> m_parser; ///< Set while a request's body is read.
    qsizetype m_searched = 0;           ///< How much of the head was looked at.
    QTimer m_timer;
    bool m_idle = false; ///< Between two requests.
    bool m_closing = false;
};

} // namespace Server
