// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/secondnames.h"

#include "stomp/wire/destinations.h"

namespace Chat {

QByteArray firstName(const QByteArray &destination)
{
    if (destination == lobbyTopic)
        return roomTopic(lobbyRoom());
    if (destination == lobbyRequest)
        return requestDestination(Request::Kind::Message);
    return destination;
}

} // namespace Chat
