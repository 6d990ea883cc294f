// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/entrance.h"

#include "stomp/wire/json.h"

#include <QJsonArray>

#include <array>
#include <utility>

namespace Chat {

using namespace Json;

namespace {

constexpr QLatin1String invitationLabelKey("label");
constexpr QLatin1String usesKey("uses");
constexpr QLatin1String usedKey("used");
constexpr QLatin1String madeKey("made");
constexpr QLatin1String revokedKey("revoked");
constexpr QLatin1String invitationSecretKey("secret");
constexpr QLatin1String invitationsKey("invitations");
constexpr QLatin1String deviceFlag("device");
constexpr QLatin1String addressText("address");
constexpr QLatin1String sinceKey("since");
constexpr QLatin1String nameTakenKey("nameTaken");
constexpr QLatin1String newcomersWaitingKey("waiting");
constexpr QLatin1String newcomersDeclinedKey("declined");
constexpr QLatin1String newcomerKey("newcomer");
constexpr qsizetype longestToldId = 64;

constexpr std::array entranceNames{
    std::pair{EntranceRequest::Invite, QByteArrayView("/app/chat/entrance/invite")},
    std::pair{EntranceRequest::Invitations, QByteArrayView("/app/chat/entrance/invitations")},
    std::pair{EntranceRequest::Newcomers, QByteArrayView("/app/chat/entrance/newcomers")},
    std::pair{EntranceRequest::Revoke, QByteArrayView("/app/chat/entrance/revoke")},
    std::pair{EntranceRequest::Admit, QByteArrayView("/app/chat/entrance/admit")},
    std::pair{EntranceRequest::Decline, QByteArrayView("/app/chat/entrance/decline")},
};

constexpr std::array entranceEvents{
    std::pair{QLatin1String("WAITING"), EntranceEvent::Kind::Waiting},
    std::pair{QLatin1String("GONE"), EntranceEvent::Kind::Gone},
    std::pair{QLatin1String("INVITATIONS"), EntranceEvent::Kind::Invitations},
};

qint64 millisecondsOf(Timestamp time)
{
    return time.time_since_epoch().count();
}

Timestamp entranceTime(const QJsonValue &value)
{
    return Timestamp(std::chrono::milliseconds(value.toInteger()));
}

QJsonObject invitationObject(const InvitationInfo &info)
{
    QJsonObject object{{idKey, info.id},
                       {usesKey, info.uses},
                       {usedKey, info.used},
                       {madeKey, millisecondsOf(info.made)}};
    if (!info.label.isEmpty())
        object.insert(invitationLabelKey, info.label);
    if (!info.room.isEmpty())
        object.insert(roomKey, info.room.toString());
    if (info.until)
        object.insert(untilKey, millisecondsOf(*info.until));
    if (info.revoked)
        object.insert(revokedKey, true);
    return object;
}

std::optional<InvitationInfo> invitationFromObject(const QJsonObject &object)
{
    InvitationInfo info;
    info.id = boundedText(object.value(idKey), longestToldId);
    if (info.id.isEmpty())
        return std::nullopt;
    info.label = toldName(object.value(invitationLabelKey));
    info.room = parseRoomId(object.value(roomKey).toString()).value_or(RoomId());
    info.uses = object.value(usesKey).toInt();
    info.used = object.value(usedKey).toInt();
    info.made = entranceTime(object.value(madeKey));
    if (object.value(untilKey).isDouble())
        info.until = entranceTime(object.value(untilKey));
    info.revoked = object.value(revokedKey).toBool();
    return info;
}

QJsonObject newcomerObject(const NewcomerInfo &info)
{
    QJsonObject object{{idKey, info.id}};
    if (!info.name.isEmpty())
        object.insert(nameKey, info.name);
    if (!info.address.isEmpty())
        object.insert(addressText, info.address);
    if (info.device)
        object.insert(deviceFlag, true);
    if (info.since != Timestamp())
        object.insert(sinceKey, millisecondsOf(info.since));
    if (info.nameTaken)
        object.insert(nameTakenKey, true);
    return object;
}

std::optional<NewcomerInfo> newcomerFromObject(const QJsonObject &object)
{
    const QString id = boundedText(object.value(idKey), longestToldId);
    if (id.isEmpty())
        return std::nullopt;
    return NewcomerInfo{id,
                        toldName(object.value(nameKey)),
                        object.value(deviceFlag).toBool(),
                        toldName(object.value(addressText)),
                        entranceTime(object.value(sinceKey)),
                        object.value(nameTakenKey).toBool()};
}

QJsonArray newcomerArray(const std::vector<NewcomerInfo> &all)
{
    QJsonArray array;
    for (const NewcomerInfo &one : all)
        array.append(newcomerObject(one));
    return array;
}

std::vector<NewcomerInfo> newcomersFrom(const QJsonValue &array)
{
    std::vector<NewcomerInfo> all;
    for (const QJsonValue &value : array.toArray()) {
        if (auto one = newcomerFromObject(value.toObject()))
            all.push_back(*std::move(one));
    }
    return all;
}

} // namespace

QByteArray MadeInvitation::toJson() const
{
    QJsonObject object = invitationObject(info);
    object.insert(invitationSecretKey, QString::fromLatin1(secret));
    return compact(object);
}

std::optional<MadeInvitation> MadeInvitation::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    auto info = object ? invitationFromObject(*object) : std::nullopt;
    const QByteArray secret =
        object ? object->value(invitationSecretKey).toString().toLatin1() : QByteArray();
    if (!info || secret.isEmpty())
        return std::nullopt;
    return MadeInvitation{*std::move(info), secret};
}

QByteArray InvitationList::toJson() const
{
    QJsonArray array;
    for (const InvitationInfo &one : invitations)
        array.append(invitationObject(one));
    return compact({{invitationsKey, array}});
}

std::optional<InvitationList> InvitationList::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || !object->value(invitationsKey).isArray())
        return std::nullopt;
    InvitationList list;
    const QJsonArray array = object->value(invitationsKey).toArray();
    for (const QJsonValue &value : array) {
        if (auto one = invitationFromObject(value.toObject()))
            list.invitations.push_back(*std::move(one));
    }
    return list;
}

QByteArray NewcomerList::toJson() const
{
    return compact({{newcomersWaitingKey, newcomerArray(waiting)},
                    {newcomersDeclinedKey, newcomerArray(declined)}});
}

std::optional<NewcomerList> NewcomerList::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || !object->value(newcomersWaitingKey).isArray())
        return std::nullopt;
    return NewcomerList{newcomersFrom(object->value(newcomersWaitingKey)),
                        newcomersFrom(object->value(newcomersDeclinedKey))};
}

QByteArray EntranceEvent::toJson() const
{
    QJsonObject object;
    for (const auto &[name, known] : entranceEvents) {
        if (known == kind)
            object.insert(typeKey, name);
    }
    if (kind != Kind::Invitations)
        object.insert(newcomerKey, newcomerObject(newcomer));
    return compact(object);
}

std::optional<EntranceEvent> EntranceEvent::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object)
        return std::nullopt;
    const QString type = object->value(typeKey).toString();
    for (const auto &[name, kind] : entranceEvents) {
        if (type != name)
            continue;
        if (kind == Kind::Invitations)
            return EntranceEvent{kind};
        auto newcomer = newcomerFromObject(object->value(newcomerKey).toObject());
        return newcomer ? std::optional(EntranceEvent{kind, *std::move(newcomer)}) : std::nullopt;
    }
    return std::nullopt;
}

QByteArray EntranceOrder::toJson() const
{
    return compact({{idKey, id}, {onKey, on}});
}

std::optional<EntranceOrder> EntranceOrder::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const QString id = object ? object->value(idKey).toString() : QString();
    if (id.isEmpty() || id.size() > longestToldId)
        return std::nullopt;
    return EntranceOrder{id, object->value(onKey).toBool(true)};
}

std::optional<EntranceRequest> parseEntranceRequest(QByteArrayView destination)
{
    for (const auto &[request, name] : entranceNames) {
        if (destination == name)
            return request;
    }
    return std::nullopt;
}

QByteArray entranceDestination(EntranceRequest request)
{
    for (const auto &[known, name] : entranceNames) {
        if (known == request)
            return name.toByteArray();
    }
    return {};
}

QByteArray entranceQueue()
{
    return QByteArrayLiteral("/user/queue/chat/entrance");
}

} // namespace Chat
