// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Stomp {

/// 32 bytes that stand for a host's fingerprint where people compare it: words and a picture. Empty
/// for a fingerprint that is not 32 bytes.
///
/// People compare 55 bits, which a forger could try keys for. So each try is made to cost a tenth
/// of a second and 64 MiB (argon2id): some hundred million years of one core for a key whose words
/// are the same. Takes that long here, too: not in a thread that somebody waits for. The same
/// everywhere and for ever, as people read it out to each other.
QByteArray identityHash(const QByteArray &fingerprint);

} // namespace Stomp
