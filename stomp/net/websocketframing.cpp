// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/net/websocketframing.h"

#include <QtEndian>

#include <QUtf8StringView>

namespace Stomp {
namespace {

constexpr char finalText = char(0x81);
constexpr char finalBinary = char(0x82);
constexpr qsizetype shortestExtended = 126;
constexpr qsizetype longestTwoByte = 0xFFFF;

} // namespace

QByteArray webSocketMessage(QByteArrayView payload, bool binary)
{
    const qsizetype length = payload.size();
    QByteArray message;
    message.reserve(length + 10);
    binary = binary || !QUtf8StringView(payload).isValidUtf8();
    message += binary ? finalBinary : finalText;
    if (length < shortestExtended) {
        message += char(length);
    } else if (length <= longestTwoByte) {
        char bytes[2];
        qToBigEndian(quint16(length), bytes);
        message += char(126);
        message.append(bytes, sizeof bytes);
    } else {
        char bytes[8];
        qToBigEndian(quint64(length), bytes);
        message += char(127);
        message.append(bytes, sizeof bytes);
    }
    return message.append(payload.data(), length);
}

} // namespace Stomp
