// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace SockJs {

enum class Transport {
    WebSocket,
    Xhr,
    XhrSend,
    XhrStreaming,
    EventSource,
    HtmlFile,
    Jsonp,
    JsonpSend,
};

/// What a path below the base of a SockJS service asks for.
struct Path {
    enum class Kind { Greeting, Info, Iframe, RawWebSocket, Session };

    Kind kind = Kind::Greeting;
    QByteArray session;                         ///< As it came, percent-encoded; of Kind::Session.
    Transport transport = Transport::WebSocket; ///< Of Kind::Session.
};

/// Reads what follows the base, which has no slash at its end; `rest` has no query. Nothing where
/// there is no such page. The server's part of /server/session/transport is for whoever shares
/// sessions out among servers, and means nothing here.
std::optional<Path> readPath(QByteArrayView rest);

/// True for paths of that base: the base itself, or followed by a slash.
bool isBelow(QByteArrayView path, QByteArrayView base);

} // namespace SockJs
