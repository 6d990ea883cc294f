// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/order.h"

#include "stomp/wire/json.h"

#include <QJsonArray>

#include <array>
#include <utility>

namespace Chat {

using namespace Json;

namespace {

constexpr QLatin1String orderType("ORDER");
constexpr QLatin1String secondsKey("seconds");
constexpr QLatin1String reasonKey("reason");
constexpr QLatin1String addressKey("address");
constexpr QLatin1String deviceKey("device");
constexpr QLatin1String orderByKey("by");
constexpr QLatin1String orderByNameKey("byName");
constexpr QLatin1String begunKey("begun");
constexpr QLatin1String mutedKey("muted");
constexpr QLatin1String bannedKey("banned");
constexpr QLatin1String actionKey("action");
constexpr QLatin1String numberKey("number");
constexpr QLatin1String detailKey("detail");
constexpr QLatin1String entriesKey("entries");

using Action = OrderEntry::Action;
constexpr std::array actionNames{
    std::pair{QLatin1String("MUTED"), Action::Muted},
    std::pair{QLatin1String("UNMUTED"), Action::Unmuted},
    std::pair{QLatin1String("SENT-OUT"), Action::SentOut},
    std::pair{QLatin1String("BANNED"), Action::Banned},
    std::pair{QLatin1String("UNBANNED"), Action::Unbanned},
    std::pair{QLatin1String("ROLE"), Action::Role},
    std::pair{QLatin1String("SETTINGS"), Action::Settings},
    std::pair{QLatin1String("DELETED"), Action::Deleted},
    std::pair{QLatin1String("RECOVERED"), Action::Recovered},
};

void insertText(QJsonObject &object, QLatin1String key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

void insertTime(QJsonObject &object, QLatin1String key, const std::optional<Timestamp> &time)
{
    if (time)
        object.insert(key, qint64(time->time_since_epoch().count()));
}

std::optional<Timestamp> orderTime(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    if (!value.isDouble())
        return std::nullopt;
    return Timestamp(std::chrono::milliseconds(value.toInteger()));
}

QJsonObject sanctionObject(const Sanction &sanction)
{
    QJsonObject object{{userKey, sanction.user.toString()},
                       {nameKey, sanction.name},
                       {orderByKey, sanction.by.toString()},
                       {orderByNameKey, sanction.byName}};
    if (sanction.device)
        object.insert(deviceKey, true);
    if (sanction.address)
        object.insert(addressKey, true);
    insertText(object, reasonKey, sanction.reason);
    insertTime(object, begunKey, sanction.begun);
    insertTime(object, untilKey, sanction.until);
    return object;
}

Sanction sanctionFromObject(const QJsonObject &object, Sanction::Kind kind)
{
    return {kind,
            UserId(object.value(userKey).toString()),
            object.value(nameKey).toString(),
            object.value(deviceKey).toBool(),
            object.value(addressKey).toBool(),
            object.value(reasonKey).toString(),
            UserId(object.value(orderByKey).toString()),
            object.value(orderByNameKey).toString(),
            orderTime(object, begunKey).value_or(Timestamp()),
            orderTime(object, untilKey)};
}

QJsonObject entryObject(const OrderEntry &entry)
{
    QJsonObject object{{orderByKey, entry.by.toString()}, {orderByNameKey, entry.byName}};
    for (const auto &[name, action] : actionNames) {
        if (action == entry.action)
            object.insert(actionKey, name);
    }
    if (entry.number > 0)
        object.insert(numberKey, entry.number);
    insertText(object, roomKey, entry.room.toString());
    insertText(object, userKey, entry.user.toString());
    insertText(object, nameKey, entry.name);
    insertText(object, reasonKey, entry.reason);
    insertText(object, detailKey, entry.detail);
    insertTime(object, timeKey, entry.time);
    insertTime(object, untilKey, entry.until);
    return object;
}

std::optional<OrderEntry> entryFromObject(const QJsonObject &object)
{
    const QString said = object.value(actionKey).toString();
    for (const auto &[name, action] : actionNames) {
        if (said != name)
            continue;
        return OrderEntry{object.value(numberKey).toInteger(),
                          action,
                          RoomId(object.value(roomKey).toString()),
                          UserId(object.value(userKey).toString()),
                          object.value(nameKey).toString(),
                          UserId(object.value(orderByKey).toString()),
                          object.value(orderByNameKey).toString(),
                          object.value(reasonKey).toString(),
                          object.value(detailKey).toString(),
                          orderTime(object, timeKey).value_or(Timestamp()),
                          orderTime(object, untilKey)};
    }
    return std::nullopt;
}

} // namespace

QJsonObject Ruling::toObject() const
{
    QJsonObject object{{orderByNameKey, byName}};
    insertText(object, reasonKey, reason);
    insertTime(object, untilKey, until);
    return object;
}

Ruling Ruling::fromObject(const QJsonObject &object)
{
    return {object.value(reasonKey).toString(), object.value(orderByNameKey).toString(),
            orderTime(object, untilKey)};
}

QList<std::pair<QByteArray, QByteArray>> Ruling::headers() const
{
    QList<std::pair<QByteArray, QByteArray>> headers;
    if (!reason.isEmpty())
        headers.append({"reason", reason.toUtf8()});
    if (until)
        headers.append({"until", QByteArray::number(qint64(until->time_since_epoch().count()))});
    return headers;
}

QByteArray OrderRequest::toJson() const
{
    QJsonObject object{{userKey, user.toString()}, {onKey, on}};
    if (time.count() > 0)
        object.insert(secondsKey, qint64(time.count()));
    insertText(object, reasonKey, reason);
    if (address)
        object.insert(addressKey, true);
    return compact(object);
}

std::optional<OrderRequest> OrderRequest::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const QString user = object ? object->value(userKey).toString() : QString();
    constexpr qsizetype longestUser = 128;
    if (user.isEmpty() || user.size() > longestUser)
        return std::nullopt;
    const double seconds = object->value(secondsKey).toDouble(0);
    constexpr std::chrono::seconds most = longest;
    const QJsonValue said = object->value(secondsKey);
    if (!(said.isUndefined() || said.isDouble()) || !(seconds >= 0) ||
        seconds > double(most.count()))
        return std::nullopt;
    return OrderRequest{UserId(user), object->value(onKey).toBool(true),
                        std::chrono::seconds(qint64(seconds)), object->value(reasonKey).toString(),
                        object->value(addressKey).toBool()};
}

QByteArray OrderList::toJson() const
{
    QJsonArray mutes, bans;
    for (const Sanction &one : muted)
        mutes.append(sanctionObject(one));
    for (const Sanction &one : banned)
        bans.append(sanctionObject(one));
    QJsonObject object{{bannedKey, bans}};
    if (!room.isEmpty()) {
        object.insert(roomKey, room.toString());
        object.insert(mutedKey, mutes);
    }
    return compact(object);
}

std::optional<OrderList> OrderList::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || !object->value(bannedKey).isArray())
        return std::nullopt;
    OrderList list{RoomId(object->value(roomKey).toString()), {}, {}};
    for (const QJsonValue &one : object->value(mutedKey).toArray())
        list.muted.push_back(sanctionFromObject(one.toObject(), Sanction::Kind::Mute));
    for (const QJsonValue &one : object->value(bannedKey).toArray())
        list.banned.push_back(sanctionFromObject(one.toObject(), Sanction::Kind::Ban));
    return list;
}

QByteArray OrderEntry::toJson() const
{
    QJsonObject object = entryObject(*this);
    object.insert(typeKey, orderType);
    return compact(object);
}

std::optional<OrderEntry> OrderEntry::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || object->value(typeKey).toString() != orderType)
        return std::nullopt;
    return entryFromObject(*object);
}

QByteArray AuditPage::toJson() const
{
    QJsonArray array;
    for (const OrderEntry &entry : entries)
        array.append(entryObject(entry));
    QJsonObject object{{entriesKey, array}, {moreKey, more}};
    insertText(object, roomKey, room.toString());
    return compact(object);
}

std::optional<AuditPage> AuditPage::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || !object->value(entriesKey).isArray())
        return std::nullopt;
    AuditPage page{RoomId(object->value(roomKey).toString()), {}, object->value(moreKey).toBool()};
    for (const QJsonValue &one : object->value(entriesKey).toArray()) {
        if (auto entry = entryFromObject(one.toObject()))
            page.entries.push_back(std::move(*entry));
    }
    return page;
}

} // namespace Chat
