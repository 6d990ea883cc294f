// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"
#include "stomp/wire/messageparts.h"

#include <QByteArray>

#include <chrono>
#include <optional>
#include <utility>

namespace Server {

/// By which somebody with an account is known over HTTP, too: made for a session, good for some
/// hours, and no longer than its secret lasts: as long as the host runs, unless others have it.
/// Nothing is kept of them.
class AccessTokens {
public:
    struct Bearer {
        Chat::UserId user;
        QByteArray by; ///< What lets them in, and must still: a device's key, or passwordMark().
    };

    AccessTokens();
    /// Those of all who know that secret.
    explicit AccessTokens(QByteArray secret) : m_secret(std::move(secret)) {}
    static constexpr std::chrono::hours lifetime{12};

    QByteArray make(const Bearer &bearer, Chat::Timestamp now) const;
    /// Whether it has the form of one, ours or not.
    static bool isOne(const QByteArray &token);
    /// Stands for a password without telling anything about it; never a device's key.
    QByteArray passwordMark(const QByteArray &passwordHash) const;
    std::optional<Bearer> read(const QByteArray &token, Chat::Timestamp now) const;

private:
    QByteArray codeOf(const QByteArray &text) const;
    QByteArray m_secret;
};

} // namespace Server
