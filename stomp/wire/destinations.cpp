// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/destinations.h"

#include <array>

namespace Chat {
namespace {

constexpr QByteArrayView roomPrefix = "/topic/chat/room/";
constexpr QByteArrayView roomRequestPrefix = "/app/chat/room/";
constexpr QByteArrayView eventsSuffix = "/events";

struct PlainRequest {
    QByteArrayView destination;
    Request::Kind kind;
};
constexpr std::array plainRequests{
    PlainRequest{"/app/chat/message", Request::Kind::Message},
    PlainRequest{"/app/chat/enterUser", Request::Kind::EnterUser},
    PlainRequest{"/app/chat/createroom", Request::Kind::CreateRoom},
    PlainRequest{"/app/chat/rooms", Request::Kind::Rooms},
    PlainRequest{"/app/chat/search", Request::Kind::Search},
    PlainRequest{"/app/chat/presence", Request::Kind::Presence},
    PlainRequest{"/app/chat/unread", Request::Kind::Unread},
    PlainRequest{"/app/chat/direct", Request::Kind::Direct},
    PlainRequest{"/app/chat/people/ban", Request::Kind::BanPerson},
    PlainRequest{"/app/chat/people/banned", Request::Kind::Banned},
    PlainRequest{"/app/chat/people/audit", Request::Kind::HostAudit},
};
struct RequestSuffix {
    QByteArrayView suffix;
    Request::Kind kind;
};
constexpr std::array roomRequests{
    RequestSuffix{"/topic", Request::Kind::SetTopic},
    RequestSuffix{"/members", Request::Kind::Members},
    RequestSuffix{"/history", Request::Kind::History},
    RequestSuffix{"/changes", Request::Kind::Changes},
    RequestSuffix{"/pins", Request::Kind::Pins},
    RequestSuffix{"/earlier", Request::Kind::Earlier},
    RequestSuffix{"/edit", Request::Kind::Edit},
    RequestSuffix{"/delete", Request::Kind::Delete},
    RequestSuffix{"/react", Request::Kind::React},
    RequestSuffix{"/pin", Request::Kind::Pin},
    RequestSuffix{"/seen", Request::Kind::Seen},
    RequestSuffix{"/typing", Request::Kind::Typing},
    RequestSuffix{"/receipts", Request::Kind::Receipts},
    RequestSuffix{"/settings", Request::Kind::Settings},
    RequestSuffix{"/invite", Request::Kind::Invite},
    RequestSuffix{"/admit", Request::Kind::Admit},
    RequestSuffix{"/role", Request::Kind::SetRole},
    RequestSuffix{"/remove-room", Request::Kind::RemoveRoom},
    RequestSuffix{"/restore", Request::Kind::Restore},
    RequestSuffix{"/knocks", Request::Kind::Knocks},
    RequestSuffix{"/hooks", Request::Kind::Hooks},
    RequestSuffix{"/hook", Request::Kind::Hook},
    RequestSuffix{"/mute", Request::Kind::Mute},
    RequestSuffix{"/send-out", Request::Kind::SendOut},
    RequestSuffix{"/ban", Request::Kind::Ban},
    RequestSuffix{"/order", Request::Kind::Order},
    RequestSuffix{"/audit", Request::Kind::Audit},
};

std::optional<RoomId> roomFromSegment(QByteArrayView segment)
{
    return parseRoomId(QString::fromUtf8(segment.data(), segment.size()));
}

QByteArray join(QByteArrayView prefix, const RoomId &room, QByteArrayView suffix)
{
    QByteArray out = prefix.toByteArray();
    out += room.toString().toUtf8();
    out.append(suffix.data(), suffix.size());
    return out;
}

} // namespace

QByteArray roomTopic(const RoomId &room)
{
    return join(roomPrefix, room, {});
}

QByteArray roomEventsTopic(const RoomId &room)
{
    return join(roomPrefix, room, eventsSuffix);
}

QByteArray roomsTopic()
{
    return QByteArrayLiteral("/topic/chat/rooms");
}

QByteArray hostTopic()
{
    return QByteArrayLiteral("/topic/chat/host");
}

QByteArray ownRoomsQueue()
{
    return QByteArrayLiteral("/user/queue/chat/rooms");
}

QByteArray invitationsQueue()
{
    return QByteArrayLiteral("/user/queue/chat/invitations");
}

QByteArray errorsQueue()
{
    return QByteArrayLiteral("/user/queue/errors");
}

QByteArray receiptsQueue()
{
    return QByteArrayLiteral("/user/queue/chat/receipts");
}

QByteArray unreadQueue()
{
    return QByteArrayLiteral("/user/queue/chat/unread");
}

QByteArray paceQueue()
{
    return QByteArrayLiteral("/user/queue/chat/pace");
}

QByteArray orderQueue()
{
    return QByteArrayLiteral("/user/queue/chat/order");
}

QByteArray queueOf(const UserId &user, const QByteArray &queue)
{
    const QByteArray own = QByteArrayLiteral("/user");
    return own + '/' + user.toString().toUtf8().replace('/', "%2F") + queue.sliced(own.size());
}

QByteArray hooksQueue()
{
    return QByteArrayLiteral("/user/queue/chat/hooks");
}

std::optional<RoomId> roomOfTopic(QByteArrayView destination)
{
    if (!destination.startsWith(roomPrefix))
        return std::nullopt;
    return roomFromSegment(destination.sliced(roomPrefix.size()));
}

std::optional<RoomId> roomOfEventsTopic(QByteArrayView destination)
{
    if (!destination.startsWith(roomPrefix) || !destination.endsWith(eventsSuffix) ||
        destination.size() < roomPrefix.size() + eventsSuffix.size())
        return std::nullopt;
    return roomFromSegment(destination.sliced(roomPrefix.size()).chopped(eventsSuffix.size()));
}

std::optional<Request> parseRequest(QByteArrayView destination)
{
    for (const PlainRequest &request : plainRequests) {
        if (destination == request.destination)
            return Request{request.kind, {}};
    }
    if (!destination.startsWith(roomRequestPrefix))
        return std::nullopt;
    const QByteArrayView rest = destination.sliced(roomRequestPrefix.size());
    for (const RequestSuffix &request : roomRequests) {
        if (!rest.endsWith(request.suffix))
            continue;
        if (const auto room = roomFromSegment(rest.chopped(request.suffix.size())))
            return Request{request.kind, *room};
    }
    return std::nullopt;
}

QByteArray requestDestination(Request::Kind kind, const RoomId &room)
{
    for (const PlainRequest &request : plainRequests) {
        if (request.kind == kind)
            return request.destination.toByteArray();
    }
    for (const RequestSuffix &request : roomRequests) {
        if (request.kind == kind)
            return join(roomRequestPrefix, room, request.suffix);
    }
    return {};
}

} // namespace Chat
