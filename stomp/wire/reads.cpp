// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/reads.h"

#include "stomp/wire/json.h"

#include <QJsonArray>

#include <algorithm>

namespace Chat {

using namespace Json;

namespace {

constexpr QLatin1String deliveredKey("delivered");
constexpr QLatin1String readKey("read");
constexpr QLatin1String receiptsKey("receipts");
constexpr QLatin1String ofKey("of");
constexpr QLatin1String unconfirmedKey("unconfirmed");
constexpr QLatin1String lastKey("last");
constexpr QLatin1String unreadKey("unread");
constexpr QLatin1String mentionsKey("mentions");
/// What JSON carries exactly.
constexpr double largestSequence = 9007199254740992.0;

std::optional<Sequence> sequenceOf(const QJsonValue &value)
{
    if (value.isUndefined())
        return Sequence{};
    const double number = value.toDouble(-1);
    if (number < 0 || number > largestSequence || number != double(qint64(number)))
        return std::nullopt;
    return Sequence{qint64(number)};
}

int countOf(const QJsonValue &value)
{
    return std::max(value.toInt(), 0);
}

QJsonObject unreadObject(const UnreadCount &count)
{
    return {{roomKey, count.room.toString()},
            {lastKey, count.last.number},
            {readKey, count.read.number},
            {unreadKey, count.unread},
            {mentionsKey, count.mentions}};
}

std::optional<UnreadCount> unreadFromObject(const QJsonObject &object)
{
    const auto room = parseRoomId(object.value(roomKey).toString());
    const auto last = sequenceOf(object.value(lastKey));
    const auto read = sequenceOf(object.value(readKey));
    if (!room || !last || !read)
        return std::nullopt;
    return UnreadCount{*room, *last, *read, countOf(object.value(unreadKey)),
                       countOf(object.value(mentionsKey))};
}

} // namespace

QByteArray SeenReport::toJson() const
{
    return compact({{deliveredKey, delivered.number}, {readKey, read.number}});
}

std::optional<SeenReport> SeenReport::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object)
        return std::nullopt;
    const auto delivered = sequenceOf(object->value(deliveredKey));
    const auto read = sequenceOf(object->value(readKey));
    if (!delivered || !read)
        return std::nullopt;
    return SeenReport{std::max(*delivered, *read), *read};
}

QByteArray ReceiptReport::toJson() const
{
    QJsonArray array;
    for (const Receipt &receipt : receipts) {
        QJsonObject object{{seqKey, receipt.sequence.number},
                           {ofKey, receipt.of},
                           {deliveredKey, receipt.delivered},
                           {readKey, receipt.read}};
        if (receipt.unconfirmed > 0)
            object.insert(unconfirmedKey, receipt.unconfirmed);
        array.append(object);
    }
    return compact({{roomKey, room.toString()}, {receiptsKey, array}});
}

std::optional<ReceiptReport> ReceiptReport::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto room = object ? parseRoomId(object->value(roomKey).toString()) : std::nullopt;
    if (!room)
        return std::nullopt;
    ReceiptReport report{*room, {}};
    for (const QJsonValue &value : object->value(receiptsKey).toArray()) {
        const QJsonObject one = value.toObject();
        const auto sequence = sequenceOf(one.value(seqKey));
        if (!sequence || sequence->number == 0)
            continue;
        report.receipts.push_back({*sequence, countOf(one.value(ofKey)),
                                   countOf(one.value(deliveredKey)), countOf(one.value(readKey)),
                                   countOf(one.value(unconfirmedKey))});
    }
    return report;
}

QByteArray UnreadCount::toJson() const
{
    return compact(unreadObject(*this));
}

std::optional<UnreadCount> UnreadCount::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    return object ? unreadFromObject(*object) : std::nullopt;
}

QByteArray unreadListJson(const std::vector<UnreadCount> &counts)
{
    QJsonArray array;
    for (const UnreadCount &count : counts)
        array.append(unreadObject(count));
    return compact({{roomsKey, array}});
}

std::optional<std::vector<UnreadCount>> unreadListFromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || !object->value(roomsKey).isArray())
        return std::nullopt;
    std::vector<UnreadCount> counts;
    for (const QJsonValue &value : object->value(roomsKey).toArray()) {
        if (const auto count = unreadFromObject(value.toObject()))
            counts.push_back(*count);
    }
    return counts;
}

} // namespace Chat
