// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/framing.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace SockJs {
namespace {

bool isFragile(char16_t unit)
{
    return unit < 0x20 || (unit >= 0x200c && unit <= 0x200f) ||
           (unit >= 0x2028 && unit <= 0x202f) || (unit >= 0x2060 && unit <= 0x206f) ||
           (unit >= 0xd800 && unit <= 0xdfff) || unit >= 0xfff0;
}

/// The letter behind the backslash, of those that have one.
char shortEscape(char16_t unit)
{
    switch (unit) {
    case '"':
    case '\\':
        return char(unit);
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

void appendUnit(QByteArray &out, char16_t unit)
{
    constexpr char digits[] = "0123456789abcdef";
    if (const char letter = shortEscape(unit)) {
        out.append('\\').append(letter);
    } else if (isFragile(unit)) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4)
            out.append(digits[(unit >> shift) & 0xf]);
    } else if (unit < 0x80) {
        out.append(char(unit));
    } else if (unit < 0x800) {
        out.append(char(0xc0 | (unit >> 6))).append(char(0x80 | (unit & 0x3f)));
    } else {
        out.append(char(0xe0 | (unit >> 12))).append(char(0x80 | ((unit >> 6) & 0x3f)));
        out.append(char(0x80 | (unit & 0x3f)));
    }
}

} // namespace

Quoted quote(QStringView message)
{
    QByteArray out;
    out.reserve(message.size() + message.size() / 8 + 2);
    out.append('"');
    for (const QChar unit : message)
        appendUnit(out, unit.unicode());
    out.append('"');
    return out;
}

QByteArray openFrame()
{
    return QByteArrayLiteral("o");
}

QByteArray heartbeatFrame()
{
    return QByteArrayLiteral("h");
}

QByteArray messageFrame(const std::vector<Quoted> &messages)
{
    qsizetype size = 3;
    for (const Quoted &message : messages)
        size += message.size() + 1;
    QByteArray frame;
    frame.reserve(size);
    frame.append("a[");
    for (const Quoted &message : messages) {
        if (frame.size() > 2)
            frame.append(',');
        frame.append(message);
    }
    frame.append(']');
    return frame;
}

QByteArray closeFrame(int code, const QString &reason)
{
    return "c[" + QByteArray::number(code) + ',' + quote(reason) + ']';
}

tl::expected<QStringList, PayloadError> readPayload(QByteArrayView payload)
{
    if (payload.trimmed().isEmpty())
        return tl::unexpected(PayloadError::Missing);
    QJsonParseError error;
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(payload.data(), payload.size()), &error);
    if (error.error != QJsonParseError::NoError)
        return tl::unexpected(PayloadError::Broken);
    if (!document.isArray())
        return tl::unexpected(PayloadError::Missing);
    QStringList messages;
    const QJsonArray array = document.array();
    messages.reserve(array.size());
    for (const QJsonValue &value : array) {
        if (!value.isString())
            return tl::unexpected(PayloadError::Broken);
        messages.append(value.toString());
    }
    return messages;
}

tl::expected<QStringList, PayloadError> readWebSocketPayload(QByteArrayView payload)
{
    const QByteArrayView trimmed = payload.trimmed();
    if (trimmed.isEmpty())
        return QStringList();
    if (!trimmed.startsWith('"'))
        return readPayload(trimmed);
    // Qt reads documents only, which a string is not. Wrapped, it must still be one string.
    auto messages = readPayload('[' + trimmed.toByteArray() + ']');
    if (messages && messages->size() != 1)
        return tl::unexpected(PayloadError::Broken);
    return messages;
}

} // namespace SockJs
