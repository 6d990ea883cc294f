// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messageparts.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace Chat {

/// How somebody can be reached. Of several sessions the most available counts, unless the person
/// chose.
enum class Availability {
    Offline, ///< No session; see Attendance::lastSeen.
    Online,
    Away,
    DoNotDisturb,
};

/// "offline", "online", "away" or "dnd".
QString availabilityName(Availability availability);
std::optional<Availability> availabilityFromName(const QString &name);

/// How somebody can be reached, and what they say about it.
struct Attendance {
    Availability state = Availability::Offline;
    QString status;                    ///< One line of their own, emoji and all; may be empty.
    std::optional<Timestamp> until;    ///< The status holds till then; nullopt: for good.
    std::optional<Timestamp> lastSeen; ///< When offline, and known.
    friend bool operator==(const Attendance &, const Attendance &) = default;
};

/// SEND `/app/chat/presence`: what is left out stays as it is.
struct PresenceRequest {
    /// For the person, in all sessions: `away` or `dnd` till another is chosen; `online`: as the
    /// sessions are.
    std::optional<Availability> state;
    std::optional<bool> idle;       ///< This session is left alone.
    std::optional<QString> status;  ///< `text`; empty takes it away.
    std::optional<Timestamp> until; ///< Of the status sent with it.

    QByteArray toJson() const;
    /// nullopt for what is none, or for a state that nobody can choose.
    static std::optional<PresenceRequest> fromJson(const QByteArray &json);
};

/// SEND `/app/chat/room/{id}/typing`.
struct TypingRequest {
    bool on = true;

    QByteArray toJson() const;
    static std::optional<TypingRequest> fromJson(const QByteArray &json);
};

/// On a room's events topic, `type` TYPING: somebody writes there, for a few seconds unless it is
/// said again. Soft: may be dropped.
struct TypingEvent {
    RoomId room;
    UserId user;
    QString name;
    bool on = true;

    QByteArray toJson() const;
    static std::optional<TypingEvent> fromJson(const QByteArray &json);
};

} // namespace Chat
