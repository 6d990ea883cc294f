// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/webdoors.h"

#include "server/doors/acceptedwebsocket.h"
#include "server/doors/sockjslink.h"
#include "server/web/problems.h"

namespace Server {
namespace {

/// Where STOMP clients connect: natively to the path or path/websocket, as SockJS below the path.
constexpr QByteArrayView stompEndpoints[] = {
    "/ws-stomp",           // our own, and room chat A
    "/websc",              // room chat B
    "/chat",               // time-stamped chat; /chat/rooms and its like are pages
    "/gs-guide-websocket", // greeting
    "/ws",                 // what most programs call it
};
constexpr QByteArrayView rawSuffix = "/websocket";

bool isStomp(QByteArrayView path)
{
    for (const QByteArrayView endpoint : stompEndpoints) {
        if (path == endpoint ||
            (path.endsWith(rawSuffix) && path.chopped(rawSuffix.size()) == endpoint))
            return true;
    }
    return false;
}

QByteArray allowOf(const HttpResponse &response)
{
    for (const auto &[name, value] : response.headers) {
        if (name == "Allow")
            return value;
    }
    return {};
}

} // namespace

WebDoors::WebDoors(Routes &routes, ChatRoutes *chatRoutes, FileRoutes *fileRoutes,
                   HookRoutes *hookRoutes)
    : m_routes(routes), m_chatRoutes(chatRoutes), m_fileRoutes(fileRoutes), m_hookRoutes(hookRoutes)
{
}

void WebDoors::open(Listener &listener, const Options &options)
{
    for (const QByteArrayView endpoint : stompEndpoints) {
        SockJsService::Options service;
        service.base = endpoint.toByteArray();
        service.allowedOrigins = options.allowedOrigins;
        service.jsonp = options.jsonp;
        service.client = "/demo/sockjs.js";
        service.session = options.session;
        service.responseBytes = options.responseBytes;
        service.sendBytes = options.sendBytes;
        m_services.push_back(std::make_unique<SockJsService>(
            service, listener.reception(),
            stompInSockJs([this](Stomp::Link *link) { Q_EMIT linkOpened(link); })));
    }
    connect(&listener, &Listener::messagesOpened, this, &WebDoors::take);
    connect(&listener, &Listener::linkOpened, this, &WebDoors::linkOpened);
}

void WebDoors::refuseNew()
{
    for (const auto &service : m_services)
        service->refuseNew();
}

void WebDoors::close()
{
    m_messages.close();
    for (const auto &service : m_services)
        service->close();
}

void WebDoors::setAllowedOrigins(const QByteArrayList &origins)
{
    for (const auto &service : m_services)
        service->setAllowedOrigins(origins);
}

HttpAnswer WebDoors::answer(const HttpRequest &request)
{
    if (request.method == "OPTIONS" && request.target == "*")
        return HttpResponse::allowing(204, "GET, HEAD, POST, OPTIONS");
    if (m_chatRoutes && ChatRoutes::knows(request.path))
        return m_chatRoutes->answer(request);
    const bool isGated = (m_fileRoutes && FileRoutes::knows(request.path)) ||
                         (m_hookRoutes && HookRoutes::knows(request.path));
    if (const auto refused =
            m_bans && isGated ? m_bans->refusalFrom(request.peer.toString()) : std::nullopt)
        return readableBy(request.header("Origin"), deniedAnswer(*refused));
    if (m_fileRoutes && FileRoutes::knows(request.path))
        return m_fileRoutes->answer(request);
    if (m_hookRoutes && HookRoutes::knows(request.path))
        return m_hookRoutes->answer(request);
    if (!m_routes.knows(request.path)) {
        for (const auto &service : m_services) {
            if (service->serves(request.path))
                return service->answer(request);
        }
    }
    HttpResponse response = m_routes.answer(request);
    // What a page answers to is in what it answers to anything else.
    if (request.method == "OPTIONS" && response.status == 405)
        return HttpResponse::allowing(204, allowOf(response) + ", OPTIONS");
    return response;
}

std::unique_ptr<HttpSink> WebDoors::receiver(const HttpRequest &request)
{
    return m_fileRoutes ? m_fileRoutes->receiver(request) : nullptr;
}

qsizetype WebDoors::bodyLimit(const HttpRequest &request) const
{
    if (m_fileRoutes && FileRoutes::knows(request.path))
        return m_fileRoutes->bodyLimit(request);
    if (m_hookRoutes && HookRoutes::knows(request.path))
        return HookRoutes::bodyBytes;
    for (const auto &service : m_services) {
        if (const auto limit = service->bodyLimit(request.path))
            return *limit;
    }
    return HttpLimits().bodyBytes;
}

WebSocketKind WebDoors::kindOf(QByteArrayView path) const
{
    if (isStomp(path))
        return WebSocketKind::Stomp;
    if (MessageDoors::knows(path))
        return WebSocketKind::Messages;
    for (const auto &service : m_services) {
        if (service->hasWebSocket(path))
            return WebSocketKind::Messages;
    }
    return WebSocketKind::None;
}

void WebDoors::take(AcceptedWebSocket *socket, const QByteArray &path)
{
    for (const auto &service : m_services) {
        if (service->hasWebSocket(path)) {
            service->open(std::unique_ptr<AcceptedWebSocket>(socket));
            return;
        }
    }
    const bool isBanned = m_bans && m_bans->refusalFrom(socket->peerName());
    if (isBanned || (m_closed && m_closed())) {
        socket->setParent(this);
        connect(socket, &Stomp::Link::closed, socket, &QObject::deleteLater);
        socket->close(Stomp::CloseCode(1008), isBanned ? QStringLiteral("banned from this host")
                                                       : QStringLiteral("an invitation is needed"));
        return;
    }
    m_messages.open(socket, path);
}

} // namespace Server
