// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/contentdisposition.h"

#include <QUrl>

#include <algorithm>

namespace Server {

QByteArray contentDisposition(const QString &name, bool isInline)
{
    QByteArray plain = name.toLatin1(); // '?' for what it has not
    std::replace_if(
        plain.begin(), plain.end(),
        [](char c) { return c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' || c == '?'; },
        '_');
    return QByteArray(isInline ? "inline" : "attachment") + "; filename=\"" + plain +
           "\"; filename*=UTF-8''" + QUrl::toPercentEncoding(name, {}, {});
}

} // namespace Server
