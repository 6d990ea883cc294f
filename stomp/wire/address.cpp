// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/address.h"

#include <QRegularExpression>

namespace Chat {

AddressProblem checkAddress(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return AddressProblem::Empty;
    static const QRegularExpression schemePart(QStringLiteral("^([A-Za-z][A-Za-z0-9+.-]*)://"));
    const QRegularExpressionMatch match = schemePart.match(text);
    if (match.hasMatch()) {
        static const QStringList known = {QStringLiteral("ws"), QStringLiteral("wss"),
                                          QStringLiteral("http"), QStringLiteral("https"),
                                          QStringLiteral("madang")};
        const QString scheme = match.captured(1).toLower();
        if (!known.contains(scheme))
            return AddressProblem::Scheme;
    }
    const QString rest = match.hasMatch() ? text.mid(match.capturedLength()) : text;
    static const QRegularExpression authority(QStringLiteral(
        "^(\\[[0-9A-Fa-f:.%A-Za-z0-9]+\\]|[^\\s/:?#@\\[\\]]+)(?::([^/?#:]*))?(?:[/?#].*)?$"));
    const QRegularExpressionMatch parts = authority.match(rest);
    // An address of IPv6 without its brackets: which colon would begin the port?
    if (!parts.hasMatch() || text.contains(u' '))
        return AddressProblem::Host;
    const QUrl url(QStringLiteral("ws://") + parts.captured(1), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return AddressProblem::Host;
    if (parts.hasCaptured(2)) {
        bool isNumber = false;
        const int port = parts.captured(2).toInt(&isNumber);
        if (!isNumber || port < 1 || port > 65535)
            return AddressProblem::Port;
    }
    return AddressProblem::None;
}

QUrl hostUrl(const QString &typed)
{
    constexpr int usualPort = 7610;
    if (checkAddress(typed) != AddressProblem::None)
        return {};
    const QString text = typed.trimmed();
    const bool hasScheme = text.contains(QStringLiteral("://"));
    const QUrl given(hasScheme ? text : QStringLiteral("madang://") + text);
    const bool plain =
        given.scheme() == QStringLiteral("ws") || given.scheme() == QStringLiteral("http");
    QUrl url;
    url.setScheme(plain ? QStringLiteral("ws") : QStringLiteral("wss"));
    url.setHost(given.host());
    url.setPort(given.port(usualPort));
    url.setPath(QStringLiteral("/ws-stomp"));
    return url;
}

QUrl programUrl(const QString &typed)
{
    const bool says = typed.contains(QStringLiteral("://"));
    return hostUrl(says ? typed : QStringLiteral("ws://") + typed.trimmed());
}

QString hostText(const QUrl &hostUrl)
{
    return hostUrl.authority();
}

bool isEncrypted(const QUrl &hostUrl)
{
    return hostUrl.scheme() == QStringLiteral("wss");
}

QString typedText(const QUrl &hostUrl)
{
    return isEncrypted(hostUrl) ? hostText(hostUrl) : QStringLiteral("ws://") + hostText(hostUrl);
}

} // namespace Chat
