// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/hostconfig.h"
#include "server/hostfiles.h"
#include "server/relay/relay.h"

#include <memory>
#include <tl/expected.hpp>

namespace Server {

/// The way to the broker behind that a host is told to have; nullptr where it is told of none.
tl::expected<std::unique_ptr<Relay>, HostFailure>
openRelay(const HostConfig &config, const HostFiles &files, Downstream &downstream);

} // namespace Server
