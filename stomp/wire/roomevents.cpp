// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/roomevents.h"

#include "stomp/wire/json.h"

#include <QJsonArray>
#include <QSet>

#include <array>
#include <utility>

namespace Chat {

using namespace Json;

namespace {

constexpr QLatin1String acceptKey("accept");
constexpr QLatin1String roomObjectKey("room");
constexpr QLatin1String byKey("by");
constexpr QLatin1String byNameKey("byName");
constexpr QLatin1String changedKey("changed");
constexpr QLatin1String roomChangedType("ROOM");

using EventKind = InvitationEvent::Kind;
constexpr std::array eventKinds{
    std::pair{QLatin1String("INVITED"), EventKind::Invited},
    std::pair{QLatin1String("ADMITTED"), EventKind::Admitted},
    std::pair{QLatin1String("REJECTED"), EventKind::Rejected},
    std::pair{QLatin1String("KNOCKED"), EventKind::Knocked},
    std::pair{QLatin1String("ANSWERED"), EventKind::Answered},
    std::pair{QLatin1String("REMOVED"), EventKind::Removed},
};

/// The person that a request names; nullopt when it names none.
std::optional<UserId> userOf(const std::optional<QJsonObject> &object)
{
    const QString user = object ? object->value(userKey).toString() : QString();
    constexpr qsizetype longest = 128;
    return user.isEmpty() || user.size() > longest ? std::nullopt : std::optional(UserId(user));
}

} // namespace

QByteArray InviteRequest::toJson() const
{
    return compact({{userKey, user.toString()}, {onKey, on}});
}

std::optional<InviteRequest> InviteRequest::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto user = userOf(object);
    return user ? std::optional(InviteRequest{*user, object->value(onKey).toBool(true)})
                : std::nullopt;
}

QByteArray AdmitRequest::toJson() const
{
    return compact({{userKey, user.toString()}, {acceptKey, accept}});
}

std::optional<AdmitRequest> AdmitRequest::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto user = userOf(object);
    if (!user || !object->value(acceptKey).isBool())
        return std::nullopt;
    return AdmitRequest{*user, object->value(acceptKey).toBool()};
}

QByteArray RoleRequest::toJson() const
{
    return compact({{userKey, user.toString()}, {roleKey, memberRoleName(role)}});
}

std::optional<RoleRequest> RoleRequest::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto user = userOf(object);
    const auto role = user ? memberRoleFromName(object->value(roleKey).toString()) : std::nullopt;
    return role ? std::optional(RoleRequest{*user, *role}) : std::nullopt;
}

QByteArray KnockList::toJson() const
{
    QJsonArray array;
    for (const Knock &knock : knocks) {
        array.append(QJsonObject{{userKey, knock.user.toString()},
                                 {nameKey, knock.name},
                                 {guestKey, knock.guest},
                                 {timeKey, qint64(knock.time.time_since_epoch().count())}});
    }
    return compact({{roomKey, room.toString()}, {knocksKey, array}});
}

std::optional<KnockList> KnockList::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto room = object ? parseRoomId(object->value(roomKey).toString()) : std::nullopt;
    if (!room)
        return std::nullopt;
    KnockList list{*room, {}};
    QSet<UserId> taken;
    for (const QJsonValue &value : object->value(knocksKey).toArray()) {
        const QJsonObject knock = value.toObject();
        const auto user = userOf(knock);
        if (!user || taken.contains(*user))
            continue;
        taken.insert(*user);
        if (list.knocks.size() == mostTaken) {
            ++list.more;
            continue;
        }
        list.knocks.push_back(
            {*user, knock.value(nameKey).toString(), knock.value(guestKey).toBool(),
             Timestamp(std::chrono::milliseconds(knock.value(timeKey).toInteger()))});
    }
    return list;
}

QByteArray InvitationEvent::toJson() const
{
    QString type;
    for (const auto &[name, known] : eventKinds) {
        if (known == kind)
            type = name;
    }
    return compact({{typeKey, type},
                    {roomObjectKey, roomObject(room)},
                    {byKey, by.toString()},
                    {byNameKey, byName}});
}

std::optional<InvitationEvent> InvitationEvent::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto room =
        object ? roomFromObject(object->value(roomObjectKey).toObject()) : std::nullopt;
    if (!room)
        return std::nullopt;
    const QString type = object->value(typeKey).toString();
    for (const auto &[name, kind] : eventKinds) {
        if (type == name)
            return InvitationEvent{kind, *room, UserId(object->value(byKey).toString()),
                                   object->value(byNameKey).toString()};
    }
    return std::nullopt;
}

QByteArray RoomChangedEvent::toJson() const
{
    return compact({{typeKey, roomChangedType},
                    {roomObjectKey, roomObject(room)},
                    {byKey, by.toString()},
                    {byNameKey, byName},
                    {changedKey, QJsonArray::fromStringList(changed)}});
}

std::optional<RoomChangedEvent> RoomChangedEvent::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || object->value(typeKey).toString() != roomChangedType)
        return std::nullopt;
    const auto room = roomFromObject(object->value(roomObjectKey).toObject());
    if (!room)
        return std::nullopt;
    RoomChangedEvent event{
        *room, UserId(object->value(byKey).toString()), object->value(byNameKey).toString(), {}};
    for (const QJsonValue &field : object->value(changedKey).toArray())
        event.changed << field.toString();
    return event;
}

} // namespace Chat
