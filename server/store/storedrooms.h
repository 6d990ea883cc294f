// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/storedentrance.h"
#include "server/store/storedhook.h"
#include "server/store/storedorder.h"
#include "server/store/storedreads.h"
#include "stomp/wire/messages.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <utility>
#include <vector>

namespace Server {

/// A room as the log keeps it.
struct StoredRoom {
    Chat::RoomId id;
    QString name;
    QString topic;
    Chat::UserId creator;
    Chat::Timestamp created;
    Chat::Sequence last;
    Chat::Revision revision = {}; ///< Of the newest change of a message.
    Chat::RoomSettings settings = {};
    QByteArray passwordHash = {}; ///< Where `settings.password`; never leaves the host.
    Chat::Sequence floor = {};    ///< Messages up to this one are gone.
    qint64 earlierFloor = 0;      ///< Earlier texts of the log up to this number go, kept or not.
};

/// A person who belongs to a room, connected or not.
struct StoredMember {
    Chat::RoomId room;
    Chat::UserId user;
    QString name;
    bool guest = false;
    Chat::MemberRole role = Chat::MemberRole::Member;
};

/// A person who may come into a room, or would like to.
struct StoredGuest {
    Chat::RoomId room;
    Chat::UserId user;
    QString name;
    bool guest = false;
    bool knocks = false; ///< Waits to be let in; else they were invited.
    Chat::UserId by;     ///< Who invited them.
    Chat::Timestamp time;
};

/// How far the changes of a shared log are known that other hosts make: by host, the number of the
/// newest one. Of a host that is not named none is.
struct NewsCursor {
    std::map<qint64, qint64> known;

    qint64 of(qint64 host) const
    {
        const auto found = known.find(host);
        return found == known.end() ? 0 : found->second;
    }
};

/// All that a starting host needs to know before it takes the first connection.
struct StoreContents {
    std::vector<StoredRoom> rooms;
    std::vector<StoredMember> members;
    std::vector<StoredMarker> markers = {};
    std::vector<StoredAttendance> attendance = {};
    std::vector<StoredGuest> guests = {};
    std::vector<std::pair<Chat::UserId, Chat::Avatar>> avatars = {};
    std::vector<StoredSanction> sanctions = {};
    std::vector<StoredHook> hooks = {};             ///< Oldest first.
    std::vector<StoredInvitation> invitations = {}; ///< To the host; oldest first.
    std::vector<StoredAdmission> admissions = {};
    QString hostId = {}; ///< Of the log, for ever; tells its hosts from others.
    /// Of all hosts that have this log; empty where one has it alone.
    QByteArray sharedSecret = {};
    NewsCursor news = {}; ///< Where what others change from here on begins.
};

} // namespace Server
