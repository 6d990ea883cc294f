// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/hostlink.h"

#include "stomp/wire/address.h"

#include <QUrl>
#include <QUrlQuery>

namespace Chat {

namespace {

constexpr qsizetype longestLink = 512;

} // namespace

std::optional<HostLink> readHostLink(const QString &text)
{
    const QString link = text.trimmed();
    if (link.size() > longestLink ||
        !link.startsWith(QStringLiteral("madang://"), Qt::CaseInsensitive) ||
        checkAddress(link) != AddressProblem::None)
        return std::nullopt;
    const QUrl url(link, QUrl::StrictMode);
    if (!url.isValid() || !url.userInfo().isEmpty() || url.path().size() > 1)
        return std::nullopt;
    const QString room = QUrlQuery(url).queryItemValue(QStringLiteral("room"), QUrl::FullyDecoded);
    const auto parsed = parseRoomId(room);
    if (!room.isEmpty() && !parsed)
        return std::nullopt;
    return HostLink{hostText(hostUrl(link)), parsed.value_or(RoomId())};
}

} // namespace Chat
