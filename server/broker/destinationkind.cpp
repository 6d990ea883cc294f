// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/destinationkind.h"

namespace Server {

DestinationKind kindOf(QByteArrayView canonical, const Compatibility &compatibility)
{
    if (canonical.startsWith("/topic/"))
        return DestinationKind::Topic;
    if (canonical.startsWith("/queue/")) {
        return compatibility.queueMode == Compatibility::QueueMode::Broadcast
                   ? DestinationKind::Topic
                   : DestinationKind::Queue;
    }
    if (canonical.startsWith("/app/"))
        return DestinationKind::Application;
    if (canonical.startsWith("/user/"))
        return DestinationKind::User;
    // Spring compares the beginning of the text.
    const bool begins = canonical.startsWith("/topic") || canonical.startsWith("/queue");
    if (begins && compatibility.unknownDestination == Compatibility::UnknownDestination::Ignore)
        return DestinationKind::Topic;
    return DestinationKind::Unknown;
}

} // namespace Server
