// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/search.h"

#include "stomp/wire/json.h"

#include <QJsonArray>

#include <algorithm>

namespace Chat {
namespace {

using namespace Json;

constexpr QLatin1String hitsKey("hits");
constexpr QLatin1String matchesKey("matches");
constexpr QLatin1String beforeKey("before");
constexpr QLatin1String afterKey("after");
constexpr QLatin1String nextKey("next");
constexpr QLatin1String unsearchedKey("unsearched");

QJsonObject hitObject(const SearchHit &hit)
{
    QJsonArray matches;
    for (const SearchExcerpt::Match &match : hit.excerpt.matches)
        matches.append(QJsonArray{match.start, match.length});
    QJsonObject object{{roomKey, hit.room.toString()},
                       {seqKey, hit.sequence.number},
                       {senderKey, hit.sender},
                       {senderIdKey, hit.senderId.toString()},
                       {timeKey, qint64(hit.time.time_since_epoch().count())},
                       {excerptKey, hit.excerpt.text},
                       {matchesKey, matches}};
    if (hit.guest)
        object.insert(guestKey, true);
    if (!hit.files.empty())
        object.insert(filesKey, fileArray(hit.files));
    if (hit.before)
        object.insert(beforeKey, quotedObject(*hit.before));
    if (hit.after)
        object.insert(afterKey, quotedObject(*hit.after));
    return object;
}

std::optional<Quoted> quotedIfAny(const QJsonValue &value)
{
    return value.isObject() ? std::optional(quotedFromObject(value.toObject())) : std::nullopt;
}

/// Matches that lie within the text, in order.
std::vector<SearchExcerpt::Match> matchesFrom(const QJsonArray &array, qsizetype length)
{
    std::vector<SearchExcerpt::Match> matches;
    qint64 end = 0;
    for (const QJsonValue &value : array) {
        const qint64 start = value.toArray().at(0).toInteger(-1);
        const qint64 size = value.toArray().at(1).toInteger();
        if (start < end || size < 1 || start > length || size > length - start)
            continue;
        matches.push_back({int(start), int(size)});
        end = start + size;
    }
    return matches;
}

std::optional<SearchHit> hitFromObject(const QJsonObject &object)
{
    const auto room = parseRoomId(object.value(roomKey).toString());
    const Sequence sequence{object.value(seqKey).toInteger()};
    if (!room || sequence.number < 1)
        return std::nullopt;
    const QString excerpt = boundedText(object.value(excerptKey), longestToldExcerpt);
    return SearchHit{*room,
                     sequence,
                     toldName(object.value(senderKey)),
                     UserId(object.value(senderIdKey).toString()),
                     object.value(guestKey).toBool(),
                     Timestamp(std::chrono::milliseconds(object.value(timeKey).toInteger())),
                     {excerpt, matchesFrom(object.value(matchesKey).toArray(), excerpt.size())},
                     filesFrom(object.value(filesKey)),
                     quotedIfAny(object.value(beforeKey)),
                     quotedIfAny(object.value(afterKey))};
}

} // namespace

std::optional<SearchTrait> searchTraitFromName(const QByteArray &name)
{
    const auto found = std::find_if(searchTraits.begin(), searchTraits.end(),
                                    [&](SearchTrait one) { return searchTraitName(one) == name; });
    return found == searchTraits.end() ? std::nullopt : std::optional(*found);
}

QByteArray searchTraitName(SearchTrait trait)
{
    switch (trait) {
    case SearchTrait::Link:
        return "link";
    case SearchTrait::File:
        return "file";
    }
    return {};
}

QByteArray SearchPage::toJson() const
{
    QJsonArray array;
    for (const SearchHit &hit : hits)
        array.append(hitObject(hit));
    QJsonObject object{{hitsKey, array}};
    if (next)
        object.insert(nextKey, next->number);
    if (unsearched > 0)
        object.insert(unsearchedKey, unsearched);
    return compact(object);
}

std::optional<SearchPage> SearchPage::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || !object->value(hitsKey).isArray())
        return std::nullopt;
    SearchPage page;
    for (const QJsonValue &value : object->value(hitsKey).toArray()) {
        if (auto hit = hitFromObject(value.toObject()))
            page.hits.push_back(std::move(*hit));
    }
    if (const QJsonValue next = object->value(nextKey); next.isDouble())
        page.next = SearchCursor{next.toInteger()};
    page.unsearched = object->value(unsearchedKey).toInteger();
    return page;
}

} // namespace Chat
