// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/acceptedtcp.h"

namespace Server {

const QByteArray &AcceptedTcp::bytesOf(const Stomp::OutgoingFrame &frame) const
{
    return frame.stomp();
}

void AcceptedTcp::take(char *bytes, qsizetype size)
{
    tellReceived(bytes, size);
}

} // namespace Server
