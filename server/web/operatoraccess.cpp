// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/operatoraccess.h"

#include "server/auth/secrets.h"

#include <QUrl>

#include <algorithm>

namespace Server {
namespace {

constexpr QByteArrayView bearer = "Bearer ";
/// Any of these says that somebody else is the one who asks.
constexpr QByteArrayView forwardedBy[] = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host",
                                          "X-Real-IP", "Via"};

/// Where an authority ("host:port", as in Host) leads; an invalid URL when it is none.
QUrl placeOf(const QByteArray &authority, const QString &scheme)
{
    for (const char c : authority) {
        if (c == '/' || c == '\\' || c == '@' || c == '?' || c == '#' || c <= ' ')
            return {};
    }
    return QUrl(scheme + QStringLiteral("://") + QString::fromUtf8(authority), QUrl::StrictMode);
}

bool namesThisComputer(const QByteArray &authority)
{
    const QString host = placeOf(authority, QStringLiteral("http")).host();
    return host == QStringLiteral("localhost") || QHostAddress(host).isLoopback();
}

bool isForwarded(const HttpRequest &request)
{
    return std::any_of(std::begin(forwardedBy), std::end(forwardedBy), [&](QByteArrayView name) {
        return std::any_of(request.headers.begin(), request.headers.end(), [&](const auto &header) {
            return header.first.compare(name, Qt::CaseInsensitive) == 0;
        });
    });
}

bool isForeign(const HttpRequest &request)
{
    const QByteArray site = request.header("Sec-Fetch-Site");
    if (!site.isEmpty() && site != "same-origin" && site != "none")
        return true;
    const QByteArray origin = request.header("Origin");
    if (origin.isEmpty())
        return false;
    const QUrl from(QString::fromUtf8(origin), QUrl::StrictMode);
    const bool secure = from.scheme() == QStringLiteral("https");
    if ((!secure && from.scheme() != QStringLiteral("http")) || from.host().isEmpty())
        return true;
    const QUrl own = placeOf(request.header("Host"), from.scheme());
    const int port = secure ? 443 : 80;
    return own.host() != from.host() || own.port(port) != from.port(port);
}

QByteArray cookieOf(const HttpRequest &request)
{
    const QByteArrayList pairs = request.header("Cookie").split(';');
    for (const QByteArray &pair : pairs) {
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0 && pair.first(equals).trimmed() == OperatorAccess::cookieName())
            return pair.sliced(equals + 1).trimmed();
    }
    return {};
}

} // namespace

QByteArray OperatorAccess::cookieName()
{
    return QByteArrayLiteral("madang-operator");
}

void OperatorAccess::setToken(const QByteArray &token)
{
    if (!m_token.isEmpty() && sameSecret(token, m_token))
        return;
    m_token = token;
    m_sessions.clear();
}

OperatorAccess::Verdict OperatorAccess::judge(const HttpRequest &request, Clock::time_point now)
{
    if (isForeign(request))
        return Verdict::Foreign;
    if (request.peer.isLoopback() && !isForwarded(request) &&
        namesThisComputer(request.header("Host")))
        return Verdict::Allowed;
    const QByteArray authorization = request.header("Authorization");
    if (authorization.size() > bearer.size() &&
        QByteArrayView(authorization).first(bearer.size()).compare(bearer, Qt::CaseInsensitive) ==
            0)
        return isToken(authorization.sliced(bearer.size()).trimmed()) ? Verdict::Allowed
                                                                      : Verdict::Unknown;
    std::erase_if(m_sessions, [now](const Session &session) { return session.end <= now; });
    return find(request) != m_sessions.end() ? Verdict::Allowed : Verdict::Unknown;
}

std::optional<QByteArray> OperatorAccess::signIn(const QByteArray &token, Clock::time_point now)
{
    if (!isToken(token))
        return std::nullopt;
    if (m_sessions.size() >= mostSessions)
        m_sessions.erase(m_sessions.begin());
    m_sessions.push_back({makeGuestToken(), now + sessionTime});
    return m_sessions.back().id;
}

void OperatorAccess::signOut(const HttpRequest &request)
{
    if (const auto session = find(request); session != m_sessions.end())
        m_sessions.erase(session);
}

std::vector<OperatorAccess::Session>::iterator OperatorAccess::find(const HttpRequest &request)
{
    const QByteArray id = cookieOf(request);
    if (id.isEmpty())
        return m_sessions.end();
    return std::find_if(m_sessions.begin(), m_sessions.end(),
                        [&id](const Session &session) { return sameSecret(session.id, id); });
}

bool OperatorAccess::isToken(const QByteArray &token) const
{
    return !m_token.isEmpty() && sameSecret(token, m_token);
}

} // namespace Server
