// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/accounts.h"

#include "stomp/wire/json.h"

#include <QJsonArray>
#include <QJsonObject>

#include <array>
#include <utility>

namespace Chat {

using namespace Json;

namespace {

constexpr QLatin1String operatorsKey("operators");
constexpr QLatin1String hasPasswordKey("hasPassword");
constexpr QLatin1String devicesKey("devices");
constexpr QLatin1String keyKey("key");
constexpr QLatin1String addedKey("added");
constexpr QLatin1String lastUsedKey("lastUsed");
constexpr QLatin1String currentKey("current");
constexpr QLatin1String oldKey("old");
constexpr QLatin1String newKey("new");
constexpr QLatin1String confirmKey("confirm");
constexpr QLatin1String codeKey("code");
constexpr QLatin1String expiresKey("expires");
constexpr QLatin1String eventTextKey("text");

constexpr std::array eventNames{
    std::pair{AccountEvent::Kind::DeviceAdded, QLatin1String("DEVICE-ADDED")},
    std::pair{AccountEvent::Kind::DeviceRevoked, QLatin1String("DEVICE-REVOKED")},
    std::pair{AccountEvent::Kind::Name, QLatin1String("NAME")},
    std::pair{AccountEvent::Kind::Avatar, QLatin1String("AVATAR")},
    std::pair{AccountEvent::Kind::Password, QLatin1String("PASSWORD")},
    std::pair{AccountEvent::Kind::Erased, QLatin1String("ERASED")},
};

constexpr std::array requestNames{
    std::pair{AccountRequest::Me, QByteArrayView("/app/chat/me")},
    std::pair{AccountRequest::Pair, QByteArrayView("/app/chat/me/pair")},
    std::pair{AccountRequest::Recover, QByteArrayView("/app/chat/people/recover")},
    std::pair{AccountRequest::Password, QByteArrayView("/app/chat/me/password")},
    std::pair{AccountRequest::Name, QByteArrayView("/app/chat/me/name")},
    std::pair{AccountRequest::Avatar, QByteArrayView("/app/chat/me/avatar")},
    std::pair{AccountRequest::Revoke, QByteArrayView("/app/chat/me/revoke")},
    std::pair{AccountRequest::Erase, QByteArrayView("/app/chat/me/erase")},
};

qint64 numberOf(Timestamp time)
{
    return time.time_since_epoch().count();
}

Timestamp timeFrom(const QJsonObject &object, QLatin1String key)
{
    return Timestamp(std::chrono::milliseconds(object.value(key).toInteger()));
}

QJsonObject deviceObject(const DeviceInfo &device)
{
    QJsonObject object{{keyKey, device.key},
                       {nameKey, device.name},
                       {addedKey, numberOf(device.added)},
                       {lastUsedKey, numberOf(device.lastUsed)}};
    if (device.current)
        object.insert(currentKey, true);
    return object;
}

DeviceInfo deviceFromObject(const QJsonObject &object)
{
    return {object.value(keyKey).toString(), object.value(nameKey).toString(),
            timeFrom(object, addedKey), timeFrom(object, lastUsedKey),
            object.value(currentKey).toBool()};
}

/// The text of the one field that a request has.
std::optional<QString> fieldOf(const QByteArray &json, QLatin1String key)
{
    const auto object = parseObject(json);
    if (!object || !object->value(key).isString())
        return std::nullopt;
    return object->value(key).toString();
}

} // namespace

QByteArray AccountInfo::toJson() const
{
    QJsonArray list;
    for (const DeviceInfo &device : devices)
        list.append(deviceObject(device));
    QJsonObject object{{userKey, user.toString()},
                       {nameKey, name},
                       {roleKey, role},
                       {hasPasswordKey, hasPassword},
                       {devicesKey, list}};
    if (operators)
        object.insert(operatorsKey, true);
    if (!avatar.isEmpty())
        object.insert(avatarKey, avatarObject(avatar));
    if (!token.isEmpty())
        object.insert(tokenKey, token);
    return compact(object);
}

std::optional<AccountInfo> AccountInfo::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || !object->value(userKey).isString())
        return std::nullopt;
    AccountInfo info{UserId(object->value(userKey).toString()),
                     object->value(nameKey).toString(),
                     object->value(roleKey).toString(),
                     object->value(operatorsKey).toBool(),
                     object->value(hasPasswordKey).toBool(),
                     avatarFromObject(object->value(avatarKey).toObject()),
                     {},
                     object->value(tokenKey).toString()};
    for (const QJsonValue &device : object->value(devicesKey).toArray())
        info.devices.push_back(deviceFromObject(device.toObject()));
    return info;
}

QByteArray PasswordRequest::toJson() const
{
    QJsonObject object{{newKey, wanted}};
    if (!old.isEmpty())
        object.insert(oldKey, old);
    return compact(object);
}

std::optional<PasswordRequest> PasswordRequest::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || !object->value(newKey).isString())
        return std::nullopt;
    return PasswordRequest{object->value(oldKey).toString(), object->value(newKey).toString()};
}

QByteArray NameRequest::toJson() const
{
    return compact({{nameKey, name}});
}

std::optional<NameRequest> NameRequest::fromJson(const QByteArray &json)
{
    const auto name = fieldOf(json, nameKey);
    return name ? std::optional(NameRequest{*name}) : std::nullopt;
}

QByteArray avatarJson(const Avatar &avatar)
{
    return compact(avatarObject(avatar));
}

std::optional<Avatar> avatarFromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    return object ? std::optional(avatarFromObject(*object)) : std::nullopt;
}

QByteArray RevokeRequest::toJson() const
{
    return compact({{keyKey, key}});
}

std::optional<RevokeRequest> RevokeRequest::fromJson(const QByteArray &json)
{
    const auto key = fieldOf(json, keyKey);
    return key ? std::optional(RevokeRequest{*key}) : std::nullopt;
}

QByteArray EraseRequest::toJson() const
{
    return compact({{confirmKey, confirm}});
}

std::optional<EraseRequest> EraseRequest::fromJson(const QByteArray &json)
{
    const auto confirm = fieldOf(json, confirmKey);
    return confirm ? std::optional(EraseRequest{*confirm}) : std::nullopt;
}

QByteArray PairingCode::toJson() const
{
    return compact({{codeKey, code}, {expiresKey, numberOf(expires)}});
}

std::optional<PairingCode> PairingCode::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || !object->value(codeKey).isString())
        return std::nullopt;
    return PairingCode{object->value(codeKey).toString(), timeFrom(*object, expiresKey)};
}

QByteArray AccountEvent::toJson() const
{
    QJsonObject object;
    for (const auto &[known, name] : eventNames) {
        if (known == kind)
            object.insert(typeKey, name);
    }
    if (!text.isEmpty())
        object.insert(eventTextKey, text);
    return compact(object);
}

std::optional<AccountEvent> AccountEvent::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object)
        return std::nullopt;
    for (const auto &[kind, name] : eventNames) {
        if (object->value(typeKey).toString() == name)
            return AccountEvent{kind, object->value(eventTextKey).toString()};
    }
    return std::nullopt;
}

std::optional<AccountRequest> parseAccountRequest(QByteArrayView destination)
{
    for (const auto &[request, name] : requestNames) {
        if (destination == name)
            return request;
    }
    return std::nullopt;
}

QByteArray accountDestination(AccountRequest request)
{
    for (const auto &[known, name] : requestNames) {
        if (known == request)
            return name.toByteArray();
    }
    return {};
}

QByteArray accountQueue()
{
    return QByteArrayLiteral("/user/queue/chat/me");
}

} // namespace Chat
