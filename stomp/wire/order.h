// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ruling.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace Chat {

/// SEND `/app/chat/room/{id}/mute`, `…/ban`, `…/send-out` and `/app/chat/people/ban`.
struct OrderRequest {
    UserId user;
    bool on = true;               ///< false lifts it; not looked at by `send-out`.
    std::chrono::seconds time{0}; ///< How long; 0: until it is lifted. At most ten years.
    QString reason = {};          ///< Told to the person.
    bool address = false;         ///< Also whoever comes from where they are now.

    static constexpr std::chrono::hours longest{10 * 365 * 24};

    QByteArray toJson() const;
    /// nullopt also for a time that cannot be.
    static std::optional<OrderRequest> fromJson(const QByteArray &json);
};

/// Somebody who may not speak in a room, or not be there, or not on the whole host.
struct Sanction {
    enum class Kind { Mute, Ban }; // numbers of the log
    Kind kind = Kind::Mute;
    UserId user;
    QString name;
    bool device = false;  ///< It holds for devices of theirs, whoever comes by them.
    bool address = false; ///< Likewise for where they came from.
    QString reason;
    UserId by;
    QString byName;
    Timestamp begun;
    std::optional<Timestamp> until; ///< None: until it is lifted.
    friend bool operator==(const Sanction &, const Sanction &) = default;

    Ruling ruling() const { return {reason, byName, until}; }
};

/// Reply to SUBSCRIBE `/app/chat/room/{id}/order` and `/app/chat/people/banned`, oldest first.
struct OrderList {
    RoomId room; ///< Empty: of the host.
    std::vector<Sanction> muted;
    std::vector<Sanction> banned;

    QByteArray toJson() const;
    static std::optional<OrderList> fromJson(const QByteArray &json);
};

/// What somebody who keeps order did.
struct OrderEntry {
    enum class Action { // numbers of the log
        Muted,
        Unmuted,
        SentOut,
        Banned,
        Unbanned,
        Role,      ///< `detail`: the new one.
        Settings,  ///< `detail`: which fields.
        Deleted,   ///< Somebody else's message; `detail`: its sequence.
        Recovered, ///< The host's owner gave somebody a way back in; `detail`: "reset", or empty.
    };
    qint64 number = 0; ///< Of the log; later ones have higher numbers.
    Action action = Action::Muted;
    RoomId room; ///< Empty: of the host.
    UserId user; ///< Whom it was about, where it was about somebody.
    QString name;
    UserId by;
    QString byName;
    QString reason;
    QString detail;
    Timestamp time;
    std::optional<Timestamp> until;
    friend bool operator==(const OrderEntry &, const OrderEntry &) = default;

    /// With `type` ORDER: on a room's events topic, without its reason, when somebody was sent out
    /// or banned; on orderQueue() when it was about oneself.
    QByteArray toJson() const;
    static std::optional<OrderEntry> fromJson(const QByteArray &json);
};

/// Reply to SUBSCRIBE `/app/chat/room/{id}/audit` and `/app/chat/people/audit`, newest first.
struct AuditPage {
    RoomId room; ///< Empty: of the host.
    std::vector<OrderEntry> entries;
    bool more = false; ///< There are earlier ones: ask with `before` the last number here.

    QByteArray toJson() const;
    static std::optional<AuditPage> fromJson(const QByteArray &json);
};

} // namespace Chat
