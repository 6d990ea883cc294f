// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/connectionstatus.h"

namespace Stomp {
class Headers;
class StompClient;
} // namespace Stomp

namespace Ui {

/// Why a host did not let one in, by the headers of its ERROR.
ConnectionStatus::Refusal entryRefusal(const Stomp::Headers &error);

/// Fills in what the connection knows of a trouble: reason, refusal and the next try.
void describeTrouble(ConnectionStatus &status, const Stomp::StompClient &client);

} // namespace Ui
