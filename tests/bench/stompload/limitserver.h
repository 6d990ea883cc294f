// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Stompload {

/// What is left when a STOMP host does nothing but the unavoidable: handshake, frame parsing, one
/// MESSAGE per subscriber with its own subscription header, one send per delivery; with `coalesce`
/// one send per subscriber and turn of its loop. Sends the heart-beats the client wants. Serves
/// 127.0.0.1 until it is killed.
void serveLimit(int port, bool coalesce);

} // namespace Stompload
