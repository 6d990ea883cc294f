// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/chatroutes.h"

#include "server/web/problems.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <utility>

namespace Server {
namespace {

using Action = DestinationPolicy::Action;

constexpr qsizetype longestBody = 16 * 1024; ///< Of a room to be made.

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
    case Refusal::Kind::Full:
        status = 503;
        break;
    }
    return problem(status, refused.message, refused.body);
}

HttpResponse noSuchRoom()
{
    return problem(404, "no such room", "GET /chat/rooms lists the rooms there are.");
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
      m_visitors({m_options.allowedOrigins, m_options.requests, m_options.sparesLoopback})
{
}

void ChatRoutes::setOptions(Options options)
{
    m_options = std::move(options);
    m_visitors.setOptions({m_options.allowedOrigins, m_options.requests, m_options.sparesLoopback});
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
    if (auto refused = m_visitors.refusal(request))
        return std::move(*refused);
    const QByteArray methods = route->isPost ? "POST, OPTIONS" : "GET, HEAD, OPTIONS";
    if (request.method == "OPTIONS")
        return readableBy(origin, preflight(methods));
    const bool fits = route->isPost ? request.method == "POST"
                                    : request.method == "GET" || request.method == "HEAD";
    if (!fits) {
        HttpResponse response =
            problem(405, "method not allowed", "This is answered to " + methods + '.');
        response.headers.emplace_back("Allow", methods);
        return readableBy(origin, response);
    }
    const auto credentials = m_visitors.credentials(request);
    if (!credentials)
        return readableBy(origin, deniedAnswer({"access refused"}));

    const QByteArray id =
        QByteArray::fromPercentEncoding(route->roomOf(request.path)->toByteArray());
    Ask ask{request, Chat::parseRoomId(QString::fromUtf8(id))};
    return HttpLater([this, route, ask = std::move(ask), origin,
                      credentials = *credentials](const HttpReply &reply) {
        const HttpReply readableReply = [reply, origin](HttpFinal response) {
            reply(readableBy(origin, std::get<HttpResponse>(std::move(response))));
        };
        m_authenticator.authenticate(
            credentials, m_guard([this, route, ask, readableReply](const auto &who) {
                if (!who)
                    return readableReply(deniedAnswer(who.error()));
                const QByteArray destination =
                    route->destination.toByteArray() +
                    (route->behind.isEmpty() ? QByteArray()
                                             : (ask.room ? ask.room->toString().toUtf8() : "") +
                                                   route->behind.toByteArray());
                if (!m_options.policy.allows(route->isPost ? Action::Send : Action::Subscribe,
                                             destination, *who)) {
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
    m_chat.makeRoom(who, *wanted, m_guard([this, who, reply](const auto &made) {
                        if (!made)
                            return reply(refusal(made.error()));
                        const auto room = shownRoom(who, made->room.id);
                        if (!made->isNew)
                            return reply(problem(409, "there is such a room",
                                                 "Leave out roomId to get a new one."));
                        // 200 as Spring says it, and not 201: that is what such programs look for.
                        reply(room ? jsonAnswer(200, room->toJson()) : noSuchRoom());
                    }));
}

/// As its list shows it: what a room is to one person is told over STOMP, where it is kept up.
std::optional<Chat::RoomInfo> ChatRoutes::shownRoom(const Principal &who,
                                                    const Chat::RoomId &id) const
{
    auto room = m_chat.room(who, id);
    if (room)
        room->own = {};
    return room;
}

void ChatRoutes::listRooms(const Principal &who, const Ask &, const HttpReply &reply)
{
    QByteArrayList rooms;
    for (Chat::RoomInfo &room : m_chat.rooms(who)) {
        room.own = {};
        rooms.append(room.toJson());
    }
    reply(jsonAnswer(200, '[' + rooms.join(',') + ']'));
}

void ChatRoutes::showRoom(const Principal &who, const Ask &ask, const HttpReply &reply)
{
    const auto room = ask.room ? shownRoom(who, *ask.room) : std::nullopt;
    reply(room ? jsonAnswer(200, room->toJson()) : noSuchRoom());
}

void ChatRoutes::listMembers(const Principal &who, const Ask &ask, const HttpReply &reply)
{
    if (!ask.room || !m_chat.room(who, *ask.room))
        return reply(noSuchRoom());
    const auto members = m_chat.members(who, *ask.room);
    reply(members ? jsonAnswer(200, members->toJson()) : refusal(members.error()));
}

} // namespace Server
