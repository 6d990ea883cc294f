// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/routes.h"

#include "server/web/welcomepage.h"

namespace Server {

const Routes::Route Routes::table[] = {
    {"/", &Routes::page},
    {"/welcome.css", &Routes::style},
    {"/ws-stomp", &Routes::stompPath},
};

HttpResponse Routes::answer(const HttpRequest &request) const
{
    for (const Route &route : table) {
        if (request.path != route.path)
            continue;
        if (request.method == "GET" || request.method == "HEAD")
            return (this->*route.answer)();
        HttpResponse response = HttpResponse::text(405, "Only GET is answered here.");
        response.headers.emplace_back("Allow", "GET, HEAD");
        return response;
    }
    return HttpResponse::text(404, "There is nothing here.");
}

HttpResponse Routes::page() const
{
    HttpResponse response;
    response.contentType = QByteArrayLiteral("text/html; charset=UTF-8");
    response.body = welcomePage(m_hostName);
    response.headers.emplace_back("Cache-Control", "no-cache");
    return response;
}

HttpResponse Routes::style() const
{
    HttpResponse response;
    response.contentType = QByteArrayLiteral("text/css; charset=UTF-8");
    response.body = welcomeStyle();
    response.headers.emplace_back("Cache-Control", "max-age=3600");
    return response;
}

HttpResponse Routes::stompPath() const
{
    HttpResponse response = HttpResponse::text(
        426, "This is the path for STOMP over WebSocket; connect to it with ws://.");
    response.headers.emplace_back("Upgrade", "websocket");
    return response;
}

} // namespace Server
