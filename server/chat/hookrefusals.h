// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"

/// Why nothing becomes of a hook.
namespace Server::Refusals {

Refusal malformedHook();
Refusal onlyOwnersPost(); ///< Outgoing hooks are the host's owner's.
Refusal noSuchHook();
Refusal hookWithoutName();
Refusal badHookName(); ///< It is too long.
Refusal badAvatar();
Refusal badHookUrl();
Refusal tooManyHooks(int ofRoom);

} // namespace Server::Refusals
