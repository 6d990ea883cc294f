// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/dnsmessage.h"

#include <QHostAddress>

#include <optional>

namespace Discovery {

inline constexpr quint16 mdnsPort = 5353;

struct Endpoint {
    QHostAddress address;
    quint16 port = 0;
    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

/// A message to be sent.
struct Packet {
    Message message;
    std::optional<Endpoint> to; ///< nullopt: to the group.
};

} // namespace Discovery
