// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>

#include <chrono>

namespace Server {

/// Whether an outgoing hook may post there: neither to nobody nor to many at once, and unless
/// `toItself` neither to this computer, be it by loopback or by an address of its `own`, nor to
/// what needs no router, however that is written (IPv4 within IPv6).
bool isHookTarget(const QHostAddress &address, bool toItself, const QList<QHostAddress> &own);

/// `t=<seconds>,v1=<hex>`: HMAC-SHA256 of the seconds, a dot and the body.
QByteArray hookSignature(const QByteArray &secret, std::chrono::seconds time,
                         const QByteArray &body);

} // namespace Server
