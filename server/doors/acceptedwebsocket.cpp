// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/acceptedwebsocket.h"

#include "server/doors/logging.h"

#include <QUtf8StringView>
#include <QtEndian>

#include <cstring>
#include <utility>

namespace Server {
namespace {

using Stomp::CloseCode;
using Event = WebSocketParser::Event;

constexpr char closeHead = char(0x88);
constexpr char pingHead = char(0x89);
constexpr char pongHead = char(0x8A);
constexpr qsizetype longestReason = 123; // a control frame carries 125 bytes, two are the code

QByteArray controlFrame(char head, QByteArrayView payload)
{
    QByteArray frame;
    frame.reserve(payload.size() + 2);
    frame += head;
    frame += char(payload.size());
    return frame.append(payload.data(), payload.size());
}

} // namespace

AcceptedWebSocket::AcceptedWebSocket(std::unique_ptr<Stream> stream, const Options &options)
    : AcceptedLink(std::move(stream)), m_parser(options.messageBytes), m_pingTime(options.pingTime),
      m_pongTime(options.pongTime), m_wholeMessages(options.wholeMessages)
{
    if (m_pingTime > m_pingTime.zero())
        remindAfter(m_pingTime);
}

const QByteArray &AcceptedWebSocket::bytesOf(const Stomp::OutgoingFrame &frame) const
{
    return frame.webSocket();
}

void AcceptedWebSocket::take(char *bytes, qsizetype size)
{
    if (std::exchange(m_pinged, false))
        remindAfter(m_pingTime);
    char *at = bytes;
    const char *const end = bytes + size;
    char *payloadEnd = bytes; // what was read of messages, moved together
    Event event;
    do {
        event = m_parser.next(at, end);
        if (event.kind == Event::Kind::Payload && m_wholeMessages) {
            m_message += event.bytes;
            if (!event.endsMessage)
                continue;
            const QByteArray message = std::exchange(m_message, {});
            if (!tellReceived(message.constData(), message.size()))
                return;
        } else if (event.kind == Event::Kind::Payload && !event.bytes.isEmpty()) {
            if (payloadEnd != event.bytes.data())
                std::memmove(payloadEnd, event.bytes.data(), size_t(event.bytes.size()));
            payloadEnd += event.bytes.size();
        } else if (event.kind == Event::Kind::Ping) {
            m_control = controlFrame(pongHead, event.bytes);
            scheduleFlush();
        }
    } while (event.kind == Event::Kind::Payload || event.kind == Event::Kind::Ping ||
             event.kind == Event::Kind::Pong);

    if (!tellReceived(bytes, payloadEnd - bytes))
        return;
    const QString text = QString::fromUtf8(event.bytes);
    if (event.kind == Event::Kind::Close) {
        const CloseCode code{event.code}; // none is as good as "normal"
        closeByPeer(code == CloseCode::NoStatus ? CloseCode::Normal : code, text);
    } else if (event.kind == Event::Kind::Violation) {
        qCInfo(doorsLog) << "session" << session() << peerName()
                         << "broke a rule of WebSocket:" << event.bytes.toByteArray();
        close(CloseCode(event.code), text);
    }
}

QByteArray AcceptedWebSocket::goodbye(CloseCode code, const QString &reason) const
{
    if (code == CloseCode::NoStatus)
        return controlFrame(closeHead, {});
    QByteArray text = reason.toUtf8();
    while (text.size() > longestReason || !QUtf8StringView(text).isValidUtf8())
        text.chop(1);
    char number[2];
    qToBigEndian(quint16(code), number);
    return controlFrame(closeHead, QByteArray(number, sizeof number) + text);
}

QByteArray AcceptedWebSocket::takeSpareOutput()
{
    return std::exchange(m_control, {});
}

void AcceptedWebSocket::reminded()
{
    const auto silent =
        std::chrono::ceil<std::chrono::milliseconds>(Stomp::Clock::now() - lastSign());
    // While we do not read, the silence is ours.
    if (!isReading() || silent < m_pingTime) {
        m_pinged = false;
        remindAfter(isReading() ? m_pingTime - silent : m_pingTime);
        return;
    }
    if (m_pinged) {
        ++reception().counters.pingTimeouts;
        qCInfo(doorsLog) << "session" << session() << peerName()
                         << "answers no ping and was dropped";
        abort();
        return;
    }
    m_pinged = true;
    if (m_control.isNull())
        m_control = controlFrame(pingHead, {});
    scheduleFlush();
    remindAfter(m_pongTime);
}

} // namespace Server
