// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/bans.h"
#include "server/doors/listener.h"
#include "server/doors/sockjsservice.h"
#include "server/messagedoors.h"
#include "server/web/chatroutes.h"
#include "server/web/fileroutes.h"
#include "server/web/hookroutes.h"
#include "server/web/routes.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace Server {

/// What the host's HTTP port leads to: pages and the chat's rooms first, then the paths by which
/// programs written for other servers connect. The table of those is in webdoors.cpp.
class WebDoors : public QObject {
    Q_OBJECT
public:
    /// Without ChatRoutes rooms are not for HTTP, without FileRoutes there are no files,
    /// without HookRoutes programs have to connect to speak.
    explicit WebDoors(Routes &routes, ChatRoutes *chatRoutes = nullptr,
                      FileRoutes *fileRoutes = nullptr, HookRoutes *hookRoutes = nullptr);

    HttpAnswer answer(const HttpRequest &request);
    /// For the listener, too: as HttpReceiver and HttpBodyLimit, and for its UpgradePolicy.
    std::unique_ptr<HttpSink> receiver(const HttpRequest &request);
    qsizetype bodyLimit(const HttpRequest &request) const;
    WebSocketKind kindOf(QByteArrayView path) const;
    static QByteArrayList openPaths() { return MessageDoors::openPaths(); }

    struct Options {
        QByteArrayList allowedOrigins; ///< As of UpgradePolicy.
        bool jsonp = false;            ///< See SockJsService::Options.
        SockJs::SessionOptions session;
        qint64 responseBytes = SockJsService::Options().responseBytes;
        qsizetype sendBytes = SockJsService::Options().sendBytes;
    };
    /// Opens SockJS behind that listener, which calls those above, and takes its WebSockets.
    void open(Listener &listener, const Options &options);
    void setAllowedOrigins(const QByteArrayList &origins);
    /// Those who come from an address that the host does not want get nothing from files, hooks and
    /// what carries no STOMP; the other doors ask who they are. Must outlive this.
    void setBans(const Bans *bans) { m_bans = bans; }
    /// The bans have changed: what carries no STOMP and is open already is closed to the banned.
    void shutOut()
    {
        if (m_bans)
            m_messages.shutOut(*m_bans);
    }
    /// While it says so, nothing is let in that cannot say who it is.
    void setClosed(std::function<bool()> closed) { m_closed = std::move(closed); }
    /// There are no new sessions of SockJS from now on.
    void refuseNew();
    /// Says goodbye by what carries no STOMP; the links have owners who do, behind this.
    void close();

Q_SIGNALS:
    /// As Listener::linkOpened().
    void linkOpened(Stomp::Link *link);

private:
    void take(AcceptedWebSocket *socket, const QByteArray &path);

    Routes &m_routes;
    ChatRoutes *m_chatRoutes;
    FileRoutes *m_fileRoutes;
    HookRoutes *m_hookRoutes;
    const Bans *m_bans = nullptr;
    std::function<bool()> m_closed;
    MessageDoors m_messages;
    std::vector<std::unique_ptr<SockJsService>> m_services;
};

} // namespace Server
