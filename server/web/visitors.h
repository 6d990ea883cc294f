// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/authenticator.h"
#include "server/broker/ratelimit.h"
#include "server/doors/http.h"
#include "stomp/time.h"

#include <QByteArrayList>
#include <QHash>

#include <chrono>
#include <optional>

namespace Server {

/// Who asks something over HTTP, and how often they may.
///
/// Whoever asks is who they would be over STOMP: a guest, or who `Authorization` says: `Basic`, a
/// login and its passcode, or `Bearer`, a token; the host's password goes without a login. HTTP has
/// no session, so a guest is known by the token in `Guest-Token`, which CONNECTED told, or else by
/// their address.
class Visitors {
public:
    struct Options {
        QByteArrayList allowedOrigins; ///< As of UpgradePolicy.
        Rate requests;                 ///< From one address.
        bool sparesLoopback = true;    ///< This computer's own are bound by no rate.
    };

    explicit Visitors(Options options);

    void setOptions(Options options);

    /// Why the request is not looked at: a foreign page's, or one too many; nullopt: it counts.
    std::optional<HttpResponse> refusal(const HttpRequest &request);
    /// nullopt: what it says cannot be read.
    std::optional<Credentials> credentials(const HttpRequest &request) const;

private:
    bool isSpared(const HttpRequest &request) const;
    /// How long the address has to wait; nullopt: not at all, and this request counts.
    std::optional<std::chrono::seconds> waitOf(const HttpRequest &request, Stomp::TimePoint now);

    Options m_options;
    QByteArray m_secret; ///< What makes an address a guest.
    QHash<QHostAddress, TokenBucket> m_rates;
};

} // namespace Server
