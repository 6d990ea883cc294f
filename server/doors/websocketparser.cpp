// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/websocketparser.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace Server {
namespace {

using Event = WebSocketParser::Event;

// RFC 6455, 7.4.1.
constexpr quint16 protocolError = 1002;
constexpr quint16 noStatus = 1005;
constexpr quint16 notUtf8 = 1007;
constexpr quint16 tooBig = 1009;

// RFC 6455, 5.2.
constexpr uchar finalBit = 0x80;
constexpr uchar reservedBits = 0x70;
constexpr uchar opcodeBits = 0x0F;
constexpr uchar maskBit = 0x80;
constexpr uchar lengthBits = 0x7F;
constexpr uchar twoByteLength = 126;
constexpr uchar eightByteLength = 127;
constexpr uchar controlBit = 0x08;
enum Opcode : uchar { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

Event violation(quint16 code, QByteArrayView why)
{
    return {Event::Kind::Violation, why, code};
}

/// Those that may be sent: not 1004 to 1006, 1015 or what nobody has defined.
bool isCloseCode(quint16 code)
{
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
           (code >= 3000 && code <= 4999);
}

} // namespace

Event WebSocketParser::next(char *&at, const char *end)
{
    while (true) {
        if (!m_inFrame) {
            if (!readHead(at, end))
                return {};
            if (const Event wrong = checkHead(); wrong.kind == Event::Kind::Violation)
                return wrong;
            m_inFrame = true;
        }
        if ((m_opcode & controlBit) != 0)
            return takeControl(at, end);
        if (at == end && m_left > 0)
            return {};
        return takePayload(at, end);
    }
}

/// Gathers the head of a frame; what is wrong with its first two bytes is seen in checkHead().
bool WebSocketParser::readHead(char *&at, const char *end)
{
    const auto wanted = [this]() -> size_t {
        if (m_headSize < 2)
            return 2;
        const uchar length = m_head[1] & lengthBits;
        const bool masked = (m_head[1] & maskBit) != 0;
        return 2 +
               (length == twoByteLength     ? 2U
                : length == eightByteLength ? 8U
                                            : 0U) +
               (masked ? 4U : 0U);
    };
    while (m_headSize < wanted()) {
        if (at == end)
            return false;
        m_head[m_headSize++] = uchar(*at++);
    }
    return true;
}

Event WebSocketParser::checkHead()
{
    m_opcode = m_head[0] & opcodeBits;
    m_final = (m_head[0] & finalBit) != 0;
    const uchar shortLength = m_head[1] & lengthBits;
    if ((m_head[0] & reservedBits) != 0)
        return violation(protocolError, "reserved bits are set");
    if ((m_head[1] & maskBit) == 0)
        return violation(protocolError, "a frame is not masked");
    m_left = shortLength;
    if (shortLength == twoByteLength)
        m_left = qFromBigEndian<quint16>(&m_head[2]);
    else if (shortLength == eightByteLength)
        m_left = qFromBigEndian<quint64>(&m_head[2]);
    std::copy_n(&m_head[size_t(m_headSize) - m_mask.size()], m_mask.size(), m_mask.begin());
    m_maskAt = 0;
    m_headSize = 0;
    const bool tooShort = (shortLength == twoByteLength && m_left < twoByteLength) ||
                          (shortLength == eightByteLength && m_left <= 0xFFFF);
    if (tooShort || m_left > quint64(std::numeric_limits<qint64>::max()))
        return violation(protocolError, "a frame's length is not well-formed");

    if ((m_opcode & controlBit) != 0) {
        if (m_opcode > Pong)
            return violation(protocolError, "a frame's opcode is unknown");
        if (!m_final || m_left > m_control.size())
            return violation(protocolError, "a control frame is fragmented or too long");
        m_controlSize = 0;
        return {};
    }
    if (m_opcode > Binary)
        return violation(protocolError, "a frame's opcode is unknown");
    if ((m_opcode == Continuation) != m_inMessage)
        return violation(protocolError, "a message's fragments are out of order");
    if (m_opcode != Continuation) {
        m_messageSoFar = 0;
        m_text = m_opcode == Text;
        m_utf8 = {};
    }
    if (m_left > quint64(m_messageBytes - m_messageSoFar))
        return violation(tooBig, "a message is too big");
    m_messageSoFar += qint64(m_left);
    m_inMessage = !m_final;
    return {};
}

Event WebSocketParser::takePayload(char *&at, const char *end)
{
    const auto size = qsizetype(std::min<quint64>(m_left, quint64(end - at)));
    Event event{Event::Kind::Payload, QByteArrayView(at, size)};
    unmask(at, size);
    at += size;
    m_left -= quint64(size);
    m_inFrame = m_left > 0;
    event.isText = m_text;
    event.endsMessage = m_left == 0 && m_final;
    if (m_text && (!m_utf8.take(event.bytes) || (event.endsMessage && !m_utf8.isWhole())))
        return violation(notUtf8, "a text is not UTF-8");
    return event;
}

Event WebSocketParser::takeControl(char *&at, const char *end)
{
    const auto size = qsizetype(std::min<quint64>(m_left, quint64(end - at)));
    unmask(at, size);
    std::copy_n(at, size, m_control.begin() + m_controlSize);
    m_controlSize = uchar(m_controlSize + size);
    at += size;
    m_left -= quint64(size);
    if (m_left > 0)
        return {};
    m_inFrame = false;
    if (m_opcode == Close)
        return readClose();
    return {m_opcode == Ping ? Event::Kind::Ping : Event::Kind::Pong,
            QByteArrayView(m_control.data(), m_controlSize)};
}

Event WebSocketParser::readClose() const
{
    if (m_controlSize == 0)
        return {Event::Kind::Close, {}, noStatus};
    if (m_controlSize == 1)
        return violation(protocolError, "a close code is cut");
    const auto code = qFromBigEndian<quint16>(m_control.data());
    if (!isCloseCode(code))
        return violation(protocolError, "a close code means nothing");
    const QByteArrayView reason(m_control.data() + sizeof code,
                                qsizetype(m_controlSize - sizeof code));
    Utf8Check check;
    if (!check.take(reason) || !check.isWhole())
        return violation(notUtf8, "a reason is not UTF-8");
    return {Event::Kind::Close, reason, code};
}

void WebSocketParser::unmask(char *bytes, qsizetype size)
{
    // The mask as it falls on eight bytes from here, to undo eight at a time.
    std::array<uchar, 8> mask;
    for (size_t i = 0; i < mask.size(); ++i)
        mask[i] = m_mask[(m_maskAt + i) % m_mask.size()];
    quint64 wide;
    std::memcpy(&wide, mask.data(), sizeof wide);
    qsizetype i = 0;
    for (; i + qsizetype(sizeof wide) <= size; i += qsizetype(sizeof wide)) {
        quint64 word;
        std::memcpy(&word, bytes + i, sizeof word);
        word ^= wide;
        std::memcpy(bytes + i, &word, sizeof word);
    }
    for (size_t j = 0; i < size; ++i, ++j)
        bytes[i] = char(uchar(bytes[i]) ^ mask[j]);
    m_maskAt = uchar((m_maskAt + quint64(size)) % m_mask.size());
}

} // namespace Server
