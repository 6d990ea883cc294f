// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/publishing.h"
#include "server/broker/relaying.h"

#include <tl/expected.hpp>

namespace Server {

/// Where a SEND goes, once it is known that it may.
struct Route {
    enum class Kind {
        Application,
        Topic,     ///< Or to a user.
        PastOwner, ///< To a topic of the application's, by leave of the policy's `publish`.
        Queue,
        Upstream, ///< The broker behind this one has it.
        Nowhere,  ///< To a destination that is ignored.
    };
    Kind kind = Kind::Topic;
    QByteArray destination; ///< Canonical; of an exchange the topic it publishes to.
};

/// What becomes of a SEND.
class Sending {
public:
    Sending(BrokerParts &parts, Publishing &publishing, Relaying &relaying)
        : m_parts(parts), m_publishing(publishing), m_relaying(relaying)
    {
    }

    /// Finds the way and asks the policy; does nothing yet.
    tl::expected<Route, Refusal> route(const Principal &sender, const QByteArray &destination);
    void send(ClientConnection &from, const Stomp::ServerEvent::SendRequested &request,
              Completion done);
    /// To a topic, a user or nowhere.
    void publish(const Route &route, const Stomp::Headers &headers, const QByteArray &body,
                 Completion done);

private:
    bool allows(DestinationPolicy::Action action, const Principal &sender,
                const QByteArray &destination) const;
    bool isTaken(const QByteArray &destination) const;
    tl::expected<Route, Refusal> exchange(const Principal &sender, const QByteArray &destination);

    BrokerParts &m_parts;
    Publishing &m_publishing;
    Relaying &m_relaying;
};

/// Whether it asks for a place in the log.
bool isPersistent(const Stomp::Headers &headers);

} // namespace Server
