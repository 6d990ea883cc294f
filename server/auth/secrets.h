// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QByteArray>

namespace Server {

/// Must be called before anything of libsodium; any number of times, from any thread.
void startSodium();

/// Overwrites a secret's bytes, as far as this copy is the only one.
void wipe(QByteArray &secret);

/// Whether two secrets are the same, in a time that tells nothing about where they differ.
bool sameSecret(const QByteArray &a, const QByteArray &b);

/// 32 random bytes in base64url, too many to guess.
QByteArray makeToken();
/// One that others cannot work out from it; the same for the same purpose.
QByteArray derivedSecret(const QByteArray &secret, const QByteArray &purpose);
/// What is kept of such a token; a slow hash would add nothing.
QByteArray tokenHash(const QByteArray &token);
/// Likewise, by which a guest is known again.
inline QByteArray makeGuestToken()
{
    return makeToken();
}
bool isGuestToken(const QByteArray &token);
/// "g-" and 16 hex digits: tells nothing about the token.
Chat::UserId guestIdOf(const QByteArray &token);

} // namespace Server
