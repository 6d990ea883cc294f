// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/hostlink.h"

#include "stomp/wire/address.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace Chat {

namespace {

constexpr qsizetype longestLink = 512;
constexpr qsizetype fingerprintBytes = 32;
constexpr qsizetype longestSecret = 64;
const QString linkScheme = QStringLiteral("madang://");
constexpr auto encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

/// As hostText() has it; empty for what is no plain address of a host.
QString readAddress(const QString &text)
{
    const bool isBare = !text.contains(QStringLiteral("://")) && !text.contains(u'/') &&
                        !text.contains(u'?') && !text.contains(u'#') && !text.contains(u'@');
    const QUrl url = isBare ? hostUrl(text) : QUrl();
    return url.isValid() ? hostText(url) : QString();
}

/// nullopt for what is none; empty for nothing.
std::optional<QByteArray> readFingerprint(const QString &text)
{
    if (text.isEmpty())
        return QByteArray();
    const QByteArray decoded = QByteArray::fromBase64(text.toLatin1(), encoding);
    // What is decoded leniently is not the same written again.
    if (decoded.size() != fingerprintBytes ||
        QString::fromLatin1(decoded.toBase64(encoding)) != text)
        return std::nullopt;
    return decoded;
}

std::optional<QByteArray> readSecret(const QString &text)
{
    const bool isPlain = std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
               c == u'_' || c == u'-';
    });
    if (!isPlain || text.size() > longestSecret)
        return std::nullopt;
    return text.toLatin1();
}

QStringList readAlso(const QString &text, const QString &address)
{
    QStringList also;
    for (const QString &one : text.split(u',', Qt::SkipEmptyParts)) {
        const QString read = readAddress(one);
        if (!read.isEmpty() && read != address && !also.contains(read) &&
            also.size() < HostLink::mostAlso)
            also.append(read);
    }
    return also;
}

} // namespace

std::optional<HostLink> readHostLink(const QString &text)
{
    const QString link = text.trimmed();
    if (link.size() > longestLink || !link.startsWith(linkScheme, Qt::CaseInsensitive) ||
        checkAddress(link) != AddressProblem::None)
        return std::nullopt;
    const QUrl url(link, QUrl::StrictMode);
    if (!url.isValid() || !url.userInfo().isEmpty() || url.path().size() > 1)
        return std::nullopt;
    const QUrlQuery query(url);
    const QString room = query.queryItemValue(QStringLiteral("room"), QUrl::FullyDecoded);
    const auto parsed = parseRoomId(room);
    if (!room.isEmpty() && !parsed)
        return std::nullopt;
    const QUrlQuery hidden(url.fragment(QUrl::FullyEncoded));
    const auto fingerprint =
        readFingerprint(hidden.queryItemValue(QStringLiteral("fp"), QUrl::FullyDecoded));
    const auto secret =
        readSecret(hidden.queryItemValue(QStringLiteral("key"), QUrl::FullyDecoded));
    if (!fingerprint || !secret)
        return std::nullopt;
    const QString address = hostText(hostUrl(link));
    return HostLink{
        address,
        readAlso(query.queryItemValue(QStringLiteral("also"), QUrl::FullyDecoded), address),
        parsed.value_or(RoomId()), *fingerprint, *secret};
}

QString writeHostLink(const HostLink &link)
{
    const QString address = readAddress(link.address);
    if (address.isEmpty())
        return {};
    QStringList query;
    if (parseRoomId(link.room.toString()))
        query.append(QStringLiteral("room=") +
                     QString::fromLatin1(QUrl::toPercentEncoding(link.room.toString())));
    QStringList also;
    for (const QString &one : readAlso(link.also.join(u','), address))
        also.append(QString::fromLatin1(QUrl::toPercentEncoding(one, ":[]")));
    if (!also.isEmpty())
        query.append(QStringLiteral("also=") + also.join(u','));
    QStringList hidden;
    if (link.fingerprint.size() == fingerprintBytes)
        hidden.append(QStringLiteral("fp=") +
                      QString::fromLatin1(link.fingerprint.toBase64(encoding)));
    const auto secret = readSecret(QString::fromLatin1(link.secret));
    if (secret && !secret->isEmpty())
        hidden.append(QStringLiteral("key=") + QString::fromLatin1(*secret));
    QString text = linkScheme + address + u'/';
    if (!query.isEmpty())
        text += u'?' + query.join(u'&');
    if (!hidden.isEmpty())
        text += u'#' + hidden.join(u'&');
    return text;
}

QString publicLink(const QString &link)
{
    return link.section(u'#', 0, 0);
}

} // namespace Chat
