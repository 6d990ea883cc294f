// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/guest.h"

namespace Server {

/// A connection that is told its last words: they are written, the connection is closed in one
/// direction, and what the peer still sends is thrown away until it closes the other. Bytes left
/// unread would make the kernel reset the connection and take the last words with it.
class Farewell final : public Guest {
public:
    /// The words are queued already.
    Farewell(std::unique_ptr<Stream> stream, Doorkeeper &doorkeeper);

    /// Call it once.
    void start();

private:
    void readable() override;
    void written() override;
    void ring() override;

    int m_rings = 0;
    bool m_progress = false;
};

} // namespace Server
