// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/principal.h"
#include "stomp/headers.h"
#include "stomp/wire/ruling.h"

#include <QByteArray>

#include <chrono>
#include <functional>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace Server {

/// A connected client, as long as it is connected; never reused within a run of the host.
enum class SessionNumber : quint64 {};

struct Peer {
    SessionNumber session;
    Principal principal;
};

/// A subscription of a session. It may be gone by the time it is used; then nothing happens.
struct SubscriptionRef {
    SessionNumber session;
    QByteArray id;
};

/// Why a request is refused: becomes an ERROR frame, and the session ends; or a message to a client
/// that wants it so (see Refusing).
struct Refusal {
    /// For those who do not answer in frames.
    enum class Kind {
        Malformed,
        Forbidden,
        NotFound,
        Unavailable, ///< May be asked again later.
        Full,        ///< Likewise, once there is space on the host's disk.
    };
    QByteArray message; ///< One line, for the `message` header.
    QByteArray body;    ///< What to do about it, for a person; may be empty.
    Kind kind = Kind::Malformed;
    std::optional<std::chrono::milliseconds> retryAfter = {}; ///< When it may be asked again.
    std::optional<Chat::Ruling> ruling = {};                  ///< Who keeps order has decided so.
};

/// What a RECEIPT says beside that a request is done.
struct Outcome {
    std::optional<int> delivered; ///< How many subscriptions or queues took it, where that counts.
};

/// Called once, now or later, when a request is done (the RECEIPT follows) or refused.
using Completion = std::function<void(tl::expected<Outcome, Refusal>)>;

/// A SEND to the application, as part of a transaction.
struct ApplicationRequest {
    QByteArray destination; ///< In the first vocabulary.
    Stomp::Headers headers;
    QByteArray body;
};

/// What stands behind the broker's `/app` destinations and the topics that are its own.
///
/// Destinations arrive in the first vocabulary (`/topic`, `/app`). All in the host's thread.
class Application {
public:
    virtual ~Application() = default;

    /// Whether SENDs to this destination are requests to the application instead of publications.
    /// Asked for every destination; an `/app/…` that nobody takes is an exchange of the broker's.
    virtual bool takesSend(const QByteArray &destination) const = 0;
    virtual void send(const Peer &peer, const QByteArray &destination,
                      const Stomp::Headers &headers, const QByteArray &body, Completion done) = 0;
    /// All of them in this order, or none: one that cannot be done refuses the lot, and nothing of
    /// it has happened or been seen by anybody.
    virtual void sendAll(const Peer &peer, const std::vector<ApplicationRequest> &requests,
                         Completion done) = 0;

    /// Whether SUBSCRIBE to this destination is decided by the application: then `subscribe()`
    /// is called and nothing is delivered until Topics::activate() or reply().
    virtual bool takesSubscribe(const QByteArray &destination) const = 0;
    virtual void subscribe(const Peer &peer, const SubscriptionRef &subscription,
                           const QByteArray &destination, const Stomp::Headers &headers,
                           Completion done) = 0;

    /// Whether the peer may see what is published to one of the application's destinations. Asked
    /// for each message that reaches it by a subscription with wildcards.
    virtual bool mayReceive(const Peer &peer, const QByteArray &destination) const = 0;

    /// Why somebody may not publish to one of the application's destinations past it, which the
    /// policy lets them; nullopt: they may.
    virtual std::optional<Refusal> refusesPast(const Principal & /*who*/,
                                               const QByteArray & /*destination*/) const
    {
        return std::nullopt;
    }

    /// A subscription taken by the application ended, by UNSUBSCRIBE or with its session.
    virtual void unsubscribed(const Peer &peer, const SubscriptionRef &subscription,
                              const QByteArray &destination) = 0;
    /// The peer acknowledged what was published there with Publication::acknowledgedAs, and with an
    /// `ack` mode of `client` all that it got before.
    virtual void acknowledged(const Peer &, const QByteArray & /*destination*/, qint64 /*number*/)
    {
    }
    /// The session is gone; its subscriptions were reported before.
    virtual void disconnected(const Peer &peer) = 0;
};

} // namespace Server
