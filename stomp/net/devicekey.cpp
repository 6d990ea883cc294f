// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/net/devicekey.h"

#include <sodium.h>

#include <QtGlobal>

#include <array>

namespace Stomp {
namespace {

constexpr auto keyEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

struct KeyPair {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open;
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
};

KeyPair pairOf(const QByteArray &seed)
{
    KeyPair pair{};
    crypto_sign_seed_keypair(pair.open.data(), pair.secret.data(),
                             reinterpret_cast<const unsigned char *>(seed.constData()));
    return pair;
}

void startLibrary()
{
    if (sodium_init() < 0)
        qFatal("libsodium finds no source of random numbers");
}

template <size_t Size>
QByteArray encoded(const std::array<unsigned char, Size> &bytes)
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(Size))
        .toBase64(keyEncoding);
}

} // namespace

DeviceKey DeviceKey::make()
{
    startLibrary();
    QByteArray seed(crypto_sign_SEEDBYTES, '\0');
    randombytes_buf(seed.data(), crypto_sign_SEEDBYTES);
    return DeviceKey(seed);
}

std::optional<DeviceKey> DeviceKey::fromSecret(const QByteArray &secret)
{
    startLibrary();
    return secret.size() == qsizetype(crypto_sign_SEEDBYTES) ? std::optional(DeviceKey(secret))
                                                             : std::nullopt;
}

DeviceKey::~DeviceKey()
{
    if (!m_seed.isEmpty() && m_seed.isDetached())
        sodium_memzero(m_seed.data(), size_t(m_seed.size()));
}

QByteArray DeviceKey::publicKey() const
{
    KeyPair pair = pairOf(m_seed);
    sodium_memzero(pair.secret.data(), pair.secret.size());
    return encoded(pair.open);
}

QByteArray DeviceKey::sign(const QByteArray &text) const
{
    KeyPair pair = pairOf(m_seed);
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr,
                         reinterpret_cast<const unsigned char *>(text.constData()),
                         static_cast<unsigned long long>(text.size()), pair.secret.data());
    sodium_memzero(pair.secret.data(), pair.secret.size());
    return encoded(signature);
}

} // namespace Stomp
