// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/stompload/options.h"

namespace Stompload {

/// Runs a phase that puts load on a server and prints its report. Gives the exit code: 1 when
/// something was lost or did not connect.
int runLoad(const Options &options);

} // namespace Stompload
