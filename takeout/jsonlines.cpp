// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/jsonlines.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace Takeout {
namespace {

constexpr int formatVersion = 1;
constexpr qsizetype longestId = 200;
constexpr qsizetype longestName = 1000;
constexpr qsizetype mostMembers = 100'000;
constexpr qsizetype mostReactions = 100'000;
constexpr qsizetype mostFiles = 100;
constexpr double largestNumber = 9'007'199'254'740'991; // 2^53 - 1
/// Of a room's messages and their changes: a thousand each second for 34 years. A room that takes
/// them as they are has to be able to count on.
constexpr qint64 largestSequence = qint64(1) << 40;
/// The year 9999 in ms: what calendars can write.
constexpr qint64 latestTime = 253'402'300'799'999;

const QLatin1String headKey("madang-export");
const QLatin1String roomKey("room");
const QLatin1String messageKey("message");
const QLatin1String earlierKey("earlier");
const QLatin1String roomEndKey("roomEnd");
const QLatin1String endKey("end");

/// QIODevice::readLine() takes the memory of the longest line that it may read, for each.
QByteArray nextLine(QIODevice &from)
{
    constexpr qint64 piece = 64 * 1024;
    QByteArray line;
    while (line.size() < longestLine && !line.endsWith('\n')) {
        const QByteArray more = from.readLine(std::min(piece, longestLine - line.size()));
        if (more.isEmpty())
            break;
        line += more;
    }
    return line;
}

QJsonValue timeValue(Chat::Timestamp time)
{
    return qint64(time.time_since_epoch().count());
}

void insertTime(QJsonObject &object, const char *key, const std::optional<Chat::Timestamp> &time)
{
    if (time)
        object.insert(QLatin1String(key), timeValue(*time));
}

QByteArray lineOfObject(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject headObject(const Head &head)
{
    return {{headKey, formatVersion},
            {QStringLiteral("host"), head.host},
            {QStringLiteral("hostName"), head.hostName},
            {QStringLiteral("made"), timeValue(head.made)},
            {QStringLiteral("program"), head.program}};
}

QJsonObject roomObject(const RoomRecord &room)
{
    QJsonArray members;
    for (const PersonRecord &member : room.members) {
        QJsonObject one{{QStringLiteral("id"), member.id.toString()},
                        {QStringLiteral("name"), member.name}};
        if (member.guest)
            one.insert(QStringLiteral("guest"), true);
        if (!member.settings.isEmpty())
            one.insert(QStringLiteral("settings"), member.settings);
        members.append(one);
    }
    return {{roomKey, room.id.toString()},
            {QStringLiteral("name"), room.name},
            {QStringLiteral("topic"), room.topic},
            {QStringLiteral("creator"), room.creator.toString()},
            {QStringLiteral("created"), timeValue(room.created)},
            {QStringLiteral("revision"), room.revision.number},
            {QStringLiteral("settings"), room.settings},
            {QStringLiteral("members"), members}};
}

QJsonObject fileObject(const FileRecord &file)
{
    return {{QStringLiteral("id"), file.info.id},
            {QStringLiteral("token"), file.info.token},
            {QStringLiteral("name"), file.info.name},
            {QStringLiteral("type"), file.info.type},
            {QStringLiteral("size"), file.info.size},
            {QStringLiteral("sha256"), QString::fromLatin1(file.hash)},
            {QStringLiteral("owner"), file.owner.toString()},
            {QStringLiteral("created"), timeValue(file.created)}};
}

QJsonObject messageObject(const MessageRecord &record)
{
    const Chat::RoomMessage &message = record.message;
    QJsonObject object{{messageKey, message.sequence.number},
                       {QStringLiteral("uid"), QString::fromLatin1(record.uid)},
                       {QStringLiteral("type"), Chat::messageTypeName(message.type)},
                       {QStringLiteral("sender"), message.sender},
                       {QStringLiteral("senderId"), message.senderId.toString()},
                       {QStringLiteral("time"), timeValue(message.time)},
                       {QStringLiteral("text"), message.text}};
    if (message.guest)
        object.insert(QStringLiteral("guest"), true);
    if (!message.clientId.isEmpty())
        object.insert(QStringLiteral("clientId"), message.clientId.toString());
    if (record.replyTo.number > 0)
        object.insert(QStringLiteral("replyTo"), record.replyTo.number);
    if (message.changes.revision.number > 0)
        object.insert(QStringLiteral("revision"), message.changes.revision.number);
    insertTime(object, "written", message.written);
    insertTime(object, "edited", message.changes.edited);
    insertTime(object, "deleted", message.changes.deleted);
    insertTime(object, "pinned", message.changes.pinned);
    QJsonArray reactions;
    for (const ReactionRecord &reaction : record.reactions)
        reactions.append(QJsonObject{{QStringLiteral("emoji"), reaction.emoji},
                                     {QStringLiteral("user"), reaction.user.toString()},
                                     {QStringLiteral("name"), reaction.name}});
    if (!reactions.isEmpty())
        object.insert(QStringLiteral("reactions"), reactions);
    QJsonArray files;
    for (const FileRecord &file : record.files)
        files.append(fileObject(file));
    if (!files.isEmpty())
        object.insert(QStringLiteral("files"), files);
    return object;
}

/// Takes fields out of an object that anybody may have written, and keeps the first fault.
class Fields {
public:
    explicit Fields(QJsonObject object) : m_object(std::move(object)) {}

    QString text(const char *key, qsizetype longest, bool isNeeded = true)
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        if (value.isUndefined() && !isNeeded)
            return {};
        if (!value.isString() || value.toString().size() > longest)
            fail(key);
        return value.toString();
    }
    qint64 number(const char *key, qint64 least, qint64 most = qint64(largestNumber),
                  bool isNeeded = true)
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        if (value.isUndefined() && !isNeeded)
            return least;
        const double number = value.toDouble(-largestNumber);
        if (!value.isDouble() || number < double(least) || number > double(most) ||
            number != std::floor(number)) {
            fail(key);
            return least;
        }
        return qint64(number);
    }
    bool flag(const char *key) const { return m_object.value(QLatin1String(key)).toBool(); }
    Chat::Timestamp time(const char *key)
    {
        return Chat::Timestamp(std::chrono::milliseconds(number(key, 0, latestTime)));
    }
    std::optional<Chat::Timestamp> timeIfAny(const char *key)
    {
        if (!m_object.contains(QLatin1String(key)))
            return std::nullopt;
        return time(key);
    }
    std::vector<QJsonObject> objects(const char *key, qsizetype most)
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        std::vector<QJsonObject> found;
        if (value.isUndefined())
            return found;
        if (!value.isArray() || value.toArray().size() > most) {
            fail(key);
            return found;
        }
        const QJsonArray array = value.toArray();
        for (const QJsonValue &one : array) {
            if (!one.isObject())
                fail(key);
            found.push_back(one.toObject());
        }
        return found;
    }
    /// Of texts, whole numbers and null.
    QJsonObject settings()
    {
        QJsonObject found = m_object.value(QLatin1String("settings")).toObject();
        for (const QJsonValue value : std::as_const(found))
            need(value.isNull() || value.isString() ||
                     (value.isDouble() && std::abs(value.toDouble()) <= largestNumber &&
                      value.toDouble() == double(value.toInteger())),
                 "settings");
        return found;
    }
    void fail(const char *key)
    {
        if (m_fault.isEmpty())
            m_fault = QStringLiteral("\"%1\" is missing or not what it should be")
                          .arg(QLatin1String(key));
    }
    void need(bool isSo, const char *key)
    {
        if (!isSo)
            fail(key);
    }
    const QString &fault() const { return m_fault; }

private:
    QJsonObject m_object;
    QString m_fault;
};

bool isToken(const QString &text)
{
    return !text.isEmpty() && text.size() <= longestId &&
           std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') ||
                      (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
           });
}

bool isHex(const QByteArray &text, qsizetype size)
{
    return text.size() == size && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

/// Nothing that a file system or a header would take for more than a name.
bool isFileName(const QString &name)
{
    return !name.isEmpty() && name.size() <= longestName && name != QLatin1String(".") &&
           name != QLatin1String("..") && std::all_of(name.begin(), name.end(), [](QChar c) {
               return c != u'/' && c != u'\\' && c >= u' ' && c != QChar(0x7f);
           });
}

RoomRecord roomRecord(Fields &fields)
{
    RoomRecord room;
    const auto id = Chat::parseRoomId(fields.text("room", longestId));
    fields.need(id.has_value(), "room");
    room.id = id.value_or(Chat::RoomId());
    room.name = fields.text("name", longestName);
    room.topic = fields.text("topic", longestName);
    room.creator = Chat::UserId(fields.text("creator", longestId));
    room.created = fields.time("created");
    room.revision.number = fields.number("revision", 0, largestSequence);
    room.settings = fields.settings();
    std::set<QString> ids;
    for (const QJsonObject &object : fields.objects("members", mostMembers)) {
        Fields one(object);
        PersonRecord member{Chat::UserId(one.text("id", longestId)), one.text("name", longestName),
                            one.flag("guest"), one.settings()};
        fields.need(one.fault().isEmpty() && !member.id.isEmpty() &&
                        ids.insert(member.id.toString()).second,
                    "members");
        room.members.push_back(std::move(member));
    }
    return room;
}

FileRecord fileRecord(Fields &one)
{
    FileRecord file;
    file.info.id = one.text("id", longestId);
    file.info.token = one.text("token", longestId);
    file.info.name = one.text("name", longestName);
    file.info.type = one.text("type", longestName);
    file.info.size = one.number("size", 0);
    file.hash = one.text("sha256", 64).toLatin1();
    file.owner = Chat::UserId(one.text("owner", longestId));
    file.created = one.time("created");
    one.need(isToken(file.info.id) && isToken(file.info.token), "id");
    one.need(isFileName(file.info.name), "name");
    one.need(file.hash.isEmpty() || isHex(file.hash, 64), "sha256");
    return file;
}

std::optional<Chat::MessageType> typeOf(const QString &name)
{
    for (const auto type :
         {Chat::MessageType::Enter, Chat::MessageType::Talk, Chat::MessageType::Leave}) {
        if (Chat::messageTypeName(type) == name)
            return type;
    }
    return std::nullopt;
}

MessageRecord messageRecord(Fields &fields)
{
    MessageRecord record;
    Chat::RoomMessage &message = record.message;
    message.sequence.number = fields.number("message", 1, largestSequence);
    record.uid = fields.text("uid", 32, false).toLatin1();
    fields.need(record.uid.isEmpty() || isHex(record.uid, 32), "uid");
    const auto type = typeOf(fields.text("type", 16));
    fields.need(type.has_value(), "type");
    message.type = type.value_or(Chat::MessageType::Talk);
    message.sender = fields.text("sender", longestName);
    message.senderId = Chat::UserId(fields.text("senderId", longestId));
    message.guest = fields.flag("guest");
    message.time = fields.time("time");
    message.text = fields.text("text", longestLine);
    const QString clientId = fields.text("clientId", longestId, false);
    fields.need(clientId.isEmpty() || Chat::parseClientMessageId(clientId), "clientId");
    message.clientId = Chat::ClientMessageId(clientId);
    record.replyTo.number = fields.number("replyTo", 0, message.sequence.number - 1, false);
    message.written = fields.timeIfAny("written");
    Chat::MessageChanges &changes = message.changes;
    changes.revision.number = fields.number("revision", 0, largestSequence, false);
    changes.edited = fields.timeIfAny("edited");
    changes.deleted = fields.timeIfAny("deleted");
    changes.pinned = fields.timeIfAny("pinned");
    const bool isChanged = changes.edited || changes.deleted || changes.pinned;
    fields.need(changes.revision.number > 0 || !isChanged, "revision");
    fields.need(!changes.deleted || message.text.isEmpty(), "text");
    std::set<std::pair<QString, QString>> known;
    for (const QJsonObject &object : fields.objects("reactions", mostReactions)) {
        Fields one(object);
        ReactionRecord reaction{one.text("emoji", 64), Chat::UserId(one.text("user", longestId)),
                                one.text("name", longestName)};
        const QString who =
            reaction.user.isEmpty() ? u'\n' + reaction.name : reaction.user.toString();
        fields.need(one.fault().isEmpty() && !reaction.emoji.isEmpty() &&
                        known.emplace(reaction.emoji, who).second,
                    "reactions");
        record.reactions.push_back(std::move(reaction));
    }
    for (const QJsonObject &object : fields.objects("files", mostFiles)) {
        Fields one(object);
        record.files.push_back(fileRecord(one));
        fields.need(one.fault().isEmpty(), "files");
    }
    return record;
}

} // namespace

QByteArray messageUid(const QString &host, const Chat::RoomMessage &message)
{
    const QByteArray text =
        (QStringList{QStringLiteral("madang-message-1"), host, message.room.toString(),
                     QString::number(message.sequence.number), Chat::messageTypeName(message.type),
                     message.senderId.toString(), message.clientId.toString(),
                     QString::number(qint64(message.time.time_since_epoch().count()))}
             .join(QLatin1Char('\n')))
            .toUtf8();
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).first(16).toHex();
}

QByteArray lineOf(const Record &record)
{
    struct Spell {
        QJsonObject operator()(const Head &head) const { return headObject(head); }
        QJsonObject operator()(const RoomRecord &room) const { return roomObject(room); }
        QJsonObject operator()(const MessageRecord &message) const
        {
            return messageObject(message);
        }
        QJsonObject operator()(const EarlierRecord &earlier) const
        {
            return {{earlierKey, earlier.sequence.number},
                    {QStringLiteral("text"), earlier.text},
                    {QStringLiteral("until"), timeValue(earlier.until)}};
        }
        QJsonObject operator()(const RoomEnd &end) const { return {{roomEndKey, end.messages}}; }
        QJsonObject operator()(const End &end) const { return {{endKey, end.rooms}}; }
    };
    return lineOfObject(std::visit(Spell(), record));
}

tl::expected<Record, QString> recordOf(const QByteArray &line)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return tl::unexpected(QStringLiteral("it is no JSON object: ") + error.errorString());
    const QJsonObject object = document.object();
    Fields fields(object);
    std::optional<Record> record;
    if (object.contains(headKey)) {
        const qint64 version = fields.number("madang-export", 1);
        if (version > formatVersion)
            return tl::unexpected(QStringLiteral("it was made by a newer version of the program"));
        record = Head{fields.text("host", longestId), fields.text("hostName", longestName),
                      fields.time("made"), fields.text("program", longestName)};
    } else if (object.contains(roomKey)) {
        record = roomRecord(fields);
    } else if (object.contains(messageKey)) {
        record = messageRecord(fields);
    } else if (object.contains(earlierKey)) {
        record = EarlierRecord{
            {fields.number("earlier", 1)}, fields.text("text", longestLine), fields.time("until")};
    } else if (object.contains(roomEndKey)) {
        record = RoomEnd{fields.number("roomEnd", 0)};
    } else if (object.contains(endKey)) {
        record = End{fields.number("end", 0)};
    } else {
        return tl::unexpected(QStringLiteral("it is no record that this program knows"));
    }
    if (!fields.fault().isEmpty())
        return tl::unexpected(fields.fault());
    return *record;
}

tl::expected<Record, LineReader::Error> LineReader::next()
{
    ++m_line;
    const auto fault = [this](const QString &reason) {
        return tl::unexpected(Error{m_line, reason});
    };
    const QByteArray line = nextLine(m_from);
    if (line.isEmpty())
        return fault(QStringLiteral("the export ends here, before its end"));
    if (!line.endsWith('\n'))
        return fault(QStringLiteral("the line is cut short, or longer than 32 MiB"));
    auto record = recordOf(line);
    if (!record)
        return fault(record.error());
    if (auto placed = place(*record); !placed)
        return fault(placed.error());
    return *std::move(record);
}

tl::expected<void, QString> LineReader::place(const Record &record)
{
    const auto misplaced = [] {
        return tl::unexpected(QStringLiteral("the record has no place here"));
    };
    if (std::holds_alternative<Head>(record)) {
        if (m_place != Place::Start)
            return misplaced();
        m_place = Place::BetweenRooms;
    } else if (std::holds_alternative<RoomRecord>(record)) {
        if (m_place != Place::BetweenRooms)
            return misplaced();
        m_place = Place::InRoom;
        m_messages = 0;
        m_last = {};
    } else if (const auto *message = std::get_if<MessageRecord>(&record)) {
        if (m_place != Place::InRoom || message->message.sequence <= m_last)
            return misplaced();
        m_last = message->message.sequence;
        ++m_messages;
    } else if (const auto *earlier = std::get_if<EarlierRecord>(&record)) {
        if (m_place != Place::InRoom || earlier->sequence != m_last)
            return misplaced();
    } else if (const auto *roomEnd = std::get_if<RoomEnd>(&record)) {
        if (m_place != Place::InRoom)
            return misplaced();
        if (roomEnd->messages != m_messages)
            return tl::unexpected(QStringLiteral("messages are missing before it"));
        m_place = Place::BetweenRooms;
        ++m_rooms;
    } else if (const auto *end = std::get_if<End>(&record)) {
        if (m_place != Place::BetweenRooms)
            return misplaced();
        if (end->rooms != m_rooms)
            return tl::unexpected(QStringLiteral("rooms are missing before it"));
        if (!m_from.atEnd())
            return tl::unexpected(QStringLiteral("more follows behind the end"));
        m_place = Place::Over;
    }
    return {};
}

} // namespace Takeout
