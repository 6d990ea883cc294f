// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/net/identityhash.h"

#include <sodium.h>

namespace Stomp {
namespace {

constexpr qsizetype fingerprintBytes = 32;
constexpr qsizetype hashBytes = 32;
constexpr unsigned long long passes = 2;
constexpr size_t memory = 64 * 1024 * 1024;
/// 16 bytes, as argon2 wants it. Every Madang has the same: the fingerprint itself is the salt of
/// who wants to prepare anything.
constexpr char salt[] = "madang-identity1";
static_assert(sizeof(salt) - 1 == crypto_pwhash_SALTBYTES);

} // namespace

QByteArray identityHash(const QByteArray &fingerprint)
{
    if (fingerprint.size() != fingerprintBytes || sodium_init() < 0)
        return {};
    QByteArray hash(hashBytes, '\0');
    const int done = crypto_pwhash(reinterpret_cast<unsigned char *>(hash.data()), hashBytes,
                                   fingerprint.constData(), fingerprintBytes,
                                   reinterpret_cast<const unsigned char *>(salt), passes, memory,
                                   crypto_pwhash_ALG_ARGON2ID13);
    return done == 0 ? hash : QByteArray(); // there is no such memory
}

} // namespace Stomp
