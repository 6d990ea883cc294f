// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/hooks.h"

#include "stomp/wire/json.h"

#include <QJsonArray>
#include <QSet>

#include <array>
#include <utility>

namespace Chat {

using namespace Json;

namespace {

constexpr QLatin1String actionKey("action");
constexpr QLatin1String kindKey("kind");
constexpr QLatin1String makerKey("maker");
constexpr QLatin1String createdKey("created");
constexpr QLatin1String urlKey("url");
constexpr QLatin1String triggerKey("trigger");
constexpr QLatin1String hooksKey("hooks");
constexpr QLatin1String pathKey("path");
constexpr QLatin1String secretKey("secret");
constexpr QLatin1String deliveredKey("delivered");
constexpr QLatin1String failedKey("failed");
constexpr QLatin1String droppedKey("dropped");
constexpr QLatin1String waitingKey("waiting");
constexpr QLatin1String problemKey("problem");

using Action = HookRequest::Action;
constexpr std::array hookActions{std::pair(Action::Create, "create"),
                                 std::pair(Action::Renew, "renew"),
                                 std::pair(Action::Remove, "remove")};
constexpr std::array hookKinds{std::pair(HookKind::Incoming, "incoming"),
                               std::pair(HookKind::Outgoing, "outgoing")};

template <typename Table, typename Value>
QString wordOf(const Table &table, Value value)
{
    for (const auto &[meaning, word] : table) {
        if (meaning == value)
            return QString::fromLatin1(word);
    }
    return {};
}

template <typename Table>
auto meaningOf(const Table &table, const QString &text)
{
    std::optional<decltype(table[0].first)> found;
    for (const auto &[meaning, word] : table) {
        if (text == QLatin1String(word))
            found = meaning;
    }
    return found;
}

QJsonObject hookObject(const HookInfo &hook)
{
    QJsonObject object{{idKey, hook.id},
                       {kindKey, wordOf(hookKinds, hook.kind)},
                       {roomKey, hook.room.toString()},
                       {nameKey, hook.name},
                       {avatarKey, hook.avatar},
                       {makerKey, hook.maker.toString()},
                       {createdKey, qint64(hook.created.time_since_epoch().count())}};
    if (hook.kind == HookKind::Outgoing) {
        object.insert(urlKey, hook.url);
        object.insert(triggerKey, hook.trigger);
        object.insert(deliveredKey, hook.counts.delivered);
        object.insert(failedKey, hook.counts.failed);
        object.insert(droppedKey, hook.counts.dropped);
        object.insert(waitingKey, hook.counts.waiting);
        object.insert(problemKey, hook.counts.problem);
    }
    return object;
}

std::optional<HookInfo> hookFromObject(const QJsonObject &object)
{
    const auto room = parseRoomId(object.value(roomKey).toString());
    const auto kind = meaningOf(hookKinds, object.value(kindKey).toString());
    if (!room || !kind)
        return std::nullopt;
    return HookInfo{object.value(idKey).toString(),
                    *kind,
                    *room,
                    object.value(nameKey).toString(),
                    object.value(avatarKey).toString(),
                    UserId(object.value(makerKey).toString()),
                    Timestamp(std::chrono::milliseconds(object.value(createdKey).toInteger())),
                    object.value(urlKey).toString(),
                    object.value(triggerKey).toString(),
                    {object.value(deliveredKey).toInteger(), object.value(failedKey).toInteger(),
                     object.value(droppedKey).toInteger(), object.value(waitingKey).toInt(),
                     object.value(problemKey).toString()}};
}

} // namespace

QByteArray HookList::toJson() const
{
    QJsonArray array;
    for (const HookInfo &hook : hooks)
        array.append(hookObject(hook));
    return compact({{roomKey, room.toString()}, {hooksKey, array}});
}

std::optional<HookList> HookList::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto room = object ? parseRoomId(object->value(roomKey).toString()) : std::nullopt;
    if (!room)
        return std::nullopt;
    HookList list{*room, {}};
    QSet<QString> taken;
    for (const QJsonValue &value : object->value(hooksKey).toArray()) {
        auto hook = hookFromObject(value.toObject());
        if (!hook || hook->id.isEmpty() || taken.contains(hook->id))
            continue;
        taken.insert(hook->id);
        if (list.hooks.size() == mostTaken)
            ++list.more;
        else
            list.hooks.push_back(std::move(*hook));
    }
    return list;
}

QByteArray HookRequest::toJson() const
{
    QJsonObject object{{actionKey, wordOf(hookActions, action)}};
    if (action != Action::Create) {
        object.insert(idKey, id);
        return compact(object);
    }
    object.insert(kindKey, wordOf(hookKinds, kind));
    for (const auto &[key, text] :
         {std::pair(nameKey, name), {avatarKey, avatar}, {urlKey, url}, {triggerKey, trigger}}) {
        if (!text.isEmpty())
            object.insert(key, text);
    }
    return compact(object);
}

std::optional<HookRequest> HookRequest::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object)
        return std::nullopt;
    const auto action = meaningOf(hookActions, object->value(actionKey).toString());
    const auto kind = meaningOf(
        hookKinds, object->value(kindKey).toString(wordOf(hookKinds, HookKind::Incoming)));
    if (!action || !kind)
        return std::nullopt;
    return HookRequest{*action,
                       object->value(idKey).toString(),
                       *kind,
                       object->value(nameKey).toString(),
                       object->value(avatarKey).toString(),
                       object->value(urlKey).toString(),
                       object->value(triggerKey).toString()};
}

QByteArray HookMade::toJson() const
{
    QJsonObject object = hookObject(hook);
    object.insert(typeKey, QStringLiteral("HOOK"));
    if (hook.kind == HookKind::Incoming)
        object.insert(pathKey, path);
    else
        object.insert(secretKey, secret);
    return compact(object);
}

std::optional<HookMade> HookMade::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    auto hook = object ? hookFromObject(*object) : std::nullopt;
    if (!hook)
        return std::nullopt;
    return HookMade{std::move(*hook), object->value(pathKey).toString(),
                    object->value(secretKey).toString()};
}

bool isBot(const UserId &user)
{
    return user.toString().startsWith(QLatin1String("h-"));
}

UserId botOf(const QString &hook)
{
    return UserId(QStringLiteral("h-") + hook);
}

} // namespace Chat
