// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"
#include "stomp/wire/messageparts.h"
#include "stomp/wire/roomsettings.h"
#include "stomp/wire/ruling.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace Chat {

/// What one person is to a room; told to them alone.
struct OwnPlace {
    MemberRole role = MemberRole::None;
    bool invited = false;              ///< They may enter whatever else is asked of who enters.
    int knocks = 0;                    ///< People who wait to be let in; told to who keeps order.
    std::optional<Ruling> muted = {};  ///< Why they may not speak there.
    std::optional<Ruling> banned = {}; ///< Why they may not be there.
    friend bool operator==(const OwnPlace &, const OwnPlace &) = default;
};

/// A room as the list of rooms shows it.
struct RoomInfo {
    RoomId id;
    QString name;
    QString topic;
    Sequence last;     ///< `seq`: of its newest message.
    Revision revision; ///< Of its newest change.
    int here = 0;      ///< People connected to it now.
    int members = 0;   ///< People who belong to it, here or not.
    RoomSettings settings = {};
    Sequence floor = {}; ///< Messages up to this one are gone from the log.
    OwnPlace own = {};   ///< Of who is told; none where everybody is.
    bool gone = false;   ///< There is no such room any more, for who is told.

    QByteArray toJson() const;
    static std::optional<RoomInfo> fromJson(const QByteArray &json);
    friend bool operator==(const RoomInfo &, const RoomInfo &) = default;
};

/// Reply to SUBSCRIBE `/app/chat/rooms`: `{"rooms":[RoomInfo…]}`.
QByteArray roomListJson(const std::vector<RoomInfo> &rooms);
std::optional<std::vector<RoomInfo>> roomListFromJson(const QByteArray &json);

/// What a client sends to `/app/chat/createroom` and `/app/chat/room/{id}/topic`.
struct RoomRequest {
    QString roomText; ///< `roomId`; empty: the host makes one from the name.
    QString name;
    QString topic;
    RoomChange settings = {}; ///< Of a new room; its name and topic stand above.

    QByteArray toJson() const;
    /// nullopt also when the settings have something that they cannot have.
    static std::optional<RoomRequest> fromJson(const QByteArray &json);
};

} // namespace Chat
