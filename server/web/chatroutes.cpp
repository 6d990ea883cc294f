// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/chatroutes.h"

#include "server/auth/secrets.h"
#include "server/doors/httporigin.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <utility>

namespace Server {
namespace {

using Action = DestinationPolicy::Action;

constexpr qsizetype longestBody = 16 * 1024; ///< Of a room to be made.
constexpr qsizetype mostAddresses = 10000;   ///< Whose rates are remembered.
constexpr QByteArrayView basicScheme = "Basic ", bearerScheme = "Bearer ";
constexpr char realm[] = "Basic realm=\"Madang\", charset=\"UTF-8\"";

HttpResponse json(int status, const QByteArray &body)
{
    HttpResponse response;
    response.status = status;
    response.contentType = "application/json; charset=UTF-8";
    response.body = body + '\n';
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

HttpResponse problem(int status, const QByteArray &error, const QByteArray &message)
{
    const QJsonObject object{{QStringLiteral("status"), status},
                             {QStringLiteral("error"), QString::fromUtf8(error)},
                             {QStringLiteral("message"), QString::fromUtf8(message)}};
    return json(status, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

HttpResponse refusal(const Refusal &refused)
{
    int status = 400;
    switch (refused.kind) {
    case Refusal::Kind::Malformed:
        break;
    case Refusal::Kind::Forbidden:
        status = 403;
        break;
    case Refusal::Kind::NotFound:
        status = 404;
        break;
    case Refusal::Kind::Unavailable:
        status = 503;
        break;
    }
    return problem(status, refused.message, refused.body);
}

HttpResponse noSuchRoom()
{
    return problem(404, "no such room", "GET /chat/rooms lists the rooms there are.");
}

HttpResponse denied(const AccessDenied &why)
{
    if (why.isUndecided) {
        HttpResponse response = problem(429, why.message, "Wait a little, then ask again.");
        response.headers.emplace_back("Retry-After", "2");
        return response;
    }
    HttpResponse response =
        problem(401, why.message,
                "Say who you are by \"Authorization: Basic\", with the login and passcode of "
                "CONNECT, or \"Authorization: Bearer\" with a token; the host's password goes "
                "with an empty login.");
    response.headers.emplace_back("WWW-Authenticate", realm);
    return response;
}

bool hasScheme(QByteArrayView authorization, QByteArrayView scheme)
{
    return authorization.size() > scheme.size() &&
           authorization.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0;
}

QByteArray mediaType(const HttpRequest &request)
{
    return request.header("Content-Type").split(';').constFirst().trimmed().toLower();
}

/// Fields as forms and queries write them; a blank may be a plus.
Chat::RoomRequest fromForm(QByteArray form)
{
    const QUrlQuery query(QString::fromUtf8(form.replace('+', "%20")));
    const auto field = [&query](const char *name) {
        return query.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded);
    };
    return {field("roomId"), field("name"), field("topic")};
}

tl::expected<Chat::RoomRequest, HttpResponse> readRequest(const HttpRequest &request)
{
    if (request.body.size() > longestBody)
        return tl::unexpected(problem(413, "body too large", "A room is described in 16 KiB."));
    if (request.body.isEmpty())
        return fromForm(request.query);
    const QByteArray type = mediaType(request);
    if (type == "application/x-www-form-urlencoded")
        return fromForm(request.body);
    if (type != "application/json") {
        return tl::unexpected(problem(415, "unknown content type",
                                      "A room is described in application/json, or as "
                                      "application/x-www-form-urlencoded."));
    }
    if (const auto read = Chat::RoomRequest::fromJson(request.body))
        return *read;
    return tl::unexpected(problem(400, "malformed body",
                                  "The body has to be a JSON object, as {\"name\":\"Lounge\"}."));
}

/// Lets a page of an allowed origin read the answer.
HttpResponse readable(HttpResponse response, const QByteArray &origin)
{
    response.headers.emplace_back("Vary", "Origin");
    if (!origin.isEmpty())
        response.headers.emplace_back("Access-Control-Allow-Origin", origin);
    return response;
}

HttpResponse preflight(const QByteArray &methods)
{
    HttpResponse response;
    response.status = 204;
    response.contentType.clear();
    response.headers = {{"Allow", methods},
                        {"Access-Control-Allow-Methods", methods},
                        {"Access-Control-Allow-Headers", "Authorization, Content-Type"},
                        {"Access-Control-Max-Age", "3600"}};
    return response;
}

} // namespace

struct ChatRoutes::Route {
    QByteArrayView before; ///< The path; or what stands before a room's id.
    bool hasRoom;
    QByteArrayView behind;
    bool isPost;
    void (ChatRoutes::*take)(const Principal &who, const Ask &ask, const HttpReply &reply);
    /// The same over STOMP, which has the policy's say: a SEND, or a SUBSCRIBE to this, the room's
    /// id, and what is behind it.
    QByteArrayView destination;

    /// Of the path, percent-encoded; nullopt when it is not of this route.
    std::optional<QByteArrayView> roomOf(QByteArrayView path) const
    {
        if (!hasRoom)
            return path == before ? std::optional(QByteArrayView()) : std::nullopt;
        if (path.size() <= before.size() + behind.size() || !path.startsWith(before) ||
            !path.endsWith(behind))
            return std::nullopt;
        const QByteArrayView id = path.sliced(before.size()).chopped(behind.size());
        return id.contains('/') ? std::nullopt : std::optional(id);
    }
};

const ChatRoutes::Route ChatRoutes::routes[] = {
    {"/chat/createroom", false, {}, true, &ChatRoutes::makeRoom, "/app/chat/createroom"},
    {"/chat/rooms", false, {}, false, &ChatRoutes::listRooms, "/app/chat/rooms"},
    {"/chat/room/", true, {}, false, &ChatRoutes::showRoom, "/app/chat/rooms"},
    {"/chat/room/", true, "/members", false, &ChatRoutes::listMembers, "/app/chat/room/"},
};

ChatRoutes::ChatRoutes(ChatService &chat, Authenticator &authenticator, Options options)
    : m_chat(chat), m_authenticator(authenticator), m_options(std::move(options)),
      m_secret(makeGuestToken())
{
}

void ChatRoutes::setOptions(Options options)
{
    m_options = std::move(options);
    m_rates.clear();
}

const ChatRoutes::Route *ChatRoutes::routeOf(QByteArrayView path)
{
    const auto route = std::find_if(std::begin(routes), std::end(routes), [path](const Route &one) {
        return one.roomOf(path).has_value();
    });
    return route == std::end(routes) ? nullptr : route;
}

bool ChatRoutes::knows(QByteArrayView path)
{
    return routeOf(path) != nullptr;
}

HttpAnswer ChatRoutes::answer(const HttpRequest &request)
{
    const Route *route = routeOf(request.path);
    if (!route)
        return noSuchRoom();
    const QByteArray origin = request.header("Origin");
    if (request.isRepeated("Origin") ||
        !originAllowed(origin, request.header("Host"), m_options.allowedOrigins)) {
        return problem(403, "foreign origin",
                       "Pages of this origin may not ask here. The host's operator can let them: "
                       "allow-origin.");
    }
    const QByteArray methods = route->isPost ? "POST, OPTIONS" : "GET, HEAD, OPTIONS";
    if (request.method == "OPTIONS")
        return readable(preflight(methods), origin);
    const bool fits = route->isPost ? request.method == "POST"
                                    : request.method == "GET" || request.method == "HEAD";
    if (!fits) {
        HttpResponse response =
            problem(405, "method not allowed", "This is answered to " + methods + '.');
        response.headers.emplace_back("Allow", methods);
        return readable(response, origin);
    }
    if (const auto wait = waitOf(request, Stomp::Clock::now())) {
        HttpResponse response = problem(429, "too many requests", "Wait a little, then ask again.");
        response.headers.emplace_back("Retry-After", QByteArray::number(qint64(wait->count())));
        return readable(response, origin);
    }
    const auto credentials = credentialsOf(request);
    if (!credentials)
        return readable(denied({"access refused"}), origin);

    const QByteArray id =
        QByteArray::fromPercentEncoding(route->roomOf(request.path)->toByteArray());
    Ask ask{request, Chat::parseRoomId(QString::fromUtf8(id))};
    return HttpLater([this, route, ask = std::move(ask), origin,
                      credentials = *credentials](const HttpReply &reply) {
        const HttpReply readableReply = [reply, origin](const HttpResponse &response) {
            reply(readable(response, origin));
        };
        m_authenticator.authenticate(
            credentials, m_guard([this, route, ask, readableReply](const auto &who) {
                if (!who)
                    return readableReply(denied(who.error()));
                const QByteArray destination =
                    route->destination.toByteArray() +
                    (route->behind.isEmpty() ? QByteArray()
                                             : (ask.room ? ask.room->toString().toUtf8() : "") +
                                                   route->behind.toByteArray());
                if (!m_options.policy.allows(route->isPost ? Action::Send : Action::Subscribe,
                                             destination, who->role)) {
                    return readableReply(problem(
                        403, "access refused", "Whoever runs this host decides who may do that."));
                }
                (this->*route->take)(*who, ask, readableReply);
            }));
    });
}

void ChatRoutes::makeRoom(const Principal &who, const Ask &ask, const HttpReply &reply)
{
    const auto wanted = readRequest(ask.request);
    if (!wanted)
        return reply(wanted.error());
    if (wanted->name.trimmed().isEmpty() && wanted->roomText.isEmpty())
        return reply(problem(400, "no name", "The room needs a name: {\"name\":\"Lounge\"}."));
    m_chat.makeRoom(who, *wanted, m_guard([this, reply](const auto &made) {
                        if (!made)
                            return reply(refusal(made.error()));
                        const auto room = m_chat.room(made->room.id);
                        if (!made->isNew)
                            return reply(problem(409, "there is such a room",
                                                 "Leave out roomId to get a new one."));
                        // 200 as Spring says it, and not 201: that is what such programs look for.
                        reply(room ? json(200, room->toJson()) : noSuchRoom());
                    }));
}

void ChatRoutes::listRooms(const Principal &, const Ask &, const HttpReply &reply)
{
    QByteArrayList rooms;
    for (const Chat::RoomInfo &room : m_chat.rooms())
        rooms.append(room.toJson());
    reply(json(200, '[' + rooms.join(',') + ']'));
}

void ChatRoutes::showRoom(const Principal &, const Ask &ask, const HttpReply &reply)
{
    const auto room = ask.room ? m_chat.room(*ask.room) : std::nullopt;
    reply(room ? json(200, room->toJson()) : noSuchRoom());
}

void ChatRoutes::listMembers(const Principal &, const Ask &ask, const HttpReply &reply)
{
    if (!ask.room || !m_chat.room(*ask.room))
        return reply(noSuchRoom());
    reply(json(200, m_chat.members(*ask.room).toJson()));
}

std::optional<Credentials> ChatRoutes::credentialsOf(const HttpRequest &request) const
{
    Credentials credentials;
    credentials.peer = request.peer.toString();
    // Else every request would be a new guest's, and no bound on what one makes would hold. Behind
    // a loopback address there may be many people, behind a proxy.
    if (!isSpared(request)) {
        const QByteArray code = QMessageAuthenticationCode::hash(
            credentials.peer.toUtf8(), m_secret, QCryptographicHash::Sha256);
        credentials.guestToken =
            code.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
    const QByteArray said = request.header("Authorization");
    if (said.isEmpty())
        return credentials;
    if (request.isRepeated("Authorization"))
        return std::nullopt;
    if (hasScheme(said, bearerScheme)) {
        credentials.token = said.sliced(bearerScheme.size()).trimmed();
        return credentials;
    }
    if (!hasScheme(said, basicScheme))
        return std::nullopt;
    const auto pair = QByteArray::fromBase64Encoding(said.sliced(basicScheme.size()).trimmed(),
                                                     QByteArray::AbortOnBase64DecodingErrors);
    const qsizetype colon = pair ? pair.decoded.indexOf(':') : -1;
    if (colon < 0)
        return std::nullopt;
    credentials.login = pair.decoded.first(colon);
    credentials.passcode = pair.decoded.sliced(colon + 1);
    return credentials;
}

bool ChatRoutes::isSpared(const HttpRequest &request) const
{
    return m_options.sparesLoopback && request.peer.isLoopback();
}

std::optional<std::chrono::seconds> ChatRoutes::waitOf(const HttpRequest &request,
                                                       Stomp::TimePoint now)
{
    if (isSpared(request) || m_options.requests.perSecond <= 0)
        return std::nullopt;
    if (m_rates.size() >= mostAddresses && !m_rates.contains(request.peer))
        m_rates.clear(); // a crowd, in which nobody is remembered for long
    auto rate = m_rates.find(request.peer);
    if (rate == m_rates.end())
        rate = m_rates.insert(request.peer, TokenBucket(m_options.requests, now));
    if (const auto ready = rate->readyAt(); ready && *ready > now)
        return std::chrono::ceil<std::chrono::seconds>(*ready - now);
    rate->take(1, now);
    return std::nullopt;
}

} // namespace Server
