// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/upgrade.h"

#include <QCryptographicHash>

#include <array>

namespace Server {
namespace {

constexpr std::array<QByteArrayView, 3> stompSubprotocols{"v12.stomp", "v11.stomp", "v10.stomp"};

QByteArrayList commaList(const QByteArray &value)
{
    QByteArrayList items = value.split(',');
    for (QByteArray &item : items)
        item = item.trimmed();
    return items;
}

bool listContains(const QByteArray &value, QByteArrayView token)
{
    for (const QByteArray &item : commaList(value)) {
        if (item.compare(token, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

tl::unexpected<HttpResponse> refused(int status, const QByteArray &line)
{
    return tl::unexpected(HttpResponse::text(status, line));
}

} // namespace

bool asksForUpgrade(const HttpRequest &request)
{
    return listContains(request.list("Upgrade"), "websocket");
}

tl::expected<Upgrade, HttpResponse> checkUpgrade(const HttpRequest &request,
                                                 const UpgradePolicy &policy)
{
    const WebSocketKind kind = policy.kindOf(request.path);
    if (kind == WebSocketKind::None)
        return refused(404, "There is no WebSocket here. STOMP clients connect to /ws-stomp.");
    if (request.method != "GET") {
        if (kind == WebSocketKind::Messages) // SockJS asks for no more than the method
            return tl::unexpected(HttpResponse::allowing(405, "GET"));
        HttpResponse response = HttpResponse::text(405, "A WebSocket handshake is a GET request.");
        response.headers.emplace_back("Allow", "GET");
        return tl::unexpected(response);
    }
    if (!listContains(request.list("Connection"), "upgrade"))
        return refused(400, "\"Connection\" must be \"Upgrade\".");
    if (request.header("Host").isEmpty())
        return refused(400, "The request names no Host.");
    if (request.header("Sec-WebSocket-Version") != "13") {
        HttpResponse response =
            HttpResponse::text(426, "Only WebSocket version 13 is spoken here.");
        response.headers.emplace_back("Sec-WebSocket-Version", "13");
        return tl::unexpected(response);
    }
    // Where two readers could take each its own one.
    for (const char *name : {"Sec-WebSocket-Key", "Sec-WebSocket-Version", "Origin"}) {
        if (request.isRepeated(name))
            return refused(400, QByteArray("The request has two headers ") + name + '.');
    }
    const auto key = QByteArray::fromBase64Encoding(request.header("Sec-WebSocket-Key"),
                                                    QByteArray::AbortOnBase64DecodingErrors);
    if (!key || key.decoded.size() != 16)
        return refused(400, "Sec-WebSocket-Key must be 16 bytes in Base64.");
    if (!policy.openPaths.contains(request.path) &&
        !originAllowed(request.header("Origin"), request.header("Host"), policy.allowedOrigins))
        return refused(403, "Pages of this origin may not connect here.");

    if (policy.leaving)
        return refused(503, "The host is closing.");

    Upgrade upgrade{request.path, kind, {}, request.header("Sec-WebSocket-Key"), request.peer};
    if (kind != WebSocketKind::Stomp)
        return upgrade;
    const QByteArray offered = request.list("Sec-WebSocket-Protocol");
    for (const QByteArrayView subprotocol : stompSubprotocols) {
        if (listContains(offered, subprotocol)) {
            upgrade.subprotocol = subprotocol.toByteArray();
            break;
        }
    }
    return upgrade;
}

QByteArray writeUpgrade(const Upgrade &upgrade)
{
    // RFC 6455, 4.2.2.
    const QByteArray accepted = QCryptographicHash::hash(
        upgrade.key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1);
    QByteArray answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                        "Connection: Upgrade\r\nSec-WebSocket-Accept: " +
                        accepted.toBase64() + "\r\n";
    if (!upgrade.subprotocol.isEmpty())
        answer += "Sec-WebSocket-Protocol: " + upgrade.subprotocol + "\r\n";
    return answer + "\r\n";
}

} // namespace Server
