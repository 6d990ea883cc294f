// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/brokerparts.h"

namespace Server {

BrokerStatus statusOf(const BrokerParts &parts);
/// Persons, however many sessions each has.
int peopleIn(const Clients &clients);

} // namespace Server
