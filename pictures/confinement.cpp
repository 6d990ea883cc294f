// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures/confinement.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace Pictures {
namespace {

#ifdef Q_OS_UNIX
bool limit(int what, rlim_t most)
{
    const rlimit limits{most, most};
    return ::setrlimit(decltype(RLIMIT_CPU)(what), &limits) == 0;
}
#endif

} // namespace

bool confine()
{
    bool isConfined = true;
#ifdef Q_OS_UNIX
    constexpr rlim_t seconds = 10;
    isConfined = limit(RLIMIT_CPU, seconds) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0);
    // AddressSanitizer reserves terabytes of addresses; macOS does not heed this one.
#if defined(Q_OS_LINUX) && !defined(MADANG_SANITIZE_ADDRESS)
    constexpr rlim_t bytes = 1024UL * 1024 * 1024;
    isConfined = limit(RLIMIT_AS, bytes) && isConfined;
#endif
#endif
#ifdef Q_OS_LINUX
    isConfined = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && isConfined;
#endif
    return isConfined;
}

} // namespace Pictures
