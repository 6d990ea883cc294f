// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/bans.h"
#include "server/broker/ratelimit.h"
#include "server/chat/signalling.h"

#include <QByteArrayList>
#include <QObject>

namespace Server {

class AcceptedWebSocket;

/// WebSockets by which something else than STOMP is spoken: signalling on /room, the plain handler
/// on /myHandler. Each yields whole messages.
class MessageDoors : public QObject {
    Q_OBJECT
public:
    MessageDoors();

    static bool knows(QByteArrayView path);
    /// Those that pages of any origin may open.
    static QByteArrayList openPaths();

    /// Owns the socket from here on. The path must be known.
    void open(AcceptedWebSocket *socket, QByteArrayView path);
    /// Closes those who come from an address that the host does not want.
    void shutOut(const Bans &bans);
    /// Tells everybody that the host goes.
    void close();

private:
    void joinSignalling(AcceptedWebSocket *socket);
    void echo(AcceptedWebSocket *socket);
    void log(const AcceptedWebSocket &socket, const QByteArray &what);

    struct Endpoint {
        QByteArrayView path;
        void (MessageDoors::*open)(AcceptedWebSocket *socket);
        bool anyOrigin;
    };
    static const Endpoint endpoints[];

    Signalling m_signalling;
    TokenBucket m_lines; ///< Who talks and talks must not fill the disk with it.
    quint64 m_unlogged = 0;
    quint64 m_lastSocket = 0;
};

} // namespace Server
