// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/upstream.h"
#include "server/relay/destinationmap.h"

namespace Server {

/// What of a client's headers means something to the broker behind, and what of its own to clients.
///
/// What would change its queues, name others' or claim to be somebody is left out: the policy of
/// this host decides about names alone.
class RelayHeaders {
public:
    explicit RelayHeaders(RelayKind kind) : m_kind(kind), m_map(kind) {}

    /// Of a SEND; `now`: milliseconds since 1970, for what expires.
    Stomp::Headers ofSend(const Stomp::Headers &headers, qint64 now) const;
    /// Of a SUBSCRIBE; `prefetch`: unacknowledged at once at most, unless the client says less.
    Stomp::Headers ofSubscribe(const Upstream::Client &client, const Upstream::Subscribe &subscribe,
                               int prefetch) const;
    /// Of the UNSUBSCRIBE that ends a durable one.
    Stomp::Headers ofForgetting(const Upstream::Client &client,
                                const Upstream::Subscribe &subscribe) const;
    /// Of CONNECT: how it knows the client again.
    Stomp::Headers ofConnect(const Upstream::Client &client) const;
    /// Of a MESSAGE.
    Stomp::Headers ofMessage(const Stomp::Headers &headers) const;

private:
    RelayKind m_kind;
    DestinationMap m_map;
};

} // namespace Server
