// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/processstatus.h"

#ifdef Q_OS_LINUX
#include <QByteArray>
#include <QDirIterator>
#include <QFile>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace Server {

#ifdef Q_OS_LINUX
namespace {

double seconds(const timeval &time)
{
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
}

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

qint64 openDescriptors()
{
    // Since Linux 6.2 the folder's size is their number; before, it is 0 and they are counted.
    struct stat folder = {};
    if (stat("/proc/self/fd", &folder) == 0 && folder.st_size > 0)
        return folder.st_size;
    qint64 count = -1; // the one that reads the folder
    QDirIterator entries(QStringLiteral("/proc/self/fd"),
                         QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    while (entries.hasNext()) {
        entries.next();
        ++count;
    }
    return count;
}

} // namespace

std::optional<ProcessStatus> processStatus()
{
    ProcessStatus status;
    rusage usage = {};
    rlimit descriptors = {};
    if (getrusage(RUSAGE_SELF, &usage) != 0 || getrlimit(RLIMIT_NOFILE, &descriptors) != 0)
        return std::nullopt;
    status.cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    status.residentBytes = residentBytes();
    status.openDescriptors = openDescriptors();
    status.mostDescriptors = qint64(descriptors.rlim_cur);
    return status;
}
#else
std::optional<ProcessStatus> processStatus()
{
    return std::nullopt;
}
#endif

} // namespace Server
