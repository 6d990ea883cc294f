// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/brokerparts.h"

#include <optional>

namespace Server {

/// Whole seconds, so that nobody comes back too early.
void appendRetryAfter(Stomp::Headers &headers, std::chrono::milliseconds wait);
/// What an ERROR says beside its message and body.
Stomp::Headers errorHeaders(const Refusal &refusal);

/// Refusals as messages, for clients that would rather hear of them than lose their session: who is
/// subscribed to `/user/queue/errors`, as Spring's guides have it, gets a MESSAGE there, and goes
/// on. To everybody else a refusal is an ERROR frame, which ends the session; and to all where the
/// host could not do at the moment what it should, for then the order of what follows is at stake.
class Refusing {
public:
    explicit Refusing(BrokerParts &parts) : m_parts(parts) {}

    /// False: it is to be an ERROR.
    bool tell(const ClientConnection &client, const std::optional<QByteArray> &receipt,
              const Refusal &refusal);

private:
    BrokerParts &m_parts;
};

} // namespace Server
