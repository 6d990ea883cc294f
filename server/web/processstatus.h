// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

namespace Server {

/// What this process takes of its computer.
struct ProcessStatus {
    double cpuSeconds = 0; ///< User and system, of all threads.
    qint64 residentBytes = 0;
    qint64 openDescriptors = 0;
    qint64 mostDescriptors = 0; ///< The soft limit.
};

/// Read from the system; nullopt where we do not know how (elsewhere than on Linux).
std::optional<ProcessStatus> processStatus();

} // namespace Server
