// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace Stompload {

/// What a process and its descendants use.
struct ProcessStat {
    double cpuSeconds = 0; ///< User and system, by the CPU clock.
    double residentKiB = 0;
    long descriptors = 0;
    long threads = 0;
};

/// All zero without a root.
ProcessStat processTree(const std::vector<int> &roots);

/// CPU seconds of this process.
double ownCpuSeconds();

/// KiB the kernel holds in TCP buffers, machine-wide (not part of any process's memory).
long tcpBuffersKiB();

} // namespace Stompload
