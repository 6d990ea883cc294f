// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/messages.h"

#include "stomp/wire/hooks.h"
#include "stomp/wire/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Chat {

using namespace Json;

namespace {

constexpr QLatin1String formerNameKey("formerName");

QJsonObject memberObject(const Member &member)
{
    QJsonObject object{{idKey, member.id.toString()},
                       {nameKey, member.name},
                       {guestKey, member.guest},
                       {hereKey, member.here},
                       {memberKey, member.member}};
    insertAttendance(object, member.attendance);
    if (member.role > MemberRole::Member)
        object.insert(roleKey, memberRoleName(member.role));
    if (!member.avatar.isEmpty())
        object.insert(avatarKey, avatarObject(member.avatar));
    return object;
}

Member memberFromObject(const QJsonObject &object)
{
    return {UserId(object.value(idKey).toString()),
            toldName(object.value(nameKey)),
            object.value(guestKey).toBool(),
            object.value(hereKey).toBool(),
            object.value(memberKey).toBool(),
            attendanceFromObject(object),
            memberRoleFromName(object.value(roleKey).toString()).value_or(MemberRole::Member),
            avatarFromObject(object.value(avatarKey).toObject())};
}

/// Adds `"key":"text",`; the text is valid UTF-16.
void appendField(QByteArray &json, const char *key, const QString &text)
{
    json.append('"').append(key).append("\":\"");
    const QByteArray utf8 = text.toUtf8();
    qsizetype done = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        if (c >= ' ' && c != '"' && c != '\\')
            continue;
        json.append(utf8.constData() + done, i - done);
        done = i + 1;
        constexpr QByteArrayView special = "\"\\\b\f\n\r\t";
        constexpr QByteArrayView letters = "\"\\bfnrt";
        const qsizetype place = special.indexOf(char(c));
        if (place >= 0)
            json.append('\\').append(letters[place]);
        else
            json += "\\u00" + QByteArray(1, char(c)).toHex();
    }
    json.append(utf8.constData() + done, utf8.size() - done).append("\",");
}

} // namespace

QString messageTypeName(MessageType type)
{
    switch (type) {
    case MessageType::Enter:
        return QStringLiteral("ENTER");
    case MessageType::Talk:
        return QStringLiteral("TALK");
    case MessageType::Leave:
        return QStringLiteral("LEAVE");
    }
    return {};
}

QByteArray RoomMessage::toJson() const
{
    const QString id = clientId.toString();
    const QString from = senderId.toString();
    for (const QString *given : {&text, &sender, &from, &id}) {
        if (!given->isValidUtf16())
            return compact(messageObject(*this));
    }
    if (replyTo || written || !files.empty() || !uid.isEmpty() || changes != MessageChanges{})
        return compact(messageObject(*this));
    // Once for each message said: the same bytes as from a QJsonObject, without making one.
    QByteArray json;
    json.reserve(text.size() * 3 + 256);
    json += isBot(senderId) ? "{\"bot\":true," : "{";
    json += guest ? "\"guest\":true," : "";
    if (!id.isEmpty())
        appendField(json, "id", id);
    appendField(json, "message", text);
    appendField(json, "roomId", room.toString());
    appendField(json, "sender", sender);
    appendField(json, "senderId", from);
    json += "\"seq\":" + QByteArray::number(sequence.number) +
            ",\"time\":" + QByteArray::number(qint64(time.time_since_epoch().count())) +
            ",\"type\":\"" + messageTypeName(type).toLatin1() + "\"}";
    return json;
}

std::optional<RoomMessage> RoomMessage::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    return object ? messageFromObject(*object) : std::nullopt;
}

QByteArray MessageRequest::toJson() const
{
    QJsonObject object{{typeKey, messageTypeName(type)},
                       {roomKey, roomText},
                       {senderKey, sender},
                       {messageKey, text}};
    if (!clientIdText.isEmpty())
        object.insert(idKey, clientIdText);
    if (stays)
        object.insert(staysKey, true);
    if (replyTo.number > 0)
        object.insert(replyToKey, replyTo.number);
    if (!files.isEmpty())
        object.insert(filesKey, QJsonArray::fromStringList(files));
    if (waited.count() > 0)
        object.insert(waitedKey, qint64(waited.count()));
    if (!password.isEmpty())
        object.insert(passwordKey, password);
    return compact(object);
}

std::optional<MessageRequest> MessageRequest::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object)
        return std::nullopt;
    MessageRequest request;
    // A page that says no type means to talk.
    request.type = typeFromName(object->value(typeKey).toString()).value_or(MessageType::Talk);
    request.roomText = textOrNumber(object->value(roomKey));
    request.sender = object->value(senderKey).toString();
    request.text = object->value(messageKey).toString();
    request.clientIdText = object->value(idKey).toString();
    request.stays = object->value(staysKey).toBool();
    request.replyTo = Sequence{object->value(replyToKey).toInteger()};
    for (const QJsonValue &file : object->value(filesKey).toArray())
        request.files << file.toString();
    request.waited = std::chrono::milliseconds(object->value(waitedKey).toInteger());
    request.password = object->value(passwordKey).toString();
    return request;
}

QByteArray MemberList::toJson() const
{
    QJsonArray array;
    for (const Member &member : members)
        array.append(memberObject(member));
    return compact({{roomKey, room.toString()}, {membersKey, array}});
}

std::optional<MemberList> MemberList::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto room = object ? parseRoomId(object->value(roomKey).toString()) : std::nullopt;
    if (!room)
        return std::nullopt;
    MemberList list{*room, {}};
    for (const QJsonValue &value : object->value(membersKey).toArray())
        list.members.push_back(memberFromObject(value.toObject()));
    return list;
}

QByteArray PresenceEvent::toJson() const
{
    QJsonObject object = memberObject(member);
    object.insert(typeKey, QStringLiteral("PRESENCE"));
    object.insert(roomKey, room.toString());
    if (!formerName.isEmpty())
        object.insert(formerNameKey, formerName);
    return compact(object);
}

std::optional<PresenceEvent> PresenceEvent::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object || object->value(typeKey).toString() != QStringLiteral("PRESENCE"))
        return std::nullopt;
    const auto room = parseRoomId(object->value(roomKey).toString());
    if (!room)
        return std::nullopt;
    return PresenceEvent{*room, memberFromObject(*object), toldName(object->value(formerNameKey))};
}

QByteArray HistoryPage::toJson() const
{
    QJsonArray array;
    for (const RoomMessage &message : messages)
        array.append(messageObject(message));
    QJsonObject object{{roomKey, room.toString()}, {messagesKey, array}, {moreKey, more}};
    if (floor.number > 0)
        object.insert(floorKey, floor.number);
    return compact(object);
}

std::optional<HistoryPage> HistoryPage::fromJson(const QByteArray &json)
{
    const auto object = parseObject(json);
    const auto room = object ? parseRoomId(object->value(roomKey).toString()) : std::nullopt;
    if (!room)
        return std::nullopt;
    HistoryPage page{
        *room, {}, object->value(moreKey).toBool(), Sequence{object->value(floorKey).toInteger()}};
    for (const QJsonValue &value : object->value(messagesKey).toArray()) {
        if (auto message = messageFromObject(value.toObject()))
            page.messages.push_back(std::move(*message));
    }
    return page;
}

} // namespace Chat
