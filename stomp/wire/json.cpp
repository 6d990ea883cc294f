// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/json.h"

#include "stomp/wire/hooks.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Chat::Json {
namespace {

constexpr QLatin1String stateKey("state");
constexpr QLatin1String statusKey("status");
constexpr QLatin1String statusUntilKey("statusUntil");
constexpr QLatin1String lastSeenKey("lastSeen");

qint64 milliseconds(Timestamp time)
{
    return time.time_since_epoch().count();
}

/// Empty unless it is one.
QByteArray uidOf(const QJsonValue &value)
{
    const QString text = value.toString();
    const auto isDigit = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    };
    const bool isOne = text.size() == 32 && std::all_of(text.begin(), text.end(), isDigit);
    return isOne ? text.toLatin1() : QByteArray();
}

std::optional<Timestamp> timeOf(const QJsonValue &value)
{
    if (!value.isDouble())
        return std::nullopt;
    return Timestamp(std::chrono::milliseconds(value.toInteger()));
}

QJsonObject reactionObject(const Reaction &reaction)
{
    QJsonObject object{{emojiKey, reaction.emoji},
                       {countKey, reaction.count},
                       {namesKey, QJsonArray::fromStringList(reaction.names)}};
    if (reaction.mine)
        object.insert(mineKey, true);
    return object;
}

Reaction reactionFromObject(const QJsonObject &object)
{
    Reaction reaction{toldName(object.value(emojiKey)),
                      object.value(countKey).toInt(),
                      {},
                      object.value(mineKey).toBool()};
    for (const QJsonValue &name : object.value(namesKey).toArray())
        reaction.names << toldName(name);
    return reaction;
}

QJsonObject fileObject(const FileInfo &file)
{
    return {{idKey, file.id},
            {tokenKey, file.token},
            {nameKey, file.name},
            {typeKey, file.type},
            {sizeKey, file.size}};
}

FileInfo fileFromObject(const QJsonObject &object)
{
    return {object.value(idKey).toString(), object.value(tokenKey).toString(),
            object.value(nameKey).toString(), object.value(typeKey).toString(),
            object.value(sizeKey).toInteger()};
}

constexpr QLatin1String colorKey("color");
constexpr QLatin1String fileKey("file");

void insertChanges(QJsonObject &object, const MessageChanges &changes)
{
    if (changes.revision.number == 0)
        return;
    object.insert(revisionKey, changes.revision.number);
    for (const auto &[key, time] : {std::pair(editedKey, changes.edited),
                                    {deletedKey, changes.deleted},
                                    {pinnedKey, changes.pinned}}) {
        if (time)
            object.insert(key, milliseconds(*time));
    }
    QJsonArray reactions;
    for (const Reaction &reaction : changes.reactions)
        reactions.append(reactionObject(reaction));
    if (!reactions.isEmpty())
        object.insert(reactionsKey, reactions);
}

MessageChanges changesFromObject(const QJsonObject &object)
{
    MessageChanges changes{Revision{object.value(revisionKey).toInteger()},
                           timeOf(object.value(editedKey)),
                           timeOf(object.value(deletedKey)),
                           timeOf(object.value(pinnedKey)),
                           {}};
    for (const QJsonValue &reaction : object.value(reactionsKey).toArray())
        changes.reactions.push_back(reactionFromObject(reaction.toObject()));
    return changes;
}

} // namespace

void insertAttendance(QJsonObject &object, const Attendance &attendance)
{
    object.insert(stateKey, availabilityName(attendance.state));
    if (!attendance.status.isEmpty())
        object.insert(statusKey, attendance.status);
    if (attendance.until)
        object.insert(statusUntilKey, milliseconds(*attendance.until));
    if (attendance.lastSeen)
        object.insert(lastSeenKey, milliseconds(*attendance.lastSeen));
}

Attendance attendanceFromObject(const QJsonObject &object)
{
    // A host that does not say how somebody can be reached says whether they are there.
    const Availability otherwise =
        object.value(hereKey).toBool() ? Availability::Online : Availability::Offline;
    return {availabilityFromName(object.value(stateKey).toString()).value_or(otherwise),
            object.value(statusKey).toString(), timeOf(object.value(statusUntilKey)),
            timeOf(object.value(lastSeenKey))};
}

QJsonObject avatarObject(const Avatar &avatar)
{
    QJsonObject object;
    for (const auto &[key, text] :
         {std::pair(emojiKey, avatar.emoji), {colorKey, avatar.color}, {fileKey, avatar.file}}) {
        if (!text.isEmpty())
            object.insert(key, text);
    }
    return object;
}

Avatar avatarFromObject(const QJsonObject &object)
{
    return {object.value(emojiKey).toString(), object.value(colorKey).toString(),
            object.value(fileKey).toString()};
}

QJsonObject quotedObject(const Quoted &quoted)
{
    QJsonObject object{{seqKey, quoted.sequence.number},
                       {senderKey, quoted.sender},
                       {senderIdKey, quoted.senderId.toString()},
                       {excerptKey, quoted.excerpt}};
    if (quoted.guest)
        object.insert(guestKey, true);
    return object;
}

Quoted quotedFromObject(const QJsonObject &object)
{
    return {Sequence{object.value(seqKey).toInteger()}, toldName(object.value(senderKey)),
            UserId(object.value(senderIdKey).toString()), object.value(guestKey).toBool(),
            boundedText(object.value(excerptKey), longestToldExcerpt)};
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<QJsonObject> parseObject(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

std::optional<MessageType> typeFromName(const QString &name)
{
    for (const auto type : {MessageType::Enter, MessageType::Talk, MessageType::Leave}) {
        if (name == messageTypeName(type))
            return type;
    }
    return std::nullopt;
}

QString textOrNumber(const QJsonValue &value)
{
    if (!value.isDouble())
        return value.toString();
    const qint64 number = value.toInteger();
    // 1.5 must not become room 0.
    return static_cast<double>(number) == value.toDouble() ? QString::number(number) : QString();
}

QJsonArray fileArray(const std::vector<FileInfo> &files)
{
    QJsonArray array;
    for (const FileInfo &file : files)
        array.append(fileObject(file));
    return array;
}

std::vector<FileInfo> filesFrom(const QJsonValue &array)
{
    std::vector<FileInfo> files;
    for (const QJsonValue &file : array.toArray())
        files.push_back(fileFromObject(file.toObject()));
    return files;
}

QString boundedText(const QJsonValue &value, qsizetype most)
{
    QString text = value.toString();
    if (text.size() <= most)
        return text;
    text.truncate(most);
    if (text.back().isHighSurrogate())
        text.chop(1);
    return text;
}

QJsonObject messageObject(const RoomMessage &message)
{
    QJsonObject object{
        {typeKey, messageTypeName(message.type)},
        {roomKey, message.room.toString()},
        {senderKey, message.sender},
        {senderIdKey, message.senderId.toString()},
        {messageKey, message.text},
        {seqKey, message.sequence.number},
        {timeKey, milliseconds(message.time)},
    };
    if (message.guest)
        object.insert(guestKey, true);
    if (isBot(message.senderId))
        object.insert(botKey, true);
    if (!message.clientId.isEmpty())
        object.insert(idKey, message.clientId.toString());
    if (message.replyTo)
        object.insert(replyToKey, quotedObject(*message.replyTo));
    if (!message.files.empty())
        object.insert(filesKey, fileArray(message.files));
    if (message.written)
        object.insert(writtenKey, milliseconds(*message.written));
    if (!message.uid.isEmpty())
        object.insert(uidKey, QString::fromLatin1(message.uid));
    insertChanges(object, message.changes);
    return object;
}

std::optional<RoomMessage> messageFromObject(const QJsonObject &object)
{
    const auto type = typeFromName(object.value(typeKey).toString());
    const auto room = parseRoomId(textOrNumber(object.value(roomKey)));
    if (!type || !room)
        return std::nullopt;
    RoomMessage message;
    message.type = *type;
    message.room = *room;
    message.sender = toldName(object.value(senderKey));
    message.senderId = UserId(object.value(senderIdKey).toString());
    message.guest = object.value(guestKey).toBool();
    message.text = object.value(messageKey).toString();
    message.clientId = ClientMessageId(object.value(idKey).toString());
    message.sequence = Sequence{object.value(seqKey).toInteger()};
    message.time = timeOf(object.value(timeKey)).value_or(Timestamp());
    if (const QJsonValue quoted = object.value(replyToKey); quoted.isObject())
        message.replyTo = quotedFromObject(quoted.toObject());
    message.files = filesFrom(object.value(filesKey));
    message.written = timeOf(object.value(writtenKey));
    message.changes = changesFromObject(object);
    message.uid = uidOf(object.value(uidKey));
    return message;
}

} // namespace Chat::Json
