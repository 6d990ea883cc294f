// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/principal.h"
#include "server/chat/chatoptions.h"
#include "server/chat/memberships.h"
#include "server/store/orderstore.h"

namespace Server {

/// Writes down who did what to keep order.
class AuditTrail {
public:
    AuditTrail(Store &store, const Memberships &memberships, const ChatOptions &options)
        : m_store(store), m_memberships(memberships), m_options(options)
    {
    }

    /// `room` empty: of the host. The rest is the caller's to fill in.
    Chat::OrderEntry entry(Chat::OrderEntry::Action action, const Chat::RoomId &room,
                           const Principal &by) const;
    /// Nobody waits for it.
    void note(const Chat::OrderEntry &entry);

private:
    Store &m_store;
    const Memberships &m_memberships;
    const ChatOptions &m_options;
};

} // namespace Server
