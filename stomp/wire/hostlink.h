// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QString>

#include <optional>

namespace Chat {

/// A link that leads into a host: `madang://HOST[:PORT][/][?room=ROOM]`.
struct HostLink {
    QString address; ///< `HOST[:PORT]`, as hostUrl() takes it.
    RoomId room;     ///< Empty: none.
};

/// nullopt for what is none: another scheme or path, a name or a password in it, a room whose name
/// none can have, or more than 512 characters. What else is asked for in it is left out, as later
/// versions may have more. Says nothing about whether anybody answers there.
std::optional<HostLink> readHostLink(const QString &text);

} // namespace Chat
