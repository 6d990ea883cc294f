// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>

#include <chrono>
#include <functional>
#include <utility>
#include <vector>

namespace Server {

/// A whole HTTP request as a value. Header names are as they came; compare without case.
struct HttpRequest {
    QByteArray method; ///< "GET", "POST"…
    QByteArray target; ///< As it came, with the query.
    QByteArray path;   ///< The target without its query, still percent-encoded.
    QByteArray query;  ///< Behind the first `?`; empty without one.
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    QHostAddress peer;
    bool isEncrypted = false; ///< It came in TLS.

    /// The first value of that name; empty when absent.
    QByteArray header(QByteArrayView name) const;
    /// Of a header that is a list and may come in pieces: all its values, with commas.
    QByteArray list(QByteArrayView name) const;
    /// Whether it came twice.
    bool isRepeated(QByteArrayView name) const;
};

/// A whole answer. Content-Length, Connection and the security headers are added on the way out.
struct HttpResponse {
    int status = 200;
    QByteArray contentType = QByteArrayLiteral("text/plain; charset=UTF-8");
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> headers;

    /// One line of text with that status.
    static HttpResponse text(int status, const QByteArray &line);
};

/// What answers requests; knows no socket.
using HttpHandler = std::function<HttpResponse(const HttpRequest &)>;

/// What one HTTP peer may cost. Sizes in bytes.
struct HttpLimits {
    qsizetype headBytes = 16 * 1024;  ///< Request line and headers: 431 above.
    qsizetype bodyBytes = 256 * 1024; ///< 413 above.
    std::chrono::milliseconds headTime =
        std::chrono::seconds(10); ///< From the first byte or accept.
    std::chrono::milliseconds bodyTime = std::chrono::seconds(30); ///< For the rest of the request.
    std::chrono::milliseconds idleTime = std::chrono::seconds(30); ///< Between two requests.
};

/// The reason phrase of a status, "Not Found" for 404; "Status" for unknown ones.
QByteArray reasonPhrase(int status);

/// The answer on the wire. `keepAlive`: whether the connection stays open behind it; `withBody`
/// false leaves the body out but not its length (HEAD).
QByteArray writeResponse(const HttpResponse &response, bool keepAlive, bool withBody);

} // namespace Server
