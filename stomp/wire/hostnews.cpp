// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/hostnews.h"

#include "stomp/wire/cleanline.h"
#include "stomp/wire/json.h"

#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

namespace Chat {

using namespace Json;

namespace {

constexpr QLatin1String whyKey("why");
constexpr QLatin1String inKey("in");

using Kind = HostNews::Kind;
const std::array<std::pair<Kind, QLatin1String>, 3> kindNames{{
    {Kind::Stopping, QLatin1String("STOPPING")},
    {Kind::Stays, QLatin1String("STAYS")},
    {Kind::Stopped, QLatin1String("STOPPED")},
}};

} // namespace

QString reasonOf(const QString &text)
{
    return cleanLine(text, HostNews::longestWhy);
}

QByteArray HostNews::toJson() const
{
    const auto name = std::find_if(kindNames.begin(), kindNames.end(),
                                   [this](const auto &one) { return one.first == kind; });
    QJsonObject object{{typeKey, name->second}};
    if (!why.isEmpty())
        object.insert(whyKey, why);
    if (kind == Kind::Stopping)
        object.insert(inKey, qint64(in.count()));
    return compact(object);
}

std::optional<HostNews> HostNews::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object)
        return std::nullopt;
    const QString type = object->value(typeKey).toString();
    const auto name = std::find_if(kindNames.begin(), kindNames.end(),
                                   [&type](const auto &one) { return one.second == type; });
    if (name == kindNames.end())
        return std::nullopt;
    HostNews news;
    news.kind = name->first;
    news.why = reasonOf(object->value(whyKey).toString());
    const std::chrono::milliseconds in(object->value(inKey).toInteger());
    if (news.kind == Kind::Stopping)
        news.in =
            std::clamp<std::chrono::milliseconds>(in, std::chrono::milliseconds(0), longestIn);
    return news;
}

} // namespace Chat
