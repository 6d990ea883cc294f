// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/guest.h"

namespace Server {

/// A connection that has just been accepted: its first byte tells whether it speaks TLS. Where it
/// does, the handshake is over when it arrives.
class Arrival final : public Guest {
public:
    Arrival(std::unique_ptr<Stream> stream, std::chrono::milliseconds time, Doorkeeper &doorkeeper);

private:
    void readable() override;
    void written() override {}
    void ring() override;
    void startTls(const QSslConfiguration &configuration);
};

} // namespace Server
