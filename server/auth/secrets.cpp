// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/secrets.h"

#include <sodium.h>

#include <QtGlobal>

namespace Server {
namespace {

constexpr qsizetype tokenBytes = 32;
constexpr qsizetype guestIdBytes = 8;
constexpr auto tokenEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals |
                               QByteArray::AbortOnBase64DecodingErrors;

QByteArray digest(const QByteArray &secret)
{
    QByteArray hash(crypto_generichash_BYTES, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()),
                       static_cast<std::size_t>(hash.size()),
                       reinterpret_cast<const unsigned char *>(secret.constData()),
                       static_cast<unsigned long long>(secret.size()), nullptr, 0);
    return hash;
}

} // namespace

void startSodium()
{
    if (sodium_init() < 0)
        qFatal("libsodium finds no source of random numbers");
}

void wipe(QByteArray &secret)
{
    if (!secret.isEmpty())
        sodium_memzero(secret.data(), static_cast<std::size_t>(secret.size()));
    secret = QByteArray();
}

bool sameSecret(const QByteArray &a, const QByteArray &b)
{
    startSodium();
    // Hashed first, so that not even a length shows.
    const QByteArray first = digest(a);
    const QByteArray second = digest(b);
    return sodium_memcmp(first.constData(), second.constData(),
                         static_cast<std::size_t>(first.size())) == 0;
}

QByteArray tokenHash(const QByteArray &token)
{
    startSodium();
    return digest(token).toBase64(tokenEncoding);
}

QByteArray makeToken()
{
    startSodium();
    QByteArray bytes(tokenBytes, '\0');
    randombytes_buf(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return bytes.toBase64(tokenEncoding);
}

QByteArray derivedSecret(const QByteArray &secret, const QByteArray &purpose)
{
    startSodium();
    QByteArray derived(tokenBytes, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(derived.data()),
                       static_cast<std::size_t>(derived.size()),
                       reinterpret_cast<const unsigned char *>(purpose.constData()),
                       static_cast<unsigned long long>(purpose.size()),
                       reinterpret_cast<const unsigned char *>(secret.constData()),
                       static_cast<std::size_t>(secret.size()));
    return derived.toBase64(tokenEncoding);
}

bool isGuestToken(const QByteArray &token)
{
    const auto decoded = QByteArray::fromBase64Encoding(token, tokenEncoding);
    // Only the one way to write those bytes: another would be another guest with the same secret.
    return decoded && decoded.decoded.size() == tokenBytes &&
           decoded.decoded.toBase64(tokenEncoding) == token;
}

Chat::UserId guestIdOf(const QByteArray &token)
{
    startSodium();
    return Chat::UserId(QStringLiteral("g-") +
                        QString::fromLatin1(digest(token).first(guestIdBytes).toHex()));
}

} // namespace Server
