// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"

namespace Server::BrokerRefusals {

// What the broker itself refuses, and what the person at the other end can do about it.

Refusal mixedTransaction();
Refusal denied();
Refusal unknownDestination();
Refusal badPattern();
Refusal tooManyPatterns();
Refusal tooManyPatternsOfAll();
Refusal badUserDestination();
Refusal hostsAlone();
Refusal badPrefetch();
Refusal noClientId();
Refusal notDurable();
Refusal hasHistory();

} // namespace Server::BrokerRefusals
