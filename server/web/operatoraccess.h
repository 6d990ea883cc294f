// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/http.h"

#include <QByteArray>

#include <chrono>
#include <optional>
#include <vector>

namespace Server {

/// Who may see what only operators see: this computer, or who has the operator token.
///
/// A browser on this computer runs pages of strangers, who might reach us through a name that they
/// point at 127.0.0.1: so this computer counts only under a name that means it. Behind a proxy on
/// this computer everybody seems to be here: so a forwarded request has to bring the token.
class OperatorAccess {
public:
    using Clock = std::chrono::steady_clock;
    enum class Verdict {
        Allowed,
        Unknown, ///< Has to say the token.
        Foreign, ///< A page of another origin asks; no token helps.
    };
    static constexpr std::chrono::hours sessionTime{8};
    static constexpr std::size_t mostSessions = 16; ///< The oldest one ends.

    /// Empty: there is none. Another one than before ends all sessions.
    void setToken(const QByteArray &token);

    Verdict judge(const HttpRequest &request, Clock::time_point now);
    /// The value of a session cookie for who knows the token: random, so that the token itself is
    /// never kept in a browser.
    std::optional<QByteArray> signIn(const QByteArray &token, Clock::time_point now);
    /// Ends the session that the request carries.
    void signOut(const HttpRequest &request);

    static QByteArray cookieName();

private:
    struct Session {
        QByteArray id;
        Clock::time_point end;
    };
    std::vector<Session>::iterator find(const HttpRequest &request);
    bool isToken(const QByteArray &token) const;

    QByteArray m_token;
    std::vector<Session> m_sessions; ///< Oldest first.
};

} // namespace Server
