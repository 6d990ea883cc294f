// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures/confinement.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif
#ifdef Q_OS_WIN
#include <windows.h>
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

#ifdef Q_OS_WIN
/// A job of its own, which no program that it might start can leave.
bool confineByJob()
{
    constexpr LONGLONG ticks = 10'000'000LL * 10; // of 100 ns, 10 s
    constexpr SIZE_T bytes = 1024UL * 1024 * 1024;
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags =
        JOB_OBJECT_LIMIT_PROCESS_TIME | JOB_OBJECT_LIMIT_PROCESS_MEMORY |
        JOB_OBJECT_LIMIT_ACTIVE_PROCESS | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
    limits.BasicLimitInformation.PerProcessUserTimeLimit.QuadPart = ticks;
    limits.BasicLimitInformation.ActiveProcessLimit = 1;
    limits.ProcessMemoryLimit = bytes;
    const HANDLE job = CreateJobObjectW(nullptr, nullptr); // as long as this program
    return job &&
           SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits,
                                   sizeof limits) &&
           AssignProcessToJobObject(job, GetCurrentProcess());
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
#ifdef Q_OS_WIN
    isConfined = confineByJob();
#endif
    return isConfined;
}

} // namespace Pictures
