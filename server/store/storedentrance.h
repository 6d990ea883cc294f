// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/entrance.h"

#include <QByteArray>
#include <QString>

namespace Server {

/// What lets somebody in, as the log keeps it.
struct StoredInvitation {
    Chat::InvitationInfo info;
    QByteArray hash; ///< Of its secret, which nobody keeps.
    /// When it was taken back or used up; it is nobody's any more, unless it is given back.
    std::optional<Chat::Timestamp> ended = {};
};

/// By what somebody who was let in is known again: "d:" and a device's key, or a user id.
struct StoredAdmission {
    QString mark;
    Chat::UserId user; ///< Whose that is; empty: not known yet.
    Chat::Timestamp since;
};

} // namespace Server
