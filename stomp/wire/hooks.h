// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace Chat {

/// A way for a program to speak in a room, or to hear it.
enum class HookKind {
    Incoming, ///< What is posted to an address of the host is said in the room.
    Outgoing, ///< What is said in the room is posted to an address.
};

/// What became of what an outgoing hook had to post, since the host started.
struct HookCounts {
    qint64 delivered = 0;
    qint64 failed = 0;  ///< Refused there, or tried in vain for too long.
    qint64 dropped = 0; ///< The oldest of too many that waited.
    int waiting = 0;
    QString problem; ///< Of the last try; empty when it went well.
    friend bool operator==(const HookCounts &, const HookCounts &) = default;
};

/// A hook as people may see it: without what opens it.
struct HookInfo {
    QString id;
    HookKind kind = HookKind::Incoming;
    RoomId room;
    QString name;   ///< Of the bot.
    QString avatar; ///< An emoji in front of it; may be empty.
    UserId maker;
    Timestamp created;
    QString url;       ///< Outgoing: where it posts.
    QString trigger;   ///< Outgoing: the word that a message must begin with; empty: all.
    HookCounts counts; ///< Outgoing.

    friend bool operator==(const HookInfo &, const HookInfo &) = default;
};

/// Reply to SUBSCRIBE `/app/chat/room/{id}/hooks`.
struct HookList {
    /// What is taken of one reply: of what more there is, only the number is kept.
    static constexpr size_t mostTaken = 200;

    RoomId room;
    std::vector<HookInfo> hooks; ///< Taken from JSON: of each id one, and none without.
    int more = 0;                ///< How many were left out for their number.

    QByteArray toJson() const;
    static std::optional<HookList> fromJson(const QByteArray &json);
};

/// SEND `/app/chat/room/{id}/hook`.
struct HookRequest {
    enum class Action { Create, Renew, Remove };
    Action action = Action::Create;
    QString id; ///< To renew and remove.
    HookKind kind = HookKind::Incoming;
    QString name;
    QString avatar;
    QString url;
    QString trigger;

    QByteArray toJson() const;
    /// nullopt unless it is an object with a known action and a known kind.
    static std::optional<HookRequest> fromJson(const QByteArray &json);
};

/// To `/user/queue/chat/hooks` of who made a hook or renewed its secret: told once, to them alone.
struct HookMade {
    HookInfo hook;
    QString path;   ///< Incoming: of its address, `/hooks/…`.
    QString secret; ///< Outgoing: what its posts are signed with.

    QByteArray toJson() const;
    static std::optional<HookMade> fromJson(const QByteArray &json);
};

/// Whether it is a bot's id: "h-" and the hook's.
bool isBot(const UserId &user);
UserId botOf(const QString &hook);

} // namespace Chat
