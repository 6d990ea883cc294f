// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/devicechallenges.h"

#include "server/auth/secrets.h"
#include "stomp/wire/deviceproof.h"

#include <sodium.h>

#include <optional>

namespace Server {
namespace {

constexpr auto proofEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals |
                               QByteArray::AbortOnBase64DecodingErrors;
constexpr qsizetype codeBytes = 32;
constexpr qsizetype randomBytes = 16;
constexpr qsizetype longestChallenge = 256;

/// Only the one way to write those bytes: another would be another key with the same secret.
std::optional<QByteArray> decodedExactly(const QByteArray &text, qsizetype bytes)
{
    if (text.size() > longestChallenge)
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(text, proofEncoding);
    if (!decoded || decoded.decoded.size() != bytes ||
        decoded.decoded.toBase64(proofEncoding) != text)
        return std::nullopt;
    return decoded.decoded;
}

const unsigned char *raw(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

qint64 millisecondsOf(Chat::Timestamp time)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

} // namespace

DeviceChallenges::DeviceChallenges(QByteArray hostId)
    : DeviceChallenges(std::move(hostId), Limits())
{
}

DeviceChallenges::DeviceChallenges(QByteArray hostId, Limits limits, const QByteArray &sharedSecret)
    : m_hostId(std::move(hostId)), m_limits(limits), m_isShared(!sharedSecret.isEmpty()),
      m_secret(m_isShared ? derivedSecret(sharedSecret, "device challenges") : makeToken())
{
}

bool DeviceChallenges::isKey(const QByteArray &key)
{
    const auto bytes = decodedExactly(key, Chat::deviceKeyBytes);
    startSodium();
    // Keys of small order "sign" anything for anybody.
    return bytes && crypto_core_ed25519_is_valid_point(raw(*bytes)) == 1;
}

QByteArray DeviceChallenges::codeOf(const QByteArray &key, const QByteArray &stamp) const
{
    const QByteArray text = stamp + '\n' + key;
    QByteArray code(codeBytes, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(code.data()), codeBytes, raw(text),
                       static_cast<unsigned long long>(text.size()), raw(m_secret),
                       static_cast<size_t>(m_secret.size()));
    return code.toBase64(proofEncoding);
}

QByteArray DeviceChallenges::make(const QByteArray &key, Chat::Timestamp now) const
{
    QByteArray random(randomBytes, '\0');
    randombytes_buf(random.data(), static_cast<size_t>(random.size()));
    const QByteArray stamp =
        QByteArray::number(millisecondsOf(now), 36) + '.' + random.toBase64(proofEncoding);
    return stamp + '.' + codeOf(key, stamp);
}

DeviceChallenges::Proof DeviceChallenges::check(const QByteArray &key, const QByteArray &challenge,
                                                const QByteArray &signature, Chat::Timestamp now)
{
    const qsizetype end = challenge.lastIndexOf('.');
    if (challenge.size() > longestChallenge || end < 0)
        return Proof::Stale;
    const QByteArray stamp = challenge.first(end);
    if (!sameSecret(challenge.sliced(end + 1), codeOf(key, stamp)))
        return Proof::Stale;
    bool isNumber = false;
    const qint64 made =
        stamp.first(std::max<qsizetype>(stamp.indexOf('.'), 0)).toLongLong(&isNumber, 36);
    const Chat::Timestamp ends =
        Chat::Timestamp(std::chrono::milliseconds(made)) + m_limits.lifetime;
    if (!isNumber || now >= ends || m_used.contains(stamp))
        return Proof::Stale;
    const auto keyBytes = decodedExactly(key, Chat::deviceKeyBytes);
    const auto signatureBytes = decodedExactly(signature, crypto_sign_BYTES);
    if (!keyBytes || !signatureBytes)
        return Proof::Wrong;
    const QByteArray text = Chat::deviceProofText(m_hostId, challenge, key);
    if (text.isEmpty() || crypto_sign_verify_detached(raw(*signatureBytes), raw(text),
                                                      static_cast<unsigned long long>(text.size()),
                                                      raw(*keyBytes)) != 0)
        return Proof::Wrong;
    if (m_isShared)
        return Proof::Right;
    if (m_used.size() >= m_limits.used)
        forgetOld(now);
    m_used.insert(stamp, ends);
    return Proof::Right;
}

void DeviceChallenges::forgetOld(Chat::Timestamp now)
{
    m_used.removeIf([now](const auto &one) { return one.value() <= now; });
    if (m_used.size() < m_limits.used)
        return;
    m_secret = makeToken();
    m_used.clear();
}

} // namespace Server
