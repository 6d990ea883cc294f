// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/greeting.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Server::Greeting {
namespace {

constexpr qsizetype longestName = 200;

} // namespace

std::optional<QByteArray> answer(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QString name = document[QLatin1String("name")].toString();
    if (!document.isObject() || name.size() > longestName)
        return std::nullopt;
    const QString safe = name.toHtmlEscaped().replace(QLatin1Char('\''), QLatin1String("&#39;"));
    const QJsonObject greeting{{QStringLiteral("content"), QStringLiteral("Hello, %1!").arg(safe)}};
    return QJsonDocument(greeting).toJson(QJsonDocument::Compact);
}

} // namespace Server::Greeting
