// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/routes.h"

#include "server/web/metrics.h"
#include "server/web/statusjson.h"
#include "server/web/statuspage.h"
#include "server/web/welcomepage.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <algorithm>
#include <iterator>

namespace Server {
namespace {

HttpResponse asset(const char *type, QByteArray body)
{
    HttpResponse response;
    response.contentType = QByteArray(type) + "; charset=UTF-8";
    response.body = std::move(body);
    response.headers.emplace_back("Cache-Control", "max-age=3600");
    return response;
}

/// Figures and pages for operators are kept nowhere.
HttpResponse fresh(const char *type, QByteArray body)
{
    HttpResponse response;
    response.contentType = type;
    response.body = std::move(body);
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

/// Whether the browser speaks TLS: with us, or with a proxy that says so.
bool isSecure(const HttpRequest &request)
{
    return request.isEncrypted || request.header("X-Forwarded-Proto") == "https";
}

HttpResponse seeStatus(const HttpRequest &request, const QByteArray &cookie)
{
    HttpResponse response = HttpResponse::text(303, "See /status.");
    response.headers.emplace_back("Location", "/status");
    response.headers.emplace_back("Cache-Control", "no-store");
    response.headers.emplace_back("Set-Cookie", OperatorAccess::cookieName() + '=' + cookie +
                                                    "; Path=/; HttpOnly; SameSite=Strict" +
                                                    (isSecure(request) ? "; Secure" : ""));
    return response;
}

PageLanguage languageOf(const HttpRequest &request)
{
    return pageLanguage(request.header("Accept-Language"));
}

bool wantsPage(const HttpRequest &request)
{
    return request.header("Accept").contains("text/html");
}

} // namespace

const Routes::Route Routes::table[] = {
    {"/host.json", &Routes::hostName},
    {"/about", &Routes::about},
    {"/health", &Routes::health},
    {"/health/ready", &Routes::health},
    {"/health/live", &Routes::live},
    {"/metrics", &Routes::metrics, For::Operators},
    {"/status", &Routes::statusFrame, For::Operators},
    {"/status.json", &Routes::statusFigures, For::Operators},
    {"/status.css", &Routes::statusLooks},
    {"/status.js", &Routes::statusCode},
    {"/status/sign-in", &Routes::signIn, For::Anybody, Method::Post},
    {"/status/sign-out", &Routes::signOut, For::Operators, Method::Post},
};

const Routes::Route Routes::welcomeTable[] = {
    {"/", &Routes::page},
    {"/welcome.css", &Routes::style},
};

const Routes::Route Routes::anyFile = {{}, &Routes::file};

Routes::Routes(QString hostName, StatusSource status, PageFiles files)
    : m_hostName(std::move(hostName)), m_status(std::move(status)), m_files(std::move(files))
{
}

const Routes::Route *Routes::find(QByteArrayView path) const
{
    const auto isThere = [path](const Route &route) { return route.path == path; };
    if (const Route *found = std::find_if(std::begin(table), std::end(table), isThere);
        found != std::end(table))
        return found;
    if (m_files.knows(path))
        return &anyFile;
    const Route *welcome = std::find_if(std::begin(welcomeTable), std::end(welcomeTable), isThere);
    return welcome == std::end(welcomeTable) || m_files.knows("/") ? nullptr : welcome;
}

bool Routes::knows(QByteArrayView path) const
{
    return find(path) != nullptr;
}

HttpResponse Routes::answer(const HttpRequest &request)
{
    const Route *route = find(request.path);
    if (!route)
        return HttpResponse::text(404, "There is nothing here.");
    const bool known = route->method == Method::Post
                           ? request.method == "POST"
                           : request.method == "GET" || request.method == "HEAD";
    if (!known) {
        const bool post = route->method == Method::Post;
        HttpResponse response = HttpResponse::text(405, post ? "Only POST is answered here."
                                                             : "Only GET is answered here.");
        response.headers.emplace_back("Allow", post ? "POST" : "GET, HEAD");
        return response;
    }
    if (route->whom == For::Operators) {
        const auto verdict = m_operators.judge(request, OperatorAccess::Clock::now());
        if (verdict != OperatorAccess::Verdict::Allowed)
            return refusal(request, verdict);
    }
    return (this->*route->answer)(request);
}

HttpResponse Routes::file(const HttpRequest &request)
{
    return m_files.answer(request);
}

HttpResponse Routes::page(const HttpRequest &)
{
    HttpResponse response;
    response.contentType = QByteArrayLiteral("text/html; charset=UTF-8");
    response.body = welcomePage(m_hostName);
    response.headers.emplace_back("Cache-Control", "no-cache");
    return response;
}

HttpResponse Routes::style(const HttpRequest &)
{
    return asset("text/css", welcomeStyle());
}

HttpResponse Routes::hostName(const HttpRequest &)
{
    const QJsonObject host{{QStringLiteral("name"), m_hostName}};
    return fresh("application/json", QJsonDocument(host).toJson(QJsonDocument::Compact));
}

HttpResponse Routes::about(const HttpRequest &)
{
    return m_about.answer(Stomp::Clock::now());
}

HttpResponse Routes::health(const HttpRequest &)
{
    const HostStatus now = status();
    const HostStatus::Health health = now.health;
    const QByteArray hint = health == HostStatus::Health::StoreDamaged
                                ? ",\"hint\":\"Stop it, then run madang-host repair.\""
                                : "";
    // Rooms go on without it: no reason to send people elsewhere.
    const QByteArray relay =
        now.relay ? QByteArray(",\"relay\":\"") + (now.relay->connected ? "connected\"" : "away\"")
                  : QByteArray();
    const QByteArray redis = now.cluster ? QByteArray(",\"redis\":\"") +
                                               (now.cluster->connected ? "connected\"" : "away\"")
                                         : QByteArray();
    HttpResponse response = fresh("application/json", "{\"status\":\"" + healthName(health) + '"' +
                                                          hint + redis + relay + "}\n");
    if (health != HostStatus::Health::Ok)
        response.status = 503;
    return response;
}

HttpResponse Routes::live(const HttpRequest &)
{
    return fresh("application/json", "{\"status\":\"ok\"}\n");
}

HttpResponse Routes::metrics(const HttpRequest &)
{
    return fresh("text/plain; version=0.0.4; charset=utf-8", metricsText(status()));
}

HttpResponse Routes::statusFrame(const HttpRequest &request)
{
    HttpResponse response =
        fresh("text/html; charset=UTF-8",
              statusPage(m_hostName, languageOf(request),
                         request.header("Cookie").contains(OperatorAccess::cookieName())));
    response.headers.emplace_back("Vary", "Accept-Language");
    return response;
}

HttpResponse Routes::statusFigures(const HttpRequest &)
{
    return fresh("application/json", statusJson(status()));
}

HttpResponse Routes::statusLooks(const HttpRequest &)
{
    return asset("text/css", statusStyle());
}

HttpResponse Routes::statusCode(const HttpRequest &)
{
    return asset("text/javascript", statusScript());
}

HttpResponse Routes::signIn(const HttpRequest &request)
{
    const auto now = OperatorAccess::Clock::now();
    if (m_operators.judge(request, now) == OperatorAccess::Verdict::Foreign)
        return refusal(request, OperatorAccess::Verdict::Foreign);
    // Forms write a blank as a plus.
    const QUrlQuery form(QString::fromUtf8(QByteArray(request.body).replace('+', ' ')));
    const QByteArray token =
        form.queryItemValue(QStringLiteral("token"), QUrl::FullyDecoded).toUtf8();
    if (const auto session = m_operators.signIn(token, now))
        return seeStatus(request, *session);
    HttpResponse response =
        fresh("text/html; charset=UTF-8", signInPage(m_hostName, languageOf(request), true));
    response.status = 401;
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

HttpResponse Routes::signOut(const HttpRequest &request)
{
    m_operators.signOut(request);
    return seeStatus(request, "; Max-Age=0");
}

HttpResponse Routes::refusal(const HttpRequest &request, OperatorAccess::Verdict verdict) const
{
    if (verdict == OperatorAccess::Verdict::Foreign) {
        return HttpResponse::text(
            403, "Pages of other origins may not read this. Type its address into the browser.");
    }
    HttpResponse response =
        wantsPage(request)
            ? fresh("text/html; charset=UTF-8", signInPage(m_hostName, languageOf(request), false))
            : HttpResponse::text(401, "This is for the computer that the host runs on "
                                      "(http://localhost), or with the operator token "
                                      "(operator-token-file): \"Authorization: Bearer <token>\".");
    response.status = 401;
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

HostStatus Routes::status() const
{
    if (m_status)
        return m_status();
    HostStatus status;
    status.name = m_hostName;
    return status;
}

} // namespace Server
