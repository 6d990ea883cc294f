// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/visitors.h"

#include "server/auth/addresses.h"
#include "server/auth/secrets.h"
#include "server/doors/httporigin.h"
#include "server/web/problems.h"

#include <QMessageAuthenticationCode>

#include <utility>

namespace Server {
namespace {

constexpr qsizetype mostAddresses = 10000; ///< Whose rates are remembered.
constexpr QByteArrayView basicScheme = "Basic ", bearerScheme = "Bearer ";

bool hasScheme(QByteArrayView authorization, QByteArrayView scheme)
{
    return authorization.size() > scheme.size() &&
           authorization.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0;
}

} // namespace

Visitors::Visitors(Options options) : m_options(std::move(options)), m_secret(makeGuestToken()) {}

void Visitors::setOptions(Options options)
{
    m_options = std::move(options);
    m_rates.clear();
}

std::optional<HttpResponse> Visitors::refusal(const HttpRequest &request)
{
    if (request.isRepeated("Origin") ||
        !originAllowed(request.header("Origin"), request.header("Host"),
                       m_options.allowedOrigins)) {
        return problem(403, "foreign origin",
                       "Pages of this origin may not ask here. The host's operator can let them: "
                       "allow-origin.");
    }
    if (request.method == "OPTIONS")
        return std::nullopt;
    if (const auto wait = waitOf(request, Stomp::Clock::now())) {
        return readableBy(
            request.header("Origin"),
            laterProblem(429, "too many requests", "Wait a little, then ask again.", *wait));
    }
    return std::nullopt;
}

std::optional<Credentials> Visitors::credentials(const HttpRequest &request) const
{
    Credentials credentials;
    credentials.overHttp = true;
    credentials.peer = request.peer.toString();
    credentials.guestToken = request.header("Guest-Token");
    // Else every request would be a new guest's, and no bound on what one makes would hold. Behind
    // a loopback address there may be many people, behind a proxy.
    if (credentials.guestToken.isEmpty() && !isSpared(request)) {
        const QByteArray code = QMessageAuthenticationCode::hash(
            addressNetworkText(credentials.peer).toUtf8(), m_secret, QCryptographicHash::Sha256);
        credentials.guestToken =
            code.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
    const QByteArray said = request.header("Authorization");
    if (said.isEmpty())
        return credentials;
    if (request.isRepeated("Authorization"))
        return std::nullopt;
    if (hasScheme(said, bearerScheme)) {
        credentials.token = said.sliced(bearerScheme.size()).trimmed();
        return credentials;
    }
    if (!hasScheme(said, basicScheme))
        return std::nullopt;
    const auto pair = QByteArray::fromBase64Encoding(said.sliced(basicScheme.size()).trimmed(),
                                                     QByteArray::AbortOnBase64DecodingErrors);
    const qsizetype colon = pair ? pair.decoded.indexOf(':') : -1;
    if (colon < 0)
        return std::nullopt;
    credentials.login = pair.decoded.first(colon);
    credentials.passcode = pair.decoded.sliced(colon + 1);
    return credentials;
}

bool Visitors::isSpared(const HttpRequest &request) const
{
    return m_options.sparesLoopback && request.peer.isLoopback();
}

std::optional<std::chrono::seconds> Visitors::waitOf(const HttpRequest &request,
                                                     Stomp::TimePoint now)
{
    if (isSpared(request) || m_options.requests.perSecond <= 0)
        return std::nullopt;
    const QHostAddress peer = addressNetwork(request.peer);
    if (m_rates.size() >= mostAddresses && !m_rates.contains(peer))
        m_rates.clear(); // a crowd, in which nobody is remembered for long
    auto rate = m_rates.find(peer);
    if (rate == m_rates.end())
        rate = m_rates.insert(peer, TokenBucket(m_options.requests, now));
    if (const auto ready = rate->readyAt(); ready && *ready > now)
        return std::chrono::ceil<std::chrono::seconds>(*ready - now);
    rate->take(1, now);
    return std::nullopt;
}

} // namespace Server
