// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/http.h"

namespace Server {

/// The answer to a request that came without TLS where TLS is wanted: the same address with https
/// (308), or for a WebSocket handshake, which no client redirects, a refusal that says so (403).
/// `isOurs`: the name in Host is one of ours; nobody is sent to another.
HttpResponse wayToTls(const HttpRequest &request, bool isHandshake, bool isOurs);

} // namespace Server
