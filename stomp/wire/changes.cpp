// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/changes.h"

#include "stomp/wire/json.h"

#include <QJsonArray>

#include <algorithm>

namespace Chat {

using namespace Json;

namespace {

const auto changedType = QStringLiteral("CHANGED");
const auto reactionType = QStringLiteral("REACTION");
constexpr QLatin1String textsKey("texts");

/// The `seq` of a request; nullopt unless it is one that a message can have.
std::optional<Sequence> requestedSequence(const QJsonObject &object)
{
    const qint64 number = object.value(seqKey).toInteger();
    return number > 0 ? std::optional(Sequence{number}) : std::nullopt;
}

/// `on`, which is true unless something else is said.
bool requestedOn(const QJsonObject &object)
{
    return object.value(onKey).toBool(true);
}

} // namespace

QByteArray EditRequest::toJson() const
{
    return compact({{seqKey, sequence.number}, {messageKey, text}});
}

std::optional<EditRequest> EditRequest::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto sequence = object ? requestedSequence(*object) : std::nullopt;
    if (!sequence || !object->value(messageKey).isString())
        return std::nullopt;
    return EditRequest{*sequence, object->value(messageKey).toString()};
}

QByteArray DeleteRequest::toJson() const
{
    return compact({{seqKey, sequence.number}});
}

std::optional<DeleteRequest> DeleteRequest::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto sequence = object ? requestedSequence(*object) : std::nullopt;
    return sequence ? std::optional(DeleteRequest{*sequence}) : std::nullopt;
}

QByteArray ReactRequest::toJson() const
{
    return compact({{seqKey, sequence.number}, {emojiKey, emoji}, {onKey, on}});
}

std::optional<ReactRequest> ReactRequest::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto sequence = object ? requestedSequence(*object) : std::nullopt;
    if (!sequence)
        return std::nullopt;
    return ReactRequest{*sequence, object->value(emojiKey).toString(), requestedOn(*object)};
}

QByteArray PinRequest::toJson() const
{
    return compact({{seqKey, sequence.number}, {onKey, on}});
}

std::optional<PinRequest> PinRequest::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto sequence = object ? requestedSequence(*object) : std::nullopt;
    return sequence ? std::optional(PinRequest{*sequence, requestedOn(*object)}) : std::nullopt;
}

QByteArray ChangedEvent::toJson() const
{
    return compact({{typeKey, changedType}, {messageKey, messageObject(message)}});
}

std::optional<ChangedEvent> ChangedEvent::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || object->value(typeKey).toString() != changedType)
        return std::nullopt;
    auto message = messageFromObject(object->value(messageKey).toObject());
    return message ? std::optional(ChangedEvent{std::move(*message)}) : std::nullopt;
}

QByteArray ReactionEvent::toJson() const
{
    return compact({{typeKey, reactionType},
                    {roomKey, room.toString()},
                    {seqKey, sequence.number},
                    {revisionKey, revision.number},
                    {emojiKey, emoji},
                    {onKey, on},
                    {idKey, user.toString()},
                    {nameKey, name},
                    {countKey, count}});
}

std::optional<ReactionEvent> ReactionEvent::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || object->value(typeKey).toString() != reactionType)
        return std::nullopt;
    const auto room = parseRoomId(object->value(roomKey).toString());
    const auto sequence = requestedSequence(*object);
    if (!room || !sequence)
        return std::nullopt;
    return ReactionEvent{*room,
                         *sequence,
                         Revision{object->value(revisionKey).toInteger()},
                         toldName(object->value(emojiKey)),
                         requestedOn(*object),
                         UserId(object->value(idKey).toString()),
                         toldName(object->value(nameKey)),
                         object->value(countKey).toInt()};
}

QByteArray EarlierList::toJson() const
{
    QJsonArray array;
    for (const Text &one : texts)
        array.append(QJsonObject{{messageKey, one.text},
                                 {untilKey, qint64(one.until.time_since_epoch().count())}});
    QJsonObject object{{roomKey, room.toString()}, {seqKey, sequence.number}, {textsKey, array}};
    if (more)
        object.insert(moreKey, true);
    return compact(object);
}

std::optional<EarlierList> EarlierList::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto room = object ? parseRoomId(object->value(roomKey).toString()) : std::nullopt;
    const auto sequence = object ? requestedSequence(*object) : std::nullopt;
    if (!room || !sequence || !object->value(textsKey).isArray())
        return std::nullopt;
    const QJsonArray array = object->value(textsKey).toArray();
    const qsizetype left = std::max<qsizetype>(0, array.size() - mostTexts);
    EarlierList list{*room, *sequence, {}, object->value(moreKey).toBool() || left > 0};
    for (qsizetype i = left; i < array.size(); ++i) {
        const QJsonObject one = array[i].toObject();
        list.texts.push_back(
            {one.value(messageKey).toString(),
             Timestamp(std::chrono::milliseconds(one.value(untilKey).toInteger()))});
    }
    return list;
}

std::optional<RefusedEvent> RefusedEvent::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object)
        return std::nullopt;
    RefusedEvent event{object->value(messageKey).toString(),
                       object->value(QLatin1String("detail")).toString(),
                       object->value(QLatin1String("receipt")).toString()};
    if (const QJsonValue wait = object->value(QLatin1String("retryAfter")); wait.isDouble())
        event.retryAfter = std::chrono::milliseconds(wait.toInteger());
    return event;
}

QByteArray ChangesPage::toJson() const
{
    QJsonArray array;
    for (const RoomMessage &message : messages)
        array.append(messageObject(message));
    return compact({{roomKey, room.toString()},
                    {revisionKey, revision.number},
                    {messagesKey, array},
                    {moreKey, more}});
}

std::optional<ChangesPage> ChangesPage::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto room = object ? parseRoomId(object->value(roomKey).toString()) : std::nullopt;
    if (!room)
        return std::nullopt;
    ChangesPage page{*room,
                     Revision{object->value(revisionKey).toInteger()},
                     {},
                     object->value(moreKey).toBool()};
    for (const QJsonValue &value : object->value(messagesKey).toArray()) {
        if (auto message = messageFromObject(value.toObject()))
            page.messages.push_back(std::move(*message));
    }
    return page;
}

} // namespace Chat
