// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"

/// Why somebody may not speak or be somewhere, and why an order is not carried out.
namespace Server::Refusals {

Refusal mutedThere(const Chat::Ruling &ruling);
Refusal bannedThere(const Chat::Ruling &ruling); ///< From a room.
Refusal bannedHere(const Chat::Ruling &ruling);  ///< From the whole host.
Refusal makerMuted();                            ///< Of a hook: who made it may not speak.
Refusal notOverThem();                           ///< Their role is as high, or higher.
Refusal ownerBans();                             ///< Only the host's owner does that.
Refusal noAddressToBan(); ///< They are not connected, or come from the host's own computer.
Refusal tooManySanctions(int limit);
Refusal isBanned(); ///< Who is to be invited.

} // namespace Server::Refusals
