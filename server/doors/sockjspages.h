// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/http.h"

#include <QByteArrayList>

namespace Server {

/// The pages of a SockJS service that need no session, and the headers that all of them have
/// (SockJS protocol 0.3.3: greeting, iframe, info, CORS, caching).
namespace SockJsPages {

HttpResponse greeting();
/// `client`: where a page finds sockjs-client.
HttpResponse iframe(const HttpRequest &request, const QByteArray &client);
HttpResponse info(const HttpRequest &request, bool webSocket, bool cookieNeeded);
/// The answer to a preflight for those methods, "OPTIONS, POST".
HttpResponse preflight(const HttpRequest &request, const QByteArray &methods);
HttpResponse notFound();

/// An answer that may not be kept.
HttpResponse fresh(const QByteArray &contentType);
/// Lets pages of any origin read the answer; which origins come at all is decided before.
void allowOrigin(HttpResponse &response, const HttpRequest &request);
/// Only pages that may connect may frame this one: within it their words would be our own.
void limitFrames(HttpResponse &response, const QByteArrayList &allowedOrigins);
/// Gives back the cookie that load balancers follow, or a new one.
void addCookie(HttpResponse &response, const HttpRequest &request);

} // namespace SockJsPages
} // namespace Server
