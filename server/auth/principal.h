// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace Server {

/// Who a session is, as the host found out; what the client claims is not in here but for a
/// guest's name.
struct Principal {
    enum class Role { Guest, Member, Owner };

    Chat::UserId user;
    QString name; ///< An account's name, or the one a guest goes by (cleaned, bounded).
    Role role = Role::Guest;
    QByteArray guestToken;  ///< Guests only: what makes them the same guest next time; a secret.
    QByteArray device = {}; ///< The public key that this session has proved; empty: none.
    QString address = {};   ///< Where this session comes from; empty: the host's own window.
    bool selfMade = false;  ///< An account of the host's log, not of its operator's file.
    /// What CONNECTED says beside all this, in its order; not kept with the session.
    QList<std::pair<QByteArray, QByteArray>> greeting = {};

    bool isGuest() const { return role == Role::Guest; }
};

} // namespace Server
