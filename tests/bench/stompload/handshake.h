// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace Stompload {

/// Sec-WebSocket-Accept for a Sec-WebSocket-Key (RFC 6455, 4.2.2).
std::string websocketAccept(std::string_view key);

/// Value of an HTTP header in a raw block of header lines; the name in any case.
std::string httpHeader(std::string_view block, std::string_view name);

} // namespace Stompload
