// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"

#include <functional>

namespace Server {

/// Those who are connected, for whoever decides about them. All in the host's thread.
class Sessions {
public:
    virtual ~Sessions() = default;

    /// From the next request on they are what `change` makes of them; their user id stays.
    virtual void update(const Chat::UserId &user,
                        const std::function<void(Principal &)> &change) = 0;
    /// Which of somebody's sessions are meant; empty: all.
    using Which = std::function<bool(const Peer &)>;
    /// Ends their sessions, with an ERROR that says why. Gives how many those were.
    virtual int end(const Chat::UserId &user, const Which &which, const Refusal &why) = 0;
    /// The same of all who are meant, whoever they are.
    virtual int end(const Which &which, const Refusal &why) = 0;
    /// Somebody's sessions.
    virtual std::vector<Peer> of(const Chat::UserId &user) const = 0;
    /// Ends for good what goes on of theirs while they are away, with what waits for them there.
    virtual void forgetDurable(const Chat::UserId &user) = 0;
};

} // namespace Server
