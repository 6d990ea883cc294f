// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/messageparts.h"

namespace Chat {
namespace {

constexpr qsizetype excerptLength = 140; ///< UTF-16 units.

} // namespace

QString excerptOf(const QString &text)
{
    QString line = text.left(excerptLength * 4).simplified();
    if (line.size() <= excerptLength)
        return line;
    line.truncate(excerptLength);
    if (line.back().isHighSurrogate())
        line.chop(1);
    return line + QChar(0x2026);
}

} // namespace Chat
