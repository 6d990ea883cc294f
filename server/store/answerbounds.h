// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

namespace Server {

/// What one answer may hold: so many messages with so many bytes of text; one message always.
class AnswerBounds {
public:
    AnswerBounds(int messages, qint64 bytes) : m_messages(messages), m_bytes(bytes) {}

    /// Whether the next message is within them, too.
    bool take(const Chat::RoomMessage &message)
    {
        m_takenBytes += message.text.toUtf8().size();
        const bool isTooMuch = m_taken >= m_messages || (m_taken > 0 && m_takenBytes > m_bytes);
        m_taken += isTooMuch ? 0 : 1;
        return !isTooMuch;
    }

private:
    int m_messages;
    qint64 m_bytes;
    int m_taken = 0;
    qint64 m_takenBytes = 0;
};

} // namespace Server
