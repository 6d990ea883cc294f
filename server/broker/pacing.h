// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/brokerparts.h"

#include <chrono>

namespace Server {

/// Tells a session that sends faster than its rates how long it is not read: who is subscribed to
/// `/user/queue/chat/pace` can tell their person so. Only reading is paused, so it comes at once.
class Pacing {
public:
    explicit Pacing(BrokerParts &parts) : m_parts(parts) {}

    /// To that session alone.
    void tell(SessionNumber session, std::chrono::milliseconds wait);

private:
    BrokerParts &m_parts;
};

} // namespace Server
