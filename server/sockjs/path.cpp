// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/path.h"

#include <algorithm>

namespace SockJs {
namespace {

constexpr struct {
    QByteArrayView name;
    Transport transport;
} transports[] = {
    {"websocket", Transport::WebSocket},
    {"xhr", Transport::Xhr},
    {"xhr_send", Transport::XhrSend},
    {"xhr_streaming", Transport::XhrStreaming},
    {"eventsource", Transport::EventSource},
    {"htmlfile", Transport::HtmlFile},
    {"jsonp", Transport::Jsonp},
    {"jsonp_send", Transport::JsonpSend},
};

/// iframe.html, or with a version within: iframe-1.6.1.html.
bool isIframe(QByteArrayView page)
{
    constexpr QByteArrayView begin = "iframe", end = ".html";
    if (page.size() < begin.size() + end.size() || !page.startsWith(begin) || !page.endsWith(end))
        return false;
    const QByteArrayView version = page.sliced(begin.size()).chopped(end.size());
    return std::all_of(version.begin(), version.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_';
    });
}

bool isIdentifier(QByteArrayView part)
{
    return !part.isEmpty() && !part.contains('.');
}

std::optional<Path> readSession(QByteArrayView page)
{
    const qsizetype first = page.indexOf('/');
    const qsizetype second = first < 0 ? -1 : page.indexOf('/', first + 1);
    if (second < 0)
        return std::nullopt;
    const QByteArrayView session = page.sliced(first + 1, second - first - 1);
    if (!isIdentifier(page.first(first)) || !isIdentifier(session))
        return std::nullopt;
    const QByteArrayView name = page.sliced(second + 1);
    const auto known = std::find_if(std::begin(transports), std::end(transports),
                                    [name](const auto &one) { return one.name == name; });
    if (known == std::end(transports))
        return std::nullopt;
    return Path{Path::Kind::Session, session.toByteArray(), known->transport};
}

} // namespace

std::optional<Path> readPath(QByteArrayView rest)
{
    if (rest.isEmpty() || rest == "/")
        return Path{Path::Kind::Greeting, {}, {}};
    if (!rest.startsWith('/'))
        return std::nullopt;
    const QByteArrayView page = rest.sliced(1);
    if (page == "info")
        return Path{Path::Kind::Info, {}, {}};
    if (page == "websocket")
        return Path{Path::Kind::RawWebSocket, {}, {}};
    if (isIframe(page))
        return Path{Path::Kind::Iframe, {}, {}};
    return readSession(page);
}

bool isBelow(QByteArrayView path, QByteArrayView base)
{
    return path.startsWith(base) && (path.size() == base.size() || path[base.size()] == '/');
}

} // namespace SockJs
