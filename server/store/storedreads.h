// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messageparts.h"

#include <QString>

namespace Server {

/// How far somebody who belongs to a room has got.
struct StoredMarker {
    Chat::RoomId room;
    Chat::UserId user;
    Chat::Sequence since; ///< What was said up to here was said without them.
    Chat::Sequence delivered;
    Chat::Sequence read;
    bool confirms = false; ///< They have said so themselves.
};

/// What is known of somebody beside their sessions.
struct StoredAttendance {
    Chat::UserId user;
    Chat::Timestamp lastSeen;
    int choice = 0; ///< As whoever wrote it counts them.
    QString status;
    Chat::Timestamp until; ///< Of the status; 0: for good.
};

} // namespace Server
