// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/attendance.h"

#include "stomp/wire/json.h"

#include <array>

namespace Chat {

using namespace Json;

namespace {

constexpr QLatin1String stateKey("state");
constexpr QLatin1String idleKey("idle");
constexpr QLatin1String textKey("text");
const auto typingType = QStringLiteral("TYPING");

} // namespace

QString availabilityName(Availability availability)
{
    switch (availability) {
    case Availability::Offline:
        return QStringLiteral("offline");
    case Availability::Online:
        return QStringLiteral("online");
    case Availability::Away:
        return QStringLiteral("away");
    case Availability::DoNotDisturb:
        return QStringLiteral("dnd");
    }
    return {};
}

std::optional<Availability> availabilityFromName(const QString &name)
{
    for (const auto one : {Availability::Offline, Availability::Online, Availability::Away,
                           Availability::DoNotDisturb}) {
        if (name == availabilityName(one))
            return one;
    }
    return std::nullopt;
}

QByteArray PresenceRequest::toJson() const
{
    QJsonObject object;
    if (state)
        object.insert(stateKey, availabilityName(*state));
    if (idle)
        object.insert(idleKey, *idle);
    if (status)
        object.insert(textKey, *status);
    if (until)
        object.insert(untilKey, qint64(until->time_since_epoch().count()));
    return compact(object);
}

std::optional<PresenceRequest> PresenceRequest::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object)
        return std::nullopt;
    PresenceRequest request;
    if (const QJsonValue state = object->value(stateKey); !state.isUndefined()) {
        request.state = availabilityFromName(state.toString());
        if (!request.state || *request.state == Availability::Offline)
            return std::nullopt;
    }
    if (const QJsonValue idle = object->value(idleKey); idle.isBool())
        request.idle = idle.toBool();
    if (const QJsonValue text = object->value(textKey); text.isString())
        request.status = text.toString();
    if (const QJsonValue until = object->value(untilKey); until.isDouble())
        request.until = Timestamp(std::chrono::milliseconds(until.toInteger()));
    return request;
}

QByteArray TypingRequest::toJson() const
{
    return compact({{onKey, on}});
}

std::optional<TypingRequest> TypingRequest::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    return object ? std::optional(TypingRequest{object->value(onKey).toBool(true)}) : std::nullopt;
}

QByteArray TypingEvent::toJson() const
{
    return compact({{typeKey, typingType},
                    {roomKey, room.toString()},
                    {idKey, user.toString()},
                    {nameKey, name},
                    {onKey, on}});
}

std::optional<TypingEvent> TypingEvent::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || object->value(typeKey).toString() != typingType)
        return std::nullopt;
    const auto room = parseRoomId(object->value(roomKey).toString());
    const UserId user(object->value(idKey).toString());
    if (!room || user.isEmpty())
        return std::nullopt;
    return TypingEvent{*room, user, object->value(nameKey).toString(),
                       object->value(onKey).toBool(true)};
}

} // namespace Chat
