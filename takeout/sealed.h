// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/failure.h"

#include <QByteArray>

#include <functional>

namespace Takeout {

/// How much work a guess at a password is.
enum class Sealing {
    Strong, ///< About a second, and 256 MiB of memory.
    Quick,  ///< For tests.
};

/// Writes a file that only the password opens: argon2id makes the key, XChaCha20-Poly1305 in pieces
/// (libsodium's secretstream) keeps the content secret and whole. `next` gives it piece by piece,
/// an empty one at its end. The file has its name when all of it is on the disk.
Result<void> seal(const QString &path, const QString &password,
                  const std::function<Result<QByteArray>()> &next,
                  Sealing sealing = Sealing::Strong);

/// Gives the content of such a file, which anybody may have made, piece by piece. What came is to
/// be believed when it returns without a failure, not before: a file may be cut short.
Result<void> unseal(const QString &path, const QString &password,
                    const std::function<Result<void>(const QByteArray &piece)> &take);

} // namespace Takeout
