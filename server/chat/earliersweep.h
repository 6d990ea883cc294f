// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/changestore.h"
#include "server/store/guard.h"

namespace Server {

/// Lets go of what messages said before they were edited or deleted, where their room does not keep
/// that any more. A piece at a time, as RoomRetention; also what was left of it when a host ended.
class EarlierSweep {
public:
    /// `store` must outlive it.
    explicit EarlierSweep(Store &store) : m_store(store) {}

    /// A room has stopped keeping; looks through all at once.
    void stopped();
    /// Goes on where something is left to do: at the beginning, and after a failure.
    void look();
    bool isBusy() const { return m_isBusy; }

private:
    void step(qint64 after);

    Store &m_store;
    bool m_isDue = true; ///< Nothing is known of what the log has.
    bool m_isBusy = false;
    Guard m_guard;
};

} // namespace Server
