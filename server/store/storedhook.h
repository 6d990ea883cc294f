// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/hooks.h"

#include <QByteArray>

namespace Server {

/// A hook as the log keeps it.
struct StoredHook {
    Chat::HookInfo info; ///< Its counts are not kept.
    /// Incoming: the hash of its token. Outgoing: what its posts are signed with, as it is.
    QByteArray secret;
};

} // namespace Server
