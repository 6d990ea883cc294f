// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/authenticator.h"

#include <optional>

namespace Server {

/// Whom the host does not want. Asked last, once it is known who somebody is; in their thread.
class Bans {
public:
    virtual ~Bans() = default;
    /// What they are told; nullopt: they may come in. `who.device` is the key they proved; empty:
    /// none.
    virtual std::optional<AccessDenied> refusal(const Principal &who,
                                                const QString &peer) const = 0;
    /// The same for those of whom nothing else is known than where they come from.
    virtual std::optional<AccessDenied> refusalFrom(const QString & /*peer*/) const
    {
        return std::nullopt;
    }
};

} // namespace Server
