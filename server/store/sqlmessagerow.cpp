// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlmessagerow.h"

namespace Server {
namespace {

std::optional<Chat::Timestamp> timeIfAny(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(toTime(value.toLongLong()));
}

} // namespace

QString messageColumns()
{
    return QStringLiteral("seq, type, sender, sender_id, guest, text, client_id, time,"
                          " messages.number, reply_to, messages.revision, edited, deleted, pinned,"
                          " messages.files, written, messages.uid, audience");
}

MessageRow messageRow(const QSqlQuery &row, const Chat::RoomId &room)
{
    MessageRow read;
    Chat::RoomMessage &message = read.message;
    message.room = room;
    message.sequence = Chat::Sequence{row.value(0).toLongLong()};
    message.type = static_cast<Chat::MessageType>(row.value(1).toInt());
    message.sender = row.value(2).toString();
    message.senderId = Chat::UserId(row.value(3).toString());
    message.guest = row.value(4).toBool();
    message.text = row.value(5).toString();
    message.clientId = Chat::ClientMessageId(row.value(6).toString());
    message.time = toTime(row.value(7).toLongLong());
    read.number = row.value(8).toLongLong();
    read.repliesTo = Chat::Sequence{row.value(9).toLongLong()};
    message.changes.revision = Chat::Revision{row.value(10).toLongLong()};
    if (message.changes.revision.number > 0) {
        message.changes.edited = timeIfAny(row.value(11));
        message.changes.deleted = timeIfAny(row.value(12));
        message.changes.pinned = timeIfAny(row.value(13));
    }
    read.files = row.value(14).toInt();
    message.written = timeIfAny(row.value(15));
    message.uid = row.value(16).toByteArray().toHex();
    message.hostNotes.audience = row.value(17).toInt();
    return read;
}

QString present(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

qint64 toNumber(Chat::Timestamp time)
{
    return time.time_since_epoch().count();
}

QVariant timeOrNull(const std::optional<Chat::Timestamp> &time)
{
    return time ? QVariant(toNumber(*time)) : QVariant(QMetaType(QMetaType::LongLong));
}

Chat::Timestamp toTime(qint64 number)
{
    return Chat::Timestamp(std::chrono::milliseconds(number));
}

} // namespace Server
