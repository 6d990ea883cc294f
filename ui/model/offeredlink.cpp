// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/offeredlink.h"

#include "stomp/wire/address.h"
#include "stomp/wire/ids.h"

#include <QHostAddress>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace Ui {

namespace {

constexpr qsizetype longestOffer = 512;

/// Whether a web page there can only be one of this network: nothing of the web is taken for ours.
bool isOfThisNetwork(const QString &host)
{
    const QHostAddress number(host);
    if (!number.isNull()) {
        static const std::array inside = {
            QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8")),
            QHostAddress::parseSubnet(QStringLiteral("172.16.0.0/12")),
            QHostAddress::parseSubnet(QStringLiteral("192.168.0.0/16")),
            QHostAddress::parseSubnet(QStringLiteral("169.254.0.0/16")),
            QHostAddress::parseSubnet(QStringLiteral("fc00::/7")),
            QHostAddress::parseSubnet(QStringLiteral("fe80::/10")),
        };
        return std::any_of(inside.begin(), inside.end(),
                           [&](const auto &subnet) { return number.isInSubnet(subnet); });
    }
    return host.endsWith(QStringLiteral(".local"), Qt::CaseInsensitive) || !host.contains(u'.');
}

} // namespace

std::optional<OfferedLink> offeredLink(const QString &text)
{
    if (text.size() > longestOffer)
        return std::nullopt;
    const QString link = text.trimmed();
    if (!link.contains(QStringLiteral("://")) ||
        Chat::checkAddress(link) != Chat::AddressProblem::None)
        return std::nullopt;
    const QUrl url(link, QUrl::StrictMode);
    if (!url.isValid() || !url.userInfo().isEmpty() || url.path().size() > 1)
        return std::nullopt;
    const bool isPage =
        url.scheme() == QStringLiteral("http") || url.scheme() == QStringLiteral("https");
    if (isPage ? url.port() < 0 || !isOfThisNetwork(url.host())
               : url.scheme() != QStringLiteral("madang"))
        return std::nullopt;
    const QString room = QUrlQuery(url).queryItemValue(QStringLiteral("room"), QUrl::FullyDecoded);
    if (!room.isEmpty() && !Chat::parseRoomId(room))
        return std::nullopt;
    const QUrlQuery brought(url.fragment(QUrl::FullyEncoded));
    OfferedLink offered;
    offered.text = link;
    offered.address = Chat::hostText(Chat::hostUrl(link));
    offered.room = room;
    offered.proves = !brought.queryItemValue(QStringLiteral("fp")).isEmpty();
    offered.hasSecret = !brought.queryItemValue(QStringLiteral("key")).isEmpty();
    return offered;
}

} // namespace Ui
