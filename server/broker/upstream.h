// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/topics.h"
#include "stomp/ackmode.h"

#include <QByteArray>

#include <optional>
#include <variant>
#include <vector>

namespace Server {

/// A broker behind this one, which has all topics and queues that are not the application's.
///
/// Destinations go and come in the first vocabulary. Completions come once: when the broker behind
/// has done the request, or with its refusal. All in the host's thread.
class Upstream {
public:
    /// On whose behalf something is asked.
    struct Client {
        SessionNumber session;
        QByteArray name; ///< The same each time they come; empty: nobody knows them again.
    };
    struct Send {
        QByteArray destination;
        Stomp::Headers headers;
        QByteArray body;
    };
    struct Subscribe {
        QByteArray id; ///< Of SubscriptionRef.
        QByteArray destination;
        Stomp::AckMode ack = Stomp::AckMode::Auto;
        bool durable = false; ///< Goes on while the client, which has a name, is away.
        Stomp::Headers headers;
    };
    /// Of messages that holds() is true of.
    struct Settle {
        QByteArray subscription;
        std::vector<QByteArray> messageIds;
        bool positive = true;
        bool requeue = true; ///< Where not positive: somebody else may have them.
    };
    using Action = std::variant<Send, Settle>;

    virtual ~Upstream() = default;

    /// The canonical destination that stands for this one in the policy; nullopt: it is none of the
    /// broker's behind. That it is not the application's is the asker's to know.
    virtual std::optional<QByteArray> standsFor(const QByteArray &destination) const = 0;
    /// Whether what comes by a subscription to that destination may come from many.
    virtual bool coversMany(const QByteArray &destination) const = 0;

    virtual void send(const Client &client, const Send &send, Completion done) = 0;
    virtual void subscribe(const Client &client, const Subscribe &subscribe, Completion done) = 0;
    /// `forGood`: a durable one ends, otherwise it goes on without its client.
    virtual void unsubscribe(const Client &client, const QByteArray &id, bool forGood,
                             Completion done) = 0;
    virtual void settle(const Client &client, const Settle &settle, Completion done) = 0;
    /// All of it or nothing.
    virtual void commit(const Client &client, const std::vector<Action> &actions,
                        Completion done) = 0;
    /// Whether that message was delivered from there and awaits its ACK.
    virtual bool holds(const SubscriptionRef &subscription, const QByteArray &messageId) const = 0;

    /// What the host itself publishes. Nobody hears whether it arrived.
    virtual void publish(const Publication &publication) = 0;

    /// After Downstream::Taken::NoRoom: it may be tried again.
    virtual void resume(SessionNumber session) = 0;
    /// The session is over: nothing more comes to it, and what it asked for is nobody's concern.
    virtual void ended(SessionNumber session) = 0;
};

/// What an Upstream brings.
class Downstream {
public:
    enum class Taken {
        Yes,
        NoRoom, ///< Upstream::resume() tells when to try again.
        Never,  ///< Nobody is there who may have it.
    };
    struct Message {
        Publication publication;
        QByteArray id;
        bool redelivered = false;
        bool isAnswer = false; ///< To what the client sent: it need not have subscribed.
    };

    virtual ~Downstream() = default;

    virtual Taken deliver(const SubscriptionRef &subscription, const Message &message) = 0;
    /// The broker behind is gone for that session, which ends.
    virtual void lost(SessionNumber session, const Refusal &why) = 0;
};

} // namespace Server
