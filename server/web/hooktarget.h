// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>

#include <chrono>

namespace Server {

/// Whether an outgoing hook may post there: neither to nobody nor to many at once, and unless
/// `toLoopback` neither to this computer itself nor to what needs no router, however that is
/// written (IPv4 within IPv6).
bool isHookTarget(const QHostAddress &address, bool toLoopback);

/// `t=<seconds>,v1=<hex>`: HMAC-SHA256 of the seconds, a dot and the body.
QByteArray hookSignature(const QByteArray &secret, std::chrono::seconds time,
                         const QByteArray &body);

} // namespace Server
