// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/sockjsservice.h"

#include "server/doors/logging.h"
#include "server/doors/sockjspages.h"
#include "server/doors/sockjssocket.h"
#include "server/doors/upgrade.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <utility>

namespace Server {
namespace {

using SockJs::Path;
using SockJs::Transport;

constexpr qsizetype longestCallback = 32;
constexpr char textType[] = "text/plain; charset=UTF-8";
constexpr char scriptType[] = "application/javascript; charset=UTF-8";

bool isPosted(Transport transport)
{
    return transport == Transport::Xhr || transport == Transport::XhrSend ||
           transport == Transport::XhrStreaming || transport == Transport::JsonpSend;
}

bool isJsonp(Transport transport)
{
    return transport == Transport::Jsonp || transport == Transport::JsonpSend;
}

HttpResponse withText(HttpResponse response, int status, const QByteArray &line)
{
    response.status = status;
    response.contentType = textType;
    response.body = line + '\n';
    return response;
}

/// The value of a form's field; forms write a blank as a plus. Null when it is not there.
QByteArray formField(const QByteArray &form, const QString &name)
{
    const QUrlQuery query(QString::fromUtf8(QByteArray(form).replace('+', ' ')));
    if (!query.hasQueryItem(name))
        return {};
    // Not null, though it may be empty.
    return QByteArray("") + query.queryItemValue(name, QUrl::FullyDecoded).toUtf8();
}

bool isCallback(const QByteArray &name)
{
    return name.size() <= longestCallback && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_' || c == '.';
           });
}

} // namespace

SockJsService::SockJsService(Options options, std::shared_ptr<Reception> reception,
                             SockJsSession::Welcome welcome)
    : m_options(std::move(options)), m_reception(std::move(reception)),
      m_welcome(std::move(welcome))
{
}

SockJsService::~SockJsService()
{
    // Each tells of its end, and sockets theirs to sessions.
    m_sockets.clear();
    m_sessions.clear();
    if (m_scheduled)
        m_reception->turnEnd.cancel(this);
}

HttpResponse SockJsService::fresh(const HttpRequest &request, Transport transport,
                                  const QByteArray &contentType) const
{
    HttpResponse response = SockJsPages::fresh(contentType);
    // The others are read by scripts and frames, which need no leave.
    if (transport != Transport::HtmlFile && !isJsonp(transport))
        SockJsPages::allowOrigin(response, request);
    if (m_options.cookie)
        SockJsPages::addCookie(response, request);
    return response;
}

HttpAnswer SockJsService::answer(const HttpRequest &request)
{
    const auto path = SockJs::readPath(QByteArrayView(request.path).sliced(m_options.base.size()));
    if (!path)
        return SockJsPages::notFound();
    if (!originAllowed(request.header("Origin"), request.header("Host"), m_options.allowedOrigins))
        return HttpResponse::text(403, "Pages of this origin may not connect here.");
    if (path->kind == Path::Kind::Session)
        return answerSession(request, *path);
    const bool info = path->kind == Path::Kind::Info;
    if (info && request.method == "OPTIONS")
        return SockJsPages::preflight(request, "OPTIONS, GET");
    if (request.method != "GET" && request.method != "HEAD")
        return HttpResponse::allowing(405, info ? "OPTIONS, GET" : "GET");
    switch (path->kind) {
    case Path::Kind::Greeting:
        return SockJsPages::greeting();
    case Path::Kind::Iframe: {
        HttpResponse page = SockJsPages::iframe(request, m_options.client);
        SockJsPages::limitFrames(page, m_options.allowedOrigins);
        return page;
    }
    case Path::Kind::Info:
        return SockJsPages::info(request, m_options.webSocket, m_options.cookie);
    default:
        return HttpResponse::text(400, "Can \"Upgrade\" only to \"WebSocket\".");
    }
}

HttpAnswer SockJsService::answerSession(const HttpRequest &request, const Path &path)
{
    const Transport transport = path.transport;
    if (transport == Transport::WebSocket) {
        if (!m_options.webSocket)
            return SockJsPages::notFound();
        if (request.method != "GET")
            return HttpResponse::allowing(405, "GET");
        return HttpResponse::text(400, "Can \"Upgrade\" only to \"WebSocket\".");
    }
    if (isJsonp(transport) && !m_options.jsonp)
        return SockJsPages::notFound();
    if (!isPosted(transport)) {
        if (request.method != "GET")
            return HttpResponse::allowing(405, "GET");
    } else if (request.method != "POST") {
        if (transport == Transport::JsonpSend)
            return HttpResponse::allowing(405, "POST");
        if (request.method == "OPTIONS")
            return SockJsPages::preflight(request, "OPTIONS, POST");
        return HttpResponse::allowing(405, "OPTIONS, POST");
    }
    switch (transport) {
    case Transport::XhrSend:
    case Transport::JsonpSend:
        return receive(request, path, transport);
    case Transport::Xhr:
        return deliver(request, path, fresh(request, transport, scriptType), xhrFraming(), "xhr");
    case Transport::XhrStreaming:
        return deliver(request, path, fresh(request, transport, scriptType),
                       xhrStreamingFraming(m_options.responseBytes), "xhr-streaming");
    case Transport::EventSource:
        return deliver(request, path, fresh(request, transport, "text/event-stream"),
                       eventSourceFraming(m_options.responseBytes), "eventsource");
    default:
        return withCallback(request, path);
    }
}

HttpAnswer SockJsService::withCallback(const HttpRequest &request, const Path &path)
{
    const QByteArray query = request.query;
    QByteArray callback = formField(query, QStringLiteral("c"));
    if (callback.isNull())
        callback = formField(query, QStringLiteral("callback"));
    HttpResponse head = fresh(request, path.transport, scriptType);
    if (callback.isEmpty())
        return withText(head, 500, "\"callback\" parameter required");
    if (!isCallback(callback))
        return withText(head, 500, "invalid \"callback\" parameter");
    if (path.transport == Transport::Jsonp)
        return deliver(request, path, head, jsonpFraming(callback), "jsonp");
    head.contentType = "text/html; charset=UTF-8";
    head.guarded = false; // it lives in a page of the client's, with a script within
    SockJsPages::limitFrames(head, m_options.allowedOrigins);
    return deliver(request, path, head, htmlFileFraming(m_options.responseBytes, callback),
                   "htmlfile");
}

HttpAnswer SockJsService::deliver(const HttpRequest &request, const Path &path, HttpResponse head,
                                  SockJsFraming framing, QByteArrayView transport)
{
    const auto known = m_sessions.find(path.session);
    SockJsSession *session = known != m_sessions.end() ? known->second.get() : nullptr;
    // Its id alone does not make it somebody's.
    if (session && session->peer() != request.peer)
        return SockJsPages::notFound();
    if (!session && m_closing)
        return withText(head, 503, "The host is closing.");
    if (!session)
        session = add(path.session, request.peer, transport);
    if (!session)
        return withText(head, 503, "Too many sessions; try again later.");
    return std::make_unique<SockJsAnswer>(*session, std::move(head), std::move(framing));
}

HttpAnswer SockJsService::receive(const HttpRequest &request, const Path &path, Transport transport)
{
    HttpResponse response = fresh(request, transport, textType);
    QByteArray payload = request.body;
    if (transport == Transport::JsonpSend &&
        request.header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
        payload = formField(payload, QStringLiteral("d"));
    }
    const auto messages = SockJs::readPayload(payload);
    if (!messages) {
        return withText(response, 500,
                        messages.error() == SockJs::PayloadError::Missing
                            ? "Payload expected."
                            : "Broken JSON encoding.");
    }
    const auto known = m_sessions.find(path.session);
    SockJsSession *session = known != m_sessions.end() ? known->second.get() : nullptr;
    if (!session || session->peer() != request.peer || !session->receive(*messages))
        return withText(response, 404, "There is no such session.");
    if (transport == Transport::JsonpSend)
        response.body = "ok";
    else
        response.status = 204;
    if (session->isReading())
        return response;
    // Its next post waits for this answer: who says too much is slowed, and it is not kept here.
    return HttpLater([session, response](const HttpReply &reply) {
        session->whenRead([reply, response] { reply(response); });
    });
}

std::optional<qsizetype> SockJsService::bodyLimit(QByteArrayView path) const
{
    const auto read =
        serves(path) ? SockJs::readPath(path.sliced(m_options.base.size())) : std::nullopt;
    const bool sends =
        read && read->kind == Path::Kind::Session &&
        (read->transport == Transport::XhrSend || read->transport == Transport::JsonpSend);
    // Who has none could only be told so; a large body would be for nothing.
    if (!sends || !m_sessions.contains(read->session))
        return std::nullopt;
    return m_options.sendBytes;
}

bool SockJsService::hasWebSocket(QByteArrayView path) const
{
    if (!m_options.webSocket || !serves(path))
        return false;
    const auto read = SockJs::readPath(path.sliced(m_options.base.size()));
    return read && read->kind == Path::Kind::Session && read->transport == Transport::WebSocket;
}

void SockJsService::open(std::unique_ptr<AcceptedWebSocket> socket)
{
    // Sessions over WebSocket have no name: the same one may be open twice. No path has a slash
    // where this one has.
    const quint64 number = ++m_lastSocket;
    const QHostAddress peer(socket->peerName());
    SockJsSession *session = add('/' + QByteArray::number(number), peer, "websocket");
    if (!session)
        socket->close(Stomp::CloseCode(1013),
                      QStringLiteral("Too many sessions; try again later."));
    auto receiver = std::make_unique<SockJsSocket>(std::move(socket), [this, number] {
        m_socketsOver.push_back(number);
        forgetSoon();
    });
    SockJsSocket &added = *receiver;
    m_sockets.emplace(number, std::move(receiver));
    if (session)
        added.start(*session);
}

SockJsSession *SockJsService::add(const QByteArray &key, const QHostAddress &peer,
                                  QByteArrayView transport)
{
    auto place = m_reception->admit(peer, Reception::Kind::Session);
    if (!place)
        return nullptr;
    auto session = std::make_unique<SockJsSession>(m_options.session, std::move(*place), peer,
                                                   transport, m_welcome, [this, key] {
                                                       m_sessionsOver.push_back(key);
                                                       forgetSoon();
                                                   });
    SockJsSession *added = session.get();
    m_sessions.emplace(key, std::move(session));
    return added;
}

void SockJsService::close()
{
    m_closing = true;
    for (const auto &[key, session] : m_sessions)
        session->expectNobody();
}

void SockJsService::forgetSoon()
{
    if (!std::exchange(m_scheduled, true))
        m_reception->turnEnd.schedule(this);
}

void SockJsService::endOfTurn()
{
    m_scheduled = false;
    for (const quint64 number : std::exchange(m_socketsOver, {}))
        m_sockets.erase(number);
    for (const QByteArray &key : std::exchange(m_sessionsOver, {}))
        m_sessions.erase(key);
}

} // namespace Server
