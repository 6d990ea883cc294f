// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/net/textsafeframe.h"

#include <QByteArrayList>
#include <QUtf8StringView>

namespace Stomp {

QByteArray textSafeFrame(const QByteArray &frame)
{
    if (QUtf8StringView(frame).isValidUtf8())
        return frame;
    const qsizetype headEnd = frame.indexOf("\n\n");
    if (headEnd < 0 || !frame.endsWith('\0'))
        return frame;
    const QByteArray body = frame.sliced(headEnd + 2).chopped(1).toBase64();
    QByteArray safe;
    for (const QByteArray &line : frame.first(headEnd).split('\n')) {
        if (!line.startsWith("content-length:"))
            safe += line + '\n';
    }
    return safe +
           "content-transfer-encoding:base64\ncontent-length:" + QByteArray::number(body.size()) +
           "\n\n" + body + '\0';
}

} // namespace Stomp
