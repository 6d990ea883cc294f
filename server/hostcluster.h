// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/host.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <tl/expected.hpp>

namespace Server {

class Cluster;

/// The way to the hosts that have the same log: by Redis where the config names one, else to
/// nobody. Not started yet. The failure names the file that is of no use.
///
/// `logId` is the log's own, letters and digits: hosts with another one are not heard.
tl::expected<std::unique_ptr<Cluster>, HostFailure> openCluster(const HostConfig &config,
                                                                const QByteArray &logId);

/// nullopt unless what the config says of Redis contradicts itself, or is none of its addresses; a
/// sentence.
std::optional<QString> redisContradiction(const HostConfig &config);

} // namespace Server
