// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/timestampedchat.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace Server::TimeStampedChat {
namespace {

constexpr QLatin1String fromKey("from"), textKey("text");

} // namespace

std::optional<Chat::MessageRequest> fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return std::nullopt;
    Chat::MessageRequest request;
    request.sender = document[fromKey].toString();
    request.text = document[textKey].toString();
    return request;
}

QByteArray toJson(const Chat::RoomMessage &message)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(message.time.time_since_epoch().count());
    // The order of the seed's fields, which QJsonObject would not keep.
    const auto quoted = [](const QString &text) {
        return QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact).sliced(1).chopped(1);
    };
    return "{\"from\":" + quoted(message.sender) + ",\"text\":" + quoted(message.text) +
           ",\"time\":" + quoted(time.toString(QStringLiteral("HH:mm"))) + '}';
}

} // namespace Server::TimeStampedChat
