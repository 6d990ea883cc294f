// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Stomp {

/// The payload as one unfragmented, unmasked WebSocket message (RFC 6455, 5.2), as servers send:
/// a text message, or a binary one where that is asked for or the payload is not UTF-8.
QByteArray webSocketMessage(QByteArrayView payload, bool binary = false);

} // namespace Stomp
