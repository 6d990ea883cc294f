// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/http.h"
#include "server/doors/httporigin.h"

#include <QByteArrayList>
#include <QStringList>

#include <functional>
#include <optional>
#include <tl/expected.hpp>

namespace Server {

/// What is spoken over a WebSocket.
enum class WebSocketKind {
    None,     ///< There is none at that path.
    Stomp,    ///< STOMP as a stream of bytes, however it is cut into messages.
    Messages, ///< Anything else; each message counts.
};

/// Who may open a WebSocket here, and where.
struct UpgradePolicy {
    std::function<WebSocketKind(QByteArrayView path)> kindOf = stompAtItsPath;
    QByteArrayList allowedOrigins; ///< Beside none, the same and loopback ones; `*` allows all.
    QByteArrayList openPaths;      ///< Where a page of any origin may come.
    bool leaving = false;          ///< The host is on its way out, and takes nobody any more.

    static WebSocketKind stompAtItsPath(QByteArrayView path)
    {
        return path == "/ws-stomp" ? WebSocketKind::Stomp : WebSocketKind::None;
    }
};

/// A WebSocket handshake that may be completed.
struct Upgrade {
    QByteArray path;
    WebSocketKind kind = WebSocketKind::Stomp;
    QByteArray subprotocol; ///< The highest STOMP version among those offered; empty for none.
    QByteArray key;         ///< As the client gave it.
    QHostAddress peer;      ///< As of HttpRequest.
};

/// Whether the request asks to become a WebSocket at all.
bool asksForUpgrade(const HttpRequest &request);

/// Checks a handshake (RFC 6455, 4.2.1) and the policy. The answer to a refused one: 400, 403, 404,
/// 405, 426 or 503. Which subprotocol is chosen does not depend on the order they are offered in.
tl::expected<Upgrade, HttpResponse> checkUpgrade(const HttpRequest &request,
                                                 const UpgradePolicy &policy);

/// The 101 that completes it.
QByteArray writeUpgrade(const Upgrade &upgrade);

} // namespace Server
