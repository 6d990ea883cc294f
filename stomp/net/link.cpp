// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/net/link.h"

#include "stomp/net/websocketframing.h"

namespace Stomp {

const QByteArray &OutgoingFrame::webSocket() const
{
    if (m_webSocket.isEmpty())
        m_webSocket = webSocketMessage(m_stomp, m_message == Message::Binary);
    return m_webSocket;
}

} // namespace Stomp
