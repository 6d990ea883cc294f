// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/descriptorlimit.h"

#include <QtGlobal>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace Server {

int raiseDescriptorLimit()
{
#ifdef Q_OS_UNIX
    // A soft limit in the millions makes some libraries walk through all of them.
    constexpr rlim_t enough = 65536;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    const rlim_t wanted = std::min(limit.rlim_max, enough);
    if (limit.rlim_cur < wanted) {
        limit.rlim_cur = wanted;
        setrlimit(RLIMIT_NOFILE, &limit);
        getrlimit(RLIMIT_NOFILE, &limit);
    }
    return int(std::min(limit.rlim_cur, enough));
#else
    return 0;
#endif
}

} // namespace Server
