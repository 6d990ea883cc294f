// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/attendance.h"
#include "stomp/wire/avatar.h"
#include "stomp/wire/ids.h"
#include "stomp/wire/messageparts.h"
#include "stomp/wire/roominfo.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace Chat {

/// ENTER, TALK and LEAVE are all that a room's topic carries.
enum class MessageType { Enter, Talk, Leave };

/// "ENTER", "TALK" or "LEAVE".
QString messageTypeName(MessageType type);

/// What somebody said in a room, or that they came or went: the JSON of a room's topic and of the
/// log. `type`, `roomId`, `sender` and `message` are the fields that Spring Boot room pages read.
struct RoomMessage {
    MessageType type = MessageType::Talk;
    RoomId room;
    QString sender;           ///< The name to show; for a guest the one they claim.
    UserId senderId;          ///< Stamped by the host.
    bool guest = false;       ///< The name is claimed, not proved.
    QString text;             ///< `message` on the wire.
    ClientMessageId clientId; ///< `id` on the wire; empty when the client gave none.
    Sequence sequence;        ///< `seq`.
    Timestamp time;           ///< `time`, UTC ms, by the host's clock.
    std::optional<Quoted> replyTo;
    std::vector<FileInfo> files; ///< In a request, and to the log, the ids alone.
    MessageChanges changes;      ///< None in what has just been said.
    /// When it says to have been written, where that is long before `time`: a claim, for people.
    std::optional<Timestamp> written;
    HostNotes hostNotes; ///< Not on the wire.
    /// What it is called on all hosts, 32 hex digits; only of what came here from another one.
    QByteArray uid;

    QByteArray toJson() const;
    /// nullopt unless it is a JSON object with a known type and a valid room.
    static std::optional<RoomMessage> fromJson(const QByteArray &json);
    friend bool operator==(const RoomMessage &, const RoomMessage &) = default;
};

/// What a client sends to `/app/chat/message`: its claim, before the host has stamped anything.
struct MessageRequest {
    MessageType type = MessageType::Talk;
    QString roomText; ///< `roomId` as it came; the host checks it.
    QString sender;   ///< The name a guest goes by; empty: the name of the session.
    QString text;
    QString clientIdText;   ///< `id` as it came; empty: no idempotency asked for.
    bool stays = false;     ///< ENTER only: be a member until LEAVE, not just while connected.
    Sequence replyTo = {};  ///< The message that this one answers; none by default.
    QStringList files = {}; ///< Ids of uploads, or tokens of files that one knows.
    /// `waited`, ms: how long ago it was written, by the sender's own clock; for a late message.
    std::chrono::milliseconds waited{0};
    QString password = {}; ///< ENTER only: the room's, where it has one.

    QByteArray toJson() const;
    /// nullopt unless it is a JSON object; numbers are accepted as room ids, as some pages send.
    static std::optional<MessageRequest> fromJson(const QByteArray &json);
};

/// Somebody who belongs to a room or is in it now.
struct Member {
    UserId id;
    QString name;
    bool guest = false;
    bool here = false;   ///< At least one of their sessions is subscribed to the room now.
    bool member = false; ///< Belongs to the room when not here, too.
    Attendance attendance = {};
    MemberRole role = MemberRole::Member;
    Avatar avatar = {};
    friend bool operator==(const Member &, const Member &) = default;
};

/// Reply to SUBSCRIBE `/app/chat/room/{id}/members`.
struct MemberList {
    RoomId room;
    std::vector<Member> members;

    QByteArray toJson() const;
    static std::optional<MemberList> fromJson(const QByteArray &json);
};

/// On a room's events topic when something of a person changes: whether they are here, belong to
/// the room, how they can be reached (soft: may be dropped), their name or avatar.
struct PresenceEvent {
    RoomId room;
    Member member;
    QString formerName = {}; ///< When it is the name that changed.

    QByteArray toJson() const;
    static std::optional<PresenceEvent> fromJson(const QByteArray &json);
};

/// Reply to SUBSCRIBE `/app/chat/room/{id}/history`: consecutive messages, oldest first.
struct HistoryPage {
    RoomId room;
    std::vector<RoomMessage> messages;
    bool more = false;   ///< Older ones exist before the first of these.
    Sequence floor = {}; ///< Messages up to this one are gone from the log.

    QByteArray toJson() const;
    static std::optional<HistoryPage> fromJson(const QByteArray &json);
};

} // namespace Chat
