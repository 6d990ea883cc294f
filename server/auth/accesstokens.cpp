// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/accesstokens.h"

#include "server/auth/secrets.h"

#include <sodium.h>

namespace Server {
namespace {

constexpr QByteArrayView tokenPrefix = "m1.";
constexpr qsizetype longestToken = 1024;
constexpr qsizetype tokenParts = 5;
constexpr qsizetype tokenCodeBytes = 32;
constexpr auto partEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

} // namespace

AccessTokens::AccessTokens() : m_secret(makeToken()) {}

QByteArray AccessTokens::codeOf(const QByteArray &text) const
{
    QByteArray code(tokenCodeBytes, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(code.data()), tokenCodeBytes,
                       reinterpret_cast<const unsigned char *>(text.constData()),
                       static_cast<unsigned long long>(text.size()),
                       reinterpret_cast<const unsigned char *>(m_secret.constData()),
                       static_cast<size_t>(m_secret.size()));
    return code.toBase64(partEncoding);
}

QByteArray AccessTokens::make(const Bearer &bearer, Chat::Timestamp now) const
{
    const Chat::Timestamp ends = now + lifetime;
    const QByteArray text =
        tokenPrefix.toByteArray() + QByteArray::number(ends.time_since_epoch().count(), 36) + '.' +
        bearer.user.toString().toUtf8().toBase64(partEncoding) + '.' + bearer.by;
    return text + '.' + codeOf(text);
}

QByteArray AccessTokens::passwordMark(const QByteArray &passwordHash) const
{
    return "password-" + codeOf(passwordHash);
}

bool AccessTokens::isOne(const QByteArray &token)
{
    return token.startsWith(tokenPrefix) && token.size() <= longestToken;
}

std::optional<AccessTokens::Bearer> AccessTokens::read(const QByteArray &token,
                                                       Chat::Timestamp now) const
{
    const QList<QByteArray> parts = isOne(token) ? token.split('.') : QList<QByteArray>();
    if (parts.size() != tokenParts)
        return std::nullopt;
    const QByteArray text = token.first(token.lastIndexOf('.'));
    if (!sameSecret(parts[4], codeOf(text)))
        return std::nullopt;
    const Chat::Timestamp ends(std::chrono::milliseconds(parts[1].toLongLong(nullptr, 36)));
    if (now >= ends)
        return std::nullopt;
    const QByteArray user = QByteArray::fromBase64(parts[2], partEncoding);
    return Bearer{Chat::UserId(QString::fromUtf8(user)), parts[3]};
}

} // namespace Server
