// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Chat {

/// Bytes of a device key: Ed25519, raw; on the wire base64url without padding.
constexpr qsizetype deviceKeyBytes = 32;

/// What a device signs to prove at CONNECT that a key is its own: bound to one host (its `host-id`)
/// and to one challenge of that host, so that a proof is of no use anywhere else and never twice.
/// `deviceKey`: as the header says it. Empty when one of them could be mistaken for two.
QByteArray deviceProofText(const QByteArray &hostId, const QByteArray &challenge,
                           const QByteArray &deviceKey);

} // namespace Chat
