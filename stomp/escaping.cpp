// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/escaping.h"

#include <cstring>

namespace Stomp {

namespace {

bool isOrdinary(char octet)
{
    return octet != '\n' && octet != '\r' && octet != ':' && octet != '\\' && octet != '\0';
}

void append(QByteArray &out, QByteArrayView text, Escapes escapes, bool keepColon)
{
    qsizetype written = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char octet = text[i];
        if (isOrdinary(octet))
            continue;
        out.append(text.sliced(written, i - written));
        written = i + 1;
        const bool escaping = escapes != Escapes::None;
        if (octet == '\n' && escaping)
            out.append("\\n");
        else if (octet == ':' && escaping)
            out.append("\\c");
        else if (octet == '\\')
            out.append(escaping ? "\\\\" : "\\");
        else if (octet == '\r' && escapes == Escapes::V12)
            out.append("\\r");
        else if (octet == ':' && keepColon)
            out.append(':');
        else
            out.append(' ');
    }
    out.append(text.sliced(written));
}

} // namespace

Escapes escapesOf(Version version)
{
    switch (version) {
    case Version::V10:
        return Escapes::None;
    case Version::V11:
        return Escapes::V11;
    case Version::V12:
        return Escapes::V12;
    }
    Q_UNREACHABLE();
}

std::optional<QByteArray> unescape(QByteArrayView text, Escapes escapes)
{
    if (escapes == Escapes::None || text.isEmpty() ||
        !std::memchr(text.data(), '\\', static_cast<std::size_t>(text.size())))
        return QByteArray(text.data(), text.size());

    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            plain.append(text[i]);
            continue;
        }
        if (++i == text.size())
            return std::nullopt;
        switch (text[i]) {
        case 'n':
            plain.append('\n');
            break;
        case 'c':
            plain.append(':');
            break;
        case '\\':
            plain.append('\\');
            break;
        case 'r':
            if (escapes != Escapes::V12)
                return std::nullopt;
            plain.append('\r');
            break;
        default:
            return std::nullopt;
        }
    }
    return plain;
}

void appendName(QByteArray &out, QByteArrayView name, Escapes escapes)
{
    append(out, name, escapes, false);
}

void appendValue(QByteArray &out, QByteArrayView value, Escapes escapes)
{
    append(out, value, escapes, true);
}

} // namespace Stomp
