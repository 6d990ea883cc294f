// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/utf8check.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>

namespace Server {

/// Reads what a WebSocket client sends behind the handshake (RFC 6455, section 5), cut anywhere.
///
/// Bytes of messages are handed on as they arrive, so nothing of them is kept; text is checked on
/// the way. Holds no more than the head of a frame and the payload of a control frame. After a
/// violation it must not be used again.
class WebSocketParser {
public:
    struct Event {
        enum class Kind {
            NeedsMore,
            Payload, ///< The next bytes of a message.
            Ping,    ///< `bytes` is what the pong must repeat.
            Pong,
            Close,     ///< `code` as the peer gave it, 1005 for none; `bytes` is its reason.
            Violation, ///< Close with `code`; `bytes` says why.
        };
        Kind kind = Kind::NeedsMore;
        QByteArrayView bytes; ///< Valid until the next call.
        quint16 code = 0;
        bool isText = false;      ///< Of a Payload.
        bool endsMessage = false; ///< Of a Payload.
    };

    /// `messageBytes`: of one message, all its fragments together; 1009 above.
    explicit WebSocketParser(qint64 messageBytes) : m_messageBytes(messageBytes) {}

    /// Takes bytes from the front of [at, end), moving `at`, until there is something to tell.
    /// Undoes masks in place: the bytes of a Payload lie where they came.
    Event next(char *&at, const char *end);

private:
    bool readHead(char *&at, const char *end);
    Event checkHead();
    Event takePayload(char *&at, const char *end);
    Event takeControl(char *&at, const char *end);
    Event readClose() const;
    void unmask(char *bytes, qsizetype size);

    qint64 m_messageBytes;
    qint64 m_messageSoFar = 0; ///< Declared by the fragments of this message.
    quint64 m_left = 0;        ///< Of this frame's payload.
    bool m_inFrame = false;
    bool m_inMessage = false; ///< Between its first fragment and its last.
    bool m_text = false;
    bool m_final = false;
    uchar m_opcode = 0;
    uchar m_headSize = 0;
    uchar m_maskAt = 0; ///< Which of its bytes is the next one's.
    uchar m_controlSize = 0;
    Utf8Check m_utf8;
    std::array<uchar, 4> m_mask{};
    std::array<uchar, 14> m_head{};
    std::array<char, 125> m_control;
};

} // namespace Server
