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

const QByteArray &OutgoingFrame::encoded(Encoder encoder) const
{
    if (m_encoder != encoder) {
        m_encoded = encoder(m_stomp);
        m_encoder = encoder;
    }
    return m_encoded;
}

} // namespace Stomp
