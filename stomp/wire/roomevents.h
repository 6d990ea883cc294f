// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace Chat {

/// SEND `/app/chat/room/{id}/invite`, and `/app/chat/direct` for a conversation of two.
struct InviteRequest {
    UserId user;
    bool on = true; ///< false takes it back.

    QByteArray toJson() const;
    static std::optional<InviteRequest> fromJson(const QByteArray &json);
};

/// SEND `/app/chat/room/{id}/admit`: an answer to who knocked.
struct AdmitRequest {
    UserId user;
    bool accept = true;

    QByteArray toJson() const;
    static std::optional<AdmitRequest> fromJson(const QByteArray &json);
};

/// SEND `/app/chat/room/{id}/role`.
struct RoleRequest {
    UserId user;
    MemberRole role = MemberRole::Member;

    QByteArray toJson() const;
    /// nullopt also for a role that is none.
    static std::optional<RoleRequest> fromJson(const QByteArray &json);
};

/// Somebody who waits to be let in.
struct Knock {
    UserId user;
    QString name;
    bool guest = false;
    Timestamp time;
    friend bool operator==(const Knock &, const Knock &) = default;
};

/// Reply to SUBSCRIBE `/app/chat/room/{id}/knocks`, oldest first.
struct KnockList {
    /// What is taken of one reply: of what more there is, only the number is kept.
    static constexpr size_t mostTaken = 200;

    RoomId room;
    std::vector<Knock> knocks; ///< Taken from JSON: of each person one, and nobody without an id.
    int more = 0;              ///< How many were left out for their number.

    QByteArray toJson() const;
    static std::optional<KnockList> fromJson(const QByteArray &json);
};

/// On one's own invitationsQueue().
struct InvitationEvent {
    enum class Kind {
        Invited,  ///< You may enter.
        Admitted, ///< You knocked, and may enter now.
        Rejected, ///< You knocked, and may not.
        Knocked,  ///< Somebody wants to be let into a room that you keep order in.
        Answered, ///< Somebody let them in, or did not, or they gave up.
        Removed,  ///< You do not belong to the room any more.
    };
    Kind kind = Kind::Invited;
    RoomInfo room; ///< As it is for who is told.
    UserId by;     ///< Who did it; of Knocked and Answered who knocked.
    QString byName;

    QByteArray toJson() const;
    static std::optional<InvitationEvent> fromJson(const QByteArray &json);
};

/// On a room's events topic, `type` ROOM: somebody changed what the room is.
struct RoomChangedEvent {
    RoomInfo room; ///< As it is now, for everybody.
    UserId by;
    QString byName;
    QStringList changed; ///< Which fields: `name`, `topic`, `icon`, `password` and so on.

    QByteArray toJson() const;
    static std::optional<RoomChangedEvent> fromJson(const QByteArray &json);
};

} // namespace Chat
