// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/filesync.h"

#include "server/files/logging.h"

#include <QDateTime>

#include <cerrno>

#if defined(Q_OS_UNIX)
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#elif defined(Q_OS_WIN)
#include <io.h>
#endif

namespace Server {

#ifndef EDQUOT // where there are no quotas of that kind
constexpr int EDQUOT = ENOSPC;
#endif

BlobError blobErrorOf(const QFile &file, int number, const char *what)
{
    if (number == ENOSPC || number == EDQUOT || number == EFBIG)
        return BlobError::Full;
    qCWarning(filesLog) << what << file.fileName() << ":" << file.errorString();
    return BlobError::Failed;
}

bool syncFile(QFile &file)
{
#if defined(Q_OS_UNIX)
    return ::fsync(file.handle()) == 0;
#elif defined(Q_OS_WIN)
    return ::_commit(file.handle()) == 0;
#else
    return file.flush();
#endif
}

bool syncFolder(const QString &path)
{
#ifdef Q_OS_UNIX
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (folder < 0)
        return false;
    // Some file systems of the network know no such thing for folders, and need none.
    const bool done = ::fsync(folder) == 0 || errno == EINVAL || errno == ENOTSUP;
    ::close(folder);
    return done;
#else
    Q_UNUSED(path) // NTFS keeps a journal of names
    return true;
#endif
}

bool touchFile(const QString &path)
{
#ifdef Q_OS_UNIX
    return ::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), nullptr, 0) == 0;
#else
    QFile file(path);
    return file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) &&
           file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
#endif
}

} // namespace Server
