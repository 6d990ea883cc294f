// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/acceptedtcp.h"

#include <tuple>

namespace Server {

const QByteArray &AcceptedTcp::bytesOf(const Stomp::OutgoingFrame &frame) const
{
    return frame.stomp();
}

void AcceptedTcp::take(char *bytes, qsizetype size)
{
    std::ignore = tellReceived(bytes, size);
}

} // namespace Server
