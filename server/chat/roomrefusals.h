// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"

#include <chrono>

/// Why somebody may not do something in a room. Of a room they may not see they get noSuchRoom().
namespace Server::Refusals {

Refusal membersOnly(); ///< Who belongs to the room hears and speaks there.
Refusal roomLocked();
Refusal roomArchived();
Refusal roomEnds(); ///< It is going to be deleted.
Refusal readOnly();
Refusal tooSoon(std::chrono::milliseconds wait);
Refusal wrongPassword();
Refusal tooManyTries(std::chrono::milliseconds wait);
Refusal passwordsBusy();
Refusal notLetInYet(); ///< They have knocked.
Refusal knocksFull();  ///< Too many people wait, or were invited.
Refusal notKeepingOrder();
Refusal notOwner();
Refusal cannotLeave(); ///< A conversation of two.
Refusal notForTwo();   ///< Nor that setting.
Refusal notForLobby();
Refusal noSuchPerson();
Refusal badSettings();
Refusal notWithYourself();
Refusal lastOwner();
Refusal notEnding();

} // namespace Server::Refusals
