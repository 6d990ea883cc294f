// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/tlsredirect.h"

#include <algorithm>

namespace Server {
namespace {

/// A name or an address, perhaps with a port: nothing that could lead a browser astray.
bool isAuthority(QByteArrayView host)
{
    constexpr qsizetype longest = 255 + 6;
    return !host.isEmpty() && host.size() <= longest &&
           std::all_of(host.begin(), host.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
           });
}

} // namespace

HttpResponse wayToTls(const HttpRequest &request, bool isHandshake, bool isOurs)
{
    if (isHandshake)
        return HttpResponse::text(403, "Only TLS is spoken here: connect with wss:// instead.");
    const QByteArray host = request.header("Host");
    if (!isOurs || !isAuthority(host) || !request.target.startsWith('/'))
        return HttpResponse::text(403, "Only TLS is spoken here: come with https:// instead.");
    HttpResponse response = HttpResponse::text(308, "Only TLS is spoken here.");
    response.headers.emplace_back("Location", "https://" + host + request.target);
    return response;
}

} // namespace Server
