// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How the chat's values are spelled in JSON; for the sources of stomp/wire alone.

#include "stomp/wire/messages.h"

#include <QJsonObject>
#include <QLatin1String>

#include <optional>

namespace Chat::Json {

constexpr QLatin1String typeKey("type");
constexpr QLatin1String roomKey("roomId");
constexpr QLatin1String senderKey("sender");
constexpr QLatin1String senderIdKey("senderId");
constexpr QLatin1String guestKey("guest");
constexpr QLatin1String botKey("bot");
constexpr QLatin1String messageKey("message");
constexpr QLatin1String idKey("id");
constexpr QLatin1String uidKey("uid");
constexpr QLatin1String seqKey("seq");
constexpr QLatin1String untilKey("until");
constexpr QLatin1String timeKey("time");
constexpr QLatin1String nameKey("name");
constexpr QLatin1String topicKey("topic");
constexpr QLatin1String hereKey("here");
constexpr QLatin1String memberKey("member");
constexpr QLatin1String membersKey("members");
constexpr QLatin1String messagesKey("messages");
constexpr QLatin1String moreKey("more");
constexpr QLatin1String roomsKey("rooms");
constexpr QLatin1String staysKey("stays");
constexpr QLatin1String revisionKey("revision");
constexpr QLatin1String replyToKey("replyTo");
constexpr QLatin1String editedKey("edited");
constexpr QLatin1String deletedKey("deleted");
constexpr QLatin1String pinnedKey("pinned");
constexpr QLatin1String reactionsKey("reactions");
constexpr QLatin1String emojiKey("emoji");
constexpr QLatin1String countKey("count");
constexpr QLatin1String namesKey("names");
constexpr QLatin1String mineKey("mine");
constexpr QLatin1String onKey("on");
constexpr QLatin1String excerptKey("excerpt");
constexpr QLatin1String userKey("user");
constexpr QLatin1String filesKey("files");
constexpr QLatin1String tokenKey("token");
constexpr QLatin1String sizeKey("size");
constexpr QLatin1String waitedKey("waited");
constexpr QLatin1String writtenKey("written");
constexpr QLatin1String passwordKey("password");
constexpr QLatin1String roleKey("role");
constexpr QLatin1String settingsKey("settings");
constexpr QLatin1String floorKey("floor");
constexpr QLatin1String knocksKey("knocks");
constexpr QLatin1String avatarKey("avatar");

QByteArray compact(const QJsonObject &object);
std::optional<QJsonObject> parseObject(const QByteArray &json);

/// Of what a host tells, in UTF-16 units. Ours have a quarter of it at most; what is longer is cut.
constexpr qsizetype longestToldName = 256;
constexpr qsizetype longestToldTopic = 1024;
constexpr qsizetype longestToldExcerpt = 1024;
/// The beginning of a text, `most` units long at most; empty for what is none.
QString boundedText(const QJsonValue &value, qsizetype most);
inline QString toldName(const QJsonValue &value)
{
    return boundedText(value, longestToldName);
}

QJsonObject roomObject(const RoomInfo &room);
/// nullopt unless it has a valid id.
std::optional<RoomInfo> roomFromObject(const QJsonObject &object);

/// Room pages in the wild send `roomId` as a string or as a number. Empty for anything else.
QString textOrNumber(const QJsonValue &value);
std::optional<MessageType> typeFromName(const QString &name);

/// `state`, `status`, `statusUntil`, `lastSeen`, as far as there is something to say.
void insertAttendance(QJsonObject &object, const Attendance &attendance);
Attendance attendanceFromObject(const QJsonObject &object);
QJsonObject avatarObject(const Avatar &avatar);
Avatar avatarFromObject(const QJsonObject &object);

QJsonObject quotedObject(const Quoted &quoted);
Quoted quotedFromObject(const QJsonObject &object);

QJsonArray fileArray(const std::vector<FileInfo> &files);
std::vector<FileInfo> filesFrom(const QJsonValue &array);

QJsonObject messageObject(const RoomMessage &message);
/// nullopt unless it has a known type and a valid room.
std::optional<RoomMessage> messageFromObject(const QJsonObject &object);

} // namespace Chat::Json
