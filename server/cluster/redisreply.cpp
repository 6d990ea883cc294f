// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cluster/redisreply.h"

namespace Server {

QByteArray RedisReply::errorCode() const
{
    if (!isError())
        return {};
    const qsizetype end = text.indexOf(' ');
    return text.left(end < 0 ? 32 : qMin(end, qsizetype(32)));
}

QString RedisReply::shownError() const
{
    QByteArray bytes = text.left(200);
    if (const qsizetype words = bytes.indexOf(", with args"); words >= 0)
        bytes.truncate(words);
    QString shown = QString::fromUtf8(bytes);
    for (QChar &letter : shown) {
        if (!letter.isPrint())
            letter = u' ';
    }
    return shown;
}

} // namespace Server
