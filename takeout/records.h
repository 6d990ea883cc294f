// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <variant>
#include <vector>

namespace Takeout {

/// What an export begins with.
struct Head {
    QString host;     ///< The host's id; empty where it is not known.
    QString hostName; ///< For people.
    Chat::Timestamp made;
    QString program; ///< Its version.
};

struct PersonRecord {
    Chat::UserId id;
    QString name;
    bool guest = false;
    QJsonObject settings; ///< As of a RoomRecord.
};

struct RoomRecord {
    Chat::RoomId id;
    QString name;
    QString topic;
    Chat::UserId creator;
    Chat::Timestamp created;
    Chat::Revision revision;
    QJsonObject settings; ///< Whatever else the host knows of it: texts, whole numbers, null.
    std::vector<PersonRecord> members;
};

struct ReactionRecord {
    QString emoji;
    Chat::UserId user; ///< Empty where only the name is known.
    QString name;
};

/// What a text was before it was changed.
struct EarlierRecord {
    Chat::Sequence sequence; ///< Of its message.
    QString text;
    Chat::Timestamp until;
};

struct FileRecord {
    Chat::FileInfo info;
    QByteArray hash; ///< SHA-256 of its content, hex; empty where it is not there.
    Chat::UserId owner;
    Chat::Timestamp created;
    QString path; ///< Where its content is while an export is written or read; not in the export.
};

struct MessageRecord {
    /// Room, sequence, who, what and when, and when it was changed; no quotes, reactions or files.
    Chat::RoomMessage message;
    QByteArray uid;         ///< The same on every host that has it; see messageUid().
    Chat::Sequence replyTo; ///< 0: none.
    std::vector<ReactionRecord> reactions;
    std::vector<FileRecord> files;
};

struct RoomEnd {
    qint64 messages = 0;
};
struct End {
    qint64 rooms = 0;
};

using Record = std::variant<Head, RoomRecord, MessageRecord, EarlierRecord, RoomEnd, End>;

/// Names a message on all hosts: 32 hex digits, made of what never changes of it. `message` needs
/// room, sequence, type, senderId, clientId and time.
QByteArray messageUid(const QString &host, const Chat::RoomMessage &message);

} // namespace Takeout
