// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/sockjspages.h"

#include "server/doors/httporigin.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QLocale>
#include <QRandomGenerator>

#include <chrono>

namespace Server::SockJsPages {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds year = 365 * 24h;

/// As HTTP writes it (RFC 9110, 5.6.7).
QByteArray httpDate(const QDateTime &time)
{
    return QLocale::c()
        .toString(time.toUTC(), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
        .toLatin1();
}

void keepForAYear(HttpResponse &response)
{
    response.headers.emplace_back("Cache-Control",
                                  "public, max-age=" + QByteArray::number(qint64(year.count())));
    response.headers.emplace_back("Expires",
                                  httpDate(QDateTime::currentDateTimeUtc().addSecs(year.count())));
}

} // namespace

HttpResponse greeting()
{
    return HttpResponse::text(200, "Welcome to SockJS!");
}

HttpResponse notFound()
{
    return HttpResponse::text(404, "There is nothing here.");
}

HttpResponse iframe(const HttpRequest &request, const QByteArray &client)
{
    HttpResponse response;
    response.guarded = false; // it lives in pages of other origins, with a script within
    // The protocol asks for this page to the letter.
    response.body = "<!DOCTYPE html>\n"
                    "<html>\n"
                    "<head>\n"
                    "  <meta http-equiv=\"X-UA-Compatible\" content=\"IE=edge\" />\n"
                    "  <meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\" />\n"
                    "  <script src=\"" +
                    client +
                    "\"></script>\n"
                    "  <script>\n"
                    "    document.domain = document.domain;\n"
                    "    SockJS.bootstrap_iframe();\n"
                    "  </script>\n"
                    "</head>\n"
                    "<body>\n"
                    "  <h2>Don't panic!</h2>\n"
                    "  <p>This is a SockJS hidden iframe. It's used for cross domain magic.</p>\n"
                    "</body>\n"
                    "</html>";
    const QByteArray tag =
        '"' + QCryptographicHash::hash(response.body, QCryptographicHash::Sha256).toHex().left(32) +
        '"';
    response.headers.emplace_back("ETag", tag);
    if (request.header("If-None-Match") == tag) {
        response.status = 304;
        response.body.clear();
        return response;
    }
    response.contentType = "text/html; charset=UTF-8";
    keepForAYear(response);
    return response;
}

HttpResponse fresh(const QByteArray &contentType)
{
    HttpResponse response;
    response.contentType = contentType;
    response.headers.emplace_back("Cache-Control",
                                  "no-store, no-cache, no-transform, must-revalidate, max-age=0");
    return response;
}

void allowOrigin(HttpResponse &response, const HttpRequest &request)
{
    const QByteArray origin = request.header("Origin");
    response.headers.emplace_back("Access-Control-Allow-Origin", origin.isEmpty() ? "*" : origin);
    if (!origin.isEmpty())
        response.headers.emplace_back("Access-Control-Allow-Credentials", "true");
    response.headers.emplace_back("Vary", "Origin");
    const QByteArray wanted = request.header("Access-Control-Request-Headers");
    if (!wanted.isEmpty())
        response.headers.emplace_back("Access-Control-Allow-Headers", wanted);
}

HttpResponse info(const HttpRequest &request, bool webSocket, bool cookieNeeded)
{
    HttpResponse response = fresh("application/json; charset=UTF-8");
    allowOrigin(response, request);
    response.body =
        QByteArray("{\"websocket\":") + (webSocket ? "true" : "false") +
        ",\"origins\":[\"*:*\"],\"cookie_needed\":" + (cookieNeeded ? "true" : "false") +
        ",\"entropy\":" + QByteArray::number(QRandomGenerator::system()->generate()) + '}';
    return response;
}

HttpResponse preflight(const HttpRequest &request, const QByteArray &methods)
{
    HttpResponse response;
    response.status = 204;
    response.contentType.clear();
    keepForAYear(response);
    response.headers.emplace_back("Access-Control-Allow-Methods", methods);
    response.headers.emplace_back("Access-Control-Max-Age",
                                  QByteArray::number(qint64(year.count())));
    allowOrigin(response, request);
    return response;
}

void limitFrames(HttpResponse &response, const QByteArrayList &allowedOrigins)
{
    const QByteArray policy = framePolicy(allowedOrigins);
    if (!policy.isEmpty())
        response.headers.emplace_back("Content-Security-Policy", policy);
    // For browsers that know no such policy, and where it can say as much.
    if (allowedOrigins.isEmpty())
        response.headers.emplace_back("X-Frame-Options", "SAMEORIGIN");
}

void addCookie(HttpResponse &response, const HttpRequest &request)
{
    QByteArray value = "dummy";
    for (const QByteArray &cookie : request.header("Cookie").split(';')) {
        const QByteArray trimmed = cookie.trimmed();
        if (trimmed.startsWith("JSESSIONID="))
            value = trimmed.sliced(trimmed.indexOf('=') + 1);
    }
    response.headers.emplace_back("Set-Cookie", "JSESSIONID=" + value + "; path=/");
}

} // namespace Server::SockJsPages
