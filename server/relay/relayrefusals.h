// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"

namespace Server::RelayRefusals {

/// The connection to the broker behind could not be made, or broke.
Refusal away(std::optional<std::chrono::milliseconds> retryAfter = std::nullopt);
/// Who answers in its place may be anybody; `reason`: what its certificate lacks.
Refusal notTrusted(const QString &reason);
/// It does not let this host in.
Refusal notLetIn();
/// In its words, of which one line is told.
Refusal said(const QByteArray &message, const QByteArray &body);
Refusal badDestination();
/// DestinationMap::isHosts().
Refusal hostsAlone();

} // namespace Server::RelayRefusals
