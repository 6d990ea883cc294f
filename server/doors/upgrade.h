// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/http.h"

#include <QByteArrayList>
#include <QStringList>

#include <optional>
#include <tl/expected.hpp>

namespace Server {

/// Who may open a WebSocket here, and where.
struct UpgradePolicy {
    QByteArrayList paths{QByteArrayLiteral("/ws-stomp")}; ///< Exact paths; others answer 404.
    QByteArrayList allowedOrigins; ///< Beside none, the same and loopback ones; `*` allows all.
};

/// A WebSocket handshake that may be completed.
struct Upgrade {
    QByteArray path;
    QByteArray subprotocol; ///< The highest STOMP version among those offered; empty for none.
    QByteArray key;         ///< As the client gave it.
};

/// Whether the request asks to become a WebSocket at all.
bool asksForUpgrade(const HttpRequest &request);

/// Checks a handshake (RFC 6455, 4.2.1) and the policy. The answer to a refused one: 400, 403, 404,
/// 405 or 426. Which subprotocol is chosen does not depend on the order they are offered in.
tl::expected<Upgrade, HttpResponse> checkUpgrade(const HttpRequest &request,
                                                 const UpgradePolicy &policy);

/// The 101 that completes it.
QByteArray writeUpgrade(const Upgrade &upgrade);

/// Whether a page of that Origin may talk to this host: no Origin (not a browser), the host's own,
/// a loopback one, or one that is listed.
bool originAllowed(const QByteArray &origin, const QByteArray &host, const QByteArrayList &allowed);

} // namespace Server
