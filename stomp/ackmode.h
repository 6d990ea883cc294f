// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Stomp {

/// How a subscription wants its messages acknowledged (STOMP 1.2, "SUBSCRIBE ack Header").
enum class AckMode { Auto, Client, ClientIndividual };

} // namespace Stomp
