// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/brokeroptions.h"
#include "server/broker/brokerstatus.h"
#include "server/broker/clients.h"
#include "server/broker/delivery.h"
#include "server/broker/destinationkind.h"
#include "server/broker/patternsubscriptions.h"
#include "server/broker/retainedmessages.h"
#include "server/broker/subscriptionregistry.h"
#include "server/broker/upstream.h"
#include "server/broker/userdestinations.h"

namespace Server {

class SharedTopics;

/// What the parts of the broker share. Owned by Broker.
struct BrokerParts {
    BrokerParts(BrokerOptions brokerOptions, const QByteArray &instance)
        : options(std::move(brokerOptions)), retained(options.retained),
          delivery(options.compatibility, instance)
    {
    }
    Q_DISABLE_COPY_MOVE(BrokerParts)

    /// Without queues a queue is a topic.
    DestinationKind kindOf(const QByteArray &canonical) const
    {
        const DestinationKind kind = Server::kindOf(canonical, options.compatibility);
        return kind == DestinationKind::Queue && !queues ? DestinationKind::Topic : kind;
    }

    bool allows(DestinationPolicy::Action action, const QByteArray &canonical,
                const Principal &who) const
    {
        const DestinationPolicy &policy = options.policy;
        return canonical.startsWith(DestinationPolicy::deadLetters) &&
                       kindOf(canonical) == DestinationKind::Queue
                   ? policy.allowsDeadLetters(action, canonical, who)
                   : policy.allows(action, canonical, who);
    }

    /// Where it is the broker's behind: as what the policy knows it.
    std::optional<QByteArray> relayedAs(const QByteArray &canonical) const
    {
        if (!upstream || isApplications(canonical))
            return std::nullopt;
        auto known = upstream->standsFor(canonical);
        return known && (*known == canonical || !isApplications(*known)) ? known : std::nullopt;
    }
    bool isApplications(const QByteArray &canonical) const
    {
        return application &&
               (application->takesSend(canonical) || application->takesSubscribe(canonical));
    }

    BrokerOptions options;
    Application *application = nullptr;
    Upstream *upstream = nullptr;
    Queues *queues = nullptr;
    SharedTopics *shared = nullptr; ///< Where there are other hosts.
    Clients clients;
    SubscriptionRegistry topics;
    PatternSubscriptions patterns;
    SubscriptionRegistry users; ///< By userKey().
    PeopleConnected people;
    RetainedMessages retained;
    BrokerCounters counters;
    Delivery delivery;
};

/// Where a session's subscription to its user's `/queue/x` stands in BrokerParts::users.
inline QByteArray userKey(SessionNumber session, const QByteArray &inner)
{
    return QByteArray::number(quint64(session)) + inner;
}

} // namespace Server
