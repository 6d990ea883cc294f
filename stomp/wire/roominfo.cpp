// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/roominfo.h"

#include "stomp/wire/json.h"

#include <QJsonArray>

namespace Chat {

using namespace Json;

namespace {

constexpr QLatin1String invitedKey("invited");
constexpr QLatin1String goneKey("gone");
constexpr QLatin1String ownMutedKey("muted");
constexpr QLatin1String ownBannedKey("banned");

std::optional<Ruling> rulingIn(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isObject() ? std::optional(Ruling::fromObject(value.toObject())) : std::nullopt;
}

} // namespace

QJsonObject Json::roomObject(const RoomInfo &room)
{
    if (room.gone)
        return {{roomKey, room.id.toString()}, {goneKey, true}};
    QJsonObject object{
        {roomKey, room.id.toString()},      {nameKey, room.name}, {topicKey, room.topic},
        {seqKey, room.last.number},         {hereKey, room.here}, {membersKey, room.members},
        {revisionKey, room.revision.number}};
    if (const QJsonObject settings = room.settings.toObject(); !settings.isEmpty())
        object.insert(settingsKey, settings);
    if (room.floor.number > 0)
        object.insert(floorKey, room.floor.number);
    if (room.own.role != MemberRole::None)
        object.insert(roleKey, memberRoleName(room.own.role));
    if (room.own.invited)
        object.insert(invitedKey, true);
    if (room.own.knocks > 0)
        object.insert(knocksKey, room.own.knocks);
    if (room.own.muted)
        object.insert(ownMutedKey, room.own.muted->toObject());
    if (room.own.banned)
        object.insert(ownBannedKey, room.own.banned->toObject());
    return object;
}

std::optional<RoomInfo> Json::roomFromObject(const QJsonObject &object)
{
    const auto id = parseRoomId(textOrNumber(object.value(roomKey)));
    if (!id)
        return std::nullopt;
    return RoomInfo{
        *id,
        toldName(object.value(nameKey)),
        boundedText(object.value(topicKey), longestToldTopic),
        Sequence{object.value(seqKey).toInteger()},
        Revision{object.value(revisionKey).toInteger()},
        object.value(hereKey).toInt(),
        object.value(membersKey).toInt(),
        RoomSettings::fromObject(object.value(settingsKey).toObject()),
        Sequence{object.value(floorKey).toInteger()},
        {memberRoleFromName(object.value(roleKey).toString()).value_or(MemberRole::None),
         object.value(invitedKey).toBool(), object.value(knocksKey).toInt(),
         rulingIn(object, ownMutedKey), rulingIn(object, ownBannedKey)},
        object.value(goneKey).toBool()};
}

QByteArray RoomInfo::toJson() const
{
    return compact(roomObject(*this));
}

std::optional<RoomInfo> RoomInfo::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    return object ? roomFromObject(*object) : std::nullopt;
}

QByteArray roomListJson(const std::vector<RoomInfo> &rooms)
{
    QJsonArray array;
    for (const RoomInfo &room : rooms)
        array.append(roomObject(room));
    return compact({{roomsKey, array}});
}

std::optional<std::vector<RoomInfo>> roomListFromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || !object->value(roomsKey).isArray())
        return std::nullopt;
    std::vector<RoomInfo> rooms;
    for (const QJsonValue &value : object->value(roomsKey).toArray()) {
        if (const auto room = roomFromObject(value.toObject()))
            rooms.push_back(*room);
    }
    return rooms;
}

QByteArray RoomRequest::toJson() const
{
    QJsonObject object{{roomKey, roomText}, {nameKey, name}, {topicKey, topic}};
    if (settings != RoomChange())
        object.insert(settingsKey, settings.toObject());
    return compact(object);
}

std::optional<RoomRequest> RoomRequest::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object)
        return std::nullopt;
    const auto settings = RoomChange::fromObject(object->value(settingsKey).toObject());
    if (!settings)
        return std::nullopt;
    return RoomRequest{textOrNumber(object->value(roomKey)), object->value(nameKey).toString(),
                       object->value(topicKey).toString(), *settings};
}

} // namespace Chat
